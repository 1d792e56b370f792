import type {Platform} from '../catalogue/entry.ts'
import type {Language} from '../catalogue/language.ts'
import type {Report} from '../diagnosis/report.ts'
import type {Symbols} from '../terminal/symbols.ts'

/** Turns a report into text. Pure: it decides nothing, so every format has the same exit code. */
export type Reporter = (report: Report, options: ReporterOptions) => string

/** Of use to formats for people only. */
export interface ReporterOptions {
  readonly language: Language
  readonly colour: boolean
  readonly columns: number
  readonly symbols: Symbols
  /** Whose commands are shown. */
  readonly platform: Platform
  readonly detail: 'quiet' | 'normal' | 'verbose'
}
