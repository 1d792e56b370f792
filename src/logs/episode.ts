import type {Problem} from './incidents.ts'
import type {LogLine, Moment, Place} from './log-line.ts'
import type {ModelLoad} from './model-load.ts'
import type {Requests} from './requests.ts'
import type {ServerStart} from './server-start.ts'

/** Something that happened, as several lines tell it together. */
export type Episode =
  | ServerStart
  | ModelLoad
  | (Requests & {readonly kind: 'requests'; readonly at: Moment | undefined})
  | (Request & {readonly kind: 'request'; readonly at: Moment | undefined})
  /** What Ollama says when it makes room, and systemd of its unit. */
  | (Place & {readonly kind: 'eviction' | 'service'; readonly text: string})

export interface Request {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly latencyMs: number
  readonly client: string
}

/** Hears what a log tells, in its order. */
export interface LogObserver {
  episode(episode: Episode): void
  /** `before` is how many lines said the same before. */
  problem(problem: Problem, before: number): void
  /** Every line, where all are wanted. */
  line(line: LogLine): void
}
