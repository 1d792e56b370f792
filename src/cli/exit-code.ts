import type {Report, Verdict} from '../diagnosis/report.ts'
import {nagiosCodes, nagiosState} from '../reporters/nagios-state.ts'
import type {Signal} from './io.ts'

/** The process's exit codes, the same for every command and format. */
export const exitCodes = {
  passed: 0,
  failed: 1,
  usage: 2,
  undecided: 3,
  SIGINT: 130,
  SIGTERM: 143,
} as const satisfies Record<'passed' | 'failed' | 'usage' | 'undecided' | Signal, number>

/** The exit code of a run that came to a verdict. */
export function exitCodeOf(verdict: Verdict): number {
  return {pass: exitCodes.passed, fail: exitCodes.failed, undecided: exitCodes.undecided}[verdict]
}

/** The same in every format but Nagios', which has a table of its own. */
export function exitCodeIn(format: string, report: Pick<Report, 'verdict' | 'counts'>): number {
  return format === 'nagios' ? nagiosCodes[nagiosState(report)] : exitCodeOf(report.verdict)
}
