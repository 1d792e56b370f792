import type {cloud as domain} from '../cloud.ts'
import type {WordsOf} from '../entry.ts'

export const cloud: WordsOf<typeof domain> = {
  'cloud-auth-required': {
    title: 'The cloud model[ {model}] needs a sign-in',
    meaning: 'The server passes requests for cloud models on to ollama.com, which wants to know who asks.',
    causes: ['The server’s machine is not signed in.'],
    fixes: {signin: 'Sign in on the server’s machine, as the user that runs the server.'},
  },
  'cloud-unreachable': {
    title: 'The server cannot reach ollama.com',
    meaning:
      'The model is one of Ollama’s cloud: the server passes the request on, and its own connection to ollama.com fails.',
    causes: [
      'The server’s machine is offline, or its network blocks ollama.com.',
      'A proxy is set in the shell, but not for the server.',
    ],
    fixes: {reach: 'On the server’s machine, see whether ollama.com can be reached.'},
  },
}
