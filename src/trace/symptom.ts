import type {Finding} from '../checks/check.ts'
import type {RunnerWatch} from './runner-watch.ts'

/** A request that a server could not answer, as it was seen from here. */
export interface Symptom {
  readonly model: string
  readonly path: string
  /** Undefined where no answer came. */
  readonly status: number | undefined
  /** The error's own words; empty where it has none. */
  readonly said: string
  /** Whether the server was asked on loopback. */
  readonly isLoopback: boolean
  readonly from: Date
  readonly to: Date
  /** How the runners were while the answer was waited for. */
  readonly watched: ReturnType<RunnerWatch['stop']>
  /** What the answer alone means, likeliest first. */
  readonly findings: readonly Finding[]
}
