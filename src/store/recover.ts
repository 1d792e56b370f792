import {stat} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {type Expectation, expectationOf} from './expectation.ts'
import {createHasher, type Hasher} from './hasher.ts'
import type {StoredManifest} from './read-manifests.ts'
import type {Store} from './read-store.ts'
import {forget, formsOf, isCode, keptAs, linkBack, sync} from './set-aside.ts'
import {changeOf, digestOf, isInPlace, needs, putBackBlobs, restoreManifest} from './settle.ts'

/** A server that was left while it hashed goes on: so slow a disk, and what comes after it. */
const slowestBytesPerMs = 50_000
const graceMs = 60_000

/**
 * Settles what a repair that was broken off left aside: puts back what is gone, and gives up what is good by now. Where the model is
 * another version by now, nobody knows whether that was meant: the old one stays set aside as a whole. So does what the
 * server may still write over.
 */
export async function recoverStore(store: Store, signal: AbortSignal): Promise<void> {
  const {root, setAside} = store
  const staying = new Set<string>()
  for (const kept of setAside.manifests) {
    const expected = await expectationOf({...kept, path: keptAs(kept.path, root)}, root)
    const change = await changeOf(kept, expected, store)
    if (change === 'broken') await restoreManifest(kept.path, store)
    if (change === 'other' || (await mayBeWritten(kept, root))) addAll(staying, expected)
    else await forget(kept.path, root)
  }
  await linkBackNeeded(
    setAside.blobs.filter((path) => staying.has(digestOf(path))),
    store,
  )
  const contested = await putBackBlobs(
    setAside.blobs.filter((path) => !staying.has(digestOf(path))),
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

function addAll(digests: Set<string>, {names}: Expectation): void {
  for (const name of names) digests.add(name)
}

/** Whether the server may not be done with the pull for which this was kept. */
async function mayBeWritten({path, content}: StoredManifest, root: string): Promise<boolean> {
  const {mtimeMs} = await stat(dirname(keptAs(path, root)))
  const largest = 'layers' in content ? Math.max(0, ...content.layers.map(({sizeBytes}) => sizeBytes)) : 0
  return Date.now() - mtimeMs < graceMs + largest / slowestBytesPerMs
}

/** Puts back what a model needs, and keeps its second name. */
async function linkBackNeeded(places: readonly string[], store: Store): Promise<void> {
  const {byModels} = await needs(store)
  for (const path of places) if (byModels(digestOf(path)) && !(await isInPlace(path))) await linkBack(path, store.root)
}

/** Of both forms of its name, the one that the server reads. */
async function isGood(path: string, {root}: Store, hasher: Hasher): Promise<boolean> {
  for (const form of formsOf(join(root, 'blobs'), digestOf(path))) {
    try {
      const digest = await hasher.digest(form)
      await sync(form)
      return digest === digestOf(path)
    } catch (error) {
      if (!isCode(error, 'ENOENT')) return false
    }
  }
  return false
}
