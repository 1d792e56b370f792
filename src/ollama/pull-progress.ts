import type {PullLine} from './responses.ts'

/** What the server does, in this order; a retry begins anew. */
const phases = ['manifest', 'download', 'verify', 'finish'] as const

export type PullPhase = (typeof phases)[number]

/** A file of a model, in bytes. */
interface Layer {
  totalBytes: number
  /** As the server said last: less than before where it gave up a part and fetches it again. */
  latestBytes: number
  highestBytes: number
  /** The most of this request: less than of all where the server had to begin anew. */
  attemptBytes: number
}

/** A manifest names some ten layers, one of MLX weights some hundreds. */
const maxLayers = 10_000

/**
 * The bytes of a model's pull, over all its retries. Each layer counts by the most that it ever had, so the sum never
 * goes backwards and counts no byte twice.
 */
export class PullProgress {
  readonly #layers = new Map<string, Layer>()
  #phase: PullPhase = 'manifest'
  #totalBytes = 0
  #completedBytes = 0
  #attemptBytes = 0
  #discarded = false

  get phase(): PullPhase {
    return this.#phase
  }

  /** Of the layers that were named so far: the server names them one after the other, as a rule the largest first. */
  get totalBytes(): number {
    return this.#totalBytes
  }

  get completedBytes(): number {
    return this.#completedBytes
  }

  /** The same within this request: what the server has now, as far as it said. */
  get attemptBytes(): number {
    return this.#attemptBytes
  }

  /** What is there: all that was fetched, unless the server threw it away. */
  get heldBytes(): number {
    return this.#discarded ? this.#attemptBytes : this.#completedBytes
  }

  /** Whether bytes that were counted before are fetched once more. */
  get isRepeated(): boolean {
    return this.#discarded && this.#phase === 'download'
  }

  /** What is still to come, by the digest of the layer: two models may share one. */
  *remaining(): Iterable<readonly [digest: string, bytes: number]> {
    for (const [digest, {totalBytes, attemptBytes, highestBytes}] of this.#layers)
      yield [digest, totalBytes - (this.#discarded ? attemptBytes : highestBytes)]
  }

  /** For a new request: the server begins with the manifest again. */
  restart(): void {
    this.#phase = 'manifest'
    this.#attemptBytes = 0
    for (const layer of this.#layers.values()) layer.attemptBytes = 0
  }

  /** The server threw away what it had fetched, as it was damaged. */
  discard(): void {
    this.#discarded = true
  }

  /** Whether the line tells of anything new: a byte more or less, another step. */
  read({status, digest, totalBytes = 0, completedBytes = 0}: PullLine): boolean {
    const phase = digest === undefined ? phaseOf(status) : 'download'
    // The `ollama` command draws the earlier steps again above each later one.
    const stepped = phase !== undefined && phases.indexOf(phase) > phases.indexOf(this.#phase)
    if (stepped) this.#phase = phase
    // The last bytes of a layer, and a small one as a whole, may come without a line.
    if (stepped && phase !== 'download') this.#complete()
    return digest === undefined ? stepped : this.#readLayer(digest, totalBytes, completedBytes) || stepped
  }

  #complete(): void {
    for (const layer of this.#layers.values()) {
      layer.latestBytes = layer.highestBytes = layer.attemptBytes = layer.totalBytes
    }
    this.#completedBytes = this.#attemptBytes = this.#totalBytes
  }

  #readLayer(digest: string, total: number, completed: number): boolean {
    const layer = this.#layers.get(digest) ?? this.#addLayer(digest)
    if (layer === undefined) return false
    const totalBytes = Math.max(layer.totalBytes, total)
    const latestBytes = Math.min(completed, totalBytes)
    if (latestBytes === layer.latestBytes && totalBytes === layer.totalBytes) return false
    const highestBytes = Math.max(layer.highestBytes, latestBytes)
    this.#totalBytes += totalBytes - layer.totalBytes
    this.#completedBytes += highestBytes - layer.highestBytes
    const attemptBytes = Math.max(layer.attemptBytes, latestBytes)
    this.#attemptBytes += attemptBytes - layer.attemptBytes
    // In place: this runs for each of a hundred thousand lines.
    layer.totalBytes = totalBytes
    layer.latestBytes = latestBytes
    layer.highestBytes = highestBytes
    layer.attemptBytes = attemptBytes
    return true
  }

  #addLayer(digest: string): Layer | undefined {
    if (this.#layers.size >= maxLayers) return undefined
    const layer = {totalBytes: 0, latestBytes: 0, highestBytes: 0, attemptBytes: 0}
    this.#layers.set(digest, layer)
    return layer
  }
}

function phaseOf(status: string): PullPhase | undefined {
  if (status === 'pulling manifest') return 'manifest'
  if (status.startsWith('verifying')) return 'verify'
  return /^(?:writing|removing|success)/.test(status) ? 'finish' : undefined
}
