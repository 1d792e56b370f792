import type {context as domain} from '../context.ts'
import type {WordsOf} from '../entry.ts'

export const context: WordsOf<typeof domain> = {
  'prompt-truncated': {
    title: 'The prompt was cut[: it has {required} tokens, and the context holds {available}]',
    meaning:
      'A prompt that is longer than the context is shortened without an error: the oldest messages or the beginning go, often with the instructions. Only a line in the log tells.',
    causes: [
      'The context is the server’s default: 4096 on most machines, and 2048 before 0.6.7.',
      'The client sets its own context size, but never sends it to Ollama as num_ctx.',
      'OLLAMA_CONTEXT_LENGTH was set in a shell, which the service never sees.',
    ],
    confirm: 'The command shows the context that is loaded, the log how long the prompt was.',
    fixes: {
      server:
        'Give the server (from 0.5.13 on) a context that holds prompt and answer, such as 16384. A num_ctx of the model or the client goes before it. It takes memory: see afterwards whether the model still fits on the GPU.',
      variant: 'Or save a variant of the model with a larger context, for clients that cannot set it.',
      request:
        'Or send options.num_ctx with every request to /api/chat or /api/generate; the /v1 endpoints do not take it.',
      shorter: 'Or send less: fewer messages, fewer documents, shorter tool descriptions.',
    },
  },
  'prompt-exceeds-context': {
    title: 'The request does not fit into the context[: {required} tokens, and {available} are allowed]',
    meaning:
      'The prompt, or the answer that was asked for, is longer than the context of the loaded model, and the server refused it instead of cutting it.',
    causes: [
      'The conversation, the files or the tool descriptions have grown too long.',
      'The model was loaded with a context smaller than the client takes for granted.',
      'The client asks for more output than a cloud model gives.',
    ],
    confirm: 'Compare the context that is loaded with the longest that the model allows.',
    fixes: {
      shorter: 'Send less: start a new conversation, or leave out files and tools.',
      server: 'If the model allows more, give the server a larger context. It takes memory.',
      variant: 'Or save a variant of the model with a larger context.',
      output: 'If the message names the output, lower the client’s max_tokens for this model.',
    },
  },
  'embed-input-too-long': {
    title: 'The text to embed is longer than the model’s context[: {required} tokens]',
    meaning:
      'An embedding model reads a limited number of tokens at once, many of them only 512, and this input has more.',
    causes: [
      'The text is split into chunks that are too long for this model.',
      'The chunks are measured in characters or words, and the model counts tokens.',
      'The request says truncate: false, or the server is a version that does not truncate.',
    ],
    confirm: 'See the model’s context length.',
    fixes: {
      chunks: 'Make the chunks shorter: at most half the model’s context in words.',
      truncate: 'Or let the server cut what is too long: use /api/embed and leave truncate at true.',
      model: 'Or use an embedding model with a longer context, and embed everything anew with it.',
    },
  },
  'embedding-nan': {
    title: 'The model produced an embedding that is not a number (NaN)',
    meaning:
      'The numbers overflowed while the model computed, and JSON cannot carry what came out. It happens with certain inputs, models and GPU backends.',
    causes: [
      'A defect of this version with this embedding model, often with flash attention or half precision on the GPU.',
      'The input is empty, very short, or longer than the model’s context.',
      'The model’s file is badly quantised or damaged.',
    ],
    confirm: 'See how often the log says so, then find the input that does it.',
    fixes: {
      upgrade: 'Upgrade Ollama: several such defects are fixed.',
      flash: 'Try it without flash attention.',
      inputs: 'Leave out empty inputs, and make long ones shorter.',
      cpu: 'Send options: {"num_gpu": 0} once to try it on the CPU; if that works, the GPU backend is at fault. Or use another embedding model.',
    },
  },
  'context-shift-unsupported': {
    title: 'The context is full, and this model cannot shift it',
    meaning:
      'When prompt and answer fill the context, Ollama drops the oldest part and goes on. Some architectures, DeepSeek’s above all, do not allow that, and older versions crash there.',
    causes: [
      'The model is of the DeepSeek V2, V3 or R1 family, and Ollama is older than 0.5.13.',
      'A long answer, often a long thought, filled a small context.',
    ],
    confirm: 'See which context is loaded, and what the log says right before the crash.',
    fixes: {
      upgrade: 'Upgrade Ollama: since 0.5.13 DeepSeek models survive this.',
      context: 'Give the server a context that holds the prompt and the longest answer. It takes memory.',
      output: 'Limit the answer, so that prompt and answer fit together.',
    },
  },
  'kv-cache-type-needs-flash-attention': {
    title: 'A quantised KV cache was asked for, and flash attention is off',
    meaning:
      'OLLAMA_KV_CACHE_TYPE with q8_0 or q4_0 works only with flash attention. Up to 0.24 the setting is ignored with a warning; from 0.30 on the model does not load.',
    causes: [
      'OLLAMA_FLASH_ATTENTION is not set, or is switched off.',
      'The GPU or the model does not support flash attention.',
    ],
    confirm: 'See both variables as the server has them.',
    fixes: {
      enable: 'Switch flash attention on.',
      plain: 'If the GPU or the model cannot do it, go back to the plain cache. It takes more memory.',
    },
  },
  'context-capped-to-model-max': {
    title: 'The context asked for is larger than the model’s own[: {required}, and it has {available}]',
    meaning:
      'The model was trained for a shorter context than was asked for. Since 0.9.3 Ollama uses the model’s maximum instead; older versions load what was asked for, and answers get worse beyond it.',
    causes: [
      'num_ctx or OLLAMA_CONTEXT_LENGTH is set for another model.',
      'The server’s default is larger than this small model’s context.',
    ],
    confirm: 'Compare the model’s context length with what is loaded.',
    fixes: {
      lower: 'Nothing is broken if prompts are short. To silence it, use a num_ctx that the model allows.',
      server: 'See whether OLLAMA_CONTEXT_LENGTH is set for the server.',
      model: 'For longer prompts use a model with a longer context.',
    },
  },
  'context-smaller-than-requested': {
    title: 'The model[ {model}] runs with a smaller context than is asked for[: {available} instead of {required}]',
    meaning:
      'What does not fit into the loaded context is cut from the prompt without an error, so the client loses text it believes was read.',
    causes: [
      'The client’s setting is not sent to Ollama as num_ctx.',
      'The server’s default is in force, or was lowered because memory ran short.',
      'Another client loaded the model with a smaller num_ctx.',
    ],
    confirm: 'Compare the context that is loaded with num_ctx in the model’s parameters.',
    fixes: {
      server: 'Give the server the context that the client counts on. It takes memory.',
      variant: 'Or save a variant of the model with that context.',
      parallel: 'In versions before 0.10 the context may be shared by several slots: use one.',
    },
  },
}
