import stringWidth from 'fast-string-width'
import {fillTemplate} from '../catalogue/template.ts'
import type {Status} from '../diagnosis/engine.ts'
import type {CheckReport, FindingReport, Report, TargetReport} from '../diagnosis/report.ts'
import {printableLine} from '../terminal/printable.ts'
import {writeDiagnosis, writeNextStep, writeRequests, writeVerdict} from './diagnosis.ts'
import {worstLast} from './grouping.ts'
import {countTargets, writeOverview} from './overview.ts'
import type {Reporter} from './reporter.ts'
import {Screen} from './screen.ts'
import {describeCheck, simulatedNote} from './standing.ts'

/** For people: what was checked, then what is wrong with the worst last, then the verdict and the one next step. */
export const renderHuman: Reporter = (report, options) => {
  const screen = new Screen(options)
  const {language, detail} = options
  for (const note of simulatedNote(report, language)) {
    screen.line('', screen.chalk.yellow(note))
    screen.gap()
  }
  const isOverview = report.targets.length > 1 && detail !== 'verbose'
  if (isOverview) writeOverview(screen, report)
  for (const target of isOverview ? [] : report.targets) {
    if (detail === 'quiet') writeOpenQuestions(screen, target)
    else writeChecks(screen, target, report.targets.length > 1)
    for (const diagnosis of worstLast(target)) writeDiagnosis(screen, diagnosis)
    if (detail === 'verbose') writeRequests(screen, target.requests)
  }
  const errors = countDiagnoses(report, 'error')
  const warnings = countDiagnoses(report, 'warning')
  if (detail === 'quiet' && report.verdict === 'pass' && warnings === 0) return ''
  const counts = [
    report.targets.length > 1 ? countTargets(report, language) : '',
    errors + warnings > 0 ? fillTemplate(language.screen.counts, {errors, warnings}) : '',
  ]
  writeVerdict(screen, report.verdict, counts.filter(Boolean).join('; '))
  const target = report.targets.find(({verdict}) => verdict === report.verdict) ?? report.targets[0]
  writeNextStep(screen, target && worstCheck(target)?.findings[0])
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
    const status = symbolOf(check)
    screen.line(
      `  ${screen.paint(status, `${screen.options.symbols[status]} ${title}`)}  `,
      check.skip ? screen.chalk.dim(first) : first,
    )
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

/** What is known is no pass to look at, and what could not be checked no skip. */
function symbolOf({status, skip, findings}: CheckReport): Status {
  if (skip?.undecided) return 'error'
  return status === 'pass' && findings.some(({known}) => known) ? 'skip' : status
}

function describe(check: CheckReport, screen: Screen): string[] {
  const {language} = screen.options
  const lines = describeCheck(check, language)
  return check.skip ? lines.map((because) => screen.chalk.dim(fillTemplate(language.screen.skipped, {because}))) : lines
}

function worstCheck({checks}: TargetReport): CheckReport | undefined {
  const first = (wanted: Status): CheckReport | undefined =>
    checks.find(({status, findings}) => status === wanted && findings.length > 0)
  return first('fail') ?? first('error') ?? first('warn')
}

function countDiagnoses(report: Report, severity: FindingReport['severity']): number {
  return report.targets.flatMap(worstLast).filter(({finding}) => finding.severity === severity).length
}
