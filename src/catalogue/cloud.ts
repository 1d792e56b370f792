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
  'cloud-unreachable': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        match:
          /\/\/ollama\.com(?::443)?\/[^\n]*(?:dial tcp|no such host|i\/o timeout|connection refused|TLS handshake timeout)/,
        confidence: 'certain',
      },
    ],
    examples: [
      {
        text: 'Post "https://ollama.com:443/api/chat?ts=1": dial tcp: lookup ollama.com on 127.0.0.1:53: no such host',
        surface: 'api',
      },
    ],
    fixes: {reach: [{run: 'curl -I https://ollama.com', effect: 'safe'}]},
    links: ['https://docs.ollama.com/cloud'],
  },
} as const satisfies Record<string, Entry>
