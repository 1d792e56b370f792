import type {Language} from '../language.ts'

export const pull: Language['pull'] = {
  present: 'there already[, {totalBytes}]',
  cloud: 'answered by Ollama’s cloud: needs no pull',
  pulled: 'pulled[, {totalBytes}][ in {durationMs}][, after {attempts} attempts]',
  missing: 'missing, and not pulled',
  wouldPull:
    'would be pulled[, if its files fit into the {freeBytes} that are free]; its size is known once a pull begins',
  failed: 'not pulled',
  gaveUp: '{message}; given up after {attempts} attempts',
  unverified: 'pulled, but the server did not tell afterwards whether it is there',
  manifest: 'asking the registry',
  verify: 'verifying its SHA-256',
  finish: 'finishing',
  done: '{doneBytes} of {totalBytes}',
  repeated: 'was damaged, fetched again: {doneBytes} of {totalBytes}',
  left: '{leftMs} left',
  still: 'nothing for {stillMs}',
  again: 'again in {delayMs} ({attempts} so far): {message}',
  counts: '{there} of {required} required models are there',
  dryRun: 'Nothing was pulled: {missing} of {required} required models are missing',
  confirm: 'Let {url} pull {models}? [Y/n] ',
  kept: 'Interrupted. The server keeps what it has so far; the same command goes on from there.',
}
