import type {Language} from '../language.ts'

export const verify: Language['verify'] = {
  from: {
    named: '{path}, as --store says',
    server: '{path}, the store of the server that answers',
    environment: '{path}, as OLLAMA_MODELS says; no server tells of its own',
    usual: '{path}, a usual place; no server tells of its own',
  },
  absent: 'no store is there',
  elsewhere: 'the server is on another machine: run verify there, or name a store with --store',
  statuses: {
    good: 'every file is whole',
    damaged: 'damaged',
    undecided: 'not looked at to the end',
    absent: 'is not in this store',
  },
  goodQuick: 'every file is there, of its size, and not empty',
  empty: 'There is no model in this store.',
  orphans: 'files that no model uses: {count}, {orphanBytes}',
  partials: 'files of unfinished downloads: {count}, {partialBytes}',
  counts:
    'models: {models}, damaged: {damaged}; files: {blobs}[, hashed: {hashedBytes}][, {rateBytes}/s][, known from before: {cachedBytes}]',
  quick: 'Sizes and zeros were looked at, no digest: without --quick each file is hashed.',
  progress: '{doneBytes} of {totalBytes}',
  interrupted: 'Interrupted: this is what was found so far.',
  servers: 'the server’s own, models: {count}',
  whose: 'models: {count}; no server tells whether it reads this one',
  notServers: 'not the server’s, models: {count}',
  onlyHere: 'Only here: {models}',
  adopt:
    'To use them, point OLLAMA_MODELS of the server to that folder, which its user must be able to read; or pull them again. Nothing was moved.',
  plan: 'Damaged: {url} is to pull these anew, {neededBytes}[; {freeBytes} are free]. What is there now is set aside until a good file is in its place.',
  removal: 'No model needs these; they can be removed:',
  confirm: 'Go on? [y/N] ',
  locked: 'another ollama-doctor repairs this store, or was killed less than half a minute ago',
  recovery:
    'An earlier repair was broken off: what it set aside is put back first, where nothing good has come in its place.',
  aside: 'What was set aside is in {path}; the same command goes on from here.',
  otherStore: 'the server at {url} does not read this store',
  repairs: {
    planned: 'would be set aside, and {models} pulled anew; nothing was done',
    untouched: 'left alone[: {message}]',
    'by-hand': 'left to you, as it is a folder or a link: move it away, and repair again',
    'in-use': 'left alone, as a model that needs it is loaded: unload it, or add --disruptive',
    fixed: 'mended: pulled anew, and hashed',
    kept: 'not mended; what was there is there again[: {message}]',
    'not-in-registry':
      'not mended: the registry has no model of this name, which was made here or is no longer offered. What was there is there again',
    superseded:
      'not mended: the registry has another version of the model by now, which ollama pull fetches. What you have stays; what was fetched of the other one is among the files that no model uses',
    changed: 'left as it is: somebody else changed the model meanwhile',
    unfinished: 'not known yet[: {message}]. What was there is set aside; the same command goes on from here',
  },
  removals: {
    planned: 'would be removed; frees {sizeBytes}',
    recent: 'left alone, {sizeBytes}: not an hour old',
    unsure: 'left alone, {sizeBytes}: something else in the store is not an hour old, so a download may go on',
    needed: 'left alone: a model needs it by now',
    removed: 'removed; freed {sizeBytes}',
    failed: 'could not be removed: {message}',
  },
}
