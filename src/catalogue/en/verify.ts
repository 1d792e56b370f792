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
    good: 'every file is as it was downloaded',
    damaged: 'damaged',
    undecided: 'could not be read to the end',
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
  notServers: 'not the server’s, models: {count}',
  onlyHere: 'Only here: {models}',
  adopt:
    'To use them, point OLLAMA_MODELS of the server to that folder, which its user must be able to read; or pull them again. Nothing was moved.',
  plan: 'Damaged; {url} can pull these anew. Each file is set aside until a good one is there:',
  removal: 'No model needs these; they can be removed:',
  confirm: 'Go on? [y/N] ',
  otherStore: 'the server at {url} does not read this store',
  repairs: {
    planned: 'can be mended by pulling {models} anew; nothing was done',
    untouched: 'left alone[: {message}]',
    'in-use': 'left alone, as a model that needs it is loaded: unload it, or add --disruptive',
    fixed: 'mended: pulled anew, and hashed',
    kept: 'not mended; what was there is there again',
    superseded:
      'not mended: the registry has another version of the model by now, which ollama pull fetches; nothing was changed',
    unfinished:
      'not known yet: the server may still be at it. What was there is set aside; the same command goes on from here',
  },
  removals: {
    planned: 'can be removed, {sizeBytes}; nothing was done',
    recent: 'left alone, {sizeBytes}: not an hour old, or a download may go on',
    needed: 'left alone: a model needs it by now',
    removed: 'removed, {sizeBytes}',
    failed: 'could not be removed: {message}',
  },
}
