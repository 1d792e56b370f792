import type {Moment} from './log-line.ts'

/** A request that has ended, with when it began and ended. */
export interface Ended {
  readonly client: string
  readonly at: Moment
  readonly latencyMs: number
}

interface Waiting {
  readonly ms: number
  /** Whose requests were going on then. */
  readonly clients: Set<string>
  readonly tell: (client: string) => void
}

/** Access lines have whole seconds. */
const secondMs = 1_000
const maxWaiting = 100
/** Requests that last longer are not waited for. */
const longestMs = 600_000

/**
 * Finds out for whom something happened, of which the log tells before the line of the request: for the client whose
 * request was going on then. Where those of several clients were, nobody knows.
 */
export class Attribution {
  readonly #waiting: Waiting[] = []

  /** Whether anything waits for a client. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0
  }

  await(at: Moment | undefined, tell: (client: string) => void): void {
    if (at === undefined) return
    this.#waiting.push({ms: at.ms, clients: new Set(), tell})
    if (this.#waiting.length > maxWaiting) this.#settleFirst()
  }

  ended({client, at, latencyMs}: Ended): void {
    while ((this.#waiting[0]?.ms ?? at.ms) < at.ms - longestMs) this.#settleFirst()
    for (const {ms, clients} of this.#waiting)
      if (ms >= at.ms - latencyMs && ms <= at.ms + secondMs) clients.add(client)
  }

  /** The log has ended. */
  settle(): void {
    while (this.isWaiting) this.#settleFirst()
  }

  #settleFirst(): void {
    const {clients, tell} = this.#waiting.shift() ?? {}
    const [client, other] = clients ?? []
    if (client !== undefined && other === undefined) tell?.(client)
  }
}
