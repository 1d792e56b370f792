import {redactSecrets} from '../redact/redact.ts'

/** A point in time, as a line of a log tells it. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly ms: number
  /** The line's own offset from UTC in minutes; undefined where it names none, and this machine's was taken. */
  readonly offset: number | undefined
}

/** Where something stands in a log. */
export interface Place {
  /** The number of the line, counted from 1. */
  readonly line: number
  /** Its file, where there are several. */
  readonly file: string | undefined
  readonly at: Moment | undefined
}

/** A line, without what journald, Docker or Kubernetes put before it, and without secrets and what users asked the model. */
export interface LogLine {
  readonly number: number
  readonly file: string | undefined
  readonly at: Moment | undefined
  readonly text: string
  /** Of which program, where journald tells: `ollama`, `systemd`, `kernel`. */
  readonly program: string | undefined
  /** ERROR, WARN, INFO, DEBUG … of a line that Ollama itself wrote. */
  readonly level: string | undefined
  /** Of the server's own clock from UTC, in minutes, where the line names it. */
  readonly serverOffset: number | undefined
  /** Whether something that matters may stand in it; else it is only near to such a line. */
  readonly isFound: boolean
}

const composePrefix = /^(?:\[pod\/[^\]\s]{1,200}\] |[\w.-]{1,100} +\| )/
const isoPrefix = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)? /
/** `Jun 30 09:23:07`, with the month in any language. */
const syslogPrefix = /^(\S{2,6}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d)(?:\.(\d{1,9}))? /
/** `host ollama[1234]: `, and the kernel, which has no number. */
const origin = /^(?:[\w.-]{1,253} )?(?:([\w.@-]{1,64})\[\d{1,10}\]|(kernel)): /
const slog = /^(?:time=(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) )?level=([A-Z]+)/
const stdlog = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d) [\w.]+\.go:\d+: (?:(DEBUG|INFO|WARN|ERROR) )?/
const access = /^\[GIN\] (\d{4})\/(\d\d)\/(\d\d) - (\d\d:\d\d:\d\d) /
const terminalSequence = /\u001b\[[0-?]{0,64}[ -/]{0,8}[@-~]/g
const dayMs = 86_400_000
const yearMs = 365.25 * dayMs
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** What is known of a line beside its text. */
interface Known extends Pick<LogLine, 'number' | 'file' | 'isFound'> {
  /** From UTC in minutes, for a line that names none: that of the lines before it. */
  readonly offset: number | undefined
  /** When the line before it was written, for one that does not tell its year. */
  readonly previous: Moment | undefined
}

/** Reads a line of any era. What it does not know is a text without a time. */
export function parseLine(source: string, {offset, previous, ...place}: Known): LogLine {
  const clean = source.includes('\u001b') ? source.replace(terminalSequence, '') : source
  const {rest, at, program} = splitPrefix(clean, offset, previous)
  const written = slog.exec(rest)
  if (written !== null) {
    const [, date, time, fraction, zone, level] = written
    const own = date === undefined ? undefined : momentOf(`${date}T${time}`, fraction, zone, offset)
    return {
      ...place,
      text: redactSecrets(rest),
      at: own ?? at,
      program,
      level,
      serverOffset: zone === undefined ? undefined : own?.offset,
    }
  }
  const old = stdlog.exec(rest) ?? access.exec(rest)
  const own =
    old === null ? undefined : momentOf(`${old[1]}-${old[2]}-${old[3]}T${old[4]}`, undefined, undefined, offset)
  // These are in the server's own zone, which they do not name; what was put before them does.
  return {...place, text: redactSecrets(rest), at: at ?? own, program, level: old?.[5], serverOffset: undefined}
}

interface Split {
  readonly rest: string
  readonly at: Moment | undefined
  readonly program: string | undefined
}

function splitPrefix(source: string, offset: number | undefined, previous: Moment | undefined): Split {
  const text = source.replace(composePrefix, '')
  const iso = isoPrefix.exec(text)
  if (iso !== null) {
    const [prefix, date, time, fraction, zone] = iso
    return splitOrigin(text.slice(prefix.length), momentOf(`${date}T${time}`, fraction, zone, offset))
  }
  const syslog = syslogPrefix.exec(text)
  if (syslog === null) return splitOrigin(text, undefined)
  const [prefix, month = '', day = '', time = '', fraction] = syslog
  const inYear = (year: number): Moment | undefined =>
    momentOf(`${year}-${monthOf(month)}-${day.padStart(2, '0')}T${time}`, fraction, undefined, offset)
  return splitOrigin(text.slice(prefix.length), inLikeliestYear(inYear, previous))
}

function splitOrigin(text: string, at: Moment | undefined): Split {
  const found = origin.exec(text)
  return {rest: found === null ? text : text.slice(found[0].length), at, program: found?.[1] ?? found?.[2]}
}

/** In UTC where the zone says so; without one, at the offset that is known, else in this machine's zone. */
function momentOf(
  dateTime: string,
  fraction: string | undefined,
  zone: string | undefined,
  known: number | undefined,
): Moment | undefined {
  const utc = Date.parse(`${dateTime}Z`)
  if (Number.isNaN(utc)) return undefined
  return inZone(utc + Math.floor(Number(`0.${fraction ?? 0}`) * 1_000), zone === undefined ? known : offsetOf(zone))
}

/** What a clock showed that is so many minutes ahead of UTC; where that is not known, as this machine's is. */
export function inZone(ms: number, offset: number | undefined): Moment {
  return {ms: ms - (offset ?? -new Date(ms).getTimezoneOffset()) * 60_000, offset}
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** Two digits; none where the month is in an unknown language. */
function monthOf(name: string): string {
  const number = /^\d{1,2}月$/.test(name)
    ? Number.parseInt(name, 10)
    : months.indexOf(name.slice(0, 3).toLowerCase()) + 1
  return number < 1 ? '' : String(number).padStart(2, '0')
}

/** The year nearest to the line before; for the first line, that of the last twelve months. */
function inLikeliestYear(
  inYear: (year: number) => Moment | undefined,
  previous: Moment | undefined,
): Moment | undefined {
  const near = previous?.ms ?? Date.now() - yearMs / 2 + dayMs
  const year = new Date(near).getUTCFullYear()
  const distance = (moment: Moment): number => Math.abs(moment.ms - near)
  return [year - 1, year, year + 1]
    .flatMap((each) => inYear(each) ?? [])
    .sort((a, b) => distance(a) - distance(b))
    .at(0)
}

/** The attributes of a line of slog, with their quotes and escapes removed: `error="open /x: no such file"`. */
export function attributesOf(text: string): Record<string, string | undefined> {
  const found = text.matchAll(/(?:"([^"]{1,100})"|([\w.]{1,100}))=(?:"([^"\\]*(?:\\.[^"\\]*)*)"|(\S*))/g)
  return Object.fromEntries(
    [...found].map(([, quotedName, name, quoted, plain]) => [
      quotedName ?? name ?? '',
      quoted?.replace(/\\[nrt]/g, ' ').replace(/\\(.)/g, '$1') ?? plain ?? '',
    ]),
  )
}
