import type {Entry} from './entry.ts'

export const request = {
  'request-missing-field': {
    severity: 'error',
    retryable: false,
    patterns: [{match: /(?<field>prompt|model|name) is required|missing request body/, confidence: 'certain'}],
    examples: [
      {text: 'prompt is required', surface: 'api'},
      {text: 'model is required', surface: 'api'},
      {text: 'missing request body', surface: 'api'},
    ],
    fixes: {
      send: [{run: `curl {url}/api/generate -d '{"model": "llama3.2", "prompt": "hello"}'`, effect: 'changes-state'}],
    },
    links: ['https://docs.ollama.com/api'],
  },
  'request-wrong-type': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        match: /json: cannot unmarshal \w+ into Go (?:struct field|value of type) (?<field>[\w.]+)/,
        confidence: 'certain',
      },
      {match: /option "(?<field>[^"]+)" must be of type (?<type>\w+)/, confidence: 'certain'},
      {match: /invalid parameter type/i, confidence: 'likely'},
    ],
    examples: [
      {text: 'option "temperature" must be of type float32', surface: 'api'},
      {
        text: 'json: cannot unmarshal number into Go struct field GenerateRequest.prompt of type string',
        surface: 'api',
      },
      {text: 'invalid parameter type', surface: 'client'},
    ],
    fixes: {type: []},
    links: ['https://docs.ollama.com/modelfile'],
  },
  'option-out-of-range': {
    severity: 'error',
    retryable: false,
    patterns: [{match: /\b(?<field>\w{1,64}) must be between [\d.-]+ and [\d.]+/, confidence: 'likely'}],
    examples: [{text: 'temperature must be between 0 and 2', surface: 'client'}],
    fixes: {range: []},
    links: ['https://docs.ollama.com/modelfile'],
  },
  'server-too-old-for-api': {
    severity: 'warning',
    retryable: false,
    patterns: [{match: /^404 page not found$/m, confidence: 'possible', surfaces: ['api']}],
    examples: [],
    fixes: {
      upgrade: [
        {run: 'curl -fsSL https://ollama.com/install.sh | sh', effect: 'needs-root', platform: 'linux'},
        {run: 'docker pull ollama/ollama', effect: 'changes-state', platform: 'docker'},
        {run: 'brew upgrade ollama', effect: 'changes-state', platform: 'macos'},
        {run: 'winget upgrade Ollama.Ollama', effect: 'changes-state', platform: 'windows'},
      ],
    },
    links: ['https://github.com/ollama/ollama/releases'],
  },
} as const satisfies Record<string, Entry>
