import type {WordsOf} from '../entry.ts'
import type {unknown as domain} from '../unknown.ts'

export const unknown: WordsOf<typeof domain> = {
  'unknown-error': {
    title: 'The server reports an error that the doctor does not know[: {error}]',
    meaning: 'Its words stand below as they came. The lines around it in the server’s log usually say more.',
    causes: [
      'The version of Ollama is newer than what the doctor knows.',
      'Another program between here and Ollama wrote the text.',
    ],
    confirm: 'Note the version, and look for errors in the log at that time.',
    fixes: {
      log: 'Read the log around the time of the request.',
      report: 'If it is not explained there, report the text, so that the doctor learns it.',
    },
  },
}
