import type {WordsOf} from '../entry.ts'
import type {negative as domain} from '../negative.ts'

export const negative: WordsOf<typeof domain> = {
  benign: {
    title: 'These lines are harmless: a healthy server prints them, too',
    meaning:
      'These lines report normal work, or warn of something that Ollama then does without. If something fails all the same, its cause is not in them.',
    causes: ['Ollama and its libraries report at the level of a warning what needs no action.'],
    confirm: 'Check that the server works.',
    fixes: {
      nothing: 'Nothing has to be done about these lines.',
      elsewhere: 'If something does fail, look for an error at that time elsewhere in the log.',
    },
  },
  'not-ollama': {
    title: 'Another program reports this error, not Ollama',
    meaning:
      'The text comes from a shell, a client library, or a service beside Ollama. Changing Ollama does not help; look at that program.',
    causes: [
      'A command was written for another shell, such as NAME=value in front of a command on Windows.',
      'The client’s own library, model or key is missing or broken.',
      'A file of one’s own has the name of a library, such as ollama.py.',
      'The address belongs to another service that speaks Ollama’s language.',
    ],
    confirm: 'Check Ollama on its own: if that is in order, the error is the other program’s.',
    fixes: {
      program: 'Read the documentation or the log of the program that printed the text.',
      shell: 'If a variable in front of a command is the problem, write it as this shell wants it.',
      rename: 'If an import fails, see which file is imported, and rename a file of your own that is in the way.',
      port: 'If the address is not Ollama’s, see whose port it is.',
    },
  },
}
