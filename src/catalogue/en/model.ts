import type {WordsOf} from '../entry.ts'
import type {model as domain} from '../model.ts'

export const model: WordsOf<typeof domain> = {
  'model-not-found': {
    title: 'The model[ {model}] is not installed on this server[; near it: {nearest}]',
    meaning: 'The server that answered has no model of this name and tag. A name without a tag means :latest.',
    causes: [
      'It was never pulled on this server.',
      'The tag differs.',
      'Another server answers than the one it was pulled on: a service and a shell have stores of their own.',
    ],
    fixes: {pull: 'Pull it.', list: 'Or use one that is there.'},
  },
  'invalid-model-name': {
    title: 'The model’s name is none that Ollama accepts[: {model}]',
    meaning:
      'A name is a model and a tag, with a namespace and a host before them where needed; of letters, digits, dots, dashes and underscores.',
    causes: ['A stray character, a space, or too many slashes.'],
    fixes: {spell: 'Compare it with the names that are there.'},
  },
  'embedding-model-for-generate': {
    title: 'The model[ {model}] cannot generate text',
    meaning: 'The server says that this model does not have the capability; embedding models answer /api/embed only.',
    causes: [
      'An embedding model is set where a chat model belongs.',
      'The model’s weights cannot be read, which the server words the same way.',
    ],
    fixes: {capabilities: 'See what the model can do.'},
  },
  'runner-crashed': {
    title: 'The runner, the process that computes the model, died[: {model}]',
    meaning:
      'The server lost its runner and does not say why in this answer; the cause stands in the server’s log, some lines before.',
    causes: [
      'Memory of the GPU or of the machine ran out.',
      'A GPU driver or library failed.',
      'The model’s file is damaged.',
    ],
    fixes: {
      log: 'Read the lines before the crash.',
      smaller: 'Try again with a smaller model, to tell memory from the rest.',
    },
  },
  'model-load-failed': {
    title: 'The model[ {model}] could not be loaded',
    meaning: 'Loading failed, and the answer does not say why; the server’s log does.',
    causes: [
      'Not enough memory.',
      'The file is damaged or incomplete.',
      'This version of Ollama does not know the model’s format.',
    ],
    fixes: {log: 'Read the lines before it in the log.', repull: 'Bring the model up to date.'},
  },
  'model-reloaded': {
    title: 'The model[ {model}] was listed as loaded, and yet had to be loaded[ in {loadMs}]',
    meaning:
      'A loaded model answers without loading. The server loaded it anew for this check, so its keep-alive is now the default.',
    causes: [
      'Its runner had died since, for want of memory or by a crash: /api/ps goes on listing it.',
      'It had been loaded with runner options that a check cannot see (num_gpu, num_thread, num_batch …).',
    ],
    fixes: {log: 'See in the log whether the runner had died.', keepAlive: 'See until when it is loaded now.'},
  },
  'model-in-use': {
    title: 'Something says that the model is in use',
    meaning: 'Ollama has no such message: it comes from the program in front of it, which wants the model to be idle.',
    causes: ['Another request of that program uses the model.'],
    fixes: {stop: 'See what is loaded, and unload it if nobody needs it.'},
  },
}
