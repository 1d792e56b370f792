/** Where in the bytes the parts of an access line stand, and its numbers. */
export interface AccessLine {
  /** When it ended, by the server's clock: milliseconds since 1970, were that UTC's. */
  readonly clockMs: number
  readonly status: number
  /** From the request to the last byte of the answer. */
  readonly latencyMs: number
  readonly client: Span
  /** `POST     "/api/generate"` */
  readonly request: Span
}

export interface Span {
  readonly start: number
  readonly end: number
}

/** From `[GIN] ` to the status, and to the bar behind it. */
const statusAt = 30
const barAt = 34
const [space, dot, zero, nine, bar] = [0x20, 0x2e, 0x30, 0x39, 0x7c]
const unitMs: Readonly<Record<string, number>> = {h: 3_600_000, m: 60_000, s: 1_000, ms: 1, µs: 1e-3, ns: 1e-6}

/**
 * Reads `[GIN] 2025/06/30 - 09:23:07 | 200 |  4.123456789s |       127.0.0.1 | POST     "/api/generate"` from the bytes, as
 * every second line of a log is one: `at` is where the bracket stands. Undefined where it has another form.
 */
export function readAccessLine(bytes: Buffer, at: number, end: number): AccessLine | undefined {
  if (bytes[at + barAt] !== bar || at + barAt > end) return undefined
  const latencyEnd = bytes.indexOf(bar, at + barAt + 1)
  const clientEnd = bytes.indexOf(bar, latencyEnd + 1)
  if (latencyEnd < 0 || clientEnd < 0 || clientEnd + 2 > end) return undefined
  return {
    clockMs: readClock(bytes, at + 6),
    status: number(bytes, at + statusAt, 3),
    latencyMs: readLatency(bytes, at + barAt + 1, latencyEnd),
    client: trimmed(bytes, latencyEnd + 1, clientEnd),
    request: {start: clientEnd + 2, end},
  }
}

/** The day of the last line, which is nearly always that of the next: year, month and day as one number, and when it began. */
let day = 0
let dayMs = 0

/** `2025/06/30 - 09:23:07` */
function readClock(bytes: Buffer, at: number): number {
  const [year, month, date] = [number(bytes, at, 4), number(bytes, at + 5, 2), number(bytes, at + 8, 2)]
  const asked = (year * 100 + month) * 100 + date
  if (asked !== day) {
    day = asked
    dayMs = Date.UTC(year, month - 1, date)
  }
  return dayMs + ((number(bytes, at + 13, 2) * 60 + number(bytes, at + 16, 2)) * 60 + number(bytes, at + 19, 2)) * 1_000
}

/** Seconds, milliseconds and microseconds are read digit by digit, as nearly all are such. */
function readLatency(bytes: Buffer, from: number, end: number): number {
  const {start, end: last} = trimmed(bytes, from, end)
  let value = 0
  let scale = 0
  let at = start
  for (; at < last; at += 1) {
    const byte = bytes[at] as number
    if (byte === dot) scale = 1
    else if (byte >= zero && byte <= nine) {
      value = value * 10 + byte - zero
      scale *= 10
    } else break
  }
  const unit = bytes[at]
  if (last - at === 1 && unit === 0x73) return (value / (scale || 1)) * 1_000
  if (last - at === 2 && unit === 0x6d) return value / (scale || 1)
  return parseGoDuration(bytes.toString('utf8', start, last))
}

/** Of so many digits; not a number where they are none. */
function number(bytes: Buffer, at: number, digits: number): number {
  let value = 0
  for (let index = at; index < at + digits; index += 1) {
    const byte = bytes[index] as number
    if (byte < zero || byte > nine) return Number.NaN
    value = value * 10 + byte - zero
  }
  return value
}

function trimmed(bytes: Buffer, from: number, to: number): Span {
  let [start, end] = [from, to]
  while (start < end && bytes[start] === space) start += 1
  while (start < end && bytes[end - 1] === space) end -= 1
  return {start, end}
}

/** Milliseconds of a duration as Go prints it: `1m23s`, `4.12s`, `257.883µs`. */
export function parseGoDuration(text: string): number {
  return [...text.matchAll(/([\d.]+)(h|ms|m|s|µs|ns)/g)].reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * (unitMs[unit] ?? 0),
    0,
  )
}
