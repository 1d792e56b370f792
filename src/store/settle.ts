import {randomUUID} from 'node:crypto'
import {chown, lstat, readFile, realpath, rename, rm, stat, utimes} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {type Expectation, isOfVersion} from './expectation.ts'
import {isUnreadable, isWithin} from './file-state.ts'
import {readManifest, readManifests, type StoredManifest} from './read-manifests.ts'
import type {Store} from './read-store.ts'
import {forget, formsOf, keptAs, putBackBlob, writeNew} from './set-aside.ts'

/** The place of the files that are in it. */
type Place = Pick<Store, 'root' | 'roots'>

/** How a manifest is now, beside the one that was kept. */
export type Change = 'none' | 'gone' | 'broken' | 'other'

export async function changeOf(kept: StoredManifest, expected: Expectation, {root, roots}: Place): Promise<Change> {
  const now = await readManifest(kept.path, roots)
  if ('layers' in now) return isOfVersion(now, expected) ? 'none' : 'other'
  if (isUnreadable(now)) return now.kind === 'gone' ? 'gone' : 'none'
  if ('layers' in kept.content) return 'broken'
  const [text, keptText] = await Promise.all([kept.path, keptAs(kept.path, root)].map((path) => readFile(path)))
  return text !== undefined && keptText?.equals(text) ? 'none' : 'broken'
}

/** Writes a manifest as it was kept, with its time, its mode and its owner, over the one that the server wrote. */
export async function restoreManifest(place: string, {root, roots}: Place): Promise<void> {
  const folder = dirname(place)
  const target = await realpath(folder)
  if (!roots.some((part) => isWithin(target, part))) throw new Error(`${folder} leads out of the store`)
  const there = await lstat(place)
  if (!there.isFile()) throw new Error(`${place} is no plain file`)
  const kept = keptAs(place, root)
  const before = await stat(kept)
  // No name of a model begins with a dot: if it stays, it is not taken for one.
  const temporary = join(folder, `.${randomUUID()}`)
  try {
    await writeNew(temporary, await readFile(kept))
    await chown(temporary, there.uid, there.gid).catch(() => undefined)
    await utimes(temporary, before.atime, before.mtime)
    await rename(temporary, place)
  } catch (error) {
    await rm(temporary, {force: true})
    throw error
  }
}

/**
 * Puts back each blob that a model needs and that is gone, and gives up what is there as it was, or needed by nobody. Returns those
 * in whose place another file is.
 */
export async function putBackBlobs(places: readonly string[], place: Place): Promise<string[]> {
  const contested: string[] = []
  const isNeeded = await needs(place)
  for (const path of places) {
    const isThere = (await Promise.all(formsOf(dirname(path), digestOf(path)).map(exists))).some(Boolean)
    if (!isThere && !isNeeded(digestOf(path))) await forget(path, place.root)
    else if ((await putBackBlob(path, place.root)) === 'other') contested.push(path)
  }
  return contested
}

/** What the manifests name; where one cannot be read, everything may be needed. */
export async function needs({root, roots}: Place): Promise<(digest: string) => boolean> {
  const {manifests, unread} = await readManifests(root, roots)
  const digests = new Set<string>()
  let isKnown = unread.length === 0
  for (const {content} of manifests) {
    if ('layers' in content) for (const {digest} of content.layers) digests.add(digest)
    else isKnown = false
  }
  return (digest) => !isKnown || digests.has(digest)
}

export function digestOf(blob: string): string {
  return blob.slice(-64)
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined
}
