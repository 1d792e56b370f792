import type {PullPhase, PullProgress} from './pull-progress.ts'

/** Slower than this no disk is hashed. */
const leastHashedBytesPerMs = 10_000
/** A server may claim any size. */
const mostHashingMs = 4 * 60 * 60_000
/** A download that goes back again and again gets nowhere either, only later. */
const patience = 3
const looksPerTimeout = 20
const leastLookMs = 10

/**
 * Ends a pull in which nothing moves. A server whose download stalls goes on sending lines, so what counts is not that
 * something comes, but that it tells of something new; and one that gives up parts again and again has to get further
 * now and then. While it hashes it is silent, for as long as the size takes. Time is counted in looks, so that a machine
 * that was busy, or asleep, is not taken for a server that was.
 */
export class StallWatch implements Disposable {
  readonly #controller = new AbortController()
  readonly #progress: PullProgress
  readonly #timeoutMs: number
  readonly #lookMs: number
  readonly #timer: NodeJS.Timeout
  #attemptBytes = 0
  #phase: PullPhase
  #stillMs = 0
  #noFurtherMs = 0

  constructor(progress: PullProgress, timeoutMs: number) {
    this.#progress = progress
    this.#timeoutMs = timeoutMs
    this.#phase = progress.phase
    this.#lookMs = Math.max(leastLookMs, timeoutMs / looksPerTimeout)
    this.#timer = setInterval(() => this.#look(), this.#lookMs)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  get stalled(): boolean {
    return this.signal.aborted
  }

  /** How long nothing had moved, or got further, when it was given up. */
  get waitedMs(): number {
    return Math.round(this.#stillMs > this.#timeoutMs ? this.#stillMs : this.#noFurtherMs)
  }

  /** Something changed; `further` where it is known to have got further, too. */
  moved(further = false): void {
    this.#stillMs = 0
    const {attemptBytes, phase} = this.#progress
    // Of this request alone: a server that had to begin anew is slow to get where it was, and does get there.
    if (further || attemptBytes > this.#attemptBytes || phase !== this.#phase) this.#noFurtherMs = 0
    this.#attemptBytes = attemptBytes
    this.#phase = phase
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const {phase, totalBytes} = this.#progress
    const hashingMs = phase === 'verify' ? Math.min(mostHashingMs, totalBytes / leastHashedBytesPerMs) : 0
    this.#stillMs += this.#lookMs
    this.#noFurtherMs += this.#lookMs
    const isStill = this.#stillMs > this.#timeoutMs + hashingMs
    if (!isStill && this.#noFurtherMs <= patience * this.#timeoutMs + hashingMs) return
    clearInterval(this.#timer)
    this.#controller.abort()
  }
}
