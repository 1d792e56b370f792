import type {Command, Entry} from './entry.ts'
import {listModels, pullModel, searchLog, showModel, upgradeOllama, versions} from './steps.ts'

const create: readonly Command[] = [
  {run: '[OLLAMA_HOST={otherHost} ]ollama create MODEL -f Modelfile', effect: 'changes-state'},
]

/** What the Modelfile says, and in which encoding. */
const readModelfile: readonly Command[] = [
  {run: 'file Modelfile && head -n 5 Modelfile', effect: 'safe', platform: 'linux'},
  {run: 'file Modelfile && head -n 5 Modelfile', effect: 'safe', platform: 'macos'},
  {run: 'Format-Hex Modelfile | Select-Object -First 4', effect: 'safe', platform: 'windows'},
]

/** How a file begins and how large it is: GGUF files begin with these four letters. */
const readFileStart: readonly Command[] = [
  {run: 'ls -l FILE && head -c 64 FILE | xxd', effect: 'safe', platform: 'linux'},
  {run: 'ls -l FILE && head -c 64 FILE | xxd', effect: 'safe', platform: 'macos'},
  {run: 'Get-Item FILE; Format-Hex FILE | Select-Object -First 4', effect: 'safe', platform: 'windows'},
]

const listFolder: readonly Command[] = [
  {run: 'ls -l', effect: 'safe', platform: 'linux'},
  {run: 'ls -l', effect: 'safe', platform: 'macos'},
  {run: 'Get-ChildItem -Force', effect: 'safe', platform: 'windows'},
]

/** A file of any architecture that llama.cpp knows. */
const convertWithLlamaCpp: readonly Command[] = [
  {run: 'git clone https://github.com/ggml-org/llama.cpp', effect: 'changes-state'},
  {run: 'pip install -r llama.cpp/requirements.txt', effect: 'changes-state'},
  {run: 'python llama.cpp/convert_hf_to_gguf.py FOLDER --outfile model.gguf', effect: 'changes-state'},
]

const noSuchFile =
  '{no such file or directory|file does not exist|The system cannot find the file specified|The system cannot find the path specified|Das System kann die angegebene Datei nicht finden|Le fichier spécifié est introuvable|El sistema no puede encontrar el archivo especificado|Не удается найти указанный файл|系统找不到指定的文件|系统找不到指定的路径}'

const denied =
  '{permission denied|Access is denied|operation not permitted|Zugriff verweigert|Accès refusé|Acceso denegado|Отказано в доступе|拒绝访问|存取被拒}'

const instruction = '{FROM|PARAMETER|TEMPLATE|ADAPTER}'

export const importing = {
  'modelfile-bad-from': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          `open adapter_config.json: ${noSuchFile}`,
          `open <path>adapter_config.json: ${noSuchFile}`,
          `open config.json: ${noSuchFile}`,
          `open <path>config.json: ${noSuchFile}`,
          'no safetensors or torch files found',
          'only one adapter is currently supported',
          'no base model was found',
          'safetensors imports do not support {FROM model overlays|adapters}',
          'mixed model file types',
          'invalid split GGUF',
          'split GGUF "<path>" has # shards, expected #',
          'split GGUF "',
          'empty split GGUF group',
          'base model does not match adapter',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'invalid model reference: <reference>',
          `open {tokenizer.json|tokenizer.model|tokenizer_config.json|model.safetensors.index.json|params.json|generation_config.json}: ${noSuchFile}`,
          `{open|stat|lstat} <path>.{gguf|safetensors|bin}: ${noSuchFile}`,
          `{CreateFile|GetFileAttributesEx} <path>.{gguf|safetensors|bin}: ${noSuchFile}`,
          '^unknown type$',
          "couldn't determine model format",
          'unable to determine model format',
          'no {safetensors|torch} files found',
          'illegal split file idx',
          'invalid split file',
        ],
        confidence: 'likely',
      },
      {
        says: [
          '^invalid model name$',
          'pull model manifest: file does not exist',
          'unsupported content type: unknown',
          'no Modelfile or safetensors files found',
        ],
        confidence: 'possible',
        with: ['{ollama create|gathering model|transferring model|no Modelfile or safetensors}'],
      },
      {says: ['read <path>: is a directory'], confidence: 'possible', surfaces: ['cli'], unless: ['blobs']},
    ],
    examples: [
      {text: 'converting model\nError: open config.json: file does not exist', surface: 'cli'},
      {text: 'Error: no safetensors or torch files found', surface: 'cli'},
      {text: 'Error: invalid model reference: qwen2-7b-q8_0.gguf', surface: 'cli'},
      {text: 'Error: open /home/me/models/mistral.gguf: no such file or directory', surface: 'cli'},
      {text: '{"error":"split GGUF \\"model-00001-of-00003.gguf\\" has 2 shards, expected 3"}', surface: 'api'},
    ],
    confirm: [
      {run: 'grep -iE "^(FROM|ADAPTER)" Modelfile', effect: 'safe', platform: 'linux'},
      {run: 'grep -iE "^(FROM|ADAPTER)" Modelfile', effect: 'safe', platform: 'macos'},
      {run: 'Select-String "^(FROM|ADAPTER)" Modelfile', effect: 'safe', platform: 'windows'},
      ...listFolder,
    ],
    fixes: {
      path: create,
      folder: [],
      shadow: [],
    },
    links: ['https://docs.ollama.com/import', 'https://docs.ollama.com/modelfile'],
  },
  'modelfile-syntax': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '(line <line>): command must be one of',
          'command must be one of "from"',
          'command must be one of from',
          'message role must be one of',
          'no FROM line for the model was specified',
          '^no FROM line$',
          'missing value for [',
          "The 'from' keyword is not supported in this version of the language",
          "from: can't read /var/mail/",
          `'${instruction}' is not recognized as an internal or external command`,
          `The term '${instruction}' is not recognized`,
          `${instruction}: command not found`,
          `command not found: ${instruction}`,
          `${instruction}: not found`,
          `${instruction} : The term`,
          `'${instruction}' n'est pas reconnu`,
          `"${instruction}" n'est pas reconnu`,
          `${instruction} : commande introuvable`,
          `Der Befehl "${instruction}" ist entweder falsch geschrieben`,
          `Die Benennung "${instruction}" wurde nicht als Name`,
          `${instruction}: {Befehl|Kommando} nicht gefunden`,
          `"${instruction}" no se reconoce como`,
          `'${instruction}' no se reconoce como`,
          `${instruction}: {orden|comando} no {encontrada|encontrado}`,
          `'${instruction}' não é reconhecido como`,
          `"${instruction}" non è riconosciuto come`,
          `"${instruction}" не является внутренней или внешней`,
          `'${instruction}' iç ya da dış komut`,
          `Nazwa '${instruction}' nie jest rozpoznawana`,
          `'${instruction}' 不是内部或外部命令`,
          `"${instruction}" 不是内部或外部命令`,
          `'${instruction}' 不是內部或外部命令`,
          `无法将"${instruction}"项识别为`,
          `${instruction}: 未找到命令`,
          `${instruction}:未找到命令`,
          `'${instruction}' は、内部コマンドまたは外部コマンド`,
          `'${instruction}'은(는) 내부 또는 외부 명령`,
        ],
        confidence: 'certain',
      },
      {
        says: [
          'invalid {int|float|bool} value …[',
          'invalid {int|float|bool} value',
          '^invalid message: ',
          'unknown command: {from|parameter|template|system}',
          'failed to get console mode for {stdout|stderr|stdin}',
        ],
        confidence: 'likely',
      },
      {
        says: ['Error: unexpected EOF$', 'bufio.Scanner: token too long'],
        confidence: 'likely',
        with: ['ollama create'],
        unless: ['parsing GGUF', 'transferring', 'gathering', 'copying', 'converting'],
      },
    ],
    examples: [
      {
        text: 'Error: (line 3): command must be one of "from", "license", "template", "system", "adapter", "renderer", "parser", "parameter", or "message"',
        surface: 'cli',
      },
      {text: 'Error: no FROM line', surface: 'cli'},
      {text: 'zsh: command not found: FROM', surface: 'cli'},
      {text: 'Der Befehl "FROM" ist entweder falsch geschrieben oder konnte nicht gefunden werden.', surface: 'cli'},
      {text: 'Error: invalid float value [warm]', surface: 'cli'},
    ],
    confirm: readModelfile,
    fixes: {
      first: create,
      encoding: [
        {
          run: 'iconv -f UTF-16 -t UTF-8 Modelfile > Modelfile.utf8',
          effect: 'changes-state',
          platform: 'linux',
        },
        {run: 'iconv -f UTF-16 -t UTF-8 Modelfile > Modelfile.utf8', effect: 'changes-state', platform: 'macos'},
        {
          run: 'Get-Content Modelfile | Set-Content -Encoding ascii Modelfile.ascii',
          effect: 'changes-state',
          platform: 'windows',
        },
      ],
      weights: [{run: 'echo "FROM ./FILE" > Modelfile', effect: 'changes-state'}, ...create],
    },
    links: ['https://docs.ollama.com/modelfile'],
  },
  'modelfile-from-stale-blob': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['FROM …blobs…sha256-<digest>', 'FROM …blobs…sha256:<digest>'],
        confidence: 'likely',
        with: [
          '{file does not exist|no such file or directory|cannot find the|invalid model name|invalid model reference|permission denied}',
        ],
      },
      {
        says: [`{open|stat} <path>blobs…sha256…: ${noSuchFile}`, `{open|stat} <path>blobs…sha256…: ${denied}`],
        confidence: 'likely',
        with: ['{ollama create|gathering model|transferring model}'],
        unless: ['-partial'],
      },
      {
        says: ['pull model manifest: file does not exist'],
        confidence: 'possible',
        with: ['{show --modelfile|ollama create}'],
      },
    ],
    examples: [
      {
        text: 'gathering model components\nError: open /root/.ollama/models/blobs/sha256-dde5aa3f: no such file or directory',
        surface: 'cli',
      },
    ],
    confirm: [
      {run: 'grep -i "^FROM" Modelfile', effect: 'safe', platform: 'linux'},
      {run: 'grep -i "^FROM" Modelfile', effect: 'safe', platform: 'macos'},
      {run: 'Select-String "^FROM" Modelfile', effect: 'safe', platform: 'windows'},
      ...listModels,
    ],
    fixes: {
      name: create,
      pull: [{run: '[OLLAMA_HOST={otherHost} ]ollama pull MODEL', effect: 'changes-state'}],
    },
    links: ['https://docs.ollama.com/modelfile'],
  },
  'modelfile-permission': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          `couldn't open modelfile '<path>' …${denied}`,
          `error reading modelfile: open <path>: ${denied}`,
          `open <path>Modelfile: ${denied}`,
          `open Modelfile: ${denied}`,
          `Modelfile: ${denied}`,
          `open <path>.Modelfile: ${denied}`,
          `{open|stat|lstat} <path>.{gguf|safetensors}: ${denied}`,
        ],
        confidence: 'certain',
      },
      {
        says: [`Modelfile…${denied}`, 'cannot open path of the current working directory: Permission denied'],
        confidence: 'likely',
      },
    ],
    examples: [
      {text: 'Error: open /home/me/project/Modelfile: permission denied', surface: 'cli'},
      {
        text: "couldn't open modelfile '/root/demo/Modelfile'  Error: failed to open file: open /root/demo/Modelfile: permission denied",
        surface: 'cli',
      },
      {text: 'Error: open /media/usb/llama.gguf: permission denied', surface: 'cli'},
    ],
    confirm: [
      {run: 'namei -l "$PWD/Modelfile"', effect: 'safe', platform: 'linux'},
      {run: 'snap list ollama', effect: 'safe', platform: 'linux'},
      {run: 'ls -le Modelfile', effect: 'safe', platform: 'macos'},
      {run: 'icacls Modelfile', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      read: [
        {run: 'chmod u+r Modelfile', effect: 'changes-state', platform: 'linux'},
        {run: 'chmod u+r Modelfile', effect: 'changes-state', platform: 'macos'},
        {run: 'icacls Modelfile /grant "$($env:USERNAME):R"', effect: 'changes-state', platform: 'windows'},
      ],
      home: [
        {
          run: 'mkdir -p ~/ollama-import && cp Modelfile FILE ~/ollama-import/ && cd ~/ollama-import',
          effect: 'changes-state',
          platform: 'linux',
        },
        ...create,
      ],
      upgrade: upgradeOllama,
    },
    links: ['https://docs.ollama.com/modelfile'],
  },
  'cloud-derived-model': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'DRAFT cannot be used with remote models',
          'cannot be used with remote models',
          '{create|adapter|quantize} …not supported for {remote|cloud} models',
        ],
        confidence: 'certain',
      },
      {
        says: ['FROM <model>:cloud', 'FROM <model>-cloud'],
        confidence: 'likely',
        with: [
          '{file does not exist|unauthorized|bad remote|not found|no such file or directory|this server cannot run}',
        ],
      },
      {says: ['^bad remote$'], confidence: 'likely'},
      {says: ['this server cannot run this remote model'], confidence: 'possible'},
    ],
    examples: [
      {text: '{"error":"DRAFT cannot be used with remote models"}', surface: 'api', status: 400},
      {text: '{"error":"bad remote"}', surface: 'api', status: 400},
    ],
    confirm: [...showModel, ...versions],
    fixes: {
      signin: [{run: 'ollama signin', effect: 'changes-state'}],
      local: pullModel,
      upgrade: upgradeOllama,
    },
    links: ['https://docs.ollama.com/cloud', 'https://docs.ollama.com/modelfile'],
  },
  'gguf-invalid': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'supplied file was not in GGUF format',
          'is not in gguf format',
          'invalid magic number 67676a74',
          'invalid magic number',
          'unknown (magic, version) combination',
          'invalid magic characters',
          'bad GGUF magic',
          'GGUFv1 is no longer supported',
          'is extremely large, is there a mismatch between the host and model endianness',
          'version https://git-lfs.github.com/spec/v1',
          'not implemented: ggufv',
          'GGUF array size # exceeds maximum #',
          'GGUF item count # exceeds maximum #',
          'invalid GGUF alignment',
          'GGUF tensor offset overflow',
          'invalid GGUF v1 string',
          'tensor …{offset+size overflows|size overflows|size overflow|elements overflow}',
          'tensor …dimensions # exceeds maximum #',
          'unsupported gguf {version|value type|array type}',
          'unexpected gguf {string|integer} type',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'offset+size (#) exceeds file size (#)',
          'data is not within the file bounds, model is corrupted or incomplete',
        ],
        confidence: 'certain',
        with: ['{.gguf|parsing GGUF}'],
      },
      {
        says: ['"error":"EOF"', '"error":"unexpected EOF"', 'Error: EOF$', 'Error: unexpected EOF$'],
        confidence: 'likely',
        with: ['{parsing GGUF|creating model layer}'],
      },
      {
        says: [
          'invalid file magic',
          'unsupported content type: <contentType>',
          'zip: not a valid zip file',
          "invalid character 'v' looking for beginning of value",
          'failed to read tensor {shape|name|kind|offset|dimensions}',
          'failed to read {magic|key-value pairs|header}',
          'error reading GGUF item',
          'GGUF …length # exceeds maximum #',
          'tensor …size # exceeds maximum #',
          'gguf …{byte length|exceeds maximum}',
          'parameter count overflow',
          'invalid array type: #',
          'improper type for',
          'failed to validate GGUF',
          'failed to determine file size:',
          'failed to seek back after size check:',
          'failed to get current offset:',
          'tensor "…" offset # exceeds maximum #',
          'tensor "…" offset overflows',
          'unsupported model format',
          'failed to seek to {init padding|tensor}',
          '^architecture not set$',
          "unknown model architecture: ''",
          'key not found in model: general.architecture',
          'tensor …data size # is less than expected #',
          'unable to read tensor <tensor> from',
        ],
        confidence: 'likely',
      },
      {
        says: [
          'tensor …offset+size (#) exceeds file size (#)',
          'offset+size exceeds file size',
          'model is corrupted or incomplete',
          'this GGUF file is version # but this software only supports up to version #',
        ],
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: '{"status":"parsing GGUF"}\n{"error":"supplied file was not in GGUF format"}',
        surface: 'api',
        status: 200,
      },
      {text: 'creating model layer\nError: invalid file magic', surface: 'cli'},
      {text: 'gguf_init_from_file: invalid magic number 67676a74', surface: 'log'},
      {text: '{"status":"parsing GGUF"}\n{"error":"unexpected EOF"}', surface: 'api', status: 200},
      {text: 'Error: unsupported content type: text/html; charset=utf-8', surface: 'cli'},
    ],
    confirm: readFileStart,
    fixes: {
      download: [
        {run: 'git lfs install && git lfs pull', effect: 'changes-state'},
        {run: 'curl -L -C - -o FILE URL', effect: 'changes-state'},
      ],
      gguf: convertWithLlamaCpp,
      upgrade: upgradeOllama,
    },
    links: ['https://docs.ollama.com/import'],
  },
  'import-unsupported-architecture': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'error converting from safetensors" error="unsupported architecture "<architecture>"',
          'unsupported architecture "<architecture>"',
          'Error: unsupported architecture$',
          '"error":"unsupported architecture"',
          "Models based on '<architecture>' are not yet supported",
          'No architecture specified to convert',
          'unknown data type: {U8|I8|I64|I32|U16|U32|F8|F4|F6|BOOL|C64}',
          'unsupported safetensors {model|dtype}',
          'unsupported safetensor dtype',
          'unknown tensor format',
          'unknown tensor for repack',
          'unknown tokenizer format',
          "couldn't find a layer name for",
          'could not parse tokenizer merges',
          'vocabulary is larger than expected',
          "doesn't match total token size",
          'missing fp8 {block size metadata|scale companion}',
          'unsupported fp8 scale dtype',
          'multiple fp8 {scale companions|block sizes}',
          'MTP draft safetensors',
          'embeddinggemma {requires|dense}',
          '{qwen3next|nemotron_h|nemotron_h_omni|laguna}: {parse|num_|sound|hidden_|head_|layer_|moe_|conv_kernel|ssm_state|mamba_|routed|shared_|hybrid_override_pattern|linear attention config|rope_theta|partial_rotary}',
          'qwen3next: full_attention_interval must be set',
          'full_attention_interval (#) exceeds num_hidden_layers',
          'hybrid_override_pattern must be',
        ],
        confidence: 'certain',
        unless: ['model architecture'],
      },
      {
        says: [
          'error converting from safetensors',
          'unknown data type: <type>',
          'unknown storage type: #',
          '{qwen3next|nemotron_h|nemotron_h_omni|laguna}: {unsupported|dense FFN layer|moe layer}',
          'intermediate_size {must not be empty|values must match}',
          'unsupported tensor kind #',
          'token_embd.weight has # values, need #',
          'unknown layer type',
          "duplicate tensor name '",
          'invalid chat_template:',
          'parse config.json',
          'invalid patch embedding',
          'patch_embed {shape|slice|data}',
          'temporal patch embedding',
          'fp8 {block size|tensor|scale}',
          'token mismatch: …at pos [',
          'invalid token id: [',
          "invalid character {'I'|'N'} looking for beginning of value",
        ],
        confidence: 'likely',
        unless: ['unmarshal:', 'ollama.com', 'pull model manifest'],
      },
      {says: ['^unknown type$'], confidence: 'possible'},
    ],
    examples: [
      {text: 'converting model\nError: unsupported architecture "MambaForCausalLM"', surface: 'cli'},
      {
        text: 'level=ERROR source=create.go:162 msg="error converting from safetensors" error="unsupported architecture \\"Phi4ForCausalLM\\""',
        surface: 'log',
      },
      {text: 'Error: unknown data type: U8', surface: 'cli'},
      {text: '{"error":"qwen3next: num_hidden_layers must be set"}', surface: 'api'},
    ],
    confirm: [
      {run: 'grep -A 2 -E "architectures|quant_method|torch_dtype" config.json', effect: 'safe', platform: 'linux'},
      {run: 'grep -A 2 -E "architectures|quant_method|torch_dtype" config.json', effect: 'safe', platform: 'macos'},
      {
        run: 'Select-String "architectures|quant_method|torch_dtype" config.json -Context 0,2',
        effect: 'safe',
        platform: 'windows',
      },
    ],
    fixes: {
      ready: [],
      convert: [
        ...convertWithLlamaCpp,
        {run: 'echo "FROM ./model.gguf" > Modelfile', effect: 'changes-state'},
        ...create,
      ],
      upgrade: upgradeOllama,
    },
    links: ['https://docs.ollama.com/import'],
  },
  'create-api-needs-blobs': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          "neither 'from' {or|nor} 'files' was specified",
          'no files provided to convert',
          'file path must be relative',
          "got an unexpected keyword argument {'modelfile'|'path'}",
          'path or Modelfile are required',
        ],
        confidence: 'certain',
      },
      {
        says: ['read <path>: is a directory'],
        confidence: 'likely',
        surfaces: ['api', 'client'],
        unless: ['blobs', '.ollama'],
      },
      {
        says: [`{open|stat} <path>blobs…sha256…: ${noSuchFile}`],
        confidence: 'likely',
        surfaces: ['api', 'client'],
        with: ['{parsing GGUF|converting model|using existing layer}'],
      },
      {
        says: ['blob "sha256:<digest>" not found', 'digest mismatch, expected "<expected>", got "'],
        confidence: 'likely',
      },
      {says: ['invalid digest format'], confidence: 'possible', statuses: [400], surfaces: ['api', 'client']},
    ],
    examples: [
      {text: '{"error":"neither \'from\' or \'files\' was specified"}', surface: 'api', status: 400},
      {text: '{"error":"path or Modelfile are required"}', surface: 'api', status: 400},
      {text: "TypeError: Client.create() got an unexpected keyword argument 'modelfile'", surface: 'client'},
      {text: '{"error":"read /srv/weights/Mistral-7B: is a directory"}', surface: 'api', status: 500},
    ],
    confirm: versions,
    fixes: {
      cli: create,
      fields: [],
      blobs: [
        {run: 'curl -T FILE -X POST http://localhost:11434/api/blobs/sha256:DIGEST', effect: 'changes-state'},
        {
          run: 'curl http://localhost:11434/api/create -d \'{"model": "MODEL", "files": {"model.gguf": "sha256:DIGEST"}}\'',
          effect: 'changes-state',
        },
      ],
    },
    links: ['https://docs.ollama.com/api'],
  },
  'modelfile-not-found': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          `couldn't open modelfile '<path>' …${noSuchFile}`,
          `error reading modelfile: open <path>: ${noSuchFile}`,
          `open <path>Modelfile: ${noSuchFile}`,
          `open Modelfile: ${noSuchFile}`,
          `open <path>Modelfile.txt: ${noSuchFile}`,
          `stat <path>Modelfile: ${noSuchFile}`,
          "specified Modelfile wasn't found",
          'Modelfile was not found',
        ],
        confidence: 'certain',
      },
      {says: ['no Modelfile or safetensors files found'], confidence: 'likely'},
    ],
    examples: [
      {text: 'Error: open /home/me/Modelfile: no such file or directory', surface: 'cli'},
      {text: 'Error: open C:\\Users\\me\\Modelfile: The system cannot find the file specified.', surface: 'cli'},
      {text: 'gathering model components\nError: no Modelfile or safetensors files found', surface: 'cli'},
    ],
    confirm: listFolder,
    fixes: {
      name: [{run: '[OLLAMA_HOST={otherHost} ]ollama create MODEL -f FILE', effect: 'changes-state'}],
      rename: [{run: 'Rename-Item Modelfile.txt Modelfile', effect: 'changes-state', platform: 'windows'}],
      files: [],
    },
    links: ['https://docs.ollama.com/modelfile', 'https://docs.ollama.com/import'],
  },
  'quantize-unsupported': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'quantization is only supported for F16',
          'unsupported quantization type <quantization> - supported types are',
          'unsupported quantization type',
          'unknown fileType:',
          'draft quantization requires an unquantized draft model',
          '--draft-quantize requires a DRAFT model',
          '{create-time quantization|draft quantization during create} is only supported for safetensors imports',
          'requantizing from type …is disabled',
          'cannot quantize …already quantized',
        ],
        confidence: 'certain',
      },
      {
        says: ['failed to quantize model. This model architecture may not be supported', 'llama-quantize failed'],
        confidence: 'likely',
        unless: ['failed to validate GGUF', 'no space left'],
      },
    ],
    examples: [
      {text: '{"error":"quantization is only supported for F16 and F32 models"}', surface: 'api', status: 500},
      {
        text: 'Error: unsupported quantization type Q5_X - supported types are F32, F16, Q4_K_S, Q4_K_M, Q8_0',
        surface: 'cli',
      },
      {text: '{"error":"unknown fileType: Q99"}', surface: 'api', status: 200},
      {text: 'Error: llama-quantize failed: exit status 1', surface: 'cli'},
    ],
    confirm: [{run: '[OLLAMA_HOST={otherHost} ]ollama show MODEL', effect: 'safe'}, ...searchLog('quantiz')],
    fixes: {
      type: [
        {run: '[OLLAMA_HOST={otherHost} ]ollama create --quantize q4_K_M MODEL -f Modelfile', effect: 'changes-state'},
      ],
      source: create,
      llamaCpp: [{run: 'llama-quantize model-f16.gguf model-q4_K_M.gguf Q4_K_M', effect: 'changes-state'}],
    },
    links: ['https://docs.ollama.com/import'],
  },
  'template-invalid': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'template error: template: :#:',
          'template error:',
          "template: :…: {unclosed action|unclosed left paren|unexpected|undefined variable|unterminated|bad character|missing value for|incomplete|unrecognized character|bad number|illegal number|empty command|non executable command|wrong number of args|break outside|continue outside|unmatched|can't give argument|comment ends|multiple definition}",
        ],
        confidence: 'certain',
        unless: ['llama-server', 'not defined'],
      },
      {
        says: [
          'template: …executing "…" at',
          'template: :#:',
          'template: :',
          'model template contains errors',
          'undefined template specified',
          'undefined action in template',
          '^undefined branch$',
          '{pre-response|post-response} template:',
        ],
        confidence: 'likely',
        unless: ['llama-server', 'not defined'],
      },
      {says: ['template error:'], confidence: 'likely', with: ['not defined']},
      {says: ['template: :'], confidence: 'possible', with: ['not defined']},
    ],
    examples: [
      {text: '{"error":"template error: template: :3: unexpected \\"}\\" in operand"}', surface: 'api', status: 400},
      {text: '{"error":"template: :1: unclosed action"}', surface: 'api', status: 500},
      {
        text: '{"error":"template: :3:12: executing \\"\\" at <.Foo>: can\'t evaluate field Foo in type *template.Values"}',
        surface: 'api',
        status: 500,
      },
      {
        text: 'level=WARN source=images.go:243 msg="model template contains errors" error="template: :7: bad"',
        surface: 'log',
      },
    ],
    confirm: [{run: '[OLLAMA_HOST={otherHost} ]ollama show --template {model}', effect: 'safe'}, ...versions],
    fixes: {
      drop: [],
      correct: create,
      upgrade: upgradeOllama,
      pull: pullModel,
    },
    links: ['https://docs.ollama.com/modelfile'],
  },
} as const satisfies Record<string, Entry>
