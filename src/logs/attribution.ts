import type {Moment} from './log-line.ts'

/** A request that has ended, with when it began and ended. */
export interface Ended {
  readonly client: string
  readonly at: Moment
  readonly latencyMs: number
}

/** Access lines have whole seconds. */
const toleranceMs = 1_500
const maxWaiting = 100
/** No request lasts longer: who asked is not found any more. */
const longestMs = 3_600_000

/**
 * Finds out for whom something happened, of which the log tells before the request's own line: the first request to end
 * during which it happened.
 */
export class Attribution {
  #waiting: {readonly ms: number; readonly tell: (client: string) => void}[] = []

  /** Whether anything waits for a client. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0
  }

  await(at: Moment | undefined, tell: (client: string) => void): void {
    if (at === undefined) return
    this.#waiting.push({ms: at.ms, tell})
    if (this.#waiting.length > maxWaiting) this.#waiting.shift()
  }

  ended({client, at, latencyMs}: Ended): void {
    const from = at.ms - latencyMs - toleranceMs
    while ((this.#waiting[0]?.ms ?? at.ms) < at.ms - longestMs) this.#waiting.shift()
    const found = this.#waiting.findIndex(({ms}) => ms >= from && ms <= at.ms + toleranceMs)
    if (found < 0) return
    // What happened before is of requests whose end the log does not have.
    this.#waiting[found]?.tell(client)
    this.#waiting.splice(found, 1)
  }
}
