import type {Report} from '../diagnosis/report.ts'

/** Nagios' own exit table. */
export const nagiosCodes = {OK: 0, WARNING: 1, CRITICAL: 2, UNKNOWN: 3} as const

export type NagiosState = keyof typeof nagiosCodes

/** An unreachable server is CRITICAL, not UNKNOWN, which is for what could not be found out. */
export function nagiosState({verdict, counts}: Pick<Report, 'verdict' | 'counts'>): NagiosState {
  if (verdict === 'fail') return 'CRITICAL'
  if (verdict === 'undecided') return 'UNKNOWN'
  return counts.warn > 0 ? 'WARNING' : 'OK'
}
