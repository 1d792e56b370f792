import {type Entry, readLog, restartServer} from './entry.ts'

export const runner = {
  'runner-hang': {
    severity: 'error',
    retryable: true,
    patterns: [],
    examples: [],
    fixes: {
      evidence: readLog,
      stop: [{run: '[OLLAMA_HOST={otherHost} ]ollama stop {model}', effect: 'changes-state'}],
      restart: restartServer,
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'server-panic': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        match: /\[Recovery\][^\n]*panic recovered|something went wrong, please see the ollama server logs/,
        confidence: 'likely',
      },
    ],
    examples: [{text: 'Error: something went wrong, please see the ollama server logs for details', surface: 'cli'}],
    fixes: {log: readLog},
    links: ['https://github.com/ollama/ollama/issues'],
  },
  'stream-interrupted': {
    severity: 'error',
    retryable: true,
    patterns: [],
    examples: [],
    fixes: {log: readLog, direct: [{run: 'ollama-doctor check --host http://127.0.0.1:11434', effect: 'safe'}]},
    links: ['https://docs.ollama.com/troubleshooting'],
  },
} as const satisfies Record<string, Entry>
