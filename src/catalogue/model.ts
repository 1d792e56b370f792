import {type Entry, readLog} from './entry.ts'

export const model = {
  'model-not-found': {
    severity: 'error',
    retryable: false,
    patterns: [{match: /model ["'](?<model>[^"'\n]+)["'] not found/, confidence: 'certain'}],
    examples: [
      {text: "model 'not-exist-model' not found", surface: 'api'},
      {text: 'model "llama3" not found, try pulling it first', surface: 'api'},
    ],
    fixes: {
      pull: [
        {run: '[OLLAMA_HOST={otherHost} ]ollama pull {model}', effect: 'changes-state'},
        {run: 'ollama-doctor pull-missing {model}[ --host {otherHost}]', effect: 'changes-state'},
      ],
      list: [{run: '[OLLAMA_HOST={otherHost} ]ollama list', effect: 'safe'}],
    },
    links: ['https://ollama.com/search'],
  },
  'invalid-model-name': {
    severity: 'error',
    retryable: false,
    patterns: [{match: /invalid model (?:name|path)/, confidence: 'certain'}],
    examples: [{text: 'invalid model name', surface: 'api'}],
    fixes: {spell: [{run: '[OLLAMA_HOST={otherHost} ]ollama list', effect: 'safe'}]},
    links: [],
  },
  'embedding-model-for-generate': {
    severity: 'error',
    retryable: false,
    patterns: [{match: /"(?<model>[^"]+)" does not support (?:generate|chat)/, confidence: 'likely'}],
    examples: [{text: '"nomic-embed-text" does not support generate', surface: 'api'}],
    fixes: {capabilities: [{run: '[OLLAMA_HOST={otherHost} ]ollama show {model}', effect: 'safe'}]},
    links: [],
  },
  'runner-crashed': {
    severity: 'error',
    retryable: true,
    patterns: [
      {match: /an (?:unknown )?error was encountered while running the model/, confidence: 'likely', wrapper: true},
      {match: /(?:llama runner|llama-server) process has terminated/, confidence: 'likely', wrapper: true},
      {match: /model runner has unexpectedly stopped/, confidence: 'likely', wrapper: true},
      // A port that is not the server's own is the runner's.
      {
        match: /dial tcp 127\.0\.0\.1:(?!11434)\d+: connect: connection refused/,
        confidence: 'likely',
        surfaces: ['api', 'log'],
        wrapper: true,
      },
    ],
    examples: [
      {text: 'an error was encountered while running the model: unexpected EOF', surface: 'api'},
      {text: 'llama runner process has terminated: exit status 2', surface: 'api'},
      {
        text: 'model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, check ollama server logs for details',
        surface: 'api',
      },
    ],
    fixes: {log: readLog, smaller: []},
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'model-load-failed': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        match: /failed to load model|model failed to load|unable to load model|error loading model/,
        confidence: 'likely',
        wrapper: true,
      },
    ],
    examples: [
      {text: 'failed to load model', surface: 'api'},
      {
        text: 'model failed to load, this may be due to resource limitations or an internal error, check ollama server logs for details',
        surface: 'api',
      },
    ],
    fixes: {log: readLog, repull: [{run: '[OLLAMA_HOST={otherHost} ]ollama pull {model}', effect: 'changes-state'}]},
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'model-reloaded': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {log: readLog, keepAlive: [{run: '[OLLAMA_HOST={otherHost} ]ollama ps', effect: 'safe'}]},
    links: ['https://docs.ollama.com/faq'],
  },
  'model-in-use': {
    severity: 'error',
    retryable: true,
    patterns: [{match: /model is currently in use/i, confidence: 'certain'}],
    examples: [{text: 'model is currently in use', surface: 'client'}],
    fixes: {
      stop: [
        {run: '[OLLAMA_HOST={otherHost} ]ollama ps', effect: 'safe'},
        {run: '[OLLAMA_HOST={otherHost} ]ollama stop {model}', effect: 'changes-state'},
      ],
    },
    links: [],
  },
} as const satisfies Record<string, Entry>
