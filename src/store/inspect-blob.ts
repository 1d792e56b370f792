import type {DigestCache} from './digest-cache.ts'
import {type FileState, isUnchanged, isUnreadable, toUnreadable, type Unreadable} from './file-state.ts'
import type {Hasher} from './hasher.ts'
import type {Store, StoredBlob} from './read-store.ts'
import type {VerifyOptions} from './verify-store.ts'
import {findZeros} from './zero-scan.ts'

/** What is wrong with a blob. */
export type BlobDefect =
  | {readonly kind: 'missing'}
  | {readonly kind: 'wrong-size'; readonly sizeBytes: number; readonly expectedBytes: number}
  /** It is what its name says, and a manifest has its size wrong. */
  | {readonly kind: 'misstated'; readonly sizeBytes: number; readonly expectedBytes: number}
  | {readonly kind: 'wrong-digest'; readonly digest: string}
  /** A long run of zeros, from so many bytes on. */
  | {readonly kind: 'zeros'; readonly fromBytes: number}
  | {readonly kind: 'unreadable'; readonly reason: Unreadable}
  /** It was written while it was read: nothing can be said of it. */
  | {readonly kind: 'changed'}

export interface Inspector {
  /** `isShared` says that another manifest states another size. */
  inspect(digest: string, expectedBytes: number, isShared: boolean): Promise<BlobDefect | undefined>
  counts(): {readonly hashedBytes: number; readonly cachedBytes: number}
}

type Options = Pick<VerifyOptions, 'quick' | 'budgetMs' | 'cache' | 'observer'>

export function createInspector(store: Store, hasher: Hasher, options: Options): Inspector {
  const {quick, budgetMs = Number.POSITIVE_INFINITY, observer} = options
  const startedAt = performance.now()
  let hashedBytes = 0
  let cachedBytes = 0
  const lookQuickly = async ({path}: StoredBlob, {sizeBytes}: FileState): Promise<BlobDefect | undefined> => {
    if (performance.now() - startedAt > budgetMs) return undefined
    const fromBytes = await findZeros(path, sizeBytes)
    return fromBytes === undefined ? undefined : {kind: 'zeros', fromBytes}
  }
  const hash = async ({path, digest}: StoredBlob, file: FileState): Promise<string | undefined> => {
    const known = options.cache?.get(path, file)
    // That a file is damaged is said only of one that was read now.
    if (known === digest) {
      cachedBytes += file.sizeBytes
      observer?.read?.(file.sizeBytes)
      return known
    }
    let told = 0
    const actual = await hasher.digest(path, (bytes) => {
      observer?.read?.(bytes - told)
      told = bytes
    })
    hashedBytes += file.sizeBytes
    if (!(await isUnchanged(path, file, store.roots))) return undefined
    remember(options.cache, path, file, actual)
    return actual
  }
  return {
    counts: () => ({hashedBytes, cachedBytes}),
    inspect: async (digest, expectedBytes, isShared) => {
      const blob = store.blobs.get(digest)
      if (blob === undefined)
        return store.unreadBlobs ? {kind: 'unreadable', reason: store.unreadBlobs} : {kind: 'missing'}
      const {file} = blob
      if (isUnreadable(file)) return {kind: 'unreadable', reason: file}
      const sizes = {sizeBytes: file.sizeBytes, expectedBytes}
      const isSize = file.sizeBytes === expectedBytes
      try {
        if (quick)
          return isSize ? await lookQuickly(blob, file) : {kind: isShared ? 'misstated' : 'wrong-size', ...sizes}
        // A file whose size is wrong need not be read to know that, unless it may be the manifest that is wrong.
        if (!isSize && !isShared && file.sizeBytes < expectedBytes) return {kind: 'wrong-size', ...sizes}
        const actual = await hash(blob, file)
        if (actual === undefined) return {kind: 'changed'}
        if (actual === digest) return isSize ? undefined : {kind: 'misstated', ...sizes}
        if (!isSize) return {kind: 'wrong-size', ...sizes}
        const fromBytes = await findZeros(blob.path, file.sizeBytes)
        return fromBytes === undefined ? {kind: 'wrong-digest', digest: actual} : {kind: 'zeros', fromBytes}
      } catch (error) {
        return {kind: 'unreadable', reason: await toUnreadable(error, blob.path)}
      }
    },
  }
}

/** What was written just now may be written again within the same tick of the file system's clock. */
function remember(cache: DigestCache | undefined, path: string, file: FileState, digest: string): void {
  if (Date.now() - file.mtimeMs > 2_000) cache?.set(path, file, digest)
}
