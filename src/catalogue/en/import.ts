import type {WordsOf} from '../entry.ts'
import type {importing as domain} from '../import.ts'

export const importing: WordsOf<typeof domain> = {
  'modelfile-bad-from': {
    title: 'FROM or ADAPTER points at something that cannot be imported[: {reference}]',
    meaning:
      'The Modelfile was read, but what it points at is not what Ollama needs: one GGUF file, the name of a model, or a folder with all files of a safetensors model.',
    causes: [
      'The path is wrong, or has no ./ before it, and so reads as the name of a model.',
      'It names one file of a model that needs the whole folder, with config.json or adapter_config.json.',
      'It names a part of a split GGUF file, or parts are missing.',
      'A folder in the current directory has the same name as the model.',
    ],
    confirm: 'Compare the FROM and ADAPTER lines with the files that are there.',
    fixes: {
      path: 'Write the path of a GGUF file as ./FILE or in full, without quotes or escaped spaces, and create the model again.',
      folder:
        'For safetensors and for adapters, name the folder, and put every file of the model into it, config.json too.',
      shadow: 'If a folder here has the name of the model, rename it or run the command elsewhere.',
    },
  },
  'modelfile-syntax': {
    title: 'The Modelfile cannot be read[: line {line}]',
    meaning:
      'Every instruction of a Modelfile begins with a keyword such as FROM, PARAMETER or TEMPLATE. Something else stands where one is expected, or the instruction was typed into a shell.',
    causes: [
      'A line does not begin with a keyword, or a text over several lines is not within three double quotes.',
      'The weights themselves were given to -f instead of a Modelfile.',
      'The file was saved as UTF-16, as PowerShell’s > does, or a program wrote a warning into it.',
      'FROM was typed into the shell: it belongs into a file.',
    ],
    confirm: 'Look at the first lines: they must be plain text, in UTF-8, and begin with FROM or another keyword.',
    fixes: {
      first:
        'Write the instructions into a text file called Modelfile, mend the line that is named, and create the model again.',
      encoding: 'If the file is UTF-16, save it as UTF-8 without a byte order mark and use the new file.',
      weights: 'If -f was given a GGUF file, write a Modelfile that names it.',
    },
  },
  'modelfile-from-stale-blob': {
    title: 'FROM names a file in another model store',
    meaning:
      'A Modelfile that ollama show printed can name the blob itself. That path holds only on the machine, and for the user, from which it was copied.',
    causes: [
      'The Modelfile comes from another machine, user or container.',
      'The model it was made from was removed or pulled again since.',
    ],
    confirm: 'If FROM is a path that ends in sha256- and a long number, this is it.',
    fixes: {
      name: 'Write the name of the model after FROM, as ollama list shows it, instead of the path, and create it again.',
      pull: 'If that model is not here, pull it first.',
    },
  },
  'modelfile-permission': {
    title: 'The Modelfile or the weights may not be read[: {path}]',
    meaning:
      'The process that opens the file is not allowed to. Today that is the ollama command, run by you; before 0.1.10 it was the server, run by its own user.',
    causes: [
      'The file, or a folder above it, is closed to this user.',
      'The ollama command was installed with snap and sees only your home folder, without hidden folders.',
      'On macOS, the terminal may not look into Desktop, Documents or Downloads.',
      'Ollama is very old, and its service cannot look into your home.',
    ],
    confirm: 'Every folder on the way needs x for this user, and the file r.',
    fixes: {
      read: 'Give yourself the right to read the file.',
      home: 'Or copy Modelfile and weights into a folder of your own, and create the model there.',
      upgrade: 'If Ollama is very old, upgrade it.',
    },
  },
  'cloud-derived-model': {
    title: 'A model made from a cloud model cannot be used like this',
    meaning:
      'A cloud model has no weights here, only a reference to ollama.com. What is made from it runs there too: it needs a sign-in, and cannot get an adapter, a draft or another quantisation.',
    causes: [
      'FROM names a cloud model.',
      'The server is not signed in, or older than cloud models (0.12).',
      'The address of the remote host in the request is not a URL.',
    ],
    confirm: 'See whether the model names a remote host.',
    fixes: {
      signin: 'If it is meant to run in the cloud, sign in on the server’s machine.',
      local: 'If it is meant to run here, take a local model for FROM and pull it first.',
      upgrade: 'If Ollama is older than 0.12, upgrade it.',
    },
  },
  'gguf-invalid': {
    title: 'The file is not a usable GGUF file',
    meaning: 'Ollama imports weights as GGUF. This file does not begin as one, or ends before it says it does.',
    causes: [
      'Only a placeholder was downloaded: Git LFS leaves a small text file, a web page is HTML.',
      'The download was cut off.',
      'The file has another format: old GGML, PyTorch, or a single safetensors file.',
      'The file is newer than this Ollama.',
    ],
    confirm: 'A GGUF file begins with the letters GGUF, and is as large as where it came from says.',
    fixes: {
      download: 'Download the whole file again; for a Git repository fetch the files of LFS.',
      gguf: 'If it has another format, look for a GGUF of the same model, or convert the original.',
      upgrade: 'If the file is whole and new, upgrade Ollama.',
    },
  },
  'import-unsupported-architecture': {
    title: 'Ollama cannot convert this safetensors model[: {architecture}]',
    meaning:
      'ollama create converts safetensors of a limited list of architectures and number formats. This model is not among them; that says nothing about whether a finished GGUF of it runs.',
    causes: [
      'The architecture in config.json is not on the list of this version.',
      'The weights are already quantised (FP8, 4-bit, U8), and only F16, BF16 and F32 can be converted.',
      'Files of the model or of its tokenizer are missing or unusual.',
    ],
    confirm: 'See which architecture and which number format config.json names.',
    fixes: {
      ready: 'Look whether the library, or Hugging Face as GGUF, has the model already, and run that.',
      convert: 'Or convert the original weights with llama.cpp, and import the GGUF.',
      upgrade: 'Or try a newer Ollama: it converts more.',
    },
  },
  'create-api-needs-blobs': {
    title: 'The create request names no files that the server has',
    meaning:
      'Since 0.5.5 /api/create takes no Modelfile and no paths. It wants from, the name of a model, or files, with the digests of blobs that were uploaded before.',
    causes: [
      'The client is older than the server and still sends modelfile or path.',
      'A path or a folder of the server was given instead of uploaded files.',
      'A digest is wrong, or its blob was not uploaded.',
    ],
    confirm: 'See the version of the server: from 0.5.5 on this is how it works.',
    fixes: {
      cli: 'Use the ollama command: it uploads the files itself.',
      fields:
        'Or upgrade the client library, and send model with from, template, system and parameters instead of modelfile.',
      blobs: 'Or upload each file under its SHA-256, and then name it in files.',
    },
  },
  'modelfile-not-found': {
    title: 'There is no Modelfile where ollama create looks[: {path}]',
    meaning:
      'Without -f the command reads the file Modelfile in the current folder; without one it takes the safetensors files there. Neither is there, or the folder that FROM names has none.',
    causes: [
      'The command runs in another folder.',
      'The file has another name: Windows hides the .txt of Modelfile.txt.',
      'The folder that FROM or ADAPTER names has no files that can be imported.',
    ],
    confirm: 'See which files there are.',
    fixes: {
      name: 'Give the path of the file with -f.',
      rename: 'On Windows, take the hidden .txt away.',
      files:
        'If there is a Modelfile, see that the folder it names has config.json and files that end in .safetensors.',
    },
  },
  'quantize-unsupported': {
    title: 'The model cannot be quantised like this[ to {quantization}]',
    meaning:
      'ollama create quantises only from F16, BF16 or F32, and only to a few types. The newest versions quantise only while they import safetensors.',
    causes: [
      'The source is already quantised, as nearly every model of the library is.',
      'The type is not one that this version knows.',
      'Ollama’s tool for it failed: the architecture is unknown to it, or memory or disk ran out.',
    ],
    confirm: 'See which quantisation the source has, and what the log says of it.',
    fixes: {
      type: 'Use one of the types that the message names, such as q4_K_M or q8_0.',
      source: 'Take a source in F16 or BF16, or leave --quantize out.',
      llamaCpp: 'Or quantise the GGUF with llama.cpp, and import the result.',
    },
  },
  'template-invalid': {
    title: 'The prompt template is not valid',
    meaning:
      'TEMPLATE in a Modelfile, or template in a request, is a Go template. It does not parse, or uses something that this Ollama does not have.',
    causes: [
      'A brace, a quote or an end is missing, or a Jinja template was pasted in.',
      'It uses a field or a function that this version does not know: the model may be newer than Ollama.',
    ],
    confirm: 'Read the template at the line that the message names.',
    fixes: {
      drop: 'If the model brings a template of its own, leave TEMPLATE or template out.',
      correct: 'Correct it in the Modelfile and create the model again.',
      upgrade: 'If the model was pulled, upgrade Ollama.',
      pull: 'Then pull the model again, in case its template was mended.',
    },
  },
}
