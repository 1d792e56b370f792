import stringWidth from 'fast-string-width'
import {type Args, fillTemplate} from '../catalogue/template.ts'
import type {Fact, Facts} from '../checks/check.ts'
import type {Status} from '../diagnosis/engine.ts'
import type {CheckReport, FindingReport, Report, TargetReport, Verdict} from '../diagnosis/report.ts'
import {printable, printableLine} from '../terminal/printable.ts'
import {type Diagnosis, groupAlternatives, worstLast} from './grouping.ts'
import {commandsFor, writeRemedy} from './remedies.ts'
import type {Reporter} from './reporter.ts'
import {Screen} from './screen.ts'

const shownEvidenceLines = 4
const statusOfVerdict: Readonly<Record<Verdict, Status>> = {pass: 'pass', fail: 'fail', undecided: 'error'}

/** For people: what was checked, then what is wrong with the worst last, then the verdict and the one next step. */
export const renderHuman: Reporter = (report, options) => {
  const screen = new Screen(options)
  const {language, detail, symbols} = options
  if (report.simulated !== null) {
    screen.line(
      '',
      screen.chalk.yellow(fillTemplate(language.screen.simulated, {scenario: printableLine(report.simulated)})),
    )
    screen.gap()
  }
  for (const target of report.targets) {
    if (detail === 'quiet') writeOpenQuestions(screen, target)
    else writeChecks(screen, target, report.targets.length > 1)
    for (const diagnosis of worstLast(target)) writeDiagnosis(screen, diagnosis)
    if (detail === 'verbose') writeRequests(screen, target)
  }
  const errors = countDiagnoses(report, 'error')
  const warnings = countDiagnoses(report, 'warning')
  if (detail === 'quiet' && report.verdict === 'pass' && warnings === 0) return ''
  const word = {pass: language.screen.passed, fail: language.screen.failed, undecided: language.screen.undecided}[
    report.verdict
  ]
  const status = statusOfVerdict[report.verdict]
  const counts =
    errors + warnings > 0 ? `  ${screen.chalk.dim(fillTemplate(language.screen.counts, {errors, warnings}))}` : ''
  screen.line('', `${screen.paint(status, `${symbols[status]} ${screen.chalk.bold(word)}`)}${counts}`)
  writeNextStep(screen, report)
  return screen.text()
}

function writeChecks(screen: Screen, target: TargetReport, named: boolean): void {
  const {language} = screen.options
  if (named) screen.line('', screen.chalk.bold.underline(printableLine(target.url)))
  const titleWidth = Math.max(...target.checks.map(({title}) => stringWidth(title)))
  let group: string | undefined
  for (const check of target.checks) {
    if (check.group !== group) {
      screen.gap()
      group = check.group
      screen.line('', screen.chalk.bold(language.groups[check.group]))
    }
    const title = check.title + ' '.repeat(titleWidth - stringWidth(check.title))
    const [first = '', ...rest] = describe(check, screen)
    const status = check.skip?.undecided ? 'error' : check.status
    screen.line(`  ${screen.paint(status, `${screen.options.symbols[status]} ${title}`)}  `, first)
    for (const line of rest) screen.line(' '.repeat(titleWidth + 6), line)
  }
  screen.gap()
}

/** What could not be checked: all that --quiet shows of the checks themselves. */
function writeOpenQuestions(screen: Screen, target: TargetReport): void {
  for (const check of target.checks.filter(({status, skip}) => status === 'error' || skip?.undecided)) {
    screen.line(
      `${screen.paint('error', `${screen.options.symbols.error} ${check.title}`)}  `,
      describe(check, screen).join(' '),
    )
  }
}

/** What stands behind a check's title: the measured facts, the reason, or what is wrong. */
function describe(check: CheckReport, screen: Screen): string[] {
  const {language} = screen.options
  if (check.skip)
    return [screen.chalk.dim(fillTemplate(language.screen.skipped, {because: printableLine(check.skip.because)}))]
  if (check.error) return [fillTemplate(language.screen.couldNotCheck, {message: printableLine(check.error.message)})]
  if (check.findings.length > 0) {
    return groupAlternatives(check.findings).map(({finding}) => printableLine(finding.message))
  }
  const {summary, each} = language.checks[check.id]
  const {models} = check.facts
  const rows = Array.isArray(models) ? models : []
  const lines = rows.map((row) => (each === undefined ? String(row) : fillTemplate(each, printableArgs(row))))
  return summary === '' ? lines : [fillTemplate(summary, printableArgs(check.facts)), ...lines]
}

function writeDiagnosis(screen: Screen, {finding, alternatives}: Diagnosis): void {
  const {chalk} = screen
  const {language, detail} = screen.options
  const status = finding.severity === 'error' ? 'fail' : 'warn'
  const tag = ({code, confidence}: FindingReport): string =>
    chalk.dim(`${code}, ${language.screen.confidences[confidence]}`)
  const symbol = screen.paint(status, screen.options.symbols[status])
  screen.line(`${symbol} `, `${screen.paint(status, printableLine(finding.message))}  ${tag(finding)}`)
  if (detail === 'quiet') return
  screen.line('  ', printableLine(finding.meaning))
  writeEvidence(screen, finding)
  if (detail === 'verbose' && finding.causes.length > 0) {
    screen.line('  ', `${language.screen.causes}:`)
    for (const cause of finding.causes) screen.line('    - ', cause)
  }
  for (const remedy of finding.remedies) writeRemedy(screen, remedy)
  for (const other of alternatives) {
    screen.line('  ', `${language.screen.orElse}: ${printableLine(other.message)}  ${tag(other)}`)
    screen.line('    ', printableLine(other.meaning))
    for (const remedy of detail === 'verbose' ? other.remedies : other.remedies.slice(0, 1)) writeRemedy(screen, remedy)
  }
  for (const link of finding.links) if (detail === 'verbose') screen.command('  ', chalk.dim(link))
  screen.gap()
}

function writeEvidence(screen: Screen, {evidence}: FindingReport): void {
  const {language, detail} = screen.options
  for (const {source, text} of evidence) {
    const lines = printable(text).split('\n')
    const shown = detail === 'verbose' ? lines : lines.slice(0, shownEvidenceLines)
    screen.line('  ', screen.chalk.dim(`${language.screen.evidence} (${printableLine(source)}):`))
    for (const line of shown) screen.line('    ', line)
    const hidden = lines.length - shown.length
    if (hidden > 0) screen.line('    ', screen.chalk.dim(fillTemplate(language.screen.moreEvidence, {lines: hidden})))
  }
}

function writeNextStep(screen: Screen, report: Report): void {
  const {language, detail, platform} = screen.options
  const target = report.targets.find(({verdict}) => verdict === report.verdict) ?? report.targets[0]
  const worst = target && worstCheck(target)
  const remedy = worst?.findings[0]?.remedies[0]
  if (remedy === undefined) return
  const [command] = commandsFor(remedy, platform)
  screen.line(`${screen.chalk.bold(`${language.screen.next}:`)} `, remedy.text)
  if (command !== undefined) screen.command('  ', screen.chalk.cyan(printableLine(command.run)))
  if (detail === 'normal') screen.line('', screen.chalk.dim(language.screen.seeVerbose))
}

function worstCheck({checks}: TargetReport): CheckReport | undefined {
  return checks.find(({status}) => status === 'fail') ?? checks.find(({status}) => status === 'warn')
}

function writeRequests(screen: Screen, target: TargetReport): void {
  screen.line('  ', screen.chalk.dim(`${screen.options.language.screen.requests}:`))
  for (const {method, path, status, ms} of target.requests) {
    screen.line('    ', screen.chalk.dim(`${method} ${printableLine(path)}  ${status ?? '–'}  ${ms} ms`))
  }
  screen.gap()
}

function countDiagnoses(report: Report, severity: FindingReport['severity']): number {
  return report.targets.flatMap(worstLast).filter(({finding}) => finding.severity === severity).length
}

/** The facts that a template can show: text made safe, numbers as they are. */
function printableArgs(facts: Facts | Extract<Fact, object>[number]): Args {
  const args: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(facts)) {
    if (typeof value === 'string') args[name] = printableLine(value)
    if (typeof value === 'number') args[name] = value
  }
  return args
}
