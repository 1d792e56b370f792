import type {Command, Entry} from './entry.ts'
import {searchLog, showModel, upgradeOllama, versions} from './steps.ts'

/** A request that is right, as each shell wants it quoted. */
const rightRequest: readonly Command[] = [
  {
    run: `curl {url}/api/generate -d '{"model": "MODEL", "prompt": "hello"}'`,
    effect: 'changes-state',
    platform: 'linux',
  },
  {
    run: `curl {url}/api/generate -d '{"model": "MODEL", "prompt": "hello"}'`,
    effect: 'changes-state',
    platform: 'macos',
  },
  {
    run: `Invoke-RestMethod {url}/api/generate -Method Post -ContentType application/json -Body '{"model": "MODEL", "prompt": "hello", "stream": false}'`,
    effect: 'changes-state',
    platform: 'windows',
  },
]

/** Asks whether the body in a file is JSON, and where it stops being so. */
const lintBody: readonly Command[] = [
  {run: 'python3 -m json.tool FILE', effect: 'safe', platform: 'linux'},
  {run: 'python3 -m json.tool FILE', effect: 'safe', platform: 'macos'},
  {run: 'Get-Content -Raw FILE | ConvertFrom-Json', effect: 'safe', platform: 'windows'},
]

/** Any Go program says so of a duration: Ollama's requests have one, keep_alive. */
const badDuration = [
  'time: missing unit in duration "<value>"',
  'time: invalid duration "<value>"',
  'time: unknown unit "…" in duration "<value>"',
  'missing unit in duration',
  'time: invalid duration',
] as const

export const request = {
  'request-invalid-json': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          "invalid character '…' {looking for|after|in string|in literal|in numeric|in exponent|in \\u}",
          // A line end or a tab, as it was before the text was made plain.
          "invalid character ' ' in string literal",
        ],
        confidence: 'likely',
        surfaces: ['api'],
        statuses: [400],
        unless: [
          'unmarshal: invalid',
          'parsing tool call',
          'pull model manifest',
          "invalid character '<' looking",
          "invalid character 'p' after top-level value",
          "invalid character '\\x00'",
        ],
      },
      {
        says: [
          'error": "invalid character \'',
          'error":"invalid character \'',
          "error': \"invalid character '",
          'message":"invalid character \'…invalid_request_error',
          "message': \"invalid character '…invalid_request_error",
        ],
        confidence: 'likely',
        surfaces: ['client', 'cli'],
        statuses: [400],
        unless: ["invalid character '<' looking", "invalid character '\\x00'"],
      },
      {
        says: [
          "invalid character '…(status code: 400)",
          "400 Bad Request: invalid character '",
          "Error code: 400…invalid character '",
        ],
        confidence: 'likely',
      },
      {says: ['"message":"EOF","type":"invalid_request_error"'], confidence: 'likely'},
      {
        says: ['^unexpected EOF$', '^unexpected end of JSON input$'],
        confidence: 'possible',
        surfaces: ['api'],
        statuses: [400],
      },
      {
        says: ['unmatched close brace/bracket in URL position #', 'curl: (3) URL rejected: Bad hostname'],
        confidence: 'possible',
      },
      {says: ["Cannot bind parameter 'Headers'"], confidence: 'possible', surfaces: ['client', 'cli']},
    ],
    examples: [
      {
        text: '{"error":"invalid character \'m\' looking for beginning of object key string"}',
        surface: 'api',
        status: 400,
      },
      {text: '{"error":"invalid character \'\\\\n\' in string literal"}', surface: 'api', status: 400},
      {text: '{"error":"unexpected EOF"}', surface: 'api', status: 400},
      {text: 'curl: (3) unmatched close brace/bracket in URL position 12:', surface: 'client'},
    ],
    confirm: lintBody,
    fixes: {
      quote: rightRequest,
      file: [{run: 'curl {url}/api/generate -H "Content-Type: application/json" -d @FILE', effect: 'changes-state'}],
      encoding: [],
    },
    links: ['https://docs.ollama.com/api'],
  },
  'request-wrong-type': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['option "<field>" must be of type <type>', 'option "<field>" must be of an array of strings'],
        confidence: 'certain',
      },
      {
        says: [
          'json: cannot unmarshal {string|number|object|array|bool} into Go struct field <field> of type',
          'json: cannot unmarshal number <value> into Go struct field <field> of type',
          'json: cannot unmarshal {string|number|object|array|bool} into Go value of type',
          '# validation {error|errors} for {ChatRequest|GenerateRequest|EmbedRequest|CreateRequest}',
          "invalid type for 'stop' field",
        ],
        confidence: 'likely',
        unless: [
          'Go struct field Manifest',
          'Go struct field Config',
          'Response.',
          'Request.{think|format|keep_alive} of type',
        ],
      },
      {
        says: [
          '^invalid parameter type$',
          '^invalid input type$',
          '^invalid message format$',
          'invalid message content type',
          '^invalid tool call arguments$',
          'input must be a string or array',
          'failed to parse function call arguments',
          'unknown type loading config params',
          'info field "<field>" must be a',
          'unknown license type',
          "Value looks like object, but can't find closing",
        ],
        confidence: 'likely',
      },
      {
        says: ['cannot unmarshal…into Go', '# validation {error|errors} for {Message|Options|Tool}$'],
        confidence: 'possible',
        unless: ['Response.', 'StatusError.'],
      },
    ],
    examples: [
      {text: 'option "temperature" must be of type float32', surface: 'api'},
      {
        text: 'json: cannot unmarshal number into Go struct field GenerateRequest.prompt of type string',
        surface: 'api',
      },
      {text: 'invalid parameter type', surface: 'client'},
      {
        text: '{"error":{"message":"invalid message format","type":"invalid_request_error"}}',
        surface: 'api',
        status: 400,
      },
      {text: 'pydantic_core._pydantic_core.ValidationError: 1 validation error for Message', surface: 'client'},
    ],
    confirm: lintBody,
    fixes: {type: [], field: rightRequest, upgrade: upgradeOllama},
    links: ['https://docs.ollama.com/api', 'https://docs.ollama.com/modelfile'],
  },
  'request-missing-field': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '^model is required',
          '^messages is required',
          '^max_tokens is required and must be positive',
          'missing request body',
          "model '' not found",
          'model "" not found',
          "[] is too short - 'messages'",
          'embedding option must be set to true',
          'alias and target are required',
          '^no messages provided',
          'source add destination are required',
        ],
        confidence: 'certain',
      },
      {
        says: [
          '^{prompt|input|model|messages} is required',
          'Request: {prompt|name|input|image|model|messages} is required',
          '"message":"invalid input","type":"invalid_request_error"',
          'no user query found in messages',
          'web_search requires a non-empty string query',
          "block missing required '",
          '^empty prompt$',
        ],
        confidence: 'likely',
      },
      {
        says: ['^{name|image} is required$', '^file is required', 'model is required', '^no input provided$'],
        confidence: 'possible',
        surfaces: ['api', 'client'],
      },
      {says: ['^invalid input$'], confidence: 'likely', surfaces: ['api'], statuses: [400]},
      {says: ['"done_reason":"load"', '"done_reason": "load"'], confidence: 'possible', kind: 'effect'},
    ],
    examples: [
      {text: 'prompt is required', surface: 'api'},
      {text: 'model is required', surface: 'api'},
      {text: 'missing request body', surface: 'api'},
      {text: '{"error":"model \'\' not found"}', surface: 'api', status: 404},
      {
        text: '{"type":"error","error":{"type":"invalid_request_error","message":"max_tokens is required and must be positive"}}',
        surface: 'api',
        status: 400,
      },
    ],
    confirm: lintBody,
    fixes: {
      send: [{run: `curl {url}/api/generate -d '{"model": "llama3.2", "prompt": "hello"}'`, effect: 'changes-state'}],
      variable: [],
    },
    links: ['https://docs.ollama.com/api'],
  },
  'server-too-old-for-api': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          'cannot unmarshal object into Go struct field ChatRequest.format of type string',
          'cannot unmarshal object into Go struct field GenerateRequest.format of type string',
        ],
        confidence: 'certain',
      },
      {says: ['Request.format of type string'], confidence: 'likely'},
      {says: ['cannot unmarshal string into Go struct field…Request.think of type bool'], confidence: 'possible'},
      {says: ['^404 page not found$'], confidence: 'possible', surfaces: ['api']},
      {
        says: [
          '404 Not Found…/api/{chat|embed|ps|version|status}',
          '404 Not Found…/v1/{chat/completions|completions|models|embeddings|responses|messages}',
          '404 Client Error: Not Found…for url: …/{api|v1}/',
        ],
        confidence: 'possible',
        kind: 'effect',
      },
      {
        says: ['| 404 |…"/api/{embed|ps|version|status|me}"', '| 404 |…POST "/v1/{responses|messages|embeddings}"'],
        confidence: 'possible',
        kind: 'effect',
        surfaces: ['log'],
      },
    ],
    examples: [
      {
        text: 'json: cannot unmarshal object into Go struct field GenerateRequest.format of type string (status code: 400)',
        surface: 'client',
      },
    ],
    confirm: versions,
    fixes: {upgrade: upgradeOllama},
    links: ['https://github.com/ollama/ollama/releases'],
  },
  'version-out-of-range': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: versions,
    fixes: {upgrade: upgradeOllama, pin: [], range: []},
    links: ['https://github.com/ollama/ollama/releases'],
  },
  'option-unknown': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {says: ["unknown parameter '<option>'", 'unknown parameter "<option>"'], confidence: 'likely'},
      {says: ['{"error":"invalid options: <option>'], confidence: 'certain', versions: {before: '0.2.0'}},
      {says: ['^invalid options: <option>'], confidence: 'possible', versions: {before: '0.2.0'}},
      {
        says: ['invalid option provided" option=<option>', '^invalid option provided'],
        confidence: 'likely',
        kind: 'effect',
      },
    ],
    examples: [
      {text: "Error: unknown parameter 'tfs_z'", surface: 'cli'},
      {text: 'level=WARN source=types.go:1007 msg="invalid option provided" option=num_context', surface: 'log'},
      {text: '{"error":"invalid options: temprature"}', surface: 'api', status: 400},
    ],
    confirm: searchLog('invalid option provided'),
    fixes: {
      spell: [],
      modelfile: [
        {run: '[OLLAMA_HOST={otherHost} ]ollama show --modelfile {model} > Modelfile.new', effect: 'safe'},
        {run: '[OLLAMA_HOST={otherHost} ]ollama create NEWMODEL -f Modelfile.new', effect: 'changes-state'},
      ],
    },
    links: ['https://docs.ollama.com/modelfile'],
  },
  'keep-alive-invalid': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '{"error":"time: missing unit in duration "<value>"',
          '{"error":"time: invalid duration "<value>"',
          '{"error":"time: unknown unit "…" in duration "<value>"',
          'Go struct field ChatRequest.keep_alive of type',
          'Go struct field GenerateRequest.keep_alive of type',
        ],
        confidence: 'certain',
      },
      {
        says: [...badDuration, '^invalid {keep_alive|keepalive}'],
        confidence: 'likely',
        with: [
          '{keep_alive|keepalive|keep-alive|status code: 400|400 Bad Request|Error code: 400|ResponseError|ollama}',
        ],
      },
      {says: badDuration, confidence: 'possible'},
      {
        says: [
          "^Unsupported type: 'bool'",
          "^Unsupported type: '[]interface",
          "^Unsupported type: 'map[string]interface",
        ],
        confidence: 'likely',
      },
      {says: badDuration, confidence: 'possible', surfaces: ['api', 'cli', 'client']},
    ],
    examples: [
      {text: '{"error":"time: missing unit in duration \\"-1\\""}', surface: 'api', status: 400},
      {text: '{"error":"time: unknown unit \\"d\\" in duration \\"1d\\""}', surface: 'api', status: 400},
      {text: '{"error":"Unsupported type: \'bool\'"}', surface: 'api', status: 400},
      {text: 'ollama._types.ResponseError: time: invalid duration "forever" (status code: 400)', surface: 'client'},
    ],
    confirm: [{run: `curl {url}/api/generate -d '{"model": "MODEL", "keep_alive": "5m"}'`, effect: 'changes-state'}],
    fixes: {
      number: [{run: `curl {url}/api/generate -d '{"model": "MODEL", "keep_alive": -1}'`, effect: 'changes-state'}],
      unit: [{run: `curl {url}/api/generate -d '{"model": "MODEL", "keep_alive": "30m"}'`, effect: 'changes-state'}],
      update: [],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'think-value-invalid': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'invalid think value: "<value>"',
          'invalid think value',
          'think must be a boolean or string',
          'invalid value for --think',
          'invalid reasoning value: "<value>"',
          "invalid reasoning value: '<value>'",
          'invalid reasoning value',
          'think value "<value>" is not supported for this model',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'Go struct field ChatRequest.think of type',
          'Go struct field GenerateRequest.think of type',
          'invalid thinking value',
          'validation error for {ChatRequest|GenerateRequest} think',
        ],
        confidence: 'likely',
      },
      {
        says: [
          'Request.think of type',
          'invalid {reasoning_effort|reasoning effort}',
          'unsupported …reasoning effort "<value>"',
        ],
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: 'Error: 400 Bad Request: invalid think value: "on" (must be "high", "medium", "low", "max", true, or false)',
        surface: 'cli',
      },
      {
        text: '{"error":"json: cannot unmarshal string into Go struct field GenerateRequest.think of type bool"}',
        surface: 'api',
        status: 400,
      },
      {
        text: '{"error":{"message":"invalid reasoning value: \'none!\' (must be \\"high\\", \\"medium\\", \\"low\\", or \\"none\\")"}}',
        surface: 'api',
        status: 400,
      },
    ],
    confirm: [...versions, ...showModel],
    fixes: {
      value: [{run: '[OLLAMA_HOST={otherHost} ]ollama run {model} --think=false', effect: 'changes-state'}],
      upgrade: upgradeOllama,
    },
    links: ['https://docs.ollama.com/capabilities/thinking'],
  },
  'image-invalid': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'image URLs are not currently supported',
          'invalid image source type',
          'Invalid image data, expected base64 string or path to image file',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'illegal base64 data at input byte #',
          'Only base64 images are supported',
          'invalid image input',
          'unsupported image format',
          'error processing image',
          'received zero length image',
          'Failed to load image or audio file',
          'failed to decode image',
          'image: unknown format',
          'decode WebP image',
          '^invalid image: ',
          'invalid image type',
          'unable to make llava embedding from image',
          'invalid input_audio',
          'unsupported WAV format',
          'not a WAV file',
          'WAV file too short',
          'audio too short to encode',
          'invalid image {size|dimensions} #x#',
          'image aspect ratio # exceeds',
          "Couldn't process image",
          '^audio file is empty',
          'failed to read audio file',
        ],
        confidence: 'likely',
        unless: ['Secret', 'kubectl', '.yaml'],
      },
      {
        says: [
          'of type []api.ImageData',
          'preprocess image',
          'failed to encode image prompt',
          'unable to tokenize mtmd embedding from image',
          'failed to create patches',
        ],
        confidence: 'possible',
      },
    ],
    examples: [
      {text: '{"error":"illegal base64 data at input byte 4"}', surface: 'api', status: 400},
      {text: '{"error":{"message":"invalid image input","type":"invalid_request_error"}}', surface: 'api', status: 400},
      {
        text: '{"error":{"message":"image URLs are not currently supported, please use base64 encoded data instead"}}',
        surface: 'api',
        status: 400,
      },
      {text: 'ValueError: Invalid image data, expected base64 string or path to image file', surface: 'client'},
    ],
    confirm: [
      {run: 'file IMAGE', effect: 'safe', platform: 'linux'},
      {run: 'file IMAGE', effect: 'safe', platform: 'macos'},
      {run: 'Format-Hex IMAGE | Select-Object -First 2', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      encode: [
        {run: 'base64 -w0 IMAGE', effect: 'safe', platform: 'linux'},
        {run: 'base64 -i IMAGE', effect: 'safe', platform: 'macos'},
        {run: '[Convert]::ToBase64String([IO.File]::ReadAllBytes("IMAGE"))', effect: 'safe', platform: 'windows'},
      ],
      openai: [],
      format: [],
    },
    links: ['https://docs.ollama.com/capabilities/vision', 'https://docs.ollama.com/api'],
  },
  'format-schema-invalid': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'invalid JSON schema in format',
          'expected "json" or a {valid JSON|JSON} Schema',
          '^format must be {json|empty or "json"}',
          'parse: error parsing grammar',
          'failed to load model vocabulary required for format',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'JSON schema conversion failed',
          'JSON schema error at',
          '^json: error calling MarshalJSON for type json.RawMessage',
          'failed to parse grammar',
          'Failed to initialize samplers',
          'failed to initialize grammar',
          'Unexpected empty grammar stack',
          'llama_grammar_reject_candidates',
          'Unrecognized schema: ',
        ],
        confidence: 'likely',
      },
      {says: ['error parsing grammar', 'cannot resolve $ref'], confidence: 'possible', surfaces: ['api', 'log']},
    ],
    examples: [
      {text: '{"error":"invalid JSON schema in format"}', surface: 'api', status: 500},
      {
        text: '{"error":"invalid format: \\"\\\\\\"yaml\\\\\\"\\"; expected \\"json\\" or a valid JSON Schema object"}',
        surface: 'api',
        status: 500,
      },
      {text: 'parse: error parsing grammar: unknown escape at \\w+', surface: 'log'},
      {
        text: "Error: json: error calling MarshalJSON for type json.RawMessage: invalid character 'y' looking for beginning of value",
        surface: 'cli',
      },
    ],
    confirm: searchLog('grammar|json.?schema'),
    fixes: {
      smallest: [
        {
          run: `curl {url}/api/generate -d '{"model": "MODEL", "prompt": "hello", "stream": false, "format": {"type": "object", "properties": {"answer": {"type": "string"}}}}'`,
          effect: 'changes-state',
        },
      ],
      schema: [],
      upgrade: upgradeOllama,
    },
    links: ['https://docs.ollama.com/capabilities/structured-outputs'],
  },
  'request-invalid-value': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'raw mode does not support template, system, or context',
          'invalid role: <value>, role must be one of',
          'this model only supports one image while more than one image requested',
          "Invalid value for '<field>' = <value>",
          'both model and name are set',
          'requested main_gpu is outside the selected GPU group',
          'message cannot contain images',
          'unknown input item type',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'invalid digest format',
          'Conversation roles must alternate',
          'System role not supported',
          'Only user and assistant roles are supported',
          'must have at least one kv cache entry per parallel sequence',
          'keep exceeds context',
          '^unknown content type: ',
          'file inputs are not',
          'width and height must be',
          'invalid image index',
          '^invalid token id: ',
          '^invalid digest',
        ],
        confidence: 'likely',
      },
      {
        says: ['^detokenize error: ', 'vector::_M_range_check'],
        confidence: 'possible',
        unless: ['loading model', 'http://127.0.0.1', 'EOF', 'connection re'],
      },
    ],
    examples: [
      {text: '{"error":"raw mode does not support template, system, or context"}', surface: 'api', status: 400},
      {text: '{"error":"invalid digest format"}', surface: 'api', status: 400},
      {
        text: '{"error":{"message":"Invalid value for \'encoding_format\' = hex. Supported values: [\'float\', \'base64\']."}}',
        surface: 'api',
        status: 400,
      },
      {
        text: 'llama-server template error: map[code:500 message:Jinja Exception: Conversation roles must alternate user/assistant]',
        surface: 'api',
        status: 500,
      },
    ],
    confirm: lintBody,
    fixes: {value: [], minimal: rightRequest},
    links: ['https://docs.ollama.com/api'],
  },
  'request-malformed': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '400 Bad Request: {missing required|malformed|too many} Host {header|headers}',
          'failed to parse multipart form',
          'failed to decompress {zstd|request} body',
          '400 Bad Request: invalid header',
        ],
        confidence: 'certain',
      },
      {
        says: [
          "request Content-Type isn't multipart/form-data",
          'http: request body too large',
          'unsupported transfer encoding',
          'malformed HTTP request',
          'malformed HTTP version',
          'missing required Host header',
          'Request Entity Too Large',
          'Request Header Fields Too Large',
          '505 HTTP Version Not Supported',
          'client intended to send too large body',
        ],
        confidence: 'likely',
      },
      {says: ['^400 Bad Request$'], confidence: 'possible', kind: 'effect', surfaces: ['api'], statuses: [400]},
    ],
    examples: [
      {text: '400 Bad Request: missing required Host header', surface: 'api', status: 400},
      {text: '431 Request Header Fields Too Large', surface: 'api', status: 431},
      {
        text: '{"error":{"message":"failed to parse multipart form: request Content-Type isn\'t multipart/form-data"}}',
        surface: 'api',
        status: 400,
      },
    ],
    confirm: [{run: 'curl -v {url}/api/version', effect: 'safe'}],
    fixes: {direct: [{run: 'curl -v {url}/api/version', effect: 'safe'}], header: [], limit: [], multipart: []},
    links: ['https://docs.ollama.com/api'],
  },
  'option-out-of-range': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'top_logprobs must be between # and #',
          'failed to marshal {data|completion request}: json: unsupported value',
        ],
        confidence: 'certain',
      },
      {
        says: [
          '{temperature|top_p|top_k|min_p|typical_p|repeat_penalty|presence_penalty|frequency_penalty|num_predict|num_ctx|max_tokens|seed|logprobs|n} must be {between|in the range|within|in|at least|at most|greater than|less than|positive|>=|<=}',
          "Invalid '{temperature|top_p|top_k|presence_penalty|frequency_penalty|max_tokens|seed|top_logprobs}': {decimal|integer}",
          '{temperature|top_p|top_k|presence_penalty|frequency_penalty|max_tokens} {should|has to} be between',
          '# is {greater than the maximum|less than the minimum} of #',
          'unsupported value: {+Inf|-Inf}',
          'batch size cannot be less than 1',
        ],
        confidence: 'likely',
      },
      {
        says: [
          '{temperature|top_p|top_k|max_tokens}…Input should be {less|greater} than',
          '{temperature|top_p|top_k|min_p|penalty|num_|_tokens|seed|option}…must be between # and #',
        ],
        confidence: 'possible',
      },
    ],
    examples: [
      {text: 'temperature must be between 0 and 2', surface: 'client'},
      {text: '{"error":"top_logprobs must be between 0 and 20"}', surface: 'api', status: 400},
      {text: '{"error":"failed to marshal data: json: unsupported value: +Inf"}', surface: 'api', status: 500},
    ],
    confirm: searchLog('[|] (400|404|405|431|500) [|]'),
    fixes: {range: [], drop: []},
    links: ['https://docs.ollama.com/modelfile'],
  },
} as const satisfies Record<string, Entry>
