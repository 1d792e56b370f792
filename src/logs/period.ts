import type {Moment} from './log-line.ts'

/** A point in time, or what the log's own clock shows then: milliseconds since 1970, the latter were it UTC's. */
export type PointInTime = {readonly ms: number} | {readonly clockMs: number}

/** Which lines of a log are asked for, by when they were written. */
export class Period {
  readonly #since: PointInTime | undefined
  readonly #until: PointInTime | undefined
  #state: 'before' | 'within' | 'after'

  constructor(since: PointInTime | undefined, until: PointInTime | undefined) {
    this.#since = since
    this.#until = until
    this.#state = since === undefined ? 'within' : 'before'
  }

  /** Whether everything from here on was written too late. */
  get isOver(): boolean {
    return this.#state === 'after'
  }

  /** Whether the next line is asked for. One without a time was written when the line before it was. */
  has(at: Moment | undefined): boolean {
    if (at === undefined) return this.#state === 'within'
    if (this.#until !== undefined && distance(at, this.#until) > 0) this.#state = 'after'
    else if (this.#state === 'before' && this.#since !== undefined && distance(at, this.#since) >= 0)
      this.#state = 'within'
    return this.#state === 'within'
  }
}

function distance({ms, offset}: Moment, point: PointInTime): number {
  if ('ms' in point) return ms - point.ms
  return ms + (offset ?? -new Date(ms).getTimezoneOffset()) * 60_000 - point.clockMs
}

/** By the clock of this machine, for those who are told of points in time only. */
export function toDate(point: PointInTime): Date {
  if ('ms' in point) return new Date(point.ms)
  return new Date(new Date(point.clockMs).toISOString().replace('Z', ''))
}
