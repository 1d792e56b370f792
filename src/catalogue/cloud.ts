import type {Entry} from './entry.ts'

export const cloud = {
  'cloud-auth-required': {
    severity: 'error',
    retryable: false,
    patterns: [{match: /^(?:Error: )?unauthorized\b/im, confidence: 'likely', surfaces: ['api', 'cli']}],
    examples: [{text: 'unauthorized', surface: 'api'}],
    fixes: {signin: [{run: 'ollama signin', effect: 'changes-state'}]},
    links: ['https://docs.ollama.com/cloud'],
  },
} as const satisfies Record<string, Entry>
