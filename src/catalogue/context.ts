import {tokensLeft, usualKeeps} from '../ollama/truncation.ts'
import {crashed} from './common-phrases.ts'
import type {Command, Entry} from './entry.ts'
import {
  listLoaded,
  pullModel,
  searchLog,
  serverEnvironment,
  setForServer,
  showModel,
  unsetForServer,
  upgradeOllama,
} from './steps.ts'

/** A variant of the model with a context of its own, for clients that cannot set num_ctx. */
const saveWithContext: readonly Command[] = [
  {
    run: '[OLLAMA_HOST={otherHost} ]ollama run {model}  # then type: /set parameter num_ctx 16384, and /save NEWNAME',
    effect: 'changes-state',
  },
]

/** Where it is about an embedding. The metadata of every model has an `embedding_length`. */
const embedding =
  '{/api/embed|/v1/embed|embeddings|embed failed|embed error|embed model|embedding error|embedding failed|embedding model|embedding request|failed to embed|embed-text|mxbai-embed}'

const largerContext = setForServer('OLLAMA_CONTEXT_LENGTH=16384')

/** Of which a prompt that just fills half is rarely met by chance. */
const usualContexts = [2_048, 4_096, 8_192, 16_384, 32_768, 65_536, 131_072, 262_144]

export const context = {
  'prompt-truncated': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          'truncating input prompt" limit=<available> prompt=<required> keep=',
          'truncating input prompt',
          'truncating input messages which exceed context length',
          'truncating native chat messages which exceed context length',
          'truncating chat messages which exceed context length',
          'input truncated | n_ctx=<available> ',
          'input truncated, n_ctx = <available>, ',
          'input truncated | n_ctx',
          'input truncated, n_ctx',
        ],
        confidence: 'certain',
        unless: crashed,
      },
      {
        says: usualContexts.flatMap((context) =>
          usualKeeps.map((keep) => `"prompt_eval_count{":|": }${tokensLeft(context, keep)},`),
        ),
        confidence: 'likely',
      },
      {
        says: ['input truncated', 'prompt truncated', 'prompt was truncated'],
        confidence: 'likely',
        surfaces: ['log', 'api'],
      },
      {
        says: [
          'context limit hit - shifting" … limit=<available>',
          'context limit hit - shifting',
          'slot context shift, n_keep',
        ],
        confidence: 'possible',
        kind: 'effect',
        surfaces: ['log'],
      },
    ],
    examples: [
      {
        text: 'time=2025-09-02T10:00:00.000Z level=WARN source=runner.go:152 msg="truncating input prompt" limit=4096 prompt=9731 keep=4 new=4096',
        surface: 'log',
      },
      {
        text: 'level=DEBUG source=routes.go:3087 msg="truncating native chat messages which exceed context length" truncated=12',
        surface: 'log',
      },
      {text: '{"done":true,"done_reason":"stop","prompt_eval_count":16387,"eval_count":412}', surface: 'api'},
      {text: '"prompt_eval_count": 32770, "prompt_eval_duration": 9120000000', surface: 'client'},
      {text: 'INFO [update_slots] input truncated | n_ctx=2048 n_erase=800 n_keep=4 n_left=2044', surface: 'log'},
      {
        text: 'slot update_slots: id 0 | task 4 | input truncated, n_ctx = 4096, n_keep = 0, n_left = 4096',
        surface: 'log',
      },
    ],
    confirm: [...listLoaded, ...searchLog('truncating|input truncated')],
    fixes: {
      server: largerContext,
      variant: saveWithContext,
      request: [],
      shorter: [],
    },
    links: ['https://docs.ollama.com/context-length', 'https://docs.ollama.com/faq'],
  },
  'prompt-exceeds-context': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'request (<required> tokens) exceeds the available context size (<available> tokens)',
          'request exceeds the available context size',
          'exceed_context_size_error',
          'the prompt is longer than the context length currently available',
          "input length (<required> tokens) exceeds the model's maximum context length (<available> tokens)",
          'prompt too long; exceeded max context length by',
          'exceeded max context length by # tokens',
          "max_tokens (<required>) exceeds model's maximum output tokens (<available>)",
          'Context size has been exceeded',
          'entire prompt removed by truncation',
          'unable to shift context - keep exceeds context (keep: <required> context: <available>)',
          'llm predict error: the input length exceeds the context length',
        ],
        confidence: 'certain',
      },
      {
        says: [
          "model's maximum context length is <available> tokens",
          'prompt is too long: <required> tokens > <available> maximum',
          'Requested tokens (<required>) exceed context window of <available>',
          "exceeds the model's maximum output tokens",
          "exceeds the model's context window",
          "exceeds the model's context length",
          'exceeds the context window',
          'exceeded the maximum context length',
          'exceeds the maximum context length',
          'prompt is too long',
          'maximum context length exceeded',
          'context length exceeded',
          'context window exceeded',
          'ContextWindowExceededError',
          'prompt longer than context',
          'context_length_exceeded',
          'exceeds context window',
          'exceeds context length',
          'exceeds max context length',
          'exceed context window',
          'request too large for context',
          'prompt exceeds context',
          'exceeds the context limit',
          'exceeds the limit of # tokens',
        ],
        confidence: 'likely',
        unless: [embedding],
      },
      // With truncate set to false, chats are refused in the words of embeddings.
      {
        says: ['input length exceeds the context length', 'input length exceeds maximum context length'],
        confidence: 'possible',
        unless: [embedding],
      },
    ],
    examples: [
      {
        text: '{"error":"{\\"error\\":{\\"code\\":400,\\"message\\":\\"request (9123 tokens) exceeds the available context size (4096 tokens), try increasing it\\",\\"type\\":\\"exceed_context_size_error\\",\\"n_prompt_tokens\\":9123,\\"n_ctx\\":4096}}"}',
        surface: 'api',
        status: 400,
      },
      {
        text: '{"error":"the prompt is longer than the context length currently available to the model; shorten the prompt, adjust the context length in settings, or use a model with a longer context length"}',
        surface: 'api',
        status: 400,
      },
      {
        text: "input length (140000 tokens) exceeds the model's maximum context length (131072 tokens)",
        surface: 'api',
        status: 400,
      },
      {text: '{"error":"prompt too long; exceeded max context length by 1200 tokens (ref: 0)"}', surface: 'client'},
      {
        text: 'Failed to create new sequence: failed to process inputs: entire prompt removed by truncation',
        surface: 'api',
        status: 500,
      },
    ],
    confirm: [...listLoaded, ...showModel],
    fixes: {
      shorter: [],
      server: largerContext,
      variant: saveWithContext,
      output: [],
    },
    links: ['https://docs.ollama.com/context-length'],
  },
  'embed-input-too-long': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'input after truncation exceeds maximum context length',
          'input exceeds maximum context length',
          'llm embedding error: the input length exceeds the context length',
          'input (<required> tokens) is too large to process. increase the physical batch size',
          'input is too large to process. increase the physical batch size',
        ],
        confidence: 'certain',
      },
      {
        says: ['input length exceeds maximum context length', 'the input length exceeds the context length'],
        confidence: 'likely',
        unless: ['llm predict error'],
      },
      {
        says: [
          'exceeds the context length',
          'exceeds maximum context length',
          "exceeds the model's maximum context length",
          'is too large to process',
        ],
        confidence: 'likely',
        with: [embedding],
        unless: ['llm predict error'],
      },
      {
        says: ['{"error":{}}'],
        confidence: 'possible',
        statuses: [500],
        versions: {from: '0.4.3', before: '0.6.1'},
      },
    ],
    examples: [
      {text: '{"error":"input length exceeds maximum context length"}', surface: 'api', status: 400},
      {
        text: '{"error":"input exceeds maximum context length and cannot be truncated further"}',
        surface: 'api',
        status: 400,
      },
      {text: 'msg="llm embedding error: the input length exceeds the context length"', surface: 'log'},
      {
        text: 'input (812 tokens) is too large to process. increase the physical batch size (current batch size: 512)',
        surface: 'api',
        status: 500,
      },
    ],
    confirm: showModel,
    fixes: {
      chunks: [],
      truncate: [],
      model: [{run: '[OLLAMA_HOST={otherHost} ]ollama pull bge-m3', effect: 'changes-state'}],
    },
    links: ['https://docs.ollama.com/api'],
  },
  'embedding-nan': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '{embedding contains|embeddings contain} {NaN|Inf}',
          'unmarshal embedding response: json: unsupported value',
        ],
        confidence: 'certain',
      },
      // Other numbers than those of embeddings, such as log probabilities, cannot be written to JSON either.
      {
        says: ['failed to encode response: json: unsupported value: {NaN|+Inf|-Inf}', 'json: unsupported value: NaN'],
        confidence: 'likely',
      },
      {
        says: [
          'NaN not allowed in vector',
          'Out of range float values are not JSON compliant',
          'infinite value not allowed in vector',
        ],
        confidence: 'possible',
      },
    ],
    examples: [
      {text: '{"error":"failed to encode response: json: unsupported value: NaN"}', surface: 'api', status: 500},
      {text: '{"error":"embedding contains NaN or Inf values"}', surface: 'api', status: 500},
      {text: 'unmarshal embedding response: json: unsupported value: NaN', surface: 'api', status: 500},
    ],
    confirm: searchLog('unsupported value|NaN or Inf'),
    fixes: {
      upgrade: upgradeOllama,
      flash: setForServer('OLLAMA_FLASH_ATTENTION=0'),
      inputs: [],
      cpu: [],
    },
    links: ['https://docs.ollama.com/api'],
  },
  'context-shift-unsupported': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'does not support K-shift',
          'does not support context shift',
          'does not support context shifting',
          'context shift is not supported',
          'context shifting is not supported',
          'shifting on cells shared by multiple sequences not yet implemented',
          'shifting cells shared by multiple sequences not supported',
        ],
        confidence: 'certain',
        // Models with such a cache say so when they load, and do without.
        unless: ['it will be disabled', 'disabling KV cache shifting'],
      },
      {
        says: ['context shift is disabled', 'unable to remove old kv cache entries'],
        confidence: 'likely',
      },
    ],
    examples: [
      {text: 'llama.cpp:11942: The current context does not support K-shift', surface: 'log'},
      {
        text: '{"error":"an error was encountered while running the model: Deepseek2 does not support K-shift"}',
        surface: 'api',
        status: 500,
      },
      {text: 'shifting cells shared by multiple sequences not supported', surface: 'api', status: 500},
    ],
    confirm: [...listLoaded, ...searchLog('K-shift|context shift|shifting')],
    fixes: {
      upgrade: upgradeOllama,
      context: largerContext,
      output: [
        {
          run: '[OLLAMA_HOST={otherHost} ]ollama run {model}  # then type: /set parameter num_predict 4096, and /save NEWNAME',
          effect: 'changes-state',
        },
      ],
    },
    links: ['https://docs.ollama.com/context-length'],
  },
  'kv-cache-type-needs-flash-attention': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'V cache quantization requires flash_attn',
          'quantized V cache requires flash_attn',
          'quantized V cache was requested, but this requires Flash Attention',
          'V cache quantization requires Flash Attention',
          'quantized KV cache requires flash attention',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'must be enabled to use a quantized OLLAMA_KV_CACHE_TYPE',
          'quantized kv cache requested but flash attention disabled',
        ],
        confidence: 'certain',
        kind: 'effect',
        unless: crashed,
      },
      {
        says: ['kv cache type not supported by model" type={q|iq|"q}', 'does not divide n_embd_head_{k|v}'],
        confidence: 'likely',
      },
      // Here the variable holds no type at all.
      {says: ['Unsupported cache type:', 'unsupported KV cache type'], confidence: 'possible'},
      {
        says: ['flash attention enabled but not supported by {gpu|model}'],
        confidence: 'likely',
        with: ['KV_CACHE_TYPE:{q8_0|q4_0|q5_0|q5_1|q4_1}'],
      },
    ],
    examples: [
      {text: 'llama_init_from_model: V cache quantization requires flash_attn', surface: 'log'},
      {
        text: '{"error":"llama-server process has terminated: exit status 1: llama_init_from_model: quantized V cache requires flash_attn to be enabled"}',
        surface: 'api',
        status: 500,
      },
      {
        text: 'level=WARN source=server.go:240 msg="OLLAMA_FLASH_ATTENTION must be enabled to use a quantized OLLAMA_KV_CACHE_TYPE" type=q8_0',
        surface: 'log',
      },
      {
        text: 'level=WARN source=server.go:224 msg="quantized kv cache requested but flash attention disabled" type=q8_0',
        surface: 'log',
      },
      {text: 'level=WARN source=server.go:212 msg="kv cache type not supported by model" type=q8_0', surface: 'log'},
    ],
    confirm: serverEnvironment,
    fixes: {
      enable: setForServer('OLLAMA_FLASH_ATTENTION=1'),
      plain: unsetForServer('OLLAMA_KV_CACHE_TYPE'),
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'context-capped-to-model-max': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          'requested context size too large for model" num_ctx=<required> num_parallel=# n_ctx_train=<available>',
          'requested context size too large for model" num_ctx=<required> n_ctx_train=<available>',
          'requested context size too large for model',
          "requested context length is greater than model's max context length (<required> > <available>)",
          'requested context length is greater than model max context length" requested=<required> model=<available>',
          'training context window size" requested=<required> "training size"=<available>',
          'requested context length is greater than',
          'n_ctx_per_seq (<required>) > n_ctx_train (<available>)',
          'n_ctx_seq (<required>) > n_ctx_train (<available>)',
          'possible training context overflow',
          'the slot context (<required>) exceeds the training context of the model (<available>)',
        ],
        confidence: 'certain',
        kind: 'effect',
        unless: crashed,
      },
    ],
    examples: [
      {
        text: 'level=WARN source=server.go:114 msg="requested context size too large for model" num_ctx=131072 n_ctx_train=8192',
        surface: 'log',
      },
      {
        text: 'llama_context: n_ctx_seq (131072) > n_ctx_train (8192) -- possible training context overflow',
        surface: 'log',
      },
      {
        text: 'level=WARN source=server.go:80 msg="requested context length is greater than the model\'s training context window size" requested=8192 "training size"=4096',
        surface: 'log',
      },
    ],
    confirm: [...showModel, ...listLoaded],
    fixes: {
      lower: [
        {
          run: '[OLLAMA_HOST={otherHost} ]ollama run {model}  # then type: /set parameter num_ctx {available}, and /save NEWNAME',
          effect: 'changes-state',
        },
      ],
      server: serverEnvironment,
      model: pullModel,
    },
    links: ['https://docs.ollama.com/context-length'],
  },
  'context-smaller-than-requested': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: [...listLoaded, ...showModel],
    fixes: {
      server: largerContext,
      variant: saveWithContext,
      parallel: setForServer('OLLAMA_NUM_PARALLEL=1'),
    },
    links: ['https://docs.ollama.com/context-length', 'https://docs.ollama.com/faq'],
  },
} as const satisfies Record<string, Entry>
