import type {capacity as domain} from '../capacity.ts'
import type {WordsOf} from '../entry.ts'

export const capacity: WordsOf<typeof domain> = {
  'server-busy': {
    title: 'The server’s queue is full',
    meaning: 'More requests wait for a model to be loaded than the server queues, so it refuses new ones with 503.',
    causes: ['Many requests for models that do not fit into memory together.', 'OLLAMA_MAX_QUEUE is set low.'],
    fixes: {retry: 'Ask again later.', look: 'See what is loaded.', queue: 'Let it queue more.'},
  },
  'client-timeout': {
    title: 'The answer did not come within the time allowed[: {waitedMs}][, {tokens} tokens had come]',
    meaning:
      'The server was still loading the model or computing when the client gave up. A request that is broken off also breaks off the load.',
    causes: ['The model is large, or its disk is slow.', 'The model runs on the CPU.', 'Other requests come first.'],
    fixes: {raise: 'Allow more time.', log: 'See in the log how far the load came.'},
  },
}
