import {mkdir, readFile} from 'node:fs/promises'
import {homedir} from 'node:os'
import {dirname, join} from 'node:path'
import {replaceFile} from '../host/replace-file.ts'
import type {FileState} from './file-state.ts'

/** Digests that were computed before: of a file that has not changed since, by its path, size, times and inode. */
export interface DigestCache {
  get(path: string, state: FileState): string | undefined
  set(path: string, state: FileState, digest: string): void
  /** Writes it whole, where something is new. */
  save(): Promise<void>
}

interface Entry {
  readonly sizeBytes: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly inode: number
  readonly digest: string
}

const keys = ['sizeBytes', 'mtimeMs', 'ctimeMs', 'inode'] as const
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

/**
 * Never fails: what cannot be read, or is no cache, is an empty one. With `anew` it tells only what is put into it from now on, which
 * corrects what was there, and begins none.
 */
export async function openDigestCache(file: string, {anew = false} = {}): Promise<DigestCache> {
  const entries = new Map<string, Entry>(await readEntries(file))
  const begins = !anew || entries.size > 0
  const fresh = new Set<string>()
  return {
    get: (path, state) => {
      const entry = anew && !fresh.has(path) ? undefined : entries.get(path)
      const isSame = entry !== undefined && keys.every((key) => entry[key] === state[key])
      return isSame ? entry.digest : undefined
    },
    set: (path, {sizeBytes, mtimeMs, ctimeMs, inode}, digest) => {
      entries.delete(path)
      entries.set(path, {sizeBytes, mtimeMs, ctimeMs, inode, digest})
      fresh.add(path)
    },
    save: async () => {
      if (fresh.size === 0 || !begins) return
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
