import type {Entry} from './entry.ts'

export const registry = {
  'registry-unreachable': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        match:
          /(?:registry\.ollama\.ai|r2\.cloudflarestorage\.com|huggingface\.co)[^\n]*(?:connection refused|i\/o timeout|connection timed out|TLS handshake timeout|network is unreachable)/i,
        confidence: 'certain',
      },
      {
        match: /^(?![^\n]*\/\/ollama\.com)[^\n]*dial tcp [^\s:]+:443: (?:connect: connection refused|i\/o timeout)/m,
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: 'pull model manifest: Get "https://registry.ollama.ai/v2/library/llama3/manifests/latest": dial tcp 104.21.75.227:443: connect: connection refused',
        surface: 'api',
      },
      {
        text: 'pull model manifest: Get "https://registry.ollama.ai/v2/": net/http: TLS handshake timeout',
        surface: 'api',
      },
    ],
    fixes: {
      reach: [{run: 'curl -I https://registry.ollama.ai/v2/', effect: 'safe'}],
      proxy: [
        {
          run: 'sudo systemctl edit ollama  # add: [Service] and below it Environment="HTTPS_PROXY=http://proxy.example.com:3128"',
          effect: 'needs-root',
          platform: 'linux',
        },
      ],
    },
    links: ['https://docs.ollama.com/faq'],
  },
} as const satisfies Record<string, Entry>
