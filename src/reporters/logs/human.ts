import type {LogWords} from '../../catalogue/language.ts'
import {fillTemplate} from '../../catalogue/template.ts'
import type {Status} from '../../diagnosis/engine.ts'
import {evidenceOf} from '../../diagnosis/evidence.ts'
import type {Episode} from '../../logs/episode.ts'
import {textOf, toIso, toProblemReport} from '../../logs/event-report.ts'
import type {Problem} from '../../logs/incidents.ts'
import {near} from '../../logs/line-reader.ts'
import type {LogLine, Moment} from '../../logs/log-line.ts'
import type {SourceReport} from '../../logs/log-report.ts'
import {printableLine} from '../../terminal/printable.ts'
import {commandsFor} from '../remedies.ts'
import {Screen} from '../screen.ts'
import {tellEpisode, withoutHead} from './episode.ts'
import type {LogReporter, LogReporterOptions, Shown} from './index.ts'
import {writeLogReport} from './summary.ts'

const timeWidth = 8

/** For people: what happened, line by line, with what it means; then the summary. */
export function createHumanLogReporter(options: LogReporterOptions): LogReporter {
  return new HumanLog(options)
}

class HumanLog implements LogReporter {
  readonly #options: LogReporterOptions
  readonly #words: LogWords
  #day = ''
  /** The last line that was shown, for those around the next. */
  #last: LogLine | undefined

  constructor(options: LogReporterOptions) {
    this.#options = options
    this.#words = options.language.logs
  }

  source({kind, name, reason}: SourceReport, others: readonly Pick<SourceReport, 'kind' | 'name'>[]): string {
    const screen = new Screen(this.#options)
    const title = ({kind, name}: Pick<SourceReport, 'kind' | 'name'>): string =>
      fillTemplate(this.#words.reading[kind], {name: printableLine(name)})
    screen.line('', screen.chalk.bold(title({kind, name}) + this.#words.reasons[reason]))
    if (others.length > 0) screen.line('  ', fillTemplate(this.#words.alsoThere, {also: others.map(title).join(', ')}))
    screen.gap()
    return screen.text()
  }

  episode(episode: Episode): string {
    const {status, text, details} = tellEpisode(episode, this.#words)
    if (this.#options.problemsOnly && status !== 'fail') return ''
    const screen = this.#screen(episode.at)
    this.#write(screen, episode.at, status, text)
    for (const detail of details) screen.line(' '.repeat(timeWidth + 4), screen.chalk.dim(printableLine(detail)))
    return screen.text()
  }

  problem(problem: Problem, before: number): Shown {
    const {match, lines, around} = problem
    const [line] = lines
    const {severity, code, confidence, message, remedy} = toProblemReport(
      problem,
      before,
      {url: this.#options.url, platform: this.#options.node},
      this.#options.language,
    )
    // What is merely possible is not cried out.
    const status = severity === 'error' && confidence !== 'possible' ? 'fail' : 'warn'
    const screen = this.#screen(line.at)
    const beside = this.#options.problemsOnly && before === 0 ? neighbours(around, line) : {before: [], after: []}
    const fresh = beside.before.filter(
      ({number, file}) => file !== this.#last?.file || number > (this.#last?.number ?? 0),
    )
    for (const other of fresh) this.#writeNeighbour(screen, other)
    this.#write(screen, line.at, status, withoutHead(match === undefined ? textOf(line) : evidenceOf(match)))
    for (const other of beside.after) this.#writeNeighbour(screen, other)
    this.#last = beside.after.at(-1) ?? line
    const indent = ' '.repeat(timeWidth + 4)
    const {chalk, words} = screen
    const tag = chalk.dim(
      code === null ? this.#words.unknown : `${code}, ${words.confidences[confidence ?? 'possible']}`,
    )
    if (before > 0)
      screen.line(indent, `${tag} ${chalk.dim(`(${fillTemplate(this.#words.again, {count: before + lines.length})})`)}`)
    else if (message === null) screen.line(indent, tag)
    else {
      screen.line(indent, `${screen.paint(status, printableLine(message))}  ${tag}`)
      if (remedy !== null) {
        screen.line(`${indent}→ `, printableLine(remedy.text))
        const [command] = commandsFor(remedy, this.#options.platform)
        if (command !== undefined) screen.command(`${indent}    `, chalk.cyan(printableLine(command.run)))
      }
    }
    return {text: screen.text(), lines: 1 + fresh.length + beside.after.length}
  }

  line(line: LogLine): string {
    const screen = this.#screen(line.at)
    this.#write(screen, line.at, undefined, textOf(line))
    return screen.text()
  }

  readonly report: LogReporter['report'] = (report) => writeLogReport(report, this.#options)

  /** A new day is told before its first line. */
  #screen(at: Moment | undefined): Screen {
    const screen = new Screen(this.#options)
    const day = at === undefined ? this.#day : dayOf(at)
    if (day !== this.#day) screen.line('', screen.chalk.dim(day))
    this.#day = day
    return screen
  }

  #write(screen: Screen, at: Moment | undefined, status: Status | undefined, text: string): void {
    const time = screen.chalk.dim((at === undefined ? '' : timeOf(at)).padEnd(timeWidth))
    const symbol = status === undefined ? ' ' : screen.paint(status, this.#options.symbols[status])
    screen.line(`${time}  ${symbol} `, printableLine(text))
  }

  #writeNeighbour(screen: Screen, line: LogLine): void {
    screen.line(
      `${' '.repeat(timeWidth)}  ${screen.chalk.dim('|')} `,
      screen.chalk.dim(printableLine(withoutHead(textOf(line)))),
    )
  }
}

function neighbours(
  around: readonly LogLine[],
  line: LogLine,
): {before: readonly LogLine[]; after: readonly LogLine[]} {
  const at = around.indexOf(line)
  const isNear = ({number}: LogLine): boolean => Math.abs(number - line.number) <= near
  return {before: around.slice(0, Math.max(0, at)).filter(isNear), after: around.slice(at + 1).filter(isNear)}
}

function timeOf(moment: Moment): string {
  return toIso(moment)?.slice(11, 19) ?? ''
}

/** With the zone of the log, which may be another than the reader's. */
function dayOf(moment: Moment): string {
  const iso = toIso(moment) ?? ''
  return `${iso.slice(0, 10)} (UTC${iso.slice(23).replace('Z', '')})`
}
