import type {StoreReport} from '../../store/store-report.ts'
import type {ReporterOptions} from '../reporter.ts'

/** What `verify` prints, in one format. Pure, like every reporter. */
export type StoreReporter = (report: StoreReport, options: ReporterOptions) => string

/** Every format of `verify`, each loaded when it is asked for. */
export const storeReporters = {
  human: async () => (await import('./human.ts')).renderStoreHuman,
  json: async () => (await import('./json.ts')).renderStoreJson,
  markdown: async () => (await import('./markdown.ts')).renderStoreMarkdown,
} as const satisfies Record<string, () => Promise<StoreReporter>>

export type StoreFormat = keyof typeof storeReporters

export const storeFormats = Object.keys(storeReporters) as readonly StoreFormat[]
