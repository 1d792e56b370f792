import type {Episode} from '../../logs/episode.ts'
import type {Problem} from '../../logs/incidents.ts'
import type {LogLine} from '../../logs/log-line.ts'
import type {LogReport, SourceReport} from '../../logs/log-report.ts'
import type {ReporterOptions} from '../reporter.ts'

/** What is told of a log: while it is read, and at its end. Each returns what is to be printed, often nothing. */
export interface LogReporter {
  /** Which log is read, and what else there would be. */
  source(source: SourceReport, others: readonly Pick<SourceReport, 'kind' | 'name'>[]): string
  episode(episode: Episode): string
  problem(problem: Problem, before: number): Shown
  /** A line that is nothing else. */
  line(line: LogLine): string
  report(report: LogReport): string
}

export interface Shown {
  readonly text: string
  /** How many of the log's lines are in it. */
  readonly lines: number
}

export interface LogReporterOptions extends ReporterOptions {
  /** Whether episodes and healthy lines are left out. */
  readonly problemsOnly: boolean
  /** Whose server it is; for commands. */
  readonly url: string
  readonly node: NodeJS.Platform
}

/** Every format of `logs`, each loaded when it is asked for. `ndjson` ends with the report that `json` is. */
export const logReporters = {
  human: async () => (await import('./human.ts')).createHumanLogReporter,
  json: async () => (await import('./json.ts')).createJsonLogReporter,
  ndjson: async () => (await import('./json.ts')).createNdjsonLogReporter,
} as const satisfies Record<string, () => Promise<(options: LogReporterOptions) => LogReporter>>

export type LogFormat = keyof typeof logReporters

export const logFormats = Object.keys(logReporters) as readonly LogFormat[]
