import type {Language} from '../catalogue/language.ts'
import {platformOfNode} from '../catalogue/platform.ts'
import type {Session} from '../cli/program.ts'
import type {ReporterOptions} from '../reporters/reporter.ts'
import {wantsColour} from '../terminal/colour.ts'
import {chooseSymbols} from '../terminal/symbols.ts'

/** The options that say how a result is shown, as commander hands them over. */
export interface ScreenOptions {
  readonly color?: boolean
  readonly quiet?: true
  readonly verbose?: true
}

/** How a result is shown where it is printed. */
export function reporterOptions(options: ScreenOptions, language: Language, {io}: Session): ReporterOptions {
  return {
    language,
    colour: wantsColour(io.stdout, options.color, io.env),
    columns: io.stdout.columns || 80,
    symbols: chooseSymbols(io.env, io.platform),
    platform: platformOfNode(io.platform),
    detail: options.quiet ? 'quiet' : options.verbose ? 'verbose' : 'normal',
  }
}
