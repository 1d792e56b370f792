import {usedByAnother} from './common-phrases.ts'
import type {Command, Entry} from './entry.ts'
import {
  listLoaded,
  listModels,
  pullModel,
  readLog,
  replaceModel,
  runOnCpu,
  searchKernelLog,
  searchLog,
  showModel,
  upgradeOllama,
  versions,
} from './steps.ts'

/** The Modelfile of a model, to edit and create anew; one that is there already stays. */
const rebuildModel: readonly Command[] = [
  {run: '[OLLAMA_HOST={otherHost} ]ollama show --modelfile {model} > Modelfile.new', effect: 'safe'},
  {run: '[OLLAMA_HOST={otherHost} ]ollama create NEWMODEL -f Modelfile.new', effect: 'changes-state'},
]

/** What tells why a runner ended or a model did not load, in the server's log. */
const searchCause = searchLog('error|panic|assert|killed|out of memory|SIG[A-Z]+:|terminate called')

/** How servers of all versions say that a model lacks a capability, and how programs quote them. */
function lacks<Capability extends string>(capability: Capability): readonly string[] {
  return [
    `error":""<model>" does not support ${capability}`,
    `error": ""<model>" does not support ${capability}`,
    `message":""<model>" does not support ${capability}`,
    `message': '"<model>" does not support ${capability}`,
    `""<model>" does not support ${capability}`,
    `registry.ollama.ai/library/<model> does not support ${capability}`,
    `error":"<model> does not support ${capability}`,
    `message":"<model> does not support ${capability}`,
    `message': '<model> does not support ${capability}`,
    `Bad Request: "<model>" does not support ${capability}`,
    `Error: "<model>" does not support ${capability}`,
    `does not support ${capability}$`,
  ]
}

export const model = {
  'model-not-found': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          "model '<model>' not found",
          'model "<model>" not found',
          'couldn\'t find model "<model>" to stop',
          "model '<model>' was not found",
          'model "<model>" was not found',
          'model "<model>" is not found',
          'Model <model> is not found in Ollama',
          'Model <model> not found in Ollama',
          'not found, try pulling it first',
          'Maybe your model is not found and you should pull',
          'is not available in Ollama',
          'model not found on Ollama',
          "alias '<model>' not found",
        ],
        confidence: 'likely',
        unless: ['pull model manifest'],
      },
      {
        says: ["couldn't retrieve manifest"],
        with: ['manifests…no such file or directory'],
        confidence: 'likely',
      },
      // As servers of 2023 and 2024 say it.
      {
        says: ['stat …manifests{/|\\\\}…: {no such file or directory|The system cannot find the}'],
        confidence: 'likely',
      },
      {says: ['^file does not exist$'], with: ['retrieving manifest'], confidence: 'likely'},
      {says: ['open …manifests…: no such file or directory'], confidence: 'possible', kind: 'effect'},
      {
        says: ['^model not found$', '"Model not found"', "'code': 'model_not_found'", '"code":"model_not_found"'],
        confidence: 'possible',
      },
      {
        says: [
          '404 Not Found…/api/{chat|generate|embed}',
          '404 Client Error: Not Found…for url: …/api/{chat|generate|embed}',
        ],
        confidence: 'possible',
        kind: 'effect',
      },
      {
        says: [
          '| 404 |…POST "/api/{chat|generate|embed|embeddings}"',
          '| 404 |…POST "/v1/{chat/completions|completions|embeddings|messages|responses}"',
          '| 404 |…DELETE "/api/delete"',
        ],
        confidence: 'possible',
        kind: 'effect',
        surfaces: ['log'],
      },
    ],
    examples: [
      {text: "model 'not-exist-model' not found", surface: 'api'},
      {text: 'model "llama3" not found, try pulling it first', surface: 'api'},
      {
        text: '{"error":{"message":"model \'gpt-4o\' not found","type":"not_found_error"}}',
        surface: 'api',
        status: 404,
      },
      {text: 'Error: couldn\'t find model "qwen3" to stop', surface: 'cli'},
      {text: '[GIN] 2025/06/30 - 09:23:07 | 404 | 212.345µs | 127.0.0.1 | POST "/api/generate"', surface: 'log'},
    ],
    confirm: listModels,
    fixes: {
      pull: [
        {run: '[OLLAMA_HOST={otherHost} ]ollama pull {model}', effect: 'changes-state'},
        {run: 'ollama-doctor pull-missing {model}[ {othersList}][ --host {otherHost}]', effect: 'changes-state'},
      ],
      list: listModels,
    },
    links: ['https://ollama.com/search'],
  },
  'invalid-model-name': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['invalid model name: <model>', 'invalid model name', 'invalid model path', 'unqualified model name'],
        confidence: 'likely',
        unless: ['Invalid model name passed in'],
      },
      {says: ['use either :local or :cloud, not both: "<model>"'], confidence: 'certain'},
      {
        says: ['^{name|source|destination} "<model>" is invalid$', ': {name|source|destination} "<model>" is invalid$'],
        confidence: 'likely',
      },
    ],
    examples: [
      {text: 'invalid model name', surface: 'api'},
      {text: '{"error":"invalid model path"}', surface: 'api', status: 400},
      {text: '{"error":"destination \\"my model!\\" is invalid"}', surface: 'api', status: 400},
      {text: 'Error: 400 Bad Request: invalid model name', surface: 'cli'},
    ],
    confirm: listModels,
    fixes: {spell: listModels, quote: []},
    links: ['https://docs.ollama.com/api'],
  },
  'tools-unsupported': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: lacks('tools'), confidence: 'likely'},
      {
        says: [
          'does not support {tools|tool calling|tool calls|function calling|tool use}',
          'tools param requires --jinja flag',
        ],
        confidence: 'possible',
      },
    ],
    examples: [
      {text: '{"error":"registry.ollama.ai/library/gemma3:4b does not support tools"}', surface: 'api', status: 400},
      {
        text: '{"error":{"message":"phi3:latest does not support tools","type":"api_error"}}',
        surface: 'api',
        status: 400,
      },
      {text: 'ollama._types.ResponseError: phi4 does not support tools (status code: 400)', surface: 'client'},
    ],
    confirm: showModel,
    fixes: {other: [], off: [], update: pullModel},
    links: ['https://docs.ollama.com/capabilities/tool-calling', 'https://ollama.com/search?c=tools'],
  },
  'thinking-unsupported': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: lacks('thinking'), confidence: 'likely', unless: ['relaxing thinking to nil', 'Pull the model again']},
      {says: ['does not support {thinking. Pull the model again|thinking output}'], confidence: 'possible'},
      {
        says: ['does not support thinking, relaxing thinking to nil'],
        confidence: 'certain',
        kind: 'harmless',
        surfaces: ['log'],
      },
    ],
    examples: [
      {text: '{"error":"\\"llama3.2\\" does not support thinking"}', surface: 'api', status: 400},
      {text: 'Error: 400 Bad Request: "llama3.2" does not support thinking', surface: 'cli'},
      {text: 'Error: registry.ollama.ai/library/mistral:latest does not support thinking', surface: 'cli'},
    ],
    confirm: showModel,
    fixes: {
      off: [{run: '[OLLAMA_HOST={otherHost} ]ollama run {model} --think=false', effect: 'changes-state'}],
      other: [],
      update: pullModel,
    },
    links: ['https://docs.ollama.com/capabilities/thinking', 'https://ollama.com/search?c=thinking'],
  },
  'insert-unsupported': {
    severity: 'error',
    retryable: false,
    patterns: [{says: lacks('insert'), confidence: 'likely', unless: ['connector', 'table', 'view']}],
    examples: [
      {
        text: '{"error":"registry.ollama.ai/library/llama3.1:latest does not support insert"}',
        surface: 'api',
        status: 400,
      },
      {text: 'Error: codestral:latest does not support insert', surface: 'client'},
    ],
    confirm: showModel,
    fixes: {
      fim: [{run: '[OLLAMA_HOST={otherHost} ]ollama pull qwen2.5-coder:1.5b', effect: 'changes-state'}],
      off: [],
    },
    links: ['https://docs.ollama.com/api'],
  },
  'image-unsupported': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'this model is missing data required for image input',
          '{image|audio|video} input is not supported - hint',
          'received image but vision model not loaded',
        ],
        confidence: 'certain',
      },
      {
        says: [
          '{image|audio|video} input is not supported',
          'model does not support multimodal requests',
          'this model does not support {image|audio|video} input',
          'does not support {vision|images|image input|audio input}',
          'missing vision encoder input',
        ],
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: '{"error":"Failed to create new sequence: failed to process inputs: this model is missing data required for image input"}',
        surface: 'api',
        status: 500,
      },
      {
        text: '{"error":"{\\"error\\":{\\"code\\":500,\\"message\\":\\"image input is not supported - hint: if this is unexpected, you may need to provide the mmproj\\",\\"type\\":\\"server_error\\"}}"}',
        surface: 'api',
        status: 500,
      },
    ],
    confirm: showModel,
    fixes: {
      vision: [{run: '[OLLAMA_HOST={otherHost} ]ollama pull gemma3', effect: 'changes-state'}],
      library: [],
    },
    links: ['https://docs.ollama.com/capabilities/vision', 'https://ollama.com/search?c=vision'],
  },
  'embedding-model-for-generate': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: ['embedding models do not support {chat|generate}'], confidence: 'certain'},
      {
        says: [...lacks('generate'), ...lacks('chat'), ...lacks('completion')],
        confidence: 'likely',
        unless: ['does not support chat completion', 'does not support completions', 'does not support generated'],
      },
    ],
    examples: [
      {text: '"nomic-embed-text" does not support generate', surface: 'api'},
      {text: '{"error":"\\"bge-m3\\" does not support chat"}', surface: 'api', status: 400},
      {text: 'Error: embedding models do not support chat', surface: 'cli'},
    ],
    confirm: showModel,
    fixes: {
      capabilities: showModel,
      embed: [{run: `curl {url}/api/embed -d '{"model": "MODEL", "input": "hello"}'`, effect: 'changes-state'}],
      repair: [{run: 'ollama-doctor check {model}[ --host {otherHost}]', effect: 'changes-state'}],
    },
    links: ['https://docs.ollama.com/capabilities/embeddings'],
  },
  'embeddings-unsupported': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['this model does not support embeddings', 'This server does not support embeddings. Start it with'],
        confidence: 'certain',
      },
      {says: ['generation of embedding outputs not yet supported'], confidence: 'likely'},
      {says: ['does not support embedding', "Pooling type 'none' is not OAI compatible"], confidence: 'likely'},
      {says: ['^not supported$'], confidence: 'possible', surfaces: ['api'], statuses: [500, 501]},
      {says: ['empty embedding response'], confidence: 'possible'},
    ],
    examples: [
      {text: '{"error":"this model does not support embeddings"}', surface: 'api', status: 501},
      {
        text: '{"error":"This server does not support embeddings. Start it with `--embeddings`"}',
        surface: 'api',
        status: 501,
      },
      {text: '{"error":"empty embedding response"}', surface: 'api', status: 500},
    ],
    confirm: showModel,
    fixes: {
      embed: [{run: '[OLLAMA_HOST={otherHost} ]ollama pull nomic-embed-text', effect: 'changes-state'}],
    },
    links: ['https://docs.ollama.com/capabilities/embeddings', 'https://ollama.com/search?c=embedding'],
  },
  'model-template-lost': {
    severity: 'warning',
    retryable: false,
    patterns: [
      // A warning at every load of such a model: what else the log says matters more.
      {
        says: ['model is missing tokenizer.chat_template and Go TEMPLATE support is unavailable'],
        confidence: 'likely',
        kind: 'effect',
        unless: ['process has terminated', 'llama-server terminated'],
      },
      {
        says: [
          'The chat template that comes with this model is not yet supported, falling back to chatml',
          'missing tokenizer.chat_template',
          'chat template is missing',
        ],
        confidence: 'possible',
        unless: ['Go TEMPLATE support is unavailable'],
      },
      {
        says: [
          '{hf.co|huggingface.co}/<model> does not support {tools|thinking|insert}',
          'does not support {tools|thinking}',
        ],
        confidence: 'possible',
        unless: ['Pull the model again to get the latest version', 'relaxing thinking to nil'],
      },
    ],
    examples: [
      {
        text: 'level=WARN source=images.go:798 msg="model is missing tokenizer.chat_template and Go TEMPLATE support is unavailable; chat responses may be poorly formatted" model=hf.co/someone/model:latest',
        surface: 'log',
      },
    ],
    confirm: [...showModel, {run: '[OLLAMA_HOST={otherHost} ]ollama show --template {model}', effect: 'safe'}],
    fixes: {library: [], from: rebuildModel, template: rebuildModel},
    links: ['https://docs.ollama.com/modelfile', 'https://docs.ollama.com/import'],
  },
  'model-template-outdated': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'Pull the model again to get the latest version',
          'is no longer compatible with your version of Ollama and has been replaced by a newer version',
          'this model uses a weight format that is no longer supported; please re-download it',
        ],
        confidence: 'likely',
      },
      {
        says: [
          'llama-server template error',
          'llama-server apply-template error',
          'Jinja Exception',
          'failed to parse chat template',
        ],
        confidence: 'likely',
        kind: 'effect',
      },
      {
        says: [
          'this model may be incompatible with your version of Ollama',
          'model template contains errors',
          'unknown renderer "',
          'template: :#: executing',
          'template: :#:#: executing',
        ],
        confidence: 'possible',
        kind: 'effect',
        unless: ['failed to execute template', 'type formatter.', 'type *formatter.'],
      },
    ],
    examples: [
      {
        text: '{"error":"registry.ollama.ai/library/deepseek-r1:8b does not support thinking. Pull the model again to get the latest version with full thinking support"}',
        surface: 'api',
        status: 400,
      },
      {
        text: "Error: 'llama3.2-vision' is no longer compatible with your version of Ollama and has been replaced by a newer version. To re-download, run 'ollama pull llama3.2-vision'",
        surface: 'cli',
      },
      {
        text: 'llama-server template error: map[code:500 message:Jinja Exception: Unknown method: get type:server_error]',
        surface: 'api',
        status: 500,
      },
    ],
    confirm: showModel,
    fixes: {pull: pullModel, upgrade: upgradeOllama, rebuild: rebuildModel},
    links: ['https://docs.ollama.com/modelfile'],
  },
  'model-architecture-unsupported': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: ["unknown model architecture: '<architecture>'"], confidence: 'possible'},
      {says: ['LLM architecture "<architecture>" is not yet supported'], confidence: 'likely'},
      {
        says: [
          'mlx runner failed…unsupported architecture: <architecture>',
          'failed to initialize model: model not supported',
          'unsupported model architecture',
          'this model is not supported by your version of Ollama',
          "unknown pre-tokenizer type: '<architecture>'",
          '^unknown model architecture$',
          '^model not supported$',
          '^unsupported model: <architecture>',
          '^tokenizer not supported$',
          'unsupported tokenizer',
          '^unsupported model format',
          'invalid file magic',
        ],
        confidence: 'possible',
      },
      {
        says: ['^unsupported architecture: <architecture>'],
        confidence: 'possible',
        // Processors, in the words of installers.
        unless: ['armv', 'arm64', 'aarch64', 'x86', 'i386', 'i686', 'riscv', 'ppc64'],
      },
    ],
    examples: [
      {text: '{"error":"LLM architecture \\"mamba9\\" is not yet supported. "}', surface: 'api', status: 500},
      {text: '{"error":"failed to initialize model: model not supported"}', surface: 'api', status: 500},
    ],
    confirm: [...versions, ...searchLog('unknown model architecture|unsupported architecture|pre-tokenizer')],
    fixes: {library: [], upgrade: upgradeOllama, wait: []},
    links: ['https://ollama.com/search', 'https://github.com/ollama/ollama/releases'],
  },
  'tool-call-parse': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: ['error parsing tool call: raw=', 'llama-server returned invalid tool call arguments'],
        confidence: 'certain',
      },
      {
        says: [
          'error parsing tool call',
          'tool call parsing failed',
          'XML syntax error on line #: …{function|parameter|tool_call}>',
          'failed to parse {tool call|function call|Laguna}',
          'parse Glimmer call',
          'invalid tool call: ',
          'invalid function call format',
          'incomplete GLM tool call',
          'undeclared Glimmer function',
          'repair failed to produce valid JSON arguments',
          'mismatched arg_key and arg_value',
          "expected '{' in tool call",
          "expected 'call:' prefix",
          '{empty|missing|malformed|unterminated} {Glimmer|ATEM|Laguna}',
          'failed to marshal tool call arguments',
          '^no tool {call|calls} found',
          '^tool "…" is not declared',
          'required argument "…" is missing for tool',
          'Glimmer recipient "…" does not match',
          'unexpected tokens remaining in message header',
        ],
        confidence: 'likely',
      },
      {
        says: [
          'Failed to parse input at pos #',
          'Failed to parse tool call arguments as JSON',
          "^tool '…' not found",
          '^XML syntax error on line #',
          '^empty {argument|function} name$',
          '^invalid {argument format|object entry}: ',
          '^invalid argument: {expected|empty|missing|unterminated}',
          '^unterminated string$',
          '^failed to parse {JSON|XML|arguments}: ',
          '^failed to parse value for',
          "Value looks like object, but can't find closing",
        ],
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: 'ollama._types.ResponseError: error parsing tool call: raw=\'{"path":"a.txt\', err=unexpected end of JSON input (status code: 500)',
        surface: 'client',
      },
      {
        text: '{"error":"XML syntax error on line 7: element <parameter> closed by </function>"}',
        surface: 'api',
        status: 500,
      },
      {
        text: '{"error":"llama-server returned invalid tool call arguments for \\"write_file\\": unexpected end of JSON input"}',
        surface: 'api',
        status: 500,
      },
      {
        text: 'level=WARN source=qwen3vl.go:90 msg="qwen tool call parsing failed" error="unexpected EOF"',
        surface: 'log',
      },
    ],
    confirm: [...listLoaded, ...searchLog('tool call|truncat')],
    fixes: {retry: [], room: [], other: [], upgrade: upgradeOllama},
    links: ['https://docs.ollama.com/capabilities/tool-calling', 'https://docs.ollama.com/context-length'],
  },
  'runner-crashed': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'an error was encountered while running the model',
          'an unknown error was encountered while running the model',
          'model runner has unexpectedly stopped',
          '{llama runner|llama-server} process has terminated',
          '{llama runner|llama-server} process no longer running',
          '{llama runner|llama-server} terminated',
          'llama-server completion error',
          'mlx runner {failed|exited unexpectedly|closed response}',
          'image runner failed',
          'mlx thread stopped',
          'error reading {llm|llama-server} response',
          'POST predict',
          'do embedding request',
          'error reading embed response',
          'health resp: Get',
        ],
        confidence: 'likely',
        kind: 'wrapper',
      },
      {
        says: [
          '"http://127.0.0.1:#/{completion|embedding|health|load|tokenize|detokenize|apply-template|info|props}": ',
          'read tcp 127.0.0.1:#->127.0.0.1:{3|4|5|6}####: ',
        ],
        confidence: 'likely',
        kind: 'wrapper',
      },
      // The server listens on 11434; what it dials on itself, high up, is the runner.
      {
        says: ['dial tcp {127.0.0.1|[::1]}:{3|4|5|6}####: connect'],
        confidence: 'likely',
        kind: 'wrapper',
        surfaces: ['api', 'log'],
        unless: ['proxyconnect', '127.0.0.1:11434', 'registry.ollama.ai'],
      },
      {
        says: [
          'signal arrived during cgo execution',
          'signal: segmentation fault',
          'signal: {aborted|abort trap}',
          'signal: bus error',
          'exit status 0x{c0000005|c0000409|e06d7363|c00000fd|c0000374}',
          'exit status {3221225477|3221226505|3765269347}',
          'no longer running: {3221225477|3221226505|-1}',
          'GGML_ASSERT(',
          'level=ERROR…error="exit status 2"',
          'Core was generated by…ollama',
          'ollama{.exe|_llama_server}…segfault at ',
        ],
        confidence: 'likely',
        kind: 'wrapper',
      },
      {
        says: [
          // Any program can die of these.
          'SIGSEGV: segmentation violation',
          'SIGABRT: abort',
          'SIGBUS: bus error',
          'SIGTRAP: trace trap',
          'unexpected signal during runtime execution',
          'Segmentation fault (core dumped)',
          'Aborted (core dumped)',
          'terminate called without an active exception',
          'terminate called after throwing an instance of',
          'Exception 0xc0000005',
          'invalid memory address or nil pointer dereference',
          'PC=0x… m=# sigcode=',
          'runtime.cgocall(0x',
          'runtime.goexit({})',
          'created by runtime.',
          'created by github.com/ollama/ollama/',
          'github.com/ollama/ollama/runner/',
          'goroutine # [running',
          'goroutine # gp=0x',
          'runtime/asm_amd64.s:#',
          'runtime/asm_arm64.s:#',
          'runtime/proc.go:#',
          'libggml-base.so(ggml_abort',
          'ggml_print_backtrace',
          'error unmarshalling {llm prediction|llama-server} response',
          'llm {predict|embedding} error',
          'llama-server chat error',
          'embedding generation failed',
          'failed to generate embedding',
          'Failed to create new sequence',
          'llama_decode failed',
          'failed to decode batch',
          'unexpected server status',
          '"Compute error."',
          'llama_decode: failed to decode',
          '^exit status 2$',
          '{runner|llama|predict}…exit status 2',
          'error unmarshaling llm prediction response',
          'could not find an available sequence',
          'stream event exceeded # MB limit',
          '^{tokenize|detokenize} error: ',
          '^do {encode|decode} request: ',
          '^read {health|encode|decode} {response|request}: ',
          '^health check failed: ',
          '^runner crashed$',
          '^{model|LLM model} not loaded$',
          '^model already loaded$',
          '^server not responding$',
          '^unexpected response$',
          '^unexpected error format in response$',
          '^failed to {sample token|build graph|acquire semaphore}: ',
        ],
        confidence: 'possible',
        kind: 'wrapper',
      },
      {
        says: ['^connection refused$'],
        confidence: 'possible',
        kind: 'wrapper',
        surfaces: ['api'],
        statuses: [500],
      },
      {
        says: ['500 Internal Server Error', '500 Server Error: Internal Server Error for url'],
        confidence: 'possible',
        kind: 'wrapper',
        surfaces: ['api', 'cli', 'client'],
      },
      {
        says: [
          '| 500 |…POST "/api/{chat|generate|embed|embeddings}"',
          '| 500 |…POST "/v1/{chat/completions|completions|embeddings|messages|responses}"',
        ],
        confidence: 'possible',
        kind: 'wrapper',
      },
    ],
    examples: [
      {text: 'an error was encountered while running the model: unexpected EOF', surface: 'api'},
      {text: 'llama runner process has terminated: exit status 2', surface: 'api'},
      {
        text: 'model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, check ollama server logs for details',
        surface: 'api',
      },
      {
        text: '{"error":"POST predict: Post \\"http://127.0.0.1:41234/completion\\": dial tcp 127.0.0.1:41234: connect: connection refused"}',
        surface: 'api',
        status: 500,
      },
      {text: 'Error: llama runner process has terminated: exit status 0xc0000409', surface: 'cli'},
    ],
    confirm: [...searchCause, ...searchKernelLog('out of memory|oom|Xid|segfault')],
    fixes: {log: readLog, smaller: [], upgrade: upgradeOllama, cpu: runOnCpu},
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'gguf-tensor-type-unsupported': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'has invalid ggml type #',
          'type >= 0 && type < GGML_TYPE_COUNT',
          'REMOVED, use Q4_0 with runtime repacking',
          'unknown ggml type',
          'invalid ggml type #',
          'unsupported tensor type',
          'unsupported ggml type',
        ],
        confidence: 'likely',
      },
      {says: ['failed to read tensor info'], confidence: 'possible'},
    ],
    examples: [
      {
        text: "gguf_init_from_file_impl: tensor 'blk.0.ffn_up_exps.weight' has invalid ggml type 39 (NONE)",
        surface: 'log',
      },
      {
        text: 'Error: llama runner process has terminated: GGML_ASSERT(type >= 0 && type < GGML_TYPE_COUNT) failed',
        surface: 'cli',
      },
      {text: 'gguf_init_from_reader: failed to read tensor info', surface: 'log'},
    ],
    confirm: [...versions, ...searchLog('invalid ggml type|read tensor info')],
    fixes: {upgrade: upgradeOllama, replace: replaceModel, quant: []},
    links: ['https://github.com/ollama/ollama/releases'],
  },
  'gguf-conversion-faulty': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'cannot find tokenizer {merges|vocab|scores} in model file',
          'missing pre-tokenizer type',
          'vocab size mismatch',
          'duplicated tensor',
          'tokenizer model not found',
        ],
        confidence: 'likely',
      },
      {
        says: [
          'error loading model vocabulary',
          'error loading model hyperparameters: key not found in model',
          '_Map_base::at',
          'unordered_map::at',
          'invalid unordered_map',
          'has wrong shape; expected',
          "missing tensor '",
          "check_tensor_dims: tensor '…' not found",
          'wrong number of tensors; expected',
          '^tensor "…" not found$',
          'layer #: missing ',
          'layer # missing ',
          'missing {embedding|final norm} weight: ',
          '{qwen3next|lfm2|laguna|glmocr|nemotronh}: missing ',
        ],
        confidence: 'possible',
        unless: ['unknown pre-tokenizer type'],
      },
    ],
    examples: [
      {
        text: 'Error: llama runner process has terminated: error loading model: error loading model vocabulary: cannot find tokenizer merges in model file',
        surface: 'cli',
      },
      {text: 'llama_model_load: error loading model: error loading model vocabulary: _Map_base::at', surface: 'log'},
    ],
    confirm: [...showModel, ...searchLog('error loading model')],
    fixes: {convert: [], other: [], upgrade: upgradeOllama},
    links: ['https://docs.ollama.com/import'],
  },
  'vision-projector-unsupported': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['{load_hparams|clip_init|clip_model_loader}: unknown projector type: <projector>'],
        confidence: 'certain',
      },
      {
        says: [
          'unknown projector type: <projector>',
          'unsupported projector type',
          'mismatch between text model',
          'Missing required key: clip.',
        ],
        confidence: 'likely',
      },
      {
        says: [
          'Failed to load CLIP model',
          'failed to load multimodal model',
          'unable to load {clip|mmtd|mtmd|mllama} model',
          'clip_init: failed to load model',
          "split vision models aren't supported",
          'non-unified vision model not supported',
        ],
        confidence: 'possible',
        kind: 'effect',
      },
    ],
    examples: [
      {
        text: "clip_init: failed to load model '/models/mmproj.gguf': load_hparams: unknown projector type: glm9v",
        surface: 'log',
      },
      {
        text: 'llama runner process has terminated: unable to load clip model: /root/.ollama/models/blobs/sha256-6a07',
        surface: 'api',
        status: 500,
      },
    ],
    confirm: [...versions, ...searchLog('projector|clip_init|mmproj')],
    fixes: {upgrade: upgradeOllama, library: [], text: rebuildModel},
    links: ['https://ollama.com/search?c=vision', 'https://github.com/ollama/ollama/releases'],
  },
  'model-dropped-by-new-engine': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ["unknown model architecture: '{mllama|gptoss|qwen25vl|deepseekocr}'"],
        confidence: 'likely',
        versions: {from: '0.30.0'},
        unless: ['llama runner process'],
      },
      {says: ['image generation models are not currently supported'], confidence: 'likely'},
      {
        says: ['llama-server process has terminated…unknown model architecture'],
        confidence: 'possible',
        versions: {from: '0.30.0'},
      },
    ],
    examples: [
      {
        text: "Error: 500 Internal Server Error: llama-server process has terminated: exit status 1: error loading model: unknown model architecture: 'mllama'",
        surface: 'cli',
      },
      {text: '{"error":"image generation models are not currently supported"}', surface: 'api', status: 400},
    ],
    confirm: [...versions, ...showModel],
    fixes: {
      pull: pullModel,
      other: [{run: '[OLLAMA_HOST={otherHost} ]ollama pull gemma3', effect: 'changes-state'}],
      older: [
        {
          run: 'curl -fsSL https://ollama.com/install.sh | OLLAMA_VERSION=0.24.0 sh',
          effect: 'needs-root',
          platform: 'linux',
        },
        {
          run: 'docker pull ollama/ollama:0.24.0  # then recreate the container',
          effect: 'changes-state',
          platform: 'docker',
        },
        {
          run: 'kubectl set image deploy/ollama ollama=ollama/ollama:0.24.0',
          effect: 'changes-state',
          platform: 'kubernetes',
        },
      ],
    },
    links: ['https://docs.ollama.com/linux', 'https://github.com/ollama/ollama/releases'],
  },
  'model-load-failed': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'failed to load model',
          'model failed to load',
          'unable to load model',
          'error loading model',
          'exiting due to model loading error',
          'failed to initialize model',
          'llm load error',
          'do load request',
          'error starting {runner|llama-server|the external llama server}',
          'unable to load any llama server',
          'failed to start mlx runner',
          'failed to start image runner',
          'failed to load {image|LLM|flux2|zimage} model',
          'failed to finalize model initialization',
          'failed to initialize {backend|baackend}: ',
          'panic during dummy backend initialization',
        ],
        confidence: 'likely',
        kind: 'wrapper',
      },
      {
        says: [
          'error loading llama server',
          'unable to start server',
          'NewLlamaServer failed',
          'msg="Load failed"',
          'unable to create llama context',
          'failed to create context with model',
          "couldn't decode ggml",
          'llama_init_from_model: failed to initialize the context',
        ],
        confidence: 'possible',
        kind: 'wrapper',
      },
    ],
    examples: [
      {text: 'failed to load model', surface: 'api'},
      {
        text: 'model failed to load, this may be due to resource limitations or an internal error, check ollama server logs for details',
        surface: 'api',
      },
      {
        text: 'level=INFO source=server.go:1251 msg="llm load error: failed to initialize model: unable to load model"',
        surface: 'log',
      },
    ],
    confirm: [...searchCause, ...showModel],
    fixes: {
      log: readLog,
      repull: pullModel,
      replace: replaceModel,
      upgrade: upgradeOllama,
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'model-reloaded': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: searchLog('runner process no longer running|llama-server terminated|starting runner'),
    fixes: {log: readLog, keepAlive: listLoaded},
    links: ['https://docs.ollama.com/faq'],
  },
  'model-in-use': {
    severity: 'error',
    retryable: true,
    patterns: [
      {says: ['model is currently in use', 'model is in use'], confidence: 'likely'},
      {
        says: [usedByAnother],
        with: ['{models|blobs|sha256}'],
        confidence: 'possible',
      },
    ],
    examples: [
      {text: 'model is currently in use', surface: 'client'},
      {
        text: 'Error: remove C:\\Users\\me\\.ollama\\models\\blobs\\sha256-6a07: The process cannot access the file because it is being used by another process.',
        surface: 'cli',
      },
    ],
    confirm: listLoaded,
    fixes: {
      stop: [...listLoaded, {run: '[OLLAMA_HOST={otherHost} ]ollama stop {model}', effect: 'changes-state'}],
      close: [],
    },
    links: ['https://docs.ollama.com/faq'],
  },
} as const satisfies Record<string, Entry>
