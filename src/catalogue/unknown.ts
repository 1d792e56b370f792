import type {Entry} from './entry.ts'
import {readLog, searchLog, versions} from './steps.ts'

export const unknown = {
  'unknown-error': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: [...versions, ...searchLog('level=ERROR|level=WARN|panic|error:')],
    fixes: {log: readLog, report: []},
    links: ['https://github.com/ollama/ollama/issues'],
  },
} as const satisfies Record<string, Entry>
