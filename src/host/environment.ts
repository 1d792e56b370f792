export type Environment = Readonly<Record<string, string | undefined>>

/** Whether this is a job of a CI, by the variable that all of them set. */
export function isCi({CI}: Environment): boolean {
  return CI !== undefined && !['', '0', 'false'].includes(CI)
}
