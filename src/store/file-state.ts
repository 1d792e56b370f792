import {lstat, realpath, stat} from 'node:fs/promises'
import {isAbsolute, relative} from 'node:path'
import {type Owner, ownerOf} from '../host/owner.ts'

/** What tells one state of a file from another. */
export interface FileState {
  readonly sizeBytes: number
  readonly mtimeMs: number
  /** Also where somebody set the other time back, as copying and restoring do. */
  readonly ctimeMs: number
  readonly inode: number
}

/** Why a file was not looked into: nothing is known of it, unless it cannot be what it should. */
export interface Unreadable {
  readonly kind: 'forbidden' | 'leads-out' | 'too-large' | 'trouble' | 'no-file' | 'gone' | 'io-error'
  readonly message: string
  /** Who owns it, where it is forbidden. */
  readonly owner?: Owner | undefined
}

/** What was not looked into, and where it is. */
export interface Unread extends Unreadable {
  readonly path: string
}

/** The file behind a name in the store, as it is now. */
export async function look(path: string, roots: readonly string[]): Promise<FileState | Unreadable> {
  try {
    const target = await realpath(path)
    if (!roots.some((root) => isWithin(target, root)))
      return {kind: 'leads-out', message: `is a link to ${target}, out of the store, and was not followed`}
    const found = await stat(target)
    if (!found.isFile()) return {kind: 'no-file', message: found.isDirectory() ? 'is a folder' : 'is no file'}
    return {sizeBytes: found.size, mtimeMs: found.mtimeMs, ctimeMs: found.ctimeMs, inode: found.ino}
  } catch (error) {
    return toUnreadable(error, path)
  }
}

/** What stands under a name itself, whatever a link leads to. */
export async function stateOf(path: string): Promise<'file' | 'gone' | 'other'> {
  try {
    return (await lstat(path)).isFile() ? 'file' : 'other'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : 'other'
  }
}

/** Whether what is in the file behind a name is still what it was; a further name for it changes nothing. */
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

export function isWithin(path: string, root: string): boolean {
  const below = relative(root, path)
  return below !== '' && !below.startsWith('..') && !isAbsolute(below)
}
