import type {Dirent} from 'node:fs'
import {lstat, open, readdir, realpath, stat} from 'node:fs/promises'
import {isAbsolute, join, relative} from 'node:path'
import {fileSystemOf} from '../host/file-system.ts'
import {type Owner, ownerOf} from '../host/owner.ts'
import {displayName, parseModelName} from '../ollama/model-name.ts'
import {type Manifest, type ManifestDefect, parseManifest} from './manifest.ts'
import {listSetAside} from './set-aside.ts'

/** A manifest in the store, and what is in it. */
export interface StoredManifest {
  /** As Ollama displays it. */
  readonly model: string
  readonly path: string
  readonly content: Manifest | ManifestDefect | Unreadable
}

/** A file whose name is a digest. */
export interface StoredBlob {
  readonly digest: string
  readonly path: string
  readonly file: FileState | Unreadable
}

/** What tells one state of a file from another. */
export interface FileState {
  readonly sizeBytes: number
  readonly mtimeMs: number
  readonly inode: number
}

/** Why a file was not looked into: nothing is known of it, unless it cannot be what it should. */
export interface Unreadable {
  readonly kind: 'forbidden' | 'leads-out' | 'too-large' | 'trouble' | 'no-file' | 'gone' | 'io-error'
  readonly message: string
  /** Who owns it, where it is forbidden. */
  readonly owner?: Owner | undefined
}

/** A folder that was not read, and why: what is in it is not known. */
export interface UnreadFolder {
  readonly path: string
  readonly message: string
  readonly owner?: Owner | undefined
}

export interface Store {
  readonly root: string
  /** Where files of the store may be: a folder of it may itself be a link to another disk. */
  readonly roots: readonly string[]
  readonly manifests: readonly StoredManifest[]
  readonly blobs: ReadonlyMap<string, StoredBlob>
  /** Files of unfinished downloads, with what they take on the disk. */
  readonly partials: readonly {readonly path: string; readonly allocatedBytes: number}[]
  /** What a repair keeps aside: while something is, or was left there, nobody knows what is needed. */
  readonly setAside: readonly string[]
  readonly unreadable: readonly UnreadFolder[]
  /** On which its blobs are, as Linux calls it. */
  readonly fileSystem: string | undefined
  /** Whose store it is. */
  readonly owner: Owner | undefined
}

/** A manifest has some kilobytes, of the largest models some hundred. */
const maxManifestBytes = 16 * 2 ** 20
const blobName = /^sha256[-:]([0-9a-f]{64})$/
const partialName = /^sha256[-:][0-9a-f]{64}-partial(?:-\d+)?$/

type List = (folder: string) => Promise<Dirent[]>

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
  const roots = [root]
  for (const name of ['manifests', 'blobs']) {
    const folder = await realpath(join(root, name)).catch(() => undefined)
    if (folder !== undefined) roots.push(folder)
  }
  const unreadable: UnreadFolder[] = []
  const list = lister(unreadable)
  const manifests = await readManifests(root, roots, unreadable)
  const blobs = new Map<string, StoredBlob>()
  const partials: {path: string; allocatedBytes: number}[] = []
  for (const {name} of await list(join(root, 'blobs'))) {
    const file = join(root, 'blobs', name)
    const digest = blobName.exec(name)?.[1]
    // Where both forms of a name are there, the server reads the newer.
    if (digest !== undefined && !(blobs.has(digest) && name.includes(':')))
      blobs.set(digest, {digest, path: file, file: await look(file, roots)})
    else if (partialName.test(name)) {
      const {blocks = 0} = (await lstat(file).catch(() => undefined)) ?? {}
      partials.push({path: file, allocatedBytes: blocks * 512})
    }
  }
  const setAside = await listSetAside(root)
  const folder = join(root, 'blobs')
  const [fileSystem, owner] = await Promise.all([fileSystemOf(folder), ownerOf(folder)])
  return {root, roots, manifests, blobs, partials, setAside, unreadable, fileSystem, owner}
}

/** Every manifest as it is now; folders that were not read go to `unreadable`. */
export async function readManifests(
  root: string,
  roots: readonly string[],
  unreadable: UnreadFolder[],
): Promise<StoredManifest[]> {
  const {paths, skipped} = await findManifests(root, lister(unreadable))
  unreadable.push(...skipped.map((link) => ({path: link, message: 'is a link to a folder, and was not followed'})))
  return Promise.all(paths.map(async ({model, path}) => ({model, path, content: await readManifest(path, roots)})))
}

function lister(unreadable: UnreadFolder[]): List {
  return async (folder) => {
    try {
      return await readdir(folder, {withFileTypes: true})
    } catch (error) {
      unreadable.push({path: folder, ...(await toUnreadable(error, folder))})
      return []
    }
  }
}

/** The file behind a name in the store, as it is now. */
export async function look(path: string, roots: readonly string[]): Promise<FileState | Unreadable> {
  try {
    const target = await realpath(path)
    if (!roots.some((root) => isWithin(target, root))) return {kind: 'leads-out', message: `leads to ${target}`}
    const found = await stat(target)
    if (!found.isFile()) return {kind: 'no-file', message: found.isDirectory() ? 'is a folder' : 'is no file'}
    return {sizeBytes: found.size, mtimeMs: found.mtimeMs, inode: found.ino}
  } catch (error) {
    return toUnreadable(error, path)
  }
}

/** Whether the file behind a name is still the one that it was. */
export async function isUnchanged(path: string, before: FileState, roots: readonly string[]): Promise<boolean> {
  const now = await look(path, roots)
  return !isUnreadable(now) && (['sizeBytes', 'mtimeMs', 'inode'] as const).every((key) => now[key] === before[key])
}

/** Of the troubles of reading only a disk that cannot is one of the file: the others are of this process, or of the moment. */
export async function toUnreadable(error: unknown, path: string): Promise<Unreadable> {
  const {code = '', message} = error as NodeJS.ErrnoException
  const kinds: Readonly<Record<string, Unreadable['kind']>> = {
    EACCES: 'forbidden',
    EPERM: 'forbidden',
    ELOOP: 'leads-out',
    ENOENT: 'gone',
    EIO: 'io-error',
  }
  const kind = kinds[code] ?? 'trouble'
  return {kind, message, ...(kind === 'forbidden' && {owner: await ownerOf(path)})}
}

export function isUnreadable(value: object): value is Unreadable {
  return 'message' in value && 'kind' in value && value.kind !== 'not-json'
}

/** Reads a manifest as it is now. */
export async function readManifest(path: string, roots: readonly string[]): Promise<StoredManifest['content']> {
  const state = await look(path, roots)
  if (isUnreadable(state)) return state
  if (state.sizeBytes > maxManifestBytes) return {kind: 'too-large', message: `has ${state.sizeBytes} bytes`}
  try {
    const handle = await open(path)
    try {
      return parseManifest(await handle.readFile('utf8'))
    } finally {
      await handle.close()
    }
  } catch (error) {
    return toUnreadable(error, path)
  }
}

/** Where the manifest of a model would be; undefined for a name that is none. */
export function manifestPath(root: string, name: string): string | undefined {
  const parts = parseModelName(name)
  return parts && join(root, 'manifests', parts.host, parts.namespace, parts.model, parts.tag)
}

/**
 * Host, namespace, model and tag are four folders deep; what lies elsewhere, or has no name of Ollama's, is none of its. A link to a
 * folder is not followed: it may lead anywhere, or round in a circle.
 */
async function findManifests(
  root: string,
  list: List,
): Promise<{paths: {model: string; path: string}[]; skipped: string[]}> {
  const paths: {model: string; path: string}[] = []
  const skipped: string[] = []
  const walk = async (folder: string, parts: readonly string[]): Promise<void> => {
    for (const entry of await list(folder)) {
      const path = join(folder, entry.name)
      if (parts.length < 3) {
        if (entry.isDirectory()) await walk(path, [...parts, entry.name])
        else if (entry.isSymbolicLink()) skipped.push(path)
        continue
      }
      const [host = '', namespace = '', name = ''] = parts
      const model = displayName({host, namespace, model: name, tag: entry.name})
      if (!entry.isDirectory() && parseModelName(model) !== undefined) paths.push({model, path})
    }
  }
  await walk(join(root, 'manifests'), [])
  return {paths: paths.sort((a, b) => (a.model < b.model ? -1 : 1)), skipped}
}

function isWithin(path: string, root: string): boolean {
  const below = relative(root, path)
  return below !== '' && !below.startsWith('..') && !isAbsolute(below)
}
