import {Chalk, type ChalkInstance} from 'chalk'
import stringWidth from 'fast-string-width'
import {wrapAnsi} from 'fast-wrap-ansi'
import type {ScreenWords} from '../catalogue/language.ts'
import type {Status} from '../diagnosis/engine.ts'
import type {ReporterOptions} from './reporter.ts'

/** Collects lines, wrapped to the terminal's width. */
export class Screen {
  readonly options: ReporterOptions
  readonly chalk: ChalkInstance
  readonly #lines: string[] = []

  constructor(options: ReporterOptions) {
    this.options = options
    this.chalk = new Chalk({level: options.colour ? 1 : 0})
  }

  get words(): ScreenWords {
    return this.options.language.screen
  }

  /** Wrapped behind a prefix; continuation lines stand below its end. */
  line(prefix: string, text: string): void {
    const indent = stringWidth(prefix)
    const lines = wrapAnsi(text, Math.max(20, this.options.columns - indent), {hard: true, trim: false}).split('\n')
    for (const [index, line] of lines.entries()) {
      this.#lines.push(index === 0 ? prefix + line : ' '.repeat(indent) + line.trimStart())
    }
  }

  /** A command is never wrapped: it is there to be copied. */
  command(prefix: string, text: string): void {
    this.#lines.push(prefix + text)
  }

  gap(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('')
  }

  paint(status: Status, text: string): string {
    const {chalk} = this
    return {pass: chalk.green, warn: chalk.yellow, fail: chalk.red, skip: chalk.dim, error: chalk.magenta}[status](text)
  }

  text(): string {
    return `${this.#lines.map((line) => line.trimEnd()).join('\n')}\n`
  }
}
