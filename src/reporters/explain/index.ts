import type {Explanation} from '../../diagnosis/explanation.ts'
import type {Advice} from '../../diagnosis/report.ts'
import type {ReporterOptions} from '../reporter.ts'

/** What `explain` prints, in one format. Pure, like every reporter. */
export interface ExplainReporter {
  /** What a text means. */
  readonly explanation: (explanation: Explanation, options: ReporterOptions) => string
  /** All that is known of one code. */
  readonly entry: (advice: Advice, options: ReporterOptions) => string
  readonly list: (advices: readonly Advice[], options: ReporterOptions) => string
}

/** Every format of `explain`, each loaded when it is asked for. */
export const explainReporters = {
  human: async () => (await import('./human.ts')).humanExplain,
  json: async () => (await import('./json.ts')).jsonExplain,
  markdown: async () => (await import('./markdown.ts')).markdownExplain,
} as const satisfies Record<string, () => Promise<ExplainReporter>>

export type ExplainFormat = keyof typeof explainReporters

export const explainFormats = Object.keys(explainReporters) as readonly ExplainFormat[]
