import type {WordsOf} from '../entry.ts'
import type {runner as domain} from '../runner.ts'

export const runner: WordsOf<typeof domain> = {
  'runner-hang': {
    title: 'The model[ {model}] is loaded, and no token came[ within {waitedMs}]',
    meaning:
      'Everything else answers at once. Either the runner hangs, or it works for somebody else: a model serves one request after the other unless OLLAMA_NUM_PARALLEL says otherwise.',
    causes: [
      'A long answer or prompt of another request comes first.',
      'The GPU or its driver is stuck.',
      'The runner waits for memory that was swapped out.',
    ],
    fixes: {
      evidence: 'See in the log whether it works; a restart would lose that evidence.',
      stop: 'If it does not, unload the model.',
      restart: 'If that hangs too, restart the server.',
    },
  },
  'server-panic': {
    title: 'The server itself failed: 500 with no text',
    meaning: 'A handler of the server crashed. That is a defect of Ollama or a damaged file that it could not read.',
    causes: ['A model’s file is damaged.', 'A defect of this version.'],
    fixes: {log: 'Find “panic recovered” in the log.'},
  },
  'stream-interrupted': {
    title: 'The answer broke off[ after {tokens} tokens] without an end or an error',
    meaning: 'A stream of Ollama ends with a line that says “done”; this one just stopped.',
    causes: ['The runner or the server died in the middle.', 'A proxy cut the connection.'],
    fixes: {
      log: 'See whether the server or the runner crashed.',
      direct: 'If a proxy is in between, ask the server directly.',
    },
  },
}
