import type {LogWords} from '../../catalogue/language.ts'
import {fillTemplate} from '../../catalogue/template.ts'
import type {Status} from '../../diagnosis/engine.ts'
import type {Look} from '../../host/logs/find-log.ts'
import type {CauseReport, LogReport} from '../../logs/log-report.ts'
import {printable, printableLine} from '../../terminal/printable.ts'
import {writeNextStep, writeVerdict} from '../diagnosis.ts'
import {Screen} from '../screen.ts'
import {given, nameOf, withoutHead} from './episode.ts'
import type {LogReporterOptions} from './index.ts'

const shownCauses = 8
const shownTallies = 5

/** What a log comes to: its causes, the worst first, who is concerned, and what to do now. */
export function writeLogReport(report: LogReport, options: LogReporterOptions): string {
  const screen = new Screen({...options, detail: 'verbose'})
  const words = options.language.logs
  if (report.source === null) writeNotFound(screen, report.looked, words)
  else {
    screen.command('', '')
    screen.line('', screen.chalk.bold(words.summary))
    const told = report.causes.filter(({alternativeTo}) => alternativeTo === null)
    for (const cause of told.slice(0, shownCauses)) writeCause(screen, cause, report, words)
    const hidden = told.length - shownCauses
    if (hidden > 0) screen.line('  ', fillTemplate(screen.words.more, {count: hidden}))
    writeUnknown(screen, report, words)
    writeContexts(screen, report, words)
    const [status, text] = conclusion(report, words)
    if (text !== undefined) screen.line('', screen.paint(status, `${options.symbols[status]} ${text}`))
    writeCounts(screen, report, words)
  }
  const {verdict, failOn} = report
  if (verdict !== null && failOn !== null) {
    const gate = {pass: words.gatePassed, fail: words.gateFailed, undecided: words.gateOpen}[verdict]
    writeVerdict(screen, verdict, fillTemplate(gate, {failOn}))
  }
  const [worst] = report.causes
  if (worst === undefined) return screen.text()
  if (report.causes.length > 1) screen.line('', screen.chalk.dim(screen.words.explainOthers))
  writeNextStep(screen, worst)
  return screen.text()
}

/** What is to be said where there is nothing wrong to tell: that there is not, or why that is not known. */
function conclusion({lines, isServers, causes, unknown, from, whole}: LogReport, words: LogWords): [Status, string?] {
  if (lines.read === 0) return ['error', words.empty]
  if (!isServers) return ['error', words.foreign]
  if (from === null && whole.from !== null)
    return ['error', fillTemplate(words.outside, {from: clockOf(whole.from), to: clockOf(whole.to ?? whole.from)})]
  return causes.length + unknown.length === 0 ? ['pass', words.healthy] : ['pass']
}

function writeCause(screen: Screen, cause: CauseReport, {causes}: LogReport, words: LogWords): void {
  const {chalk} = screen
  const status = cause.severity === 'error' && cause.confidence !== 'possible' ? 'fail' : 'warn'
  const tag = chalk.dim(`${cause.code}, ${screen.words.confidences[cause.confidence]}`)
  screen.line(
    `${screen.paint(status, screen.options.symbols[status])} `,
    `${screen.paint(status, printableLine(cause.message))}  ${tag}`,
  )
  const {count, first, last} = cause.lines
  const from = placeOf(first, cause.firstAt, cause.firstIn, words)
  const to = placeOf(last, cause.lastAt, cause.lastIn, words)
  const place =
    count === 1 ? from : fillTemplate(words.said, {...(cause.times > 1 && {times: cause.times}), count, from, to})
  screen.line('  ', chalk.dim(`${place}:`))
  for (const {text} of cause.evidence) screen.line('    ', printable(withoutHead(text)))
  for (const other of causes.filter(({alternativeTo}) => alternativeTo === cause.code))
    screen.line('  ', `${screen.words.orElse}: ${printableLine(other.message)}  ${chalk.dim(other.code)}`)
}

function placeOf(line: number, at: string | null, file: string | undefined, words: LogWords): string {
  return fillTemplate(words.place, given({line, file, at: at === null ? undefined : clockOf(at)}))
}

function clockOf(at: string): string {
  return at.slice(0, 19).replace('T', ' ')
}

function writeUnknown(screen: Screen, {unknown}: LogReport, words: LogWords): void {
  const [most] = [...unknown].sort((a, b) => b.count - a.count)
  if (most === undefined) return
  const count = unknown.reduce((sum, each) => sum + each.count, 0)
  const symbol = screen.paint('error', screen.options.symbols.error)
  screen.line(`${symbol} `, `${fillTemplate(words.unknownLines, {...(count > 1 && {count})})}:`)
  screen.line('    ', printableLine(withoutHead(most.text)))
}

/** Who asks for how much context, and who gets less. */
function writeContexts(screen: Screen, {truncations, reloads}: LogReport, words: LogWords): void {
  for (const {model, client, count, longest, limit} of truncations.slice(0, shownTallies)) {
    const args = {model: model && nameOf(model, words), client, count, longest, limit}
    screen.line('– ', printableLine(fillTemplate(words.cut, given(args))))
  }
  for (const {model, loads, changes, contexts} of reloads.slice(0, shownTallies)) {
    const used = contexts.slice(0, shownTallies).map(({context, loads, clients}) =>
      fillTemplate(words.context, {
        context,
        loads,
        ...(clients.length > 0 && {
          clients: clients
            .slice(0, shownTallies)
            .map(({client, count}) => `${client} × ${count}`)
            .join(', '),
        }),
      }),
    )
    const args = {model: nameOf(model, words), loads, changes, contexts: used.join(', ')}
    screen.line('– ', printableLine(fillTemplate(words.reloaded, args)))
  }
}

function writeCounts(screen: Screen, {lines, starts, loads, requests}: LogReport, words: LogWords): void {
  const text = fillTemplate(words.counts, {
    ...lines,
    starts,
    loaded: loads.loaded,
    ...(loads.failed > 0 && {failed: loads.failed}),
    requests: requests.total,
    ...(requests.failed > 0 && {failedRequests: requests.failed}),
  })
  screen.line('', screen.chalk.dim(text))
}

function writeNotFound(screen: Screen, looked: readonly Look[], words: LogWords): void {
  screen.line('', screen.paint('error', `${screen.options.symbols.error} ${words.noneFound}`))
  for (const {place, name, result, trouble = ''} of looked) {
    const where = fillTemplate(words.places[place], {name: printableLine(name)})
    screen.line('  – ', `${where}: ${fillTemplate(words.results[result], {trouble: printableLine(trouble)})}`)
  }
  const forbidden = looked.find(({result}) => result === 'forbidden')
  // Whoever named a place has no use for another.
  if (forbidden === undefined && !looked.some(({place}) => place === 'file')) return
  const [text, command] = helpFor(forbidden, words)
  screen.line('', text)
  screen.command('  ', screen.chalk.cyan(command))
}

/** The one command that would help. */
function helpFor(forbidden: Look | undefined, words: LogWords): [text: string, command: string] {
  if (forbidden?.place === 'journal' || forbidden?.place === 'user-journal')
    return [words.allow.journal, 'sudo usermod -aG systemd-journal "$USER"']
  if (forbidden?.place === 'docker') return [words.allow.docker, 'sudo usermod -aG docker "$USER"']
  if (forbidden?.place === 'file')
    return [words.allow.file, `sudo cat ${quoted(forbidden.name)} | ollama-doctor logs -`]
  return [words.allow.none, 'ollama serve 2>&1 | ollama-doctor logs -']
}

function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}
