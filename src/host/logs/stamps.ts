const stamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) /
const lineFeed = 0x0a
/** A stamp and its blank have no more bytes. */
const stampLength = 40

/** The time that `--timestamps` put before a line, as it stands. */
export function stampOf(line: string): string | undefined {
  return stamp.exec(line)?.[0].trim()
}

/** Of the lines that start in a chunk, where those end that are the command's own, and the newest time of the others. */
export function readStamps(
  chunk: Buffer,
  startsLine: boolean,
): {readonly own: Buffer; readonly newest: string | undefined} {
  let newest: string | undefined
  const kept: Buffer[] = []
  let isKept = !startsLine
  for (let at = 0; at < chunk.length; ) {
    const end = chunk.indexOf(lineFeed, at) + 1 || chunk.length
    if (at > 0 || startsLine) {
      const found = stampOf(chunk.toString('latin1', at, Math.min(end, at + stampLength)))
      isKept = found !== undefined
      if (found !== undefined && (newest === undefined || comparable(found) > comparable(newest))) newest = found
    }
    if (isKept) kept.push(chunk.subarray(at, end))
    at = end
  }
  return {own: kept.length === 0 ? Buffer.alloc(0) : Buffer.concat(kept), newest}
}

/** The later of two times. */
export function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return comparable(a) < comparable(b) ? b : a
}

/** The next point in time that can be told from it: nothing of before comes again. */
export function stampAfter(text: string): string {
  const [, seconds = '', fraction = '', zone = 'Z'] = stamp.exec(`${text} `) ?? []
  const next = String(Number(fraction.padEnd(9, '0')) + 1)
  // The last nanosecond of a second is met again: one line twice is better than one lost.
  return next.length > 9 ? text : `${seconds}.${next.padStart(9, '0')}${zone}`
}

/** Times of one zone, as an engine's are, in an order that is theirs. */
function comparable(text: string): string {
  const [, seconds = '', fraction = ''] = stamp.exec(`${text} `) ?? []
  return `${seconds}.${fraction.padEnd(9, '0')}`
}
