import type {cloud as domain} from '../cloud.ts'
import type {WordsOf} from '../entry.ts'

export const cloud: WordsOf<typeof domain> = {
  'cloud-auth-required': {
    title: 'The cloud model[ {model}] needs a sign-in',
    meaning:
      'The server passes requests for cloud models on to ollama.com, which wants to know who asks. A local model needs no sign-in: Ollama itself never asks for one.',
    causes: [
      'The server’s machine is not signed in: the key of the user that runs the server counts, not yours.',
      'The client speaks to ollama.com itself, and its API key is missing, wrong or in the wrong header.',
      'The server’s key was lost or made anew, for instance with a new container.',
    ],
    confirm: 'Ask the server who is signed in, and see whether the log says that it could not sign.',
    fixes: {
      signin: 'Sign in on the server’s machine, as the user that runs the server.',
      again: 'If it says that you are signed in, sign out and in again.',
      key: 'If the client speaks to ollama.com itself, send the API key as a bearer token, as this request does; it counts as use.',
    },
  },
  'cloud-usage-limit': {
    title: 'The cloud quota of the account is used up for now',
    meaning:
      'ollama.com counts what an account uses, over a few hours and over longer periods, and refuses more with 429. Local models have no such limit.',
    causes: [
      'The limit of the plan for this period is reached.',
      'A tool or an agent sends many or very long requests.',
      'More cloud models run at the same time than the plan allows.',
    ],
    confirm: 'See how often the log has 429; the settings page on ollama.com shows what is used.',
    fixes: {
      wait: 'Wait until the period is over, and let clients that retry wait longer each time.',
      local: 'Use a local model meanwhile.',
      upgrade: 'Or take a larger plan on ollama.com, on the account with which the server is signed in.',
    },
  },
  'cloud-subscription-required': {
    title: 'The cloud model[ {model}] needs a paid plan',
    meaning: 'The account is known, but its plan does not include this model, so ollama.com refuses with 403.',
    causes: [
      'The model is not part of the free plan.',
      'The server is signed in with another account than the one that has the plan.',
    ],
    confirm: 'Ask the server which account is signed in, and look at that account’s plan on ollama.com.',
    fixes: {
      other: 'Use a cloud model of the free plan, or a local one.',
      account: 'If another account has the plan, sign in with that one on the server’s machine.',
      upgrade: 'Or take a plan at ollama.com/upgrade.',
    },
  },
  'cloud-service-error': {
    title: 'Ollama’s cloud failed to answer',
    meaning:
      'The request reached ollama.com, and something there failed or is overloaded. Some versions report the plain text of that error as an “invalid character”. Nothing is wrong with this machine.',
    causes: [
      'The service, or this one model, is overloaded or down.',
      'The connection was cut while the answer came.',
      'ollama.com did not answer the question who is signed in.',
    ],
    confirm: 'See whether ollama.com can be reached, and whether other cloud models answer.',
    fixes: {
      retry: 'Ask again later.',
      other: 'Use another model meanwhile, or a local one.',
      upgrade: 'If the message is hard to read, upgrade Ollama: newer versions pass it on as it is.',
    },
  },
  'cloud-unreachable': {
    title: 'The server cannot reach ollama.com',
    meaning:
      'The model is one of Ollama’s cloud: the server passes the request on, and its own connection to ollama.com fails.',
    causes: [
      'The server’s machine is offline, or its network blocks ollama.com.',
      'A proxy is set in the shell, but not for the server.',
      'DNS does not work where the server runs, for instance in a container.',
    ],
    confirm: 'On the server’s machine, see whether ollama.com can be reached, and which proxy the server has.',
    fixes: {
      reach: 'On the server’s machine, see whether ollama.com can be reached.',
      proxy: 'If the network has a proxy, tell the server.',
      local: 'Use a local model meanwhile.',
    },
  },
  'cloud-disabled': {
    title: 'The cloud is switched off on this server',
    meaning:
      'Somebody told this server not to pass anything on to ollama.com, or not to this host. Cloud models and web search do not work then; local models do.',
    causes: [
      'OLLAMA_NO_CLOUD is set for the server.',
      'The app’s settings, or server.json, switch the cloud off.',
      'The model points to a host that OLLAMA_REMOTES does not list.',
    ],
    confirm: 'Ask the server whether the cloud is disabled, and by what; then see its environment.',
    fixes: {
      local: 'Use a local model. The switch may be there on purpose: with it, no prompt leaves the machine.',
      variable: 'If it is not, unset OLLAMA_NO_CLOUD.',
      file: 'Or take disable_ollama_cloud out of server.json, and restart the server.',
      remotes: 'If OLLAMA_REMOTES is set without need, unset it: ollama.com is allowed by default.',
    },
  },
}
