import {availableParallelism} from 'node:os'
import {inParallel} from '../diagnosis/in-parallel.ts'
import {modelKey} from '../ollama/model-name.ts'
import type {DigestCache} from './digest-cache.ts'
import {isUnreadable} from './file-state.ts'
import {createHasher} from './hasher.ts'
import {type BlobDefect, createInspector} from './inspect-blob.ts'
import type {ManifestDefect} from './manifest.ts'
import {readManifest, type StoredManifest} from './read-manifests.ts'
import type {Store, StoredBlob} from './read-store.ts'

/** What is wrong with a file of the store. */
export type Defect = BlobDefect | {readonly kind: 'manifest'; readonly defect: ManifestDefect}

/** A damaged file, and the models that need it. */
export interface Damage {
  readonly path: string
  /** Of a blob. */
  readonly digest?: string
  readonly models: readonly string[]
  /** What a good one has; of a manifest nobody knows. */
  readonly sizeBytes: number
  readonly defect: Defect
}

export interface StoreResult {
  readonly store: Store
  /** Of the models that were asked for, in order. */
  readonly models: readonly string[]
  readonly damages: readonly Damage[]
  /** Named, and in no manifest. */
  readonly absent: readonly string[]
  readonly orphans: readonly StoredBlob[]
  /** How many different blobs the models need. */
  readonly blobs: number
  readonly hashedBytes: number
  /** How long the files were looked at. */
  readonly readMs: number
  /** Whose digest was known from a run before. */
  readonly cachedBytes: number
  /** Models of which not all was looked at, as the run was interrupted. */
  readonly unfinished: readonly string[]
}

export interface VerifyOptions {
  /** Empty for all. */
  readonly models: readonly string[]
  /** Sizes and zeros only. */
  readonly quick: boolean
  /** Of a quick look: after so long no further file is opened. */
  readonly budgetMs?: number
  readonly jobs?: number | undefined
  readonly cache?: DigestCache | undefined
  readonly signal: AbortSignal
  readonly observer?: VerifyObserver
}

export interface VerifyObserver {
  /** What is to be read, once it is known. */
  planned?(totalBytes: number): void
  read?(bytes: number): void
  /** All that a model needs was looked at, and this was found. */
  finished?(model: string, damages: readonly Damage[]): void
}

interface Needed {
  readonly digest: string
  readonly sizeBytes: number
  readonly models: string[]
}

/** More threads than this gain nothing, and may be more than a user may have. */
const mostJobs = 64
const quickJobs = 8

/** Holds every file that the models need against its manifest and its digest, each once. When the signal aborts, it ends with what was found. */
export async function verifyStore(store: Store, options: VerifyOptions): Promise<StoreResult> {
  const {models: asked, observer} = options
  const keys = new Set(asked.map(modelKey))
  const chosen = store.manifests.filter(({model}) => keys.size === 0 || keys.has(modelKey(model)))
  const models = chosen.map(({model}) => model)
  const present = new Set(store.manifests.map(({model}) => modelKey(model)))
  const damages = chosen.flatMap((manifest): Damage[] => {
    const defect = defectOfManifest(manifest)
    return defect === undefined ? [] : [{path: manifest.path, models: [manifest.model], sizeBytes: 0, defect}]
  })
  for (const damage of damages) observer?.finished?.(damage.models[0] ?? '', [damage])
  // A file that another model shares is named with that one, too.
  const needed = blobsOf(store.manifests).filter(({models: users}) => users.some((model) => models.includes(model)))
  observer?.planned?.(needed.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0))
  const started = performance.now()
  const read = await readBlobs(needed, models, store, options)
  return {
    store,
    models,
    damages: [...damages, ...read.damages].sort((a, b) => (a.path < b.path ? -1 : 1)),
    absent: asked.filter((model) => !present.has(modelKey(model))),
    orphans: orphansOf(store),
    blobs: needed.length,
    hashedBytes: read.hashedBytes,
    readMs: performance.now() - started,
    cachedBytes: read.cachedBytes,
    unfinished: read.unfinished,
  }
}

async function readBlobs(
  needed: readonly Needed[],
  models: readonly string[],
  store: Store,
  options: VerifyOptions,
): Promise<Pick<StoreResult, 'damages' | 'hashedBytes' | 'cachedBytes' | 'unfinished'>> {
  const {quick, signal, observer} = options
  const jobs = Math.min(options.jobs ?? availableParallelism(), mostJobs)
  const hasher = createHasher()
  const close = (): void => void hasher.close()
  signal.addEventListener('abort', close)
  const inspector = createInspector(store, hasher, options)
  const damages: Damage[] = []
  const open = new Map(models.map((model) => [model, needed.filter((blob) => blob.models.includes(model)).length]))
  try {
    // The largest first: at the end no thread is left alone with a large one.
    const queue = [...needed].sort((a, b) => b.sizeBytes - a.sizeBytes)
    await inParallel(queue, quick ? quickJobs : jobs, async ({digest, sizeBytes, models: users}) => {
      if (signal.aborted) return
      const isShared = needed.some((other) => other.digest === digest && other.sizeBytes !== sizeBytes)
      const defect = await inspector.inspect(digest, sizeBytes, isShared)
      if (signal.aborted) return
      const path = store.blobs.get(digest)?.path ?? `${store.root}/blobs/sha256-${digest}`
      if (defect !== undefined && (await isStillNeeded(digest, users, store)))
        damages.push({path, digest, models: users, sizeBytes, defect})
      for (const model of users) {
        const left = (open.get(model) ?? Number.NaN) - 1
        open.set(model, left)
        if (left > 0) continue
        observer?.finished?.(
          model,
          damages.filter((damage) => damage.models.includes(model)),
        )
      }
    })
  } finally {
    signal.removeEventListener('abort', close)
    const closed = hasher.close()
    // A thread may hang in a read of a disk that is gone.
    if (!signal.aborted) await closed
  }
  const unfinished = models.filter((model) => (open.get(model) ?? 0) > 0)
  return {damages, ...inspector.counts(), unfinished}
}

/** A model may be removed, or pulled anew, while the store is read. */
async function isStillNeeded(digest: string, models: readonly string[], store: Store): Promise<boolean> {
  for (const {model, path} of store.manifests) {
    if (!models.includes(model)) continue
    const content = await readManifest(path, store.roots)
    if ('layers' in content && content.layers.some((layer) => layer.digest === digest)) return true
  }
  return false
}

/** Where not every manifest could be read, or one may have to be put back, nobody knows what is needed. */
export function orphansOf({manifests, blobs, unread, setAside}: Store): StoredBlob[] {
  const isAside = setAside.blobs.length + setAside.manifests.length > 0
  if (unread.length > 0 || isAside || manifests.length === 0) return []
  if (manifests.some((manifest) => defectOfManifest(manifest) !== undefined)) return []
  const used = new Set(blobsOf(manifests).map(({digest}) => digest))
  return [...blobs.values()].filter(({digest}) => !used.has(digest))
}

function defectOfManifest({content}: StoredManifest): Defect | undefined {
  if ('layers' in content) return undefined
  return isUnreadable(content) ? {kind: 'unreadable', reason: content} : {kind: 'manifest', defect: content}
}

/** Every blob once, with all models that share it; twice, where two manifests disagree on its size. */
function blobsOf(manifests: readonly StoredManifest[]): Needed[] {
  const needed = new Map<string, Needed>()
  for (const {model, content} of manifests) {
    if (!('layers' in content)) continue
    for (const {digest, sizeBytes} of content.layers) {
      const key = `${digest} ${sizeBytes}`
      const known = needed.get(key) ?? {digest, sizeBytes, models: []}
      if (!known.models.includes(model)) known.models.push(model)
      needed.set(key, known)
    }
  }
  return [...needed.values()]
}
