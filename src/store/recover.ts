import {expectationOf} from './expectation.ts'
import {createHasher, type Hasher} from './hasher.ts'
import type {Store} from './read-store.ts'
import {forget, formsOf, keptAs, sync} from './set-aside.ts'
import {changeOf, digestOf, putBackBlobs, restoreManifest} from './settle.ts'

/**
 * Settles what a repair that was broken off left aside: puts back what is gone, and gives up what is good by now. Where the model is
 * another version by now, nobody knows whether that was meant: the old one stays set aside as a whole.
 */
export async function recoverStore(store: Store, signal: AbortSignal): Promise<void> {
  const {root, setAside} = store
  const ofOldVersions = new Set<string>()
  for (const kept of setAside.manifests) {
    const change = await changeOf(kept, await expectationOf({...kept, path: keptAs(kept.path, root)}, root), store)
    if (change === 'other' && 'layers' in kept.content)
      for (const {digest} of kept.content.layers) ofOldVersions.add(digest)
    if (change === 'other') continue
    if (change === 'broken') await restoreManifest(kept.path, store)
    await forget(kept.path, root)
  }
  const contested = await putBackBlobs(
    setAside.blobs.filter((path) => !ofOldVersions.has(digestOf(path))),
    store,
  )
  const hasher = createHasher()
  const close = (): void => void hasher.close()
  signal.addEventListener('abort', close)
  try {
    for (const path of contested) if (await isGood(path, store, hasher)) await forget(path, root)
  } finally {
    signal.removeEventListener('abort', close)
    await hasher.close()
  }
}

/** Of both forms of its name, the one that the server reads. */
async function isGood(path: string, {root}: Store, hasher: Hasher): Promise<boolean> {
  for (const form of formsOf(`${root}/blobs`, digestOf(path))) {
    const digest = await hasher.digest(form).catch(() => undefined)
    if (digest === undefined) continue
    await sync(form)
    return digest === digestOf(path)
  }
  return false
}
