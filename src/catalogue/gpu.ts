import {type Entry, readLog} from './entry.ts'

export const gpu = {
  'gpu-share-unverified': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {log: readLog, watch: [{run: 'nvidia-smi', effect: 'safe', platform: 'linux'}]},
    links: ['https://docs.ollama.com/gpu'],
  },
} as const satisfies Record<string, Entry>
