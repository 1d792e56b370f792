import type {WordsOf} from '../entry.ts'
import type {registry as domain} from '../registry.ts'

export const registry: WordsOf<typeof domain> = {
  'registry-unreachable': {
    title: 'The server cannot reach the model registry',
    meaning: 'The server runs, but its own connection to the registry or to the storage behind it (port 443) fails.',
    causes: [
      'The network of the server blocks registry.ollama.ai or its storage on r2.cloudflarestorage.com.',
      'A proxy is set in the shell, but not for the server.',
    ],
    fixes: {
      reach: 'On the server’s machine, see whether the registry can be reached.',
      proxy: 'Give the proxy to the server, as HTTPS_PROXY only.',
    },
  },
}
