import {mkdir, readFile} from 'node:fs/promises'
import {homedir} from 'node:os'
import {dirname, join} from 'node:path'
import {replaceFile} from '../host/replace-file.ts'
import type {FileState} from './read-store.ts'

/** Digests that were computed before: of a file that has not changed since, by its path, size, time and inode. */
export interface DigestCache {
  get(path: string, state: FileState): string | undefined
  set(path: string, state: FileState, digest: string): void
  /** Writes it whole, where something is new. */
  save(): Promise<void>
}

interface Entry {
  readonly sizeBytes: number
  readonly mtimeMs: number
  readonly inode: number
  readonly digest: string
}

/** A store has a few hundred blobs; what is beyond this is not kept. */
const mostEntries = 20_000

/** Where digests are kept from one run to the next. */
export function cacheFile(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  const home = env.HOME ?? homedir()
  const base =
    platform === 'win32'
      ? (env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'))
      : (env.XDG_CACHE_HOME ?? (platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache')))
  return join(base, 'ollama-doctor', 'digests.json')
}

/** Never fails: what cannot be read, or is no cache, is an empty one. Without a file it is forgotten at the end. */
export async function openDigestCache(file?: string): Promise<DigestCache> {
  const entries = new Map<string, Entry>(file === undefined ? [] : await readEntries(file))
  let isNew = false
  return {
    get: (path, {sizeBytes, mtimeMs, inode}) => {
      const entry = entries.get(path)
      const same = entry?.sizeBytes === sizeBytes && entry.mtimeMs === mtimeMs && entry.inode === inode
      return same ? entry.digest : undefined
    },
    set: (path, {sizeBytes, mtimeMs, inode}, digest) => {
      entries.set(path, {sizeBytes, mtimeMs, inode, digest})
      isNew = true
    },
    save: async () => {
      if (!isNew || file === undefined) return
      await mkdir(dirname(file), {recursive: true})
      const kept = [...entries].slice(-mostEntries)
      await replaceFile(file, `${JSON.stringify({version: 1, entries: Object.fromEntries(kept)})}\n`)
    },
  }
}

async function readEntries(file: string): Promise<[string, Entry][]> {
  try {
    const value = JSON.parse(await readFile(file, 'utf8')) as {version?: unknown; entries?: Record<string, Entry>}
    if (value.version !== 1) return []
    return Object.entries(value.entries ?? {}).filter(
      ([, entry]) => typeof entry?.digest === 'string' && typeof entry.mtimeMs === 'number',
    )
  } catch {
    return []
  }
}
