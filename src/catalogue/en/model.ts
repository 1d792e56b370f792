import type {WordsOf} from '../entry.ts'
import type {model as domain} from '../model.ts'

export const model: WordsOf<typeof domain> = {
  'model-not-found': {
    title: 'The model[ {model}] is not installed on this server[; near it: {nearest}]',
    meaning:
      'The server that answered has no model of this name and tag. A name without a tag means :latest, so llama3.2 and llama3.2:1b are two models.',
    causes: [
      'It was never pulled on this server.',
      'The tag differs.',
      'Another server answers than the one it was pulled on: a service, a container and a shell have stores of their own.',
      'It is listed, but a small file of it is gone from the store: pulling it again brings that back.',
    ],
    confirm: 'See whether this exact name and tag is in the list.',
    fixes: {pull: 'Pull it.', list: 'Or use one that is there.'},
  },
  'invalid-model-name': {
    title: 'The model’s name is none that Ollama accepts[: {model}]',
    meaning:
      'A name is a model and a tag, with a namespace and a host before them where needed; of letters, digits, dots, dashes and underscores. Each part has at most 80 characters.',
    causes: [
      'A stray character, a space, a placeholder’s bracket, or too many slashes.',
      'A URL or a digest was given where a name belongs.',
      'The variable that should hold the name is empty.',
    ],
    confirm: 'Compare it with the names that are there.',
    fixes: {
      spell: 'Write it as the list does.',
      quote: 'Print the name that your program really sends, and remove quotes, spaces and brackets from it.',
    },
  },
  'tools-unsupported': {
    title: 'The model[ {model}] cannot call tools',
    meaning:
      'The request offers tools, and neither the model’s template nor its parser has a place for them. Ollama refuses it instead of leaving the tools out.',
    causes: [
      'The model was not trained to call tools.',
      'The program sends tools with every request, such as an agent or an editor.',
      'The model was made from a bare GGUF and lost its template.',
      'The copy was pulled before its template knew tools.',
    ],
    confirm: 'Look for “tools” under Capabilities.',
    fixes: {
      other: 'Use a model that has the capability “tools”: ollama.com/search?c=tools lists them.',
      off: 'Or switch tools (function calling, agent mode) off for this model in the program that asks.',
      update: 'If the library says that this model has tools, bring your copy up to date.',
    },
  },
  'thinking-unsupported': {
    title: 'The model[ {model}] cannot think',
    meaning: 'The request asks for thinking, and the model’s template and parser have no place for it.',
    causes: [
      'The program sends “think” or a reasoning effort with every request.',
      'The model was made from a bare GGUF, which lacks what the library’s copy has.',
      'The copy was pulled before Ollama knew its thinking.',
    ],
    confirm: 'Look for “thinking” under Capabilities.',
    fixes: {
      off: 'Ask without thinking: leave “think” and “reasoning_effort” out, or send false.',
      other: 'Or use a model that has the capability “thinking”: ollama.com/search?c=thinking lists them.',
      update: 'If the library says that this model thinks, bring your copy up to date.',
    },
  },
  'insert-unsupported': {
    title: 'The model[ {model}] cannot fill in the middle',
    meaning: 'The request has a “suffix”, as code completion sends it, and the model’s template has no place for one.',
    causes: ['A chat model is set for autocompletion.', 'The tag is one for instructions, not for completion.'],
    confirm: 'Look for “insert” under Capabilities.',
    fixes: {
      fim: 'Set a model for autocompletion that has the capability “insert”.',
      off: 'Or let the editor’s plug-in build the prompt itself: many have a template setting for that.',
    },
  },
  'image-unsupported': {
    title: 'The model[ {model}] does not take images or sound',
    meaning:
      'The request has an image or a recording, and the model has no part that reads it. Before 0.30 most servers silently left images out; now they refuse.',
    causes: [
      'The model reads text only.',
      'The model was made from a GGUF without its projector (mmproj), or with one that this engine does not use.',
    ],
    confirm: 'Look for “vision” or “audio” under Capabilities.',
    fixes: {
      vision: 'Use a model that has the capability.',
      library: 'If this one should have it, use the copy of ollama.com instead of a GGUF of your own.',
    },
  },
  'embedding-model-for-generate': {
    title: 'The model[ {model}] cannot generate text',
    meaning:
      'The server says that this model does not have the capability. Embedding models answer /api/embed only, and have no chat.',
    causes: [
      'An embedding model is set where a chat model belongs.',
      'The model’s weights cannot be read, which servers since 0.6.4 word the same way.',
    ],
    confirm:
      'Look under Capabilities: “embedding” is an embedding model; none at all means that its file cannot be read.',
    fixes: {
      capabilities: 'See what the model can do, and set a chat model where text is wanted.',
      embed: 'Ask an embedding model for embeddings.',
      repair: 'If it should generate text, see whether its files are whole.',
    },
  },
  'embeddings-unsupported': {
    title: 'The model[ {model}] gives no embeddings',
    meaning:
      'Embeddings were asked of a model, or of an engine, that computes none. Older servers took them from any chat model; newer ones refuse.',
    causes: ['A chat model is set where an embedding model belongs.', 'The model runs on the MLX engine.'],
    confirm: 'Look for “embedding” under Capabilities.',
    fixes: {
      embed: 'Use an embedding model. Vectors of another model do not fit those you have stored, so compute all anew.',
    },
  },
  'model-template-lost': {
    title: 'The model[ {model}] has lost its template',
    meaning:
      'The template tells Ollama how the model wants its chat, its tools and its thinking. Without it the model lacks capabilities that the original has, and may answer badly.',
    causes: [
      'The model was made from a bare GGUF, or pulled from Hugging Face, where the template is missing or unknown to Ollama.',
      'A Modelfile was written without TEMPLATE and PARSER.',
    ],
    confirm: 'A template that is only “{{ .Prompt }}”, or capabilities of nothing but completion, is the sign.',
    fixes: {
      library: 'If ollama.com has the same model, use that copy.',
      from: 'Or begin your Modelfile with FROM and the library’s model, so that its template is inherited.',
      template: 'Or put TEMPLATE (and PARSER, RENDERER) of the original into your Modelfile.',
    },
  },
  'model-template-outdated': {
    title: 'This copy of the model[ {model}] does not fit this version of Ollama',
    meaning:
      'The template or the files were made for another version of the engine. ollama.com usually has a copy that fits.',
    causes: [
      'The model was pulled long ago, and its library copy was renewed since.',
      'The template uses something that the engine does not know.',
      'The model is a derived one: its template is frozen as it was.',
    ],
    confirm: 'See when it was modified, and what it requires.',
    fixes: {
      pull: 'Pull it again: only what changed is loaded.',
      upgrade: 'If it is new, upgrade Ollama.',
      rebuild: 'If it is your own, write its Modelfile anew on top of the renewed model.',
    },
  },
  'model-architecture-unsupported': {
    title: 'Ollama cannot run a model of this architecture[: {architecture}]',
    meaning:
      'The file names an architecture that the engine does not have. A newer Ollama may have it; for some there is none yet.',
    causes: [
      'The model is newer than this version of Ollama.',
      'The GGUF comes from elsewhere and calls its architecture otherwise than Ollama does.',
      'No version of Ollama supports it so far.',
    ],
    confirm: 'See which version runs, and which architecture the log names.',
    fixes: {
      library: 'Use the model’s copy on ollama.com if there is one.',
      upgrade: 'Upgrade Ollama.',
      wait: 'If the newest version says the same, look for the name in Ollama’s issues and use another model meanwhile.',
    },
  },
  'tool-call-parse': {
    title: 'The model[ {model}] wrote a tool call that cannot be read',
    meaning:
      'The model began a tool call and did not write it as its format demands, so the server could not parse it. The request itself was right.',
    causes: [
      'The context was full, or num_predict ended the answer, before the call was complete.',
      'The model is small, or strongly quantised, and errs in long arguments.',
      'Too many tools, or tools of complicated parameters, were offered.',
      'This version’s parser for the model has a fault.',
    ],
    confirm: 'See how large the context is, and whether the log says that something was truncated.',
    fixes: {
      retry: 'Ask again: the next answer is another one.',
      room: 'Give it room: a larger num_ctx, no small num_predict, and fewer or simpler tools.',
      other: 'Use a larger model, or one that is known for calling tools.',
      upgrade: 'Upgrade Ollama: parsers are mended often.',
    },
  },
  'runner-crashed': {
    title: 'The runner, the process that computes the model, died[: {model}]',
    meaning:
      'The server lost its runner and does not say why in this answer; the cause stands in the server’s log, some lines before. “exit status 2”, “unexpected EOF” and a stack of goroutines tell nothing by themselves.',
    causes: [
      'Memory of the GPU or of the machine ran out.',
      'A GPU driver or library failed.',
      'This version has a fault with this model.',
      'The model’s file is damaged.',
    ],
    confirm:
      'The line that tells is the first of these before “terminated”: “out of memory” or “killed” is memory, “CUDA error”, “ROCm error” or an Xid is the GPU, GGML_ASSERT or panic is a fault. Then give that line to ollama-doctor explain.',
    fixes: {
      log: 'Read the lines before the crash, above the stack of goroutines.',
      smaller: 'Try again with a smaller model and a small num_ctx, to tell memory from the rest.',
      upgrade: 'Upgrade Ollama: many such faults are mended already.',
      cpu: 'Run it once with num_gpu 0: if it works on the CPU, the GPU or its driver is at fault.',
    },
  },
  'gguf-tensor-type-unsupported': {
    title: 'The file holds tensors of a type that this version cannot read',
    meaning:
      'A GGUF names the number format of each tensor. This one uses a format that is newer than the engine, or that was removed from it, such as MXFP4 in two versions or Q4_0_4_4.',
    causes: [
      'The model is newer than this version of Ollama.',
      'The copy in the store has the old format and this version of Ollama wants the new one.',
      'The file comes from another program, with formats of its own.',
    ],
    confirm: 'See which version runs, and which type the log names.',
    fixes: {
      upgrade: 'Upgrade Ollama.',
      replace: 'Then remove the model and pull it anew, so that the whole file comes again. Its Modelfile is kept.',
      quant: 'Or use another quantisation of the same model, such as Q4_K_M.',
    },
  },
  'gguf-conversion-faulty': {
    title: 'The model’s file was converted wrongly',
    meaning: 'The file is a whole GGUF, but something that the engine needs is missing or has the wrong shape.',
    causes: [
      'It was converted without the tokenizer’s files (merges, vocabulary).',
      'The converter was too old for this model, or too new for this version of Ollama.',
      'A merge or a fine-tune changed the vocabulary or the shape of tensors.',
    ],
    confirm: 'See what the loader misses.',
    fixes: {
      convert:
        'Convert it again with the newest converter, with tokenizer.json and tokenizer_config.json beside the weights.',
      other: 'Or use a GGUF of somebody else, or the model of ollama.com.',
      upgrade: 'If the file is new, upgrade Ollama.',
    },
  },
  'vision-projector-unsupported': {
    title: 'The model’s vision part (projector) cannot be loaded[: {projector}]',
    meaning:
      'The projector (mmproj) translates images for the model. Its kind is unknown to this version, or it does not belong to this model.',
    causes: [
      'The projector is newer than this version of Ollama.',
      'The projector was made for another model, or another size of it.',
      'Its file is damaged.',
    ],
    confirm: 'See which version runs, and what the log says of the projector.',
    fixes: {
      upgrade: 'Upgrade Ollama.',
      library: 'Or use the copy of ollama.com, which brings a projector that fits.',
      text: 'Or leave the projector out: create the model without the second FROM line. It then reads text only.',
    },
  },
  'model-dropped-by-new-engine': {
    title: 'This version of Ollama no longer runs a model that an older one did[: {model}]',
    meaning:
      'Ollama 0.30 changed its engine, which lacks a few models, such as llama3.2-vision in its old form. 0.32.6 gave up models that draw images.',
    causes: ['Ollama was upgraded, and the model’s file is of the old engine.', 'The kind of model was given up.'],
    confirm: 'See which version runs, and which architecture the model has.',
    fixes: {
      pull: 'Pull it again: there may be a copy for the new engine.',
      other: 'Use another model for the same task.',
      older:
        'Or go back to 0.24, the last version of the old engine, and leave updates off until the model is renewed.',
    },
  },
  'model-load-failed': {
    title: 'The model[ {model}] could not be loaded',
    meaning: 'Loading failed, and the answer does not say why; the server’s log does, some lines before.',
    causes: [
      'Not enough memory.',
      'The file is damaged or incomplete.',
      'This version of Ollama does not know the model’s format.',
    ],
    confirm:
      'Look for the first line that tells: “out of memory” or “unable to allocate” is memory, “not within the file bounds” or “magic” is the file, “unknown model architecture” is the version.',
    fixes: {
      log: 'Read the lines before it in the log.',
      repull: 'Bring the model up to date.',
      replace: 'If its file is damaged, a pull alone does not mend it: remove the model first. Its Modelfile is kept.',
      upgrade: 'If its format is unknown, upgrade Ollama.',
    },
  },
  'model-reloaded': {
    title: 'The model[ {model}] was listed as loaded, and yet had to be loaded[ in {loadMs}]',
    meaning:
      'A loaded model answers without loading. The server loaded it anew for this check, so its keep-alive is now the default.',
    causes: [
      'Its runner had died since, for want of memory or by a crash: /api/ps goes on listing it.',
      'It had been loaded with runner options that a check cannot see (num_gpu, num_thread, num_batch …).',
    ],
    confirm: 'A runner that ended before “starting runner” had died.',
    fixes: {log: 'See in the log whether the runner had died.', keepAlive: 'See until when it is loaded now.'},
  },
  'model-in-use': {
    title: 'Something says that the model is in use',
    meaning:
      'Ollama has no such message: it comes from the program in front of it, which wants the model to be idle, or from Windows, where a file that is open cannot be removed.',
    causes: [
      'Another request of that program uses the model.',
      'On Windows a virus scanner, a backup or a second Ollama holds the file open.',
    ],
    confirm: 'See whether the model is loaded.',
    fixes: {
      stop: 'See what is loaded, and unload it if nobody needs it.',
      close: 'On Windows wait for the scanner or the backup, or quit the second Ollama, and try again.',
    },
  },
}
