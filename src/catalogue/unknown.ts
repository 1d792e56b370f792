import {type Entry, readLog} from './entry.ts'

export const unknown = {
  'unknown-error': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {log: readLog, report: []},
    links: ['https://github.com/ollama/ollama/issues'],
  },
} as const satisfies Record<string, Entry>
