import {type Entry, restartServer} from './entry.ts'

export const startup = {
  'version-mismatch-old-server': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {restart: restartServer},
    links: [],
  },
} as const satisfies Record<string, Entry>
