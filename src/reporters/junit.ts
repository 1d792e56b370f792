import type {CheckReport, FindingReport, Report, TargetReport} from '../diagnosis/report.ts'
import {printable, printableLine} from '../terminal/printable.ts'
import {remedyLines} from './remedies.ts'
import type {Reporter, ReporterOptions} from './reporter.ts'
import {describeCheck, standingOf} from './standing.ts'

type Attributes = Readonly<Record<string, string | number>>

/**
 * The common subset of JUnit's XML that Jenkins, GitLab and the rest read: a suite for each group of checks, a case for each
 * check, seconds with a point. What could not be checked is an `error`, a warning that does not fail a text beside a pass.
 */
export const renderJunit: Reporter = (report, options) => {
  const suites = report.targets.flatMap((target) => suitesOf(target, report, options))
  const attributes = {
    name: report.tool.name,
    ...countsOf(
      report.targets.flatMap(({checks}) => checks),
      report,
    ),
  }
  const root = element('testsuites', {...attributes, time: seconds(report.durationMs)}, suites)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

function suitesOf(target: TargetReport, report: Report, options: ReporterOptions): string[] {
  const groups = [...new Set(target.checks.map(({group}) => group))]
  const named = report.targets.length > 1
  const properties = [
    ['target', target.url],
    ['serverVersion', target.serverVersion],
    ['simulated', report.simulated],
  ].flatMap(([name, value]) =>
    typeof value === 'string' ? [element('property', {name: name ?? '', value: printableLine(value)})] : [],
  )
  return groups.map((group) => {
    const checks = target.checks.filter((check) => check.group === group)
    const time = seconds(checks.reduce((sum, {durationMs}) => sum + durationMs, 0))
    const attributes = {
      name: named ? `${printableLine(target.url)} ${group}` : group,
      ...countsOf(checks, report),
      time,
      timestamp: report.startedAt.replace(/\.\d+Z$/, ''),
    }
    const cases = checks.map((check) => caseOf(check, named ? ` ${target.url}` : '', report, options))
    return element('testsuite', attributes, [element('properties', {}, properties), ...cases])
  })
}

function caseOf(check: CheckReport, suffix: string, {tool, failOn}: Report, options: ReporterOptions): string {
  const {id, group, durationMs} = check
  const attributes = {
    name: `${id}${printableLine(suffix)}`,
    classname: `${tool.name}.${group}`,
    time: seconds(durationMs),
  }
  const message = describeCheck(check, options.language).join('; ')
  const details = check.findings.map((finding) => detail(finding, options)).join('\n\n')
  const type = check.findings[0]?.code ?? 'undecided'
  switch (standingOf(check, failOn)) {
    case 'failed':
      return element('testcase', attributes, [element('failure', {message, type}, [escaped(details)])])
    case 'undecided':
      return element('testcase', attributes, [element('error', {message, type}, [escaped(details)])])
    case 'skipped':
      return element('testcase', attributes, [element('skipped', {message})])
    case 'warned':
      return element('testcase', attributes, [element('system-out', {}, [escaped(details)])])
    case 'passed':
      return element('testcase', attributes)
  }
}

function detail(
  {message, code, confidence, meaning, evidence, remedies}: FindingReport,
  {language: {screen}, platform}: ReporterOptions,
): string {
  return [
    `${printableLine(message)} (${code}, ${screen.confidences[confidence]})`,
    printableLine(meaning),
    ...evidence.map(({source, text}) => `${screen.evidence} (${printableLine(source)}): ${printable(text)}`),
    ...remedies.flatMap((remedy) => remedyLines(remedy, platform)),
  ].join('\n')
}

function countsOf(checks: readonly CheckReport[], {failOn}: Report): Attributes {
  const standings = checks.map((check) => standingOf(check, failOn))
  const count = (wanted: string): number => standings.filter((standing) => standing === wanted).length
  return {tests: checks.length, failures: count('failed'), errors: count('undecided'), skipped: count('skipped')}
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3)
}

/** Children are XML already. */
function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const open = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(String(value)).replaceAll('\n', '&#10;')}"`,
  )
  const content = children.filter((child) => child !== '')
  if (content.length === 0) return `<${name}${open.join('')}/>`
  const block = content.every((child) => child.startsWith('<'))
  const inner = block ? `\n${content.join('\n')}\n` : content.join('')
  return `<${name}${open.join('')}>${inner}</${name}>`
}

/** Control characters, which XML forbids, are escapes already (printable.ts), and half a surrogate pair has no bytes in UTF-8. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
