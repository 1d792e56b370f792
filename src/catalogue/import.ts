import {noSuchFile} from './common-phrases.ts'
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
  {run: 'ls -l FILE && od -c -N 64 FILE', effect: 'safe', platform: 'linux'},
  {run: 'ls -l FILE && od -c -N 64 FILE', effect: 'safe', platform: 'macos'},
  {run: 'Get-Item FILE; Format-Hex FILE | Select-Object -First 4', effect: 'safe', platform: 'windows'},
]

const listFolder: readonly Command[] = [
  {run: 'ls -l', effect: 'safe', platform: 'linux'},
  {run: 'ls -l', effect: 'safe', platform: 'macos'},
  {run: 'Get-ChildItem -Force', effect: 'safe', platform: 'windows'},
]

/** What the Modelfile points at. */
const readFrom: readonly Command[] = [
  {run: 'grep -iE "^(FROM|ADAPTER)" Modelfile', effect: 'safe', platform: 'linux'},
  {run: 'grep -iE "^(FROM|ADAPTER)" Modelfile', effect: 'safe', platform: 'macos'},
  {run: 'Select-String "^(FROM|ADAPTER)" Modelfile', effect: 'safe', platform: 'windows'},
]

/** A model of one GGUF file, from a Modelfile of its own: none that is there is written over, and none is written as UTF-16. */
function importGguf(file: string): readonly Command[] {
  return [
    {run: `echo "FROM ./${file}" > Modelfile.new`, effect: 'changes-state', platform: 'linux'},
    {run: `echo "FROM ./${file}" > Modelfile.new`, effect: 'changes-state', platform: 'macos'},
    {
      run: `Set-Content -Encoding ascii Modelfile.new "FROM ./${file}"`,
      effect: 'changes-state',
      platform: 'windows',
    },
    {run: '[OLLAMA_HOST={otherHost} ]ollama create MODEL -f Modelfile.new', effect: 'changes-state'},
  ]
}

/** A file of any architecture that llama.cpp knows. */
const convertWithLlamaCpp: readonly Command[] = [
  {run: 'git clone https://github.com/ggml-org/llama.cpp', effect: 'changes-state'},
  {run: 'pip install -r llama.cpp/requirements.txt', effect: 'changes-state'},
  {run: 'python llama.cpp/convert_hf_to_gguf.py FOLDER --outfile model.gguf', effect: 'changes-state'},
]

const denied =
  '{permission denied|Access is denied|operation not permitted|Zugriff verweigert|Accès refusé|Acceso denegado|Отказано в доступе|拒绝访问|存取被拒}'

const instruction = '{FROM|PARAMETER|TEMPLATE|ADAPTER}'

/** What the command, the API and the log say while a model is made. */
const creating =
  '{ollama create|converting model|converting adapter|gathering model|transferring model|creating model layer|parsing GGUF|error converting from safetensors}'

/** Docker's own templates have no name either. */
const ofDocker = [
  'Template parsing error',
  'failed to execute template',
  'type formatter.',
  'type *formatter.',
] as const

export const importing = {
  'modelfile-bad-from': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'no safetensors or torch files found',
          'only one adapter is currently supported',
          'safetensors imports do not support {FROM model overlays|adapters}',
          'invalid split GGUF',
          'split GGUF "…" {has|must use|filename|is missing}',
          'split GGUF {has duplicate shard|is missing first shard}',
          'empty split GGUF group',
        ],
        confidence: 'certain',
      },
      {
        says: [`open …config.json: ${noSuchFile}`],
        confidence: 'certain',
        with: [creating],
        unless: ['.docker'],
      },
      {
        says: [
          `open adapter_config.json: ${noSuchFile}`,
          '^open config.json: file does not exist',
          'invalid model reference: <reference>',
          `open {tokenizer.json|tokenizer.model|tokenizer_config.json|model.safetensors.index.json|params.json|generation_config.json}: ${noSuchFile}`,
          `{open|stat|lstat|CreateFile|GetFileAttributesEx} <path>{.gguf|.safetensors|pytorch_model.bin}: ${noSuchFile}`,
          'no base model was found',
          'base model does not match adapter',
          'mixed model file types',
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
          'read …: is a directory',
        ],
        confidence: 'possible',
        with: [creating],
        unless: ['blobs'],
      },
      {says: ['no Modelfile or safetensors files found'], confidence: 'possible'},
      {says: ['^unknown type$', '^open config.json: '], confidence: 'possible', surfaces: ['api', 'cli']},
    ],
    examples: [
      {text: 'converting model\nError: open config.json: file does not exist', surface: 'cli'},
      {text: 'Error: no safetensors or torch files found', surface: 'cli'},
      {text: 'Error: invalid model reference: qwen2-7b-q8_0.gguf', surface: 'cli'},
      {text: 'Error: open /home/me/models/mistral.gguf: no such file or directory', surface: 'cli'},
      {text: '{"error":"split GGUF \\"model-00001-of-00003.gguf\\" has 2 shards, expected 3"}', surface: 'api'},
    ],
    confirm: [...readFrom, ...listFolder],
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
          '(line <line>): message role must be one of',
          'command must be one of {"from"|from}',
          'no FROM line for the model was specified',
          '^no FROM line$',
        ],
        confidence: 'certain',
      },
      // Dockerfiles, SQL and Python have a FROM, too.
      {
        says: [
          'message role must be one of "system"',
          "The 'from' keyword is not supported in this version of the language",
          "^from: can't read /var/mail/",
          `'${instruction}' is not recognized as an internal or external command`,
          `The term '${instruction}' is not recognized`,
          `${instruction}: command not found`,
          `command not found: ${instruction}`,
          `sh: ${instruction}: not found`,
          `sh: #: ${instruction}: not found`,
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
          'invalid {int|float|bool} value [',
        ],
        confidence: 'likely',
        unless: ['Dockerfile', 'RUN: ', 'SELECT: ', 'import:', ' import '],
      },
      {
        says: [
          'unknown command: {from|parameter}',
          '^invalid message: ',
          'missing value for [',
          'failed to get console mode for {stdout|stderr|stdin}',
        ],
        confidence: 'possible',
        surfaces: ['api', 'cli'],
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
          run: '[IO.File]::WriteAllLines("$PWD\\Modelfile.utf8", (Get-Content Modelfile))',
          effect: 'changes-state',
          platform: 'windows',
        },
      ],
      weights: importGguf('FILE'),
    },
    links: ['https://docs.ollama.com/modelfile'],
  },
  'modelfile-from-stale-blob': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['FROM …blobs…sha256{-|:}<digest>'],
        confidence: 'likely',
        // A loader's line in the log says “from”, too.
        surfaces: ['cli', 'api', 'client'],
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
    confirm: [...readFrom, ...listModels],
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
          `Modelfile: ${denied}`,
        ],
        confidence: 'certain',
      },
      {
        says: [
          `{open|stat|lstat} <path>.{gguf|safetensors}: ${denied}`,
          `Modelfile…${denied}`,
          'cannot open path of the current working directory: Permission denied',
        ],
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
        says: ['DRAFT cannot be used with remote models', 'cannot be used with remote models'],
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
          'invalid magic number 67676a74',
          'unknown (magic, version) combination',
          'GGUFv1 is no longer supported',
          'is extremely large, is there a mismatch between the host and model endianness',
          'not implemented: ggufv',
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
          'is not in gguf format',
          '{gguf|ggml}…invalid magic number',
          'invalid magic characters',
          'bad GGUF magic',
          'version https://git-lfs.github.com/spec/v1',
          'GGUF array size # exceeds maximum #',
          'GGUF item count # exceeds maximum #',
          'invalid GGUF alignment',
          'GGUF tensor offset overflow',
          'invalid GGUF v1 string',
          'tensor …{offset+size overflows|size overflows|size overflow|elements overflow}',
          'tensor …dimensions # exceeds maximum #',
          'unsupported gguf {version|value type|array type}',
          'unexpected gguf {string|integer} type',
          'invalid file magic',
          'unsupported content type: {ggml|unknown|text/html|application/octet-stream|application/zip|application/x-gzip|application/x-rar|application/pdf}',
          'failed to read tensor {shape|name|kind|offset|dimensions}',
          'failed to read {magic|key-value pairs|header}',
          'error reading GGUF item',
          'GGUF …length # exceeds maximum #',
          'tensor …size # exceeds maximum #',
          'gguf …{byte length|exceeds maximum}',
          '^{total parameter count|parameter count} overflow',
          '^invalid array type: #',
          "^improper type for '",
          'failed to validate GGUF',
          '^failed to {determine file size|seek back after size check|get current offset}: ',
          'tensor "…" offset # exceeds maximum #',
          'tensor "…" offset overflows',
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
          'unsupported content type: <contentType>',
          'zip: not a valid zip file',
          // How a placeholder of Git LFS begins.
          "invalid character 'v' looking for beginning of value",
        ],
        confidence: 'likely',
        with: [creating],
      },
      {
        says: [
          'tensor …offset+size (#) exceeds file size (#)',
          'offset+size exceeds file size',
          'model is corrupted or incomplete',
          '^unsupported model format$',
          'unsupported content type: text/plain',
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
        {run: 'curl -fL -o FILE URL', effect: 'changes-state'},
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
          "Models based on '<architecture>' are not yet supported",
          'No architecture specified to convert',
          'unsupported safetensors {model|dtype}',
          'unsupported safetensor dtype',
          'unknown tensor for repack',
          "couldn't find a layer name for",
          'could not parse tokenizer merges',
          'vocabulary is larger than expected',
          "doesn't match total token size",
          'missing fp8 {block size metadata|scale companion}',
          'unsupported fp8 scale dtype',
          'multiple fp8 {scale companions|block sizes}',
          'MTP draft safetensors',
          'embeddinggemma requires sentence-transformers {modules.json|2_Dense}',
          'embeddinggemma dense {module|layer}',
          '{qwen3next|nemotron_h|nemotron_h_omni|laguna}: {parse|num_|sound|hidden_|head_|layer_|moe_|conv_kernel|ssm_state|mamba_|routed|shared_|hybrid_override_pattern|linear attention config|rope_theta|partial_rotary}',
          'qwen3next: full_attention_interval must be set',
          'full_attention_interval (#) exceeds num_hidden_layers',
          'hybrid_override_pattern must be',
        ],
        confidence: 'certain',
        unless: ['model architecture'],
      },
      {
        says: ['unsupported architecture "<architecture>"', 'unsupported architecture$'],
        confidence: 'certain',
        with: [creating],
        unless: ['model architecture'],
      },
      {
        says: ['unsupported architecture "<architecture>"'],
        confidence: 'likely',
        with: [
          '{ForCausalLM|ForConditionalGeneration|ForSequenceClassification|ForMaskedLM|ForPrediction|LMHeadModel|Model"}',
        ],
      },
      {
        says: [
          'error converting from safetensors',
          'unknown {tensor|tokenizer} format$',
          'unknown data type: {U8|I8|I64|I32|U16|U32|F8|F4|F6|BOOL|C64|F8_E4M3|F8_E5M2}$',
          'unknown storage type: #',
          '{qwen3next|nemotron_h|nemotron_h_omni|laguna}: {unsupported|dense FFN layer|moe layer}',
          'intermediate_size {must not be empty|values must match}',
          'unsupported tensor kind #',
          'token_embd.weight has # values, need #',
          "duplicate tensor name '",
          'invalid chat_template:',
          '^parse config.json',
          'invalid patch embedding',
          'patch_embed {shape|slice|data}',
          'temporal patch embedding',
          'fp8 {block size|tensor|scale}',
          'token mismatch: …at pos [',
          'invalid token id: [',
        ],
        confidence: 'likely',
      },
      {
        // Infinity and NaN, which JSON does not have.
        says: ["invalid character {'I'|'N'} looking for beginning of value", 'unknown data type: <type>'],
        confidence: 'likely',
        with: [creating],
        unless: ['unmarshal:', 'ollama.com', 'pull model manifest'],
      },
      {
        says: [
          '^unsupported architecture "<architecture>"$',
          '^unsupported architecture$',
          '^unknown type$',
          '^unknown layer type',
          '^failed to parse config.json: ',
        ],
        confidence: 'possible',
        surfaces: ['api', 'cli'],
      },
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
      convert: [...convertWithLlamaCpp, ...importGguf('model.gguf')],
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
          "create() got an unexpected keyword argument {'modelfile'|'path'}",
          'path or Modelfile are required',
        ],
        confidence: 'certain',
      },
      {
        says: ['^read …: is a directory$'],
        confidence: 'likely',
        surfaces: ['api'],
        statuses: [400, 500],
        unless: ['blobs', '.ollama', '.yml', '.yaml', '.conf', '.toml', '.json', '.env', '.pem'],
      },
      {
        says: [`{open|stat} <path>blobs…sha256…: ${noSuchFile}`],
        confidence: 'likely',
        surfaces: ['api', 'client'],
        with: ['{parsing GGUF|converting model|using existing layer}'],
      },
      {
        says: [
          'blob "sha256:<digest>" not found',
          'digest mismatch, expected "<expected>", got "',
          '^file path must be relative$',
        ],
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
          `{open|stat} …{Modelfile|Modelfile.txt}: ${noSuchFile}`,
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
          'draft quantization requires an unquantized draft model',
          '--draft-quantize requires a DRAFT model',
          '{create-time quantization|draft quantization during create} is only supported for safetensors imports',
          'requantizing from type …is disabled',
        ],
        confidence: 'certain',
      },
      {
        says: [
          '^unsupported quantization type <quantization>$',
          '^unknown fileType: ',
          'failed to quantize model. This model architecture may not be supported',
          'llama-quantize failed',
        ],
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
          "template: :…: {unclosed action|unclosed left paren|unexpected|undefined variable|unterminated|bad character|missing value for|incomplete|unrecognized character|bad number|illegal number|empty command|non executable command|wrong number of args|break outside|continue outside|unmatched|can't give argument|comment ends|multiple definition}",
        ],
        confidence: 'certain',
        unless: [...ofDocker, 'llama-server', 'not defined'],
      },
      {
        says: [
          '^template error: template',
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
        unless: [...ofDocker, 'llama-server', 'not defined'],
      },
      {says: ['template error: template: '], confidence: 'likely', with: ['not defined']},
      {says: ['template: :'], confidence: 'possible', with: ['not defined'], unless: ofDocker},
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
