import {unlink} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {mayWrite} from '../host/owner.ts'
import {modelKey} from '../ollama/model-name.ts'
import {type Expectation, expectationOf} from './expectation.ts'
import {isUnchanged, isUnreadable, stateOf} from './file-state.ts'
import {namedBy, type StoredManifest} from './read-manifests.ts'
import type {Store} from './read-store.ts'
import type {Pulled, Repair, RepairOptions, RepairOutcome} from './repair.ts'
import {forget, formsOf, keepBlob, keepManifest, setAsideFolder, sync} from './set-aside.ts'
import {changeOf, digestOf, needs, putBackBlobs, restoreManifest} from './settle.ts'
import type {Damage, StoreResult} from './verify-store.ts'

/**
 * Sets the damaged files of a model aside, as the server trusts every file that is there, and has it pulled. All else that it has is kept,
 * too: the server removes what another version no longer needs. What is still damaged then is put back.
 */
export async function repairModel(
  model: string,
  damages: readonly Damage[],
  store: Store,
  options: RepairOptions,
): Promise<Repair[]> {
  const {signal} = options
  const all = (outcome: RepairOutcome, more: Pick<Partial<Repair>, 'message' | 'findings'> = {}): Repair[] =>
    damages.map(({path, models}) => ({path, models, outcome, findings: [], ...more}))
  const manifest = store.manifests.find((other) => other.model === model)
  if (manifest === undefined) return all('untouched', {message: 'its manifest is gone'})
  const reason = await whyNot(damages, store, options)
  if (reason !== undefined) return all(...reason)
  const expected = await expectationOf(manifest, store.root)
  let kept: string[]
  try {
    kept = await takeAway(manifest, expected, damages, store)
  } catch (error) {
    return all('untouched', {message: (error as Error).message})
  }
  try {
    const pulled = await options.pull(model, expected.allows)
    if (!pulled.isOver) return all('unfinished', {findings: pulled.findings})
    const failed = await settleManifest(manifest, pulled, {damages, expected, store})
    const contested = await putBackBlobs(kept, store)
    if (signal.aborted) return all(contested.length > 0 ? 'unfinished' : 'kept')
    const after = await options.verify(model)
    if (signal.aborted) return all(contested.length > 0 ? 'unfinished' : 'kept')
    const {byModels} = await needs(store)
    const isGood = judgeOf(after)
    const isSettled = (digest: string): boolean => isGood(digest) || !byModels(digest)
    const open = contested.map(digestOf).filter((digest) => !isSettled(digest))
    for (const path of contested.filter((blob) => isSettled(digestOf(blob)))) await giveUp(path, store)
    return damages.map(({path, digest = path, models}) => {
      if (isGood(digest)) return {path, models, outcome: 'fixed', findings: []}
      const outcome = open.includes(digest) ? 'unfinished' : failed
      return {path, models, outcome, findings: outcome === 'not-in-registry' ? [] : pulled.findings}
    })
  } catch (error) {
    return all('unfinished', {message: (error as Error).message})
  }
}

/** Whether a file that the model needs, by its digest, or its manifest, by its path, is good now. */
function judgeOf({store, models, damages}: StoreResult): (key: string) => boolean {
  const bad = new Set(damages.map(({path, digest}) => digest ?? path))
  const own = store.manifests.filter(({model}) => models.includes(model))
  const needed = new Set([...own.map(({path}) => path), ...namedBy(own)])
  return (key) => needed.has(key) && !bad.has(key)
}

/** Why nothing may be taken away, or can. */
async function whyNot(
  damages: readonly Damage[],
  store: Store,
  {loaded, disruptive}: RepairOptions,
): Promise<[RepairOutcome, {message: string}?] | undefined> {
  const inMemory = await loaded()
  if (inMemory === undefined) return ['untouched', {message: 'the server does not tell which models are loaded'}]
  if (disruptive) return undefined
  const wanted = new Set(damages.map(({digest}) => digest))
  const known = new Map(store.manifests.map((manifest) => [modelKey(manifest.model), manifest]))
  for (const name of inMemory) {
    const manifest = known.get(modelKey(name))
    // Of one that is not seen here, or whose manifest is damaged, nobody knows what it needs.
    if (manifest === undefined || !('layers' in manifest.content)) return ['in-use']
    if (manifest.content.layers.some(({digest}) => wanted.has(digest))) return ['in-use']
  }
  return undefined
}

/**
 * Keeps all files of a model, and takes the damaged ones from their places. Returns the places of the blobs that are kept; where it
 * rejects, what it took is back.
 */
async function takeAway(
  {path: manifest}: StoredManifest,
  {names}: Expectation,
  damages: readonly Damage[],
  store: Store,
): Promise<string[]> {
  const {root} = store
  const aside = setAsideFolder(root)
  if ((await stateOf(manifest)) !== 'file') throw new Error(`${manifest} is a link, or no file`)
  if (!(await mayWrite(dirname(manifest)))) throw new Error(`this user may not write into ${dirname(manifest)}`)
  const isNew = await keepManifest(manifest, root)
  if (isNew === 'other') throw new Error(`another version of the model is set aside in ${aside}`)
  const kept: string[] = []
  try {
    for (const path of [...names].flatMap((digest) => formsOf(join(root, 'blobs'), digest))) {
      const state = await stateOf(path)
      if (state === 'gone') continue
      if (state === 'other') throw new Error(`${path} is a link, or no file`)
      if ((await keepBlob(path, root)) === 'other')
        throw new Error(`another ${basename(path)} is set aside in ${aside}`)
      kept.push(path)
    }
    for (const damage of damages) await takeFromItsPlace(damage, store)
    return kept
  } catch (error) {
    if (isNew === 'made') await forget(manifest, root)
    await putBackBlobs(kept, store)
    throw error
  }
}

async function takeFromItsPlace({path, digest, defect}: Damage, store: Store): Promise<void> {
  const file = digest === undefined ? undefined : store.blobs.get(digest)?.file
  if (file === undefined || defect.kind === 'misstated' || isUnreadable(file)) return
  if (!(await isUnchanged(path, file, store.roots))) throw new Error(`${path} was written since it was looked at`)
  await unlink(path)
}

/** Sees to it that the manifest is the one that was here, unless somebody else changed it. Tells what to say where the model is not mended. */
async function settleManifest(
  manifest: StoredManifest,
  pulled: Pulled,
  {damages, expected, store}: {damages: readonly Damage[]; expected: Expectation; store: Store},
): Promise<RepairOutcome> {
  const change = await changeOf(manifest, expected, store)
  const isByPull = change === 'other' && isFromPull(pulled, expected, damages)
  if (change === 'broken' || isByPull) await restoreManifest(manifest.path, store)
  await forget(manifest.path, store.root)
  if (change === 'gone' || (change === 'other' && !isByPull)) return 'changed'
  if (pulled.findings[0]?.code === 'model-name-not-in-registry') return 'not-in-registry'
  return isByPull || ![...pulled.digests].every(expected.allows) ? 'superseded' : 'kept'
}

/**
 * Whether it was the pull that wrote another version. The server names every file that it has already: one that it does not name is not of
 * what it pulled. Of a model of many small files it names none, and then whoever came last is taken to be the pull.
 */
function isFromPull({digests, isWritten}: Pulled, {names, allows}: Expectation, damages: readonly Damage[]): boolean {
  if (!isWritten) return false
  const whole = [...names].filter((name) => !damages.some(({digest}) => digest === name))
  return (
    digests.size === 0 || whole.length === 0 || ![...digests].every(allows) || !whole.every((name) => digests.has(name))
  )
}

/** A better one is in its place. */
async function giveUp(path: string, {root}: Store): Promise<void> {
  await sync(formsOf(dirname(path), digestOf(path))[0] ?? path)
  await sync(dirname(path))
  await forget(path, root)
}
