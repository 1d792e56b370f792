import {fileSystemType} from '../host/machine/file-system-type.ts'
import type {Check, Finding} from './check.ts'
import {findStore, isOnThisMachine} from './store.ts'

/** Below this not even a manifest is written whole. */
const fullBytes = 100 * 10 ** 6
/** Below this hardly any model fits: a small one of a billion parameters takes 1.3 GB. */
const nearlyFullBytes = 2 * 10 ** 9

/** Room for models, where the server is on this machine and its store can be seen. */
export const diskSpace: Check = {
  id: 'disk-space',
  group: 'machine',
  requires: ['server-reachable'],
  retryable: false,
  timeoutMs: 30_000,
  async run(context) {
    if (!isOnThisMachine(context)) return {skip: {reason: 'not-local'}}
    const store = await findStore(context)
    if (store === undefined) return {skip: {reason: 'store-unreadable'}}
    const {path, freeBytes, guessed} = store
    const fileSystem = await fileSystemType(context.host, path)
    return {facts: {freeBytes, path, fileSystem, isGuessed: guessed || undefined}, findings: judge(freeBytes, path)}
  },
}

function judge(freeBytes: number, path: string): Finding[] {
  if (freeBytes >= nearlyFullBytes) return []
  return [
    {
      code: freeBytes < fullBytes ? 'disk-full' : 'disk-nearly-full',
      confidence: 'certain',
      subject: path,
      args: {freeBytes, path},
      evidence: [{source: 'free space', text: `${freeBytes} bytes under ${path}`}],
    },
  ]
}
