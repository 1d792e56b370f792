import {randomUUID} from 'node:crypto'
import {chmod, chown, lstat, open, readFile, realpath, rename, rm, stat, utimes} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {type Expectation, expectationOf, isOfVersion} from './expectation.ts'
import {isUnreadable, isWithin} from './file-state.ts'
import {namedBy, readManifest, readManifests, type StoredManifest} from './read-manifests.ts'
import type {Store} from './read-store.ts'
import {forget, formsOf, keptAs, linkBack, readSetAside, setAsideFolder, writeNew} from './set-aside.ts'

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

/** Writes a manifest as it was kept, with its time, over the one that the server wrote, which keeps its mode and its owner. */
export async function restoreManifest(place: string, {root, roots}: Place): Promise<void> {
  const folder = await realpath(dirname(place))
  if (!roots.some((part) => isWithin(folder, part))) throw new Error(`${dirname(place)} leads out of the store`)
  const there = await lstat(place)
  if (!there.isFile()) throw new Error(`${place} is no plain file`)
  const kept = keptAs(place, root)
  const [bytes, {atime, mtime}] = await Promise.all([readFile(kept), stat(kept)])
  // Beside the manifest it might be taken for one, if it stays.
  const temporary = join(setAsideFolder(root), `.${randomUUID()}`)
  try {
    await writeNew(temporary, bytes)
    await chown(temporary, there.uid, there.gid)
    await chmod(temporary, there.mode & 0o7777)
    await rename(temporary, place)
  } catch {
    // Of another user, or on another disk: then as the server does it. A copy is kept.
    await overwrite(place, bytes)
  } finally {
    await rm(temporary, {force: true})
  }
  await utimes(place, atime, mtime).catch(() => undefined)
}

async function overwrite(path: string, bytes: Buffer): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.truncate()
    await handle.write(bytes, 0, bytes.length, 0)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Puts back each blob that a model needs and that is gone, and gives up second names that nobody needs. Returns those in whose place
 * another file is.
 */
export async function putBackBlobs(places: readonly string[], place: Place): Promise<string[]> {
  const contested: string[] = []
  const {byModels, byKept} = await needs(place)
  for (const path of places) {
    const digest = digestOf(path)
    const isNeeded = (await isInPlace(path)) || byModels(digest)
    if (isNeeded && (await linkBack(path, place.root)) === 'other') contested.push(path)
    // An old version that stays aside needs its second name.
    else if (!byKept(digest)) await forget(path, place.root)
  }
  return contested
}

/** Whether there is a file of the same digest, by either form of its name. */
export async function isInPlace(blob: string): Promise<boolean> {
  for (const form of formsOf(dirname(blob), digestOf(blob)))
    if ((await lstat(form).catch(() => undefined)) !== undefined) return true
  return false
}

/** Whom a file is of use: models, of which one that cannot be read may need everything, or manifests that are set aside. */
export async function needs({
  root,
  roots,
}: Place): Promise<Readonly<Record<'byModels' | 'byKept', (digest: string) => boolean>>> {
  const {manifests, unread} = await readManifests(root, roots)
  const isKnown = unread.length === 0 && manifests.every(({content}) => 'layers' in content)
  const named = namedBy(manifests)
  const kept = new Set<string>()
  for (const manifest of (await readSetAside(root)).manifests) {
    const {names} = await expectationOf({...manifest, path: keptAs(manifest.path, root)}, root)
    for (const name of names) kept.add(name)
  }
  return {byModels: (digest) => !isKnown || named.has(digest), byKept: (digest) => kept.has(digest)}
}

export function digestOf(blob: string): string {
  return blob.slice(-64)
}
