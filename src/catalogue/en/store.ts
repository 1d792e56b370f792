import type {WordsOf} from '../entry.ts'
import type {store as domain} from '../store.ts'

export const store: WordsOf<typeof domain> = {
  'disk-full': {
    title: 'The disk is full[: {freeBytes} free under {path}]',
    meaning:
      'The file system that holds the models has no room left; a pull stops, and files written now may end up empty.',
    causes: [
      'The models fill it.',
      'Parts of an unfinished download lie there.',
      'Something else fills the same disk.',
    ],
    fixes: {
      look: 'See what takes the room.',
      remove: 'Remove a model that is not needed.',
      move: 'Or move the models to a larger disk and set OLLAMA_MODELS for the server.',
    },
  },
  'disk-nearly-full': {
    title: 'Little room is left for models[: {freeBytes} under {path}]',
    meaning: 'The next pull of a model will probably not fit.',
    causes: ['The models fill the disk.'],
    fixes: {look: 'See which models are there.', remove: 'Remove one that is not needed.'},
  },
  'blob-corrupt': {
    title: 'A file of the model[ {model}] is damaged or incomplete',
    meaning:
      'The weights on the server’s disk are shorter than they say they are. Ollama hashes a file only while it downloads it, never again.',
    causes: ['The disk was full, or the power failed, while it was written.', 'It was copied in part.'],
    fixes: {
      keep: 'If the model was made with ollama create, keep its Modelfile: it cannot be pulled again.',
      repull: 'Remove the model and pull it again: pulling alone trusts a file that is there.',
    },
  },
  'blob-missing': {
    title: 'A file of the model[ {model}] may be missing from the store',
    meaning:
      'A server that cannot open a model’s weights says that the model supports nothing, and goes on listing it.',
    causes: ['A blob was deleted, or never copied.', 'The server may not read it.'],
    fixes: {
      pull: 'Pull it again: what is missing is fetched.',
      recreate: 'If the model was made with ollama create, create it again from its Modelfile.',
    },
  },
}
