import type {Threshold} from '../catalogue/entry.ts'
import type {Language} from '../catalogue/language.ts'
import {fillTemplate} from '../catalogue/template.ts'
import type {Fact, Facts} from '../checks/check.ts'
import type {CheckReport, Report} from '../diagnosis/report.ts'
import {printableLine} from '../terminal/printable.ts'
import {groupAlternatives} from './grouping.ts'

/** What a check is to the gate: `undecided` is what could not be checked and should have been. */
export type Standing = 'passed' | 'warned' | 'failed' | 'skipped' | 'undecided'

export function standingOf({status, skip, findings}: CheckReport, failOn: Threshold): Standing {
  if (status === 'error' || skip?.undecided) return 'undecided'
  if (status === 'skip') return 'skipped'
  const severities = findings.map(({severity}) => severity)
  if (severities.includes('error') || severities.includes(failOn)) return 'failed'
  return severities.includes('warning') ? 'warned' : 'passed'
}

/** In every format for people: nothing here is about a real server. None where it is. */
export function simulatedNote({simulated}: Pick<Report, 'simulated'>, {screen}: Language): string[] {
  return simulated === null ? [] : [fillTemplate(screen.simulated, {scenario: printableLine(simulated)})]
}

/** What stands behind a check's title, safe to print: why it was not carried out, what is wrong, or the measured facts. */
export function describeCheck(check: CheckReport, language: Language): string[] {
  if (check.skip) return [printableLine(check.skip.because)]
  if (check.findings.length > 0)
    return groupAlternatives(check.findings).map(({finding: {message, known}}) =>
      printableLine(known ? `${message} (${language.screen.known})` : message),
    )
  if (check.error) return [fillTemplate(language.screen.couldNotCheck, {message: printableLine(check.error.message)})]
  const {summary, each} = language.checks[check.id]
  const {models} = check.facts
  const rows = Array.isArray(models) ? models : []
  const lines = rows.map((row) => (each === undefined ? String(row) : fillTemplate(each, printableArgs(row))))
  return summary === '' ? lines : [fillTemplate(summary, printableArgs(check.facts)), ...lines]
}

/** The facts that a template can show: text made safe, numbers as they are. */
function printableArgs(facts: Facts | Extract<Fact, object>[number]): Record<string, string | number> {
  const args: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(facts)) {
    if (typeof value === 'string') args[name] = printableLine(value)
    if (typeof value === 'number') args[name] = value
  }
  return args
}
