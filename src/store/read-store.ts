import {lstat, realpath, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {fileSystemOf} from '../host/file-system.ts'
import {type Owner, ownerOf} from '../host/owner.ts'
import {type FileState, look, type Unread, type Unreadable} from './file-state.ts'
import {entriesOf, readManifests, type StoredManifest} from './read-manifests.ts'
import {type KeptFiles, readSetAside} from './set-aside.ts'

/** A file whose name is a digest. */
export interface StoredBlob {
  readonly digest: string
  readonly path: string
  readonly file: FileState | Unreadable
}

export interface Store {
  readonly root: string
  /** Where files of the store may be: a folder of it may itself be a link to another disk. */
  readonly roots: readonly string[]
  readonly manifests: readonly StoredManifest[]
  readonly blobs: ReadonlyMap<string, StoredBlob>
  /** Why it is not known which blobs there are. */
  readonly unreadBlobs: Unread | undefined
  /** Files of unfinished downloads, with what they take on the disk. */
  readonly partials: readonly {readonly path: string; readonly allocatedBytes: number}[]
  /** What a repair keeps aside: while something is, or was left there, nobody knows what is needed. */
  readonly setAside: KeptFiles
  /** What was not looked into beside manifests and blobs: whatever is in there is not known. */
  readonly unread: readonly Unread[]
  /** On which its blobs are, as Linux calls it. */
  readonly fileSystem: string | undefined
  /** Whose store it is. */
  readonly owner: Owner | undefined
}

const blobName = /^sha256[-:]([0-9a-f]{64})$/
const partialName = /^sha256[-:][0-9a-f]{64}-partial(?:-\d+)?$/

/** Whether there is a store at a path: a folder with manifests or blobs in it. */
export async function isStore(path: string): Promise<boolean> {
  for (const name of ['manifests', 'blobs']) {
    const found = await stat(join(path, name)).catch(() => undefined)
    if (found?.isDirectory()) return true
  }
  return false
}

/**
 * Reads which models and blobs a store has; looks into no blob. Links are followed inside the store only. Rejects where there
 * is no folder at the path, or it cannot be entered.
 */
export async function readStore(path: string): Promise<Store> {
  const root = await realpath(path)
  const folder = join(root, 'blobs')
  const roots = [root]
  for (const part of [join(root, 'manifests'), folder]) {
    const target = await realpath(part).catch(() => undefined)
    if (target !== undefined) roots.push(target)
  }
  const {manifests, unread} = await readManifests(root, roots)
  const blobs = new Map<string, StoredBlob>()
  const partials: {path: string; allocatedBytes: number}[] = []
  for (const {name} of await entriesOf(folder, unread)) {
    const file = join(folder, name)
    const digest = blobName.exec(name)?.[1]
    // Where both forms of a name are there, the server reads the newer.
    if (digest !== undefined && !(blobs.has(digest) && name.includes(':')))
      blobs.set(digest, {digest, path: file, file: await look(file, roots)})
    else if (partialName.test(name)) {
      const {blocks = 0} = (await lstat(file).catch(() => undefined)) ?? {}
      partials.push({path: file, allocatedBytes: blocks * 512})
    }
  }
  const [setAside, fileSystem, owner] = await Promise.all([readSetAside(root), fileSystemOf(folder), ownerOf(folder)])
  unread.push(...setAside.unread)
  const unreadBlobs = unread.find((part) => part.path === folder && part.kind !== 'gone')
  return {root, roots, manifests, blobs, unreadBlobs, partials, setAside, unread, fileSystem, owner}
}
