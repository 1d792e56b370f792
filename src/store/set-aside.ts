import {randomUUID} from 'node:crypto'
import {constants, link, lstat, mkdir, open, readFile, rmdir, stat, unlink, utimes} from 'node:fs/promises'
import {basename, dirname, join, relative, sep} from 'node:path'
import {toUnreadable, type Unread} from './file-state.ts'
import {entriesOf, readManifests, type StoredManifest} from './read-manifests.ts'

/**
 * A store within the store: while a model is pulled anew, each of its files has a second name there, under the same path, so that
 * whatever the server does to the first, it is not lost. It lies within `blobs`, and so on its disk; the server's clean-up
 * leaves a folder alone that has something in it.
 */
const folderName = 'ollama-doctor-set-aside'
const blobName = /^sha256[-:][0-9a-f]{64}$/

export function setAsideFolder(root: string): string {
  return join(root, 'blobs', folderName)
}

/** What is kept aside in a store: plain files with names of Ollama's. Anything else that lies there is none of ours. */
export interface KeptFiles {
  /** Where each belongs. */
  readonly blobs: readonly string[]
  /** As they were kept, under the path where each belongs. */
  readonly manifests: readonly StoredManifest[]
  readonly unread: readonly Unread[]
}

export async function readSetAside(root: string): Promise<KeptFiles> {
  const folder = setAsideFolder(root)
  const unread: Unread[] = []
  const isFolder = async (path: string): Promise<boolean> => {
    const found = await lstat(path).catch(async (error) => {
      const reason = await toUnreadable(error, path)
      if (reason.kind !== 'gone') unread.push({path, ...reason})
    })
    return found?.isDirectory() === true
  }
  if (!(await isFolder(folder))) return {blobs: [], manifests: [], unread}
  const entries = (await isFolder(join(folder, 'blobs'))) ? await entriesOf(join(folder, 'blobs'), unread) : []
  const blobs = entries
    .filter((entry) => entry.isFile() && blobName.test(entry.name))
    .map(({name}) => join(root, 'blobs', name))
  const manifests: StoredManifest[] = []
  if (await isFolder(join(folder, 'manifests'))) {
    const found = await readManifests(folder, [folder])
    unread.push(...found.unread.filter(({kind}) => kind === 'forbidden'))
    for (const manifest of found.manifests) {
      const file = await lstat(manifest.path).catch(() => undefined)
      if (file?.isFile()) manifests.push({...manifest, path: join(root, relative(folder, manifest.path))})
    }
  }
  return {blobs, manifests, unread}
}

/** Where the second name of a file is. */
export function keptAs(place: string, root: string): string {
  return join(setAsideFolder(root), relative(root, place))
}

/** Gives a blob its second name: `same` where it has it already, `other` where another file has it. */
export async function keepBlob(place: string, root: string): Promise<'made' | 'same' | 'other'> {
  const kept = await prepare(place, root)
  try {
    await link(place, kept)
    return 'made'
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
    return (await isSameFile(place, kept)) ? 'same' : 'other'
  }
}

/** Copies a manifest with its time: the server writes over the one that is there. `other` where another one is kept already. */
export async function keepManifest(place: string, root: string): Promise<'made' | 'same' | 'other'> {
  const kept = await prepare(place, root)
  const [bytes, {atime, mtime}] = await Promise.all([readFile(place), stat(place)])
  try {
    await writeNew(kept, bytes)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
    return (await readFile(kept)).equals(bytes) ? 'same' : 'other'
  }
  await utimes(kept, atime, mtime)
  return 'made'
}

/** Puts a blob back where none is, by either form of its name. `other` where another file is there now. */
export async function linkBack(place: string, root: string): Promise<'back' | 'other'> {
  const kept = keptAs(place, root)
  if (!(await isThere(otherForm(place)))) {
    try {
      await link(kept, place)
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error
    }
  }
  if (!(await isSameFile(place, kept))) return 'other'
  await sync(dirname(place))
  return 'back'
}

/** Gives up what was kept, and every folder that is empty then. */
export async function forget(place: string, root: string): Promise<void> {
  const kept = keptAs(place, root)
  await unlink(kept).catch((error) => {
    if (!isCode(error, 'ENOENT')) throw error
  })
  for (let folder = dirname(kept); folder !== join(root, 'blobs'); folder = dirname(folder)) {
    const isGone = await rmdir(folder).then(
      () => true,
      () => false,
    )
    if (!isGone) return
  }
}

/** Both forms of a blob's name; Ollama before 0.1.30 wrote the second, and reads no other. */
export function formsOf(blobs: string, digest: string): readonly string[] {
  return ['-', ':'].map((mark) => join(blobs, `sha256${mark}${digest}`))
}

/** Makes a folder of the set-aside store, level by level: none may be a link, which would lead out of the store. */
export async function openFolder(folder: string, root: string): Promise<void> {
  let path = join(root, 'blobs')
  for (const level of relative(path, folder).split(sep)) {
    path = join(path, level)
    await mkdir(path).catch((error) => {
      if (!isCode(error, 'EEXIST')) throw error
    })
    if (!(await lstat(path)).isDirectory()) throw new Error(`${path} is a link, or no folder`)
  }
}

/** Writes a file that is not there yet: whole, and on the disk, or not at all. */
export async function writeNew(path: string, bytes: Buffer): Promise<void> {
  const temporary = join(dirname(path), `.${randomUUID()}`)
  const handle = await open(temporary, 'wx')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
    await link(temporary, path)
  } finally {
    await handle.close()
    await unlink(temporary)
  }
  await sync(dirname(path))
}

/** Sees that a file, or what a folder lists, is on the disk; some systems cannot, of a folder. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY).catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

export function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}

async function prepare(place: string, root: string): Promise<string> {
  const kept = keptAs(place, root)
  await openFolder(dirname(kept), root)
  return kept
}

function otherForm(path: string): string {
  const digest = basename(path).slice('sha256-'.length)
  const [now = '', old = ''] = formsOf(dirname(path), digest)
  return path === now ? old : now
}

async function isSameFile(first: string, second: string): Promise<boolean> {
  const [one, other] = await Promise.all(
    [first, second].map((path) => lstat(path, {bigint: true}).catch(() => undefined)),
  )
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev
}

async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined
}
