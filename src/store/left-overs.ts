import {lstat, readdir, unlink} from 'node:fs/promises'
import {basename, join} from 'node:path'
import {namedBy} from './read-manifests.ts'
import {readStore, type Store} from './read-store.ts'
import {orphansOf} from './verify-store.ts'

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

/** `recent`: it is not old enough; `unsure`: something in the store is not, and may belong together with it; `needed`: by now. */
export type RemovalOutcome = 'planned' | 'recent' | 'unsure' | 'needed' | 'removed' | 'failed'

export interface Wanted {
  readonly orphans: boolean
  readonly partials: boolean
}

/** A download writes its files before its manifest. The server's own clean-up waits as long (`layerPruneGracePeriod`). */
const graceMs = 60 * 60_000
/** What was seen so long ago is looked at again before anything is removed. */
const freshMs = 500

/** What may be removed, and what may not yet: while something is downloaded or created, any orphan may be a part of it. */
export async function planRemovals(store: Store, wanted: Wanted): Promise<Removal[]> {
  const orphans = wanted.orphans ? await planEach(orphansOf(store).map(({path}) => [path])) : []
  const partials = wanted.partials ? await planEach(downloadsOf(store)) : []
  const isBusy = orphans.length > 0 && (await isWrittenTo(store))
  return [
    ...orphans.map((plan) => (isBusy && plan.outcome === 'planned' ? {...plan, outcome: 'unsure' as const} : plan)),
    ...partials,
  ]
}

/** Whether a file came lately that no model has yet. */
async function isWrittenTo({root, manifests}: Store): Promise<boolean> {
  const used = namedBy(manifests)
  for (const name of await readdir(join(root, 'blobs'))) {
    if (used.has(name.slice('sha256-'.length))) continue
    const file = await lstat(join(root, 'blobs', name)).catch(() => undefined)
    if (file?.isFile() && isRecent(file.mtimeMs)) return true
  }
  return false
}

/** The files of each unfinished download; the one with its bytes last. */
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
  const found = await Promise.all(paths.map((path) => lstat(path).catch(() => undefined)))
  const files = found.filter((file) => file !== undefined)
  // A link, or a folder, is nothing that the server wrote.
  if (files.length === 0 || files.some((file) => !file.isFile())) return undefined
  const bytes = files.reduce((sum, {blocks}) => sum + blocks * 512, 0)
  const isYoung = files.some(({mtimeMs}) => isRecent(mtimeMs))
  return {paths, bytes, outcome: isYoung ? 'recent' : 'planned'}
}

function isRecent(mtimeMs: number): boolean {
  return Date.now() - mtimeMs < graceMs
}

/** Removes what is planned, as far as that would still be planned now. */
export async function removeLeftOvers(
  plan: readonly Removal[],
  {root, wanted, signal}: {root: string; wanted: Wanted; signal: AbortSignal},
): Promise<Removal[]> {
  let seenAt = Number.NEGATIVE_INFINITY
  let now = new Map<string, Removal>()
  const removals: Removal[] = []
  for (const removal of plan) {
    if (removal.outcome !== 'planned' || signal.aborted) {
      removals.push(removal)
      continue
    }
    if (performance.now() - seenAt > freshMs) {
      now = new Map((await planRemovals(await readStore(root), wanted)).map((other) => [keyOf(other), other]))
      seenAt = performance.now()
    }
    const current = now.get(keyOf(removal))
    removals.push(
      current?.outcome === 'planned' ? await remove(current) : {...removal, outcome: current?.outcome ?? 'needed'},
    )
  }
  return removals
}

function keyOf({paths}: LeftOver): string {
  return basename(paths.at(-1) ?? '')
}

async function remove(removal: Removal): Promise<Removal> {
  try {
    for (const path of removal.paths) await unlink(path)
    return {...removal, outcome: 'removed'}
  } catch (error) {
    return {...removal, outcome: 'failed', message: (error as Error).message}
  }
}
