import type {Report, TargetReport} from '../diagnosis/report.ts'
import {printableLine} from '../terminal/printable.ts'
import {type Measurement, measurementsOf} from './measurements.ts'
import {nagiosState} from './nagios-state.ts'
import type {Reporter} from './reporter.ts'
import {describeCheck, type Standing, simulatedNote, standingOf} from './standing.ts'

const worstFirst: readonly Standing[] = ['failed', 'undecided', 'warned']
const unitsOfMeasurement = {seconds: 's', bytes: 'B', ratio: '%'} as const

/**
 * For Nagios, Icinga, Naemon and Checkmk: one line with the worst of it and the measured numbers, then a line a check. The
 * one format with an exit table of its own: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.
 */
export const renderNagios: Reporter = (report, {language}) => {
  const lines = report.targets.flatMap((target) =>
    target.checks.map((check) => ({
      standing: standingOf(check, report.failOn),
      name: `${prefix(target, report)}${check.id}`,
      about: describeCheck(check, language),
    })),
  )
  const troubles = worstFirst.flatMap((standing) => lines.filter((line) => line.standing === standing))
  const [worst] = troubles
  const summary = [
    worst === undefined ? `${report.counts.pass} checks passed` : `${worst.name}: ${worst.about[0] ?? ''}`,
    ...(troubles.length > 1 ? [` (and ${troubles.length - 1} more)`] : []),
    ...simulatedNote(report, language).map((note) => ` (${note})`),
  ].join('')
  const performance = report.targets.flatMap((target) =>
    measurementsOf(target).map((measurement) => datum(measurement, prefix(target, report))),
  )
  return `${[
    [`OLLAMA ${nagiosState(report)} - ${plain(summary)}`, performance.join(' ')].filter(Boolean).join(' | '),
    ...lines.map(({standing, name, about}) => plain(`[${standing}] ${name}: ${about.join('; ')}`)),
  ].join('\n')}\n`
}

function prefix({url}: TargetReport, {targets}: Report): string {
  return targets.length > 1 ? `${printableLine(url)} ` : ''
}

/** `'label'=value[UOM]`; a label has no `=`, and its quotes are doubled. */
function datum({check, name, unit, value, model}: Measurement, target: string): string {
  const label = `${target}${check} ${name}${model === undefined ? '' : ` ${model}`}`
  const shown = unit === 'ratio' ? Number((value * 100).toPrecision(6)) : value
  return `'${plain(label).replaceAll('=', '_').replaceAll("'", "''")}'=${shown}${unit === undefined ? '' : unitsOfMeasurement[unit]}`
}

/** A bar would begin the performance data. */
function plain(text: string): string {
  return text.replaceAll('|', '/')
}
