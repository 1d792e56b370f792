import stringWidth from 'fast-string-width'
import {fillTemplate} from '../../catalogue/template.ts'
import type {Status} from '../../diagnosis/engine.ts'
import type {PullStatus} from '../../pull/pull-missing.ts'
import type {ModelReport, PullReport} from '../../pull/pull-report.ts'
import {printableLine} from '../../terminal/printable.ts'
import {writeDiagnosis, writeNextStep, writeRequests, writeVerdict} from '../diagnosis.ts'
import {groupAlternatives} from '../grouping.ts'
import type {ReporterOptions} from '../reporter.ts'
import {Screen} from '../screen.ts'

const statuses: Readonly<Record<PullStatus, Status>> = {
  present: 'pass',
  cloud: 'pass',
  pulled: 'pass',
  missing: 'warn',
  failed: 'fail',
  unverified: 'error',
}

/** Models are named in a column no wider than this. */
const maxNameWidth = 40

/** For people: a line for each model, what went wrong, the verdict. */
export function renderPullHuman(report: PullReport, options: ReporterOptions): string {
  const screen = new Screen(options)
  const {language, detail} = options
  if (detail === 'quiet' && report.verdict === 'pass') return ''
  const widest = Math.min(maxNameWidth, Math.floor(options.columns / 2))
  const widths = report.models.map(({model}) => stringWidth(printableLine(model)))
  const width = Math.max(0, ...widths.filter((each) => each <= widest))
  for (const model of detail === 'quiet' ? [] : report.models) writeModel(screen, model, report, width)
  screen.gap()
  const diagnoses = [report, ...report.models].flatMap(({findings}) => groupAlternatives(findings))
  // What several models met is told once.
  const messages = diagnoses.map(({finding}) => finding.message)
  const distinct = diagnoses.filter(({finding}, index) => messages.indexOf(finding.message) === index)
  for (const diagnosis of distinct) writeDiagnosis(screen, diagnosis)
  if (detail === 'verbose') writeRequests(screen, report.requests)
  const there = report.models.filter(({status}) => statuses[status] === 'pass').length
  const required = report.models.length
  const isPlan = report.dryRun && report.verdict === 'pass' && there < required
  if (isPlan) screen.line('', fillTemplate(language.pull.dryRun, {missing: required - there, required}))
  else writeVerdict(screen, report.verdict, fillTemplate(language.pull.counts, {there, required}))
  writeNextStep(screen, diagnoses[0]?.finding)
  return screen.text()
}

function writeModel(screen: Screen, model: ModelReport, report: PullReport, width: number): void {
  const {language, symbols} = screen.options
  const {totalBytes, durationMs, attempts} = model
  const name = printableLine(model.model)
  const status = statuses[model.status]
  const text = fillTemplate(language.pull[model.status === 'missing' && report.dryRun ? 'wouldPull' : model.status], {
    ...(totalBytes !== null && {totalBytes}),
    ...(durationMs > 0 && {durationMs}),
    ...(attempts > 1 && {attempts}),
    ...(report.freeBytes !== null && {freeBytes: report.freeBytes}),
  })
  const message = model.findings[0] && printableLine(model.findings[0].message)
  const reason = message && attempts > 1 ? fillTemplate(language.pull.gaveUp, {message, attempts}) : message
  const padding = ' '.repeat(Math.max(0, width - stringWidth(name)))
  // A long name has a line of its own.
  if (stringWidth(name) > width) screen.line(`${screen.paint(status, symbols[status])} `, name)
  const prefix = stringWidth(name) > width ? '  ' : `${screen.paint(status, symbols[status])} ${name}${padding}  `
  screen.line(prefix, reason ?? text)
}
