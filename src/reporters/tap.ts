import type {CheckReport, Report, TargetReport} from '../diagnosis/report.ts'
import {printableJson, printableLine} from '../terminal/printable.ts'
import {remedyLines} from './remedies.ts'
import type {Reporter, ReporterOptions} from './reporter.ts'
import {describeCheck, simulatedNote, standingOf} from './standing.ts'

/**
 * TAP 14 (testanything.org). A warning that does not fail is a TODO, what could not be checked a `not ok` with
 * `status: undecided`, as TAP has no word of its own for it.
 */
export const renderTap: Reporter = (report, options) => {
  const tests = report.targets.flatMap((target) => target.checks.map((check) => ({target, check})))
  return `${[
    'TAP version 14',
    `1..${tests.length}`,
    ...simulatedNote(report, options.language).map((note) => `# ${note}`),
    ...tests.flatMap(({target, check}, index) => testPoint(check, target, index + 1, report, options)),
  ].join('\n')}\n`
}

function testPoint(
  check: CheckReport,
  {url}: TargetReport,
  number: number,
  {failOn, targets}: Report,
  {language, platform}: ReporterOptions,
): string[] {
  const standing = standingOf(check, failOn)
  const because = describeCheck(check, language).join('; ')
  const result = standing === 'passed' || standing === 'skipped' ? 'ok' : 'not ok'
  const directive = {
    skipped: ` # SKIP ${escaped(because)}`,
    warned: ' # TODO warning',
    passed: '',
    failed: '',
    undecided: '',
  }
  const name = targets.length > 1 ? `${check.id} ${printableLine(url)}` : check.id
  const block = {
    status: standing,
    message: because,
    ...(Object.keys(check.facts).length > 0 && {facts: check.facts}),
    ...(check.findings.length > 0 && {
      findings: check.findings.map(({code, severity, confidence, subject, message, evidence}) => ({
        code,
        severity,
        confidence,
        subject,
        message,
        evidence,
      })),
      next: check.findings[0]?.remedies.slice(0, 1).flatMap((remedy) => remedyLines(remedy, platform)),
    }),
    durationMs: check.durationMs,
  }
  return [
    `${result} ${number} - ${escaped(name)}${directive[standing]}`,
    '  ---',
    // JSON is YAML.
    ...Object.entries(block).map(([key, value]) => `  ${key}: ${printableJson(JSON.stringify(value))}`),
    '  ...',
  ]
}

function escaped(text: string): string {
  return text.replace(/[\\#]/g, '\\$&')
}
