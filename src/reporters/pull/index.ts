import type {PullReport} from '../../pull/pull-report.ts'
import type {ReporterOptions} from '../reporter.ts'

/** Every format of `pull-missing`, each loaded when it is asked for. `ndjson` ends with the report that `json` is. */
export const pullReporters = {
  human: async () => (await import('./human.ts')).renderPullHuman,
  json: async () => (await import('./json.ts')).renderPullJson,
  ndjson: async () => (await import('./json.ts')).renderPullEvent,
} as const satisfies Record<string, () => Promise<(report: PullReport, options: ReporterOptions) => string>>

export type PullFormat = keyof typeof pullReporters

export const pullFormats = Object.keys(pullReporters) as readonly PullFormat[]
