const stamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) /
/** The last line of a chunk that has one stands within so many characters of its end, unless it is very long. */
const lookBack = 64 * 1_024

/** The newest time that `--timestamps` put before a line, as it stands. */
export function newestStamp(text: string): string | undefined {
  const lines = text.slice(-lookBack).split('\n')
  for (const line of lines.reverse()) {
    const found = stamp.exec(line)
    if (found !== null) return found[0].trim()
  }
  return undefined
}

/** The next point in time that can be told from it: nothing of before comes again. */
export function stampAfter(text: string): string {
  const [, seconds = '', fraction = '', zone = 'Z'] = stamp.exec(`${text} `) ?? []
  const next = String(Number(fraction.padEnd(9, '0')) + 1)
  // The last nanosecond of a second is met again: one line twice is better than one lost.
  return next.length > 9 ? text : `${seconds}.${next.padStart(9, '0')}${zone}`
}
