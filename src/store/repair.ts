import {lstat, unlink} from 'node:fs/promises'
import {join} from 'node:path'
import type {Finding} from '../checks/check.ts'
import {modelKey} from '../ollama/model-name.ts'
import {createHasher} from './hasher.ts'
import type {Layer} from './manifest.ts'
import {isUnchanged, isUnreadable, readManifest, type Store} from './read-store.ts'
import {openSetAside, type SetAside} from './set-aside.ts'
import type {Damage, Defect, StoreResult} from './verify-store.ts'

/** What became of a damaged file. */
export interface Repair {
  readonly path: string
  readonly models: readonly string[]
  readonly outcome: RepairOutcome
  /** Why it was left alone. */
  readonly message?: string
  /** Why the server could not pull it anew. */
  readonly findings: readonly Finding[]
}

/**
 * `planned`: nothing was done, as that was asked for. `untouched`: nothing could be done. `in-use`: a model that needs it is loaded.
 * `kept`: no good file came, and what was there is there again; `superseded`, as the registry has another version of the model by now.
 * `unfinished`: it is not known whether a good one comes; what was there is set aside.
 */
export type RepairOutcome = 'planned' | 'untouched' | 'in-use' | 'fixed' | 'kept' | 'superseded' | 'unfinished'

export interface RepairOptions {
  /** The models that are in memory now; undefined where the server does not tell. */
  loaded(): Promise<readonly string[] | undefined>
  /** Whether a file may be taken from a model that is loaded. */
  readonly disruptive: boolean
  /** Has the server pull a model; as soon as it has another layer than these, that is stopped. */
  pull(model: string, layers: readonly Layer[] | undefined): Promise<Pulled>
  /** Looks at a model once more. */
  verify(model: string): Promise<StoreResult>
  readonly signal: AbortSignal
}

export interface Pulled {
  readonly findings: readonly Finding[]
  /** Whether the registry has another version of the model. */
  readonly isOther: boolean
  /** Whether the server is done with it, and will write nothing more. */
  readonly isOver: boolean
}

/** Puts back what a repair that was broken off left aside, where nothing good has come in its place. */
export async function recoverStore(root: string): Promise<void> {
  const aside = openSetAside(root)
  const contested = await aside.putBack()
  if (contested.length === 0) return
  const hasher = createHasher()
  try {
    for (const place of contested) {
      const digest = await hasher.digest(place).catch(() => undefined)
      if (digest !== undefined && place.endsWith(digest)) await aside.forget(place)
    }
  } finally {
    await hasher.close()
  }
}

/** Those that pulling anew can mend: no folder, no link, nothing that could only not be read. */
export async function repairable(damages: readonly Damage[]): Promise<Damage[]> {
  const plain = await Promise.all(damages.map(async ({path}) => (await stateOf(path)) !== 'other'))
  return damages.filter(({defect}, index) => plain[index] && canBeMended(defect))
}

function canBeMended(defect: Defect): boolean {
  return defect.kind === 'unreadable' ? ['gone', 'io-error'].includes(defect.reason.kind) : defect.kind !== 'changed'
}

/**
 * Has each model pulled that needs a damaged file, which is set aside first: the server trusts every file that is there. All else that
 * the model has is kept, too, as the server removes what a newer version no longer needs. What is still damaged then is put back.
 */
export async function repairStore(
  damages: readonly Damage[],
  store: Store,
  options: RepairOptions,
): Promise<readonly Repair[]> {
  const repairs = new Map<string, Repair>()
  for (const model of new Set(damages.flatMap(({models}) => models))) {
    if (options.signal.aborted) break
    const open = damages.filter(({path, models}) => models.includes(model) && repairs.get(path)?.outcome !== 'fixed')
    if (open.length === 0) continue
    for (const repair of await repairModel(model, open, store, options)) repairs.set(repair.path, repair)
  }
  return [...repairs.values()]
}

async function repairModel(
  model: string,
  damages: readonly Damage[],
  store: Store,
  {loaded, disruptive, pull, verify, signal}: RepairOptions,
): Promise<Repair[]> {
  const all = (outcome: RepairOutcome, more: Pick<Partial<Repair>, 'message' | 'findings'> = {}): Repair[] =>
    damages.map(({path, models}) => ({path, models, outcome, findings: [], ...more}))
  const inMemory = (await loaded())?.map(modelKey)
  if (inMemory === undefined) return all('untouched', {message: 'the server does not tell which models are loaded'})
  const isInUse = damages.some(({models}) => models.some((name) => inMemory.includes(modelKey(name))))
  if (isInUse && !disruptive) return all('in-use')
  const manifest = store.manifests.find((other) => other.model === model)
  if (manifest === undefined) return all('untouched', {message: 'its manifest is gone'})
  const layers = 'layers' in manifest.content ? manifest.content.layers : undefined
  const aside = openSetAside(store.root)
  try {
    await takeAway(damages, [manifest.path, ...pathsOf(layers, store)], store, aside)
  } catch (error) {
    await aside.putBack()
    return all('untouched', {message: (error as Error).message})
  }
  const pulled = await pull(model, layers)
  if (!pulled.isOver) return all('unfinished', {findings: pulled.findings})
  const isReplaced = layers !== undefined && !(await hasLayers(manifest.path, layers, store))
  if (isReplaced) await aside.restore(manifest.path)
  const contested = await aside.putBack()
  const after = signal.aborted ? undefined : await verify(model)
  if (after === undefined || signal.aborted) return all(contested.length > 0 ? 'unfinished' : 'kept')
  const bad = new Set(after.damages.map(({path}) => path))
  const isGood = (path: string): boolean => after.models.length > 0 && !bad.has(path)
  for (const place of contested.filter(isGood)) await aside.forget(place)
  return damages.map(({path, models}) =>
    isGood(path)
      ? {path, models, outcome: 'fixed', findings: []}
      : {path, models, outcome: pulled.isOther || isReplaced ? 'superseded' : 'kept', findings: pulled.findings},
  )
}

/** Keeps all files of a model, and takes the damaged ones from their places. Rejects, and has taken nothing, where one cannot be kept. */
async function takeAway(
  damages: readonly Damage[],
  files: readonly string[],
  store: Store,
  aside: SetAside,
): Promise<void> {
  for (const path of files) {
    const state = await stateOf(path)
    if (state === 'other') throw new Error(`${path} is a link, or no file`)
    if (state === 'file') await aside.keep(path)
  }
  for (const {path, defect} of damages) {
    const blob = [...store.blobs.values()].find((other) => other.path === path)
    if (blob === undefined || defect.kind === 'misstated' || isUnreadable(blob.file)) continue
    if (!(await isUnchanged(path, blob.file, store.roots)))
      throw new Error(`${path} was written since it was looked at`)
    await unlink(path)
  }
}

function pathsOf(layers: readonly Layer[] | undefined, {root, blobs}: Store): string[] {
  return (layers ?? []).map(({digest}) => blobs.get(digest)?.path ?? join(root, 'blobs', `sha256-${digest}`))
}

/** Whether a manifest names just these layers, whatever sizes it gives them. */
async function hasLayers(path: string, layers: readonly Layer[], {roots}: Store): Promise<boolean> {
  const content = await readManifest(path, roots)
  if (!('layers' in content)) return false
  const digests = new Set(layers.map(({digest}) => digest))
  return content.layers.length === layers.length && content.layers.every(({digest}) => digests.has(digest))
}

async function stateOf(path: string): Promise<'file' | 'gone' | 'other'> {
  try {
    return (await lstat(path)).isFile() ? 'file' : 'other'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : 'other'
  }
}
