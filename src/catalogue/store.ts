import type {Entry} from './entry.ts'

export const store = {
  'disk-full': {
    severity: 'error',
    retryable: false,
    patterns: [{match: /no space left on device|not enough space on the disk|ENOSPC/i, confidence: 'certain'}],
    examples: [
      {text: 'write /root/.ollama/models/blobs/sha256-0123-partial: no space left on device', surface: 'api'},
      {
        text: 'write C:\\Users\\me\\.ollama\\models\\blobs\\sha256-0123-partial: There is not enough space on the disk.',
        surface: 'api',
      },
    ],
    fixes: {
      look: [
        {run: 'df -h {path}', effect: 'safe', platform: 'linux'},
        {run: '[OLLAMA_HOST={otherHost} ]ollama list', effect: 'safe'},
      ],
      remove: [{run: '[OLLAMA_HOST={otherHost} ]ollama rm MODEL', effect: 'changes-state'}],
      move: [],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'disk-nearly-full': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {
      look: [{run: '[OLLAMA_HOST={otherHost} ]ollama list', effect: 'safe'}],
      remove: [{run: '[OLLAMA_HOST={otherHost} ]ollama rm MODEL', effect: 'changes-state'}],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'blob-corrupt': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        match: /offset\+size \(\d+\) exceeds file size|not within the file bounds|model is corrupted or incomplete/,
        confidence: 'certain',
      },
    ],
    examples: [
      {text: 'tensor "output.weight" offset+size (663552) exceeds file size (100000)', surface: 'api'},
      {
        text: "llama runner process has terminated: error loading model: tensor 'x' data is not within the file bounds, model is corrupted or incomplete",
        surface: 'api',
      },
    ],
    fixes: {
      keep: [{run: '[OLLAMA_HOST={otherHost} ]ollama show --modelfile {model} > Modelfile.bak', effect: 'safe'}],
      repull: [
        {run: '[OLLAMA_HOST={otherHost} ]ollama rm {model}', effect: 'changes-state'},
        {run: '[OLLAMA_HOST={otherHost} ]ollama pull {model}', effect: 'changes-state'},
      ],
    },
    links: [],
  },
  'blob-missing': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {
      pull: [{run: '[OLLAMA_HOST={otherHost} ]ollama pull {model}', effect: 'changes-state'}],
      recreate: [],
    },
    links: [],
  },
} as const satisfies Record<string, Entry>
