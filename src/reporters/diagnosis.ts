import {fillTemplate} from '../catalogue/template.ts'
import type {Status} from '../diagnosis/engine.ts'
import type {FindingReport, Verdict} from '../diagnosis/report.ts'
import type {SentRequest} from '../ollama/client.ts'
import {printable, printableLine} from '../terminal/printable.ts'
import type {Diagnosis} from './grouping.ts'
import {commandsFor, writeRemedy} from './remedies.ts'
import type {Screen} from './screen.ts'

const shownEvidenceLines = 4
const statusOfVerdict: Readonly<Record<Verdict, Status>> = {pass: 'pass', fail: 'fail', undecided: 'error'}

/** What is wrong, how sure that is, where else it is so, what it rests on, and what to do. */
export function writeDiagnosis(screen: Screen, {finding, alternatives}: Diagnosis, elsewhere = ''): void {
  const {chalk} = screen
  const {language, detail} = screen.options
  writeTitle(screen, finding)
  if (detail === 'quiet') return
  if (elsewhere !== '') screen.line('  ', elsewhere)
  screen.line('  ', printableLine(finding.meaning))
  writeEvidence(screen, finding)
  if (detail === 'verbose' && finding.causes.length > 0) {
    screen.line('  ', `${language.screen.causes}:`)
    for (const cause of finding.causes) screen.line('    - ', cause)
  }
  for (const remedy of finding.remedies) writeRemedy(screen, remedy)
  for (const other of alternatives) {
    screen.line('  ', `${language.screen.orElse}: ${printableLine(other.message)}  ${tagOf(screen, other)}`)
    screen.line('    ', printableLine(other.meaning))
    for (const remedy of detail === 'verbose' ? other.remedies : other.remedies.slice(0, 1)) writeRemedy(screen, remedy)
  }
  for (const link of finding.links) if (detail === 'verbose') screen.command('  ', chalk.dim(link))
  screen.gap()
}

/** One more of a cause that was told above: where else it is. */
export function writeRepeated(screen: Screen, finding: FindingReport): void {
  writeTitle(screen, finding)
  if (screen.options.detail === 'quiet') return
  writeEvidence(screen, finding)
  screen.gap()
}

function writeTitle(screen: Screen, finding: FindingReport): void {
  const status = finding.severity === 'error' ? 'fail' : 'warn'
  const symbol = screen.paint(status, screen.options.symbols[status])
  screen.line(`${symbol} `, `${screen.paint(status, printableLine(finding.message))}  ${tagOf(screen, finding)}`)
}

function tagOf({chalk, options}: Screen, {code, confidence}: FindingReport): string {
  return chalk.dim(`${code}, ${options.language.screen.confidences[confidence]}`)
}

function writeEvidence(screen: Screen, {evidence}: FindingReport): void {
  const {language, detail} = screen.options
  for (const {source, text} of evidence) {
    const lines = printable(text === '' ? language.screen.nothing : text).split('\n')
    const shown = detail === 'verbose' ? lines : lines.slice(0, shownEvidenceLines)
    screen.line('  ', screen.chalk.dim(`${language.screen.evidence} (${printableLine(source)}):`))
    for (const line of shown) screen.line('    ', line)
    const hidden = lines.length - shown.length
    if (hidden > 0) screen.line('    ', screen.chalk.dim(fillTemplate(language.screen.moreEvidence, {lines: hidden})))
  }
}

/** Everything that was sent, in order. */
export function writeRequests(screen: Screen, requests: readonly SentRequest[]): void {
  screen.line('  ', screen.chalk.dim(`${screen.options.language.screen.requests}:`))
  for (const {method, path, status, ms} of requests) {
    screen.line('    ', screen.chalk.dim(`${method} ${printableLine(path)}  ${status ?? '–'}  ${ms} ms`))
  }
  screen.gap()
}

/** The last line but for the next step, with what was counted behind it. */
export function writeVerdict(screen: Screen, verdict: Verdict, counts: string): void {
  const {words} = screen
  const word = {pass: words.passed, fail: words.failed, undecided: words.undecided}[verdict]
  const status = statusOfVerdict[verdict]
  const text = screen.paint(status, `${screen.options.symbols[status]} ${screen.chalk.bold(word)}`)
  screen.line('', counts === '' ? text : `${text}  ${screen.chalk.dim(counts)}`)
}

/** The one thing to do now. */
export function writeNextStep(screen: Screen, finding: FindingReport | undefined): void {
  const {language, detail, platform} = screen.options
  const remedy = finding?.remedies[0]
  if (remedy === undefined) return
  const [command] = commandsFor(remedy, platform)
  screen.line(`${screen.chalk.bold(`${language.screen.next}:`)} `, remedy.text)
  if (command !== undefined) screen.command('  ', screen.chalk.cyan(printableLine(command.run)))
  if (detail === 'normal') screen.line('', screen.chalk.dim(language.screen.seeVerbose))
}
