import type {PullLine} from './responses.ts'

/** What the server does, in this order; a retry begins anew. */
const phases = ['manifest', 'download', 'verify', 'finish'] as const

export type PullPhase = (typeof phases)[number]

/** A file of a model, in bytes. */
interface Layer {
  readonly totalBytes: number
  /** As the server said last: less than before where it gave up a part and fetches it again. */
  readonly latestBytes: number
  readonly highestBytes: number
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

  get remainingBytes(): number {
    return this.#totalBytes - this.#completedBytes
  }

  /** For a new request: the server begins with the manifest again. */
  restart(): void {
    this.#phase = 'manifest'
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
    for (const [digest, {totalBytes}] of this.#layers)
      this.#layers.set(digest, {totalBytes, latestBytes: totalBytes, highestBytes: totalBytes})
    this.#completedBytes = this.#totalBytes
  }

  #readLayer(digest: string, total: number, completed: number): boolean {
    const known = this.#layers.get(digest)
    if (known === undefined && this.#layers.size >= maxLayers) return false
    const totalBytes = Math.max(known?.totalBytes ?? 0, total)
    const latestBytes = Math.min(Math.max(0, completed), totalBytes)
    if (known?.latestBytes === latestBytes && known.totalBytes === totalBytes) return false
    const highestBytes = Math.max(known?.highestBytes ?? 0, latestBytes)
    this.#layers.set(digest, {totalBytes, latestBytes, highestBytes})
    this.#totalBytes += totalBytes - (known?.totalBytes ?? 0)
    this.#completedBytes += highestBytes - (known?.highestBytes ?? 0)
    return true
  }
}

function phaseOf(status: string): PullPhase | undefined {
  if (status === 'pulling manifest') return 'manifest'
  if (status.startsWith('verifying')) return 'verify'
  return /^(?:writing|removing|success)/.test(status) ? 'finish' : undefined
}
