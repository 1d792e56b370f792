import type {WordsOf} from '../entry.ts'
import type {request as domain} from '../request.ts'

export const request: WordsOf<typeof domain> = {
  'request-missing-field': {
    title: 'The request lacks a field[: {field}]',
    meaning: 'The body was read, and something that the endpoint needs is not in it.',
    causes: ['The field is misspelt or empty.', 'The body never arrived.'],
    fixes: {send: 'Compare with a request that works.'},
  },
  'request-wrong-type': {
    title: 'A value in the request has the wrong JSON type[: {field}][, which must be {type}]',
    meaning:
      'Ollama reads numbers as numbers and never converts a string. It answers some of these with 500, though the request is at fault.',
    causes: ['A number or a boolean was sent in quotes.'],
    fixes: {type: 'Send the value in its own type, without quotes.'},
  },
  'option-out-of-range': {
    title: 'A gateway refuses the value of an option[: {field}]',
    meaning: 'Ollama checks no range of sampling options, so this message comes from the program in front of it.',
    causes: ['The value is outside of what that gateway allows.'],
    fixes: {range: 'Use a value within the range that the message names.'},
  },
  'server-too-old-for-api': {
    title: 'The server[ {serverVersion}] is too old for a part of the API[: it lacks {missing}]',
    meaning: 'The endpoint or field came with a later version, and what relies on it does not work.',
    causes: ['Ollama was not upgraded for a long time.', 'An old server still runs after an upgrade.'],
    fixes: {upgrade: 'Upgrade Ollama, and restart it.'},
  },
}
