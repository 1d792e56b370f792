import {fillTemplate} from '../catalogue/template.ts'
import type {CheckReport, Report, TargetReport} from '../diagnosis/report.ts'
import {printableLine} from '../terminal/printable.ts'
import {groupAlternatives} from './grouping.ts'
import {remedyLines} from './remedies.ts'
import type {Reporter, ReporterOptions} from './reporter.ts'
import {describeCheck, simulatedNote, standingOf} from './standing.ts'

interface Annotation {
  readonly level: 'error' | 'warning'
  readonly title: string
  readonly message: string
}

/** GitHub shows so many of each level for a step, and drops the others without a word. */
const shown = 10

/** Annotations of a GitHub job; its summary and outputs are files (commands/github-files.ts). */
export const renderGithub: Reporter = (report, options) => {
  const annotations = report.targets.flatMap((target) =>
    target.checks.flatMap((check) => annotate(check, target, report, options)),
  )
  const {language} = options
  const {passed, failed, undecided, more} = language.screen
  const lines = (['error', 'warning'] as const).flatMap((level) => {
    const all = annotations.filter((annotation) => annotation.level === level)
    return [
      ...all.slice(0, shown).map(({title, message}) => `::${level} title=${property(title)}::${data(message)}`),
      ...(all.length > shown ? [fillTemplate(more, {count: all.length - shown})] : []),
    ]
  })
  // Nothing but annotations begins with colons: a line of ours is never a command.
  return `${[...simulatedNote(report, language), ...lines, {pass: passed, fail: failed, undecided}[report.verdict]].join('\n')}\n`
}

function annotate(
  check: CheckReport,
  target: TargetReport,
  {failOn, targets}: Report,
  {language, platform}: ReporterOptions,
): Annotation[] {
  const where = targets.length > 1 ? ` ${printableLine(target.url)}` : ''
  if (standingOf(check, failOn) === 'undecided') {
    const message = describeCheck(check, language).join('; ')
    return [{level: 'error', title: `undecided (${check.id}${where})`, message}]
  }
  // What else it may be is told in the summary.
  return groupAlternatives(check.findings)
    .filter(({finding}) => finding.severity !== 'info')
    .map(({finding: {code, severity, message, remedies}}) => ({
      level: severity === 'error' || failOn === 'warning' ? 'error' : 'warning',
      title: `${code} (${check.id}${where})`,
      message: [
        printableLine(message),
        ...remedies.slice(0, 1).flatMap((remedy) => remedyLines(remedy, platform)),
      ].join('\n'),
    }))
}

/** What the runner takes for a command: at the start of a line two colons, and anywhere the older form. */
function data(text: string): string {
  return text.replaceAll('##[', '## [').replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
