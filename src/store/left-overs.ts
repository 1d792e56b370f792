import {lstat, unlink} from 'node:fs/promises'
import {basename} from 'node:path'
import {readManifests, type Store, type UnreadFolder} from './read-store.ts'
import type {StoreResult} from './verify-store.ts'

/** Files that no model needs, and that are of use only together: a blob, or the parts of a download. */
export interface LeftOver {
  readonly paths: readonly string[]
  /** On the disk. */
  readonly bytes: number
}

export interface Removal extends LeftOver {
  readonly outcome: RemovalOutcome
  /** Why it could not be removed. */
  readonly message?: string
}

/** `recent`: it may be of a download that goes on; `needed`: by a model that came meanwhile. */
export type RemovalOutcome = 'planned' | 'recent' | 'needed' | 'removed' | 'failed'

/** A download writes its files before its manifest. The server's own clean-up waits as long (`layerPruneGracePeriod`). */
const graceMs = 60 * 60_000

/** What may be removed, and what may not yet. While a download goes on, any orphan may be a file of it. */
export async function planRemovals(
  {store, orphans}: StoreResult,
  wanted: {readonly orphans: boolean; readonly partials: boolean},
): Promise<Removal[]> {
  const partials = await planEach(downloadsOf(store))
  const blobs = await planEach(orphans.map(({path}) => [path]))
  const isDownloading = [...partials, ...blobs].some(({outcome}) => outcome === 'recent')
  return [
    ...(wanted.orphans ? blobs.map((plan) => (isDownloading ? {...plan, outcome: 'recent' as const} : plan)) : []),
    ...(wanted.partials ? partials : []),
  ]
}

/** The files of each unfinished download; the one with its bytes last, as without the others it is begun anew. */
function downloadsOf({partials}: Store): string[][] {
  const downloads = new Map<string, string[]>()
  for (const {path} of [...partials].sort((a, b) => (a.path < b.path ? 1 : -1))) {
    const blob = path.replace(/-partial(?:-\d+)?$/, '')
    downloads.set(blob, [...(downloads.get(blob) ?? []), path])
  }
  return [...downloads.values()]
}

async function planEach(groups: readonly (readonly string[])[]): Promise<Removal[]> {
  return (await Promise.all(groups.map(planOf))).filter((plan) => plan !== undefined)
}

async function planOf(paths: readonly string[]): Promise<Removal | undefined> {
  const files = (await Promise.all(paths.map((path) => lstat(path).catch(() => undefined)))).filter(
    (file) => file !== undefined,
  )
  // A link, or a folder, is nothing that the server wrote.
  if (files.length === 0 || files.some((file) => !file.isFile())) return undefined
  const bytes = files.reduce((sum, {blocks}) => sum + blocks * 512, 0)
  const youngest = Math.max(...files.map(({mtimeMs}) => mtimeMs))
  return {paths, bytes, outcome: Date.now() - youngest < graceMs ? 'recent' : 'planned'}
}

/** Removes what is planned, unless a model has come meanwhile that needs it. */
export async function removeLeftOvers(plan: readonly Removal[], store: Store, signal: AbortSignal): Promise<Removal[]> {
  const removals: Removal[] = []
  for (const removal of plan) {
    const isDue = removal.outcome === 'planned' && !signal.aborted
    removals.push(isDue ? await remove(removal, store) : removal)
  }
  return removals
}

async function remove(removal: Removal, {root, roots}: Store): Promise<Removal> {
  const unreadable: UnreadFolder[] = []
  const manifests = await readManifests(root, roots, unreadable)
  const isKnown = unreadable.length === 0 && manifests.every(({content}) => 'layers' in content)
  const needed = new Set(
    manifests.flatMap(({content}) => ('layers' in content ? content.layers.map(({digest}) => digest) : [])),
  )
  const [first = ''] = removal.paths
  const digest = /^sha256[-:]([0-9a-f]{64})$/.exec(basename(first))?.[1]
  if (digest !== undefined && (!isKnown || needed.has(digest))) return {...removal, outcome: 'needed'}
  try {
    for (const path of removal.paths) await unlink(path)
    return {...removal, outcome: 'removed'}
  } catch (error) {
    return {...removal, outcome: 'failed', message: (error as Error).message}
  }
}
