import type {Threshold} from '../catalogue/entry.ts'
import {type Code, entryOf} from '../catalogue/index.ts'
import type {Language} from '../catalogue/language.ts'
import {compareMatches} from '../catalogue/matcher.ts'
import type {Target} from '../diagnosis/advice.ts'
import {type Diagnosis, toDiagnosis} from '../diagnosis/explanation.ts'
import type {Tool, Verdict} from '../diagnosis/report.ts'
import type {Look} from '../host/logs/find-log.ts'
import type {SourceKind} from '../host/logs/log-source.ts'
import {redactAll} from '../redact/redact.ts'
import type {Reloads, Truncations} from './contexts.ts'
import {severityOfUnknown, textOf, toIso} from './event-report.ts'
import {isAccess} from './incidents.ts'
import type {LogLine} from './log-line.ts'
import type {LogSummary} from './log-triage.ts'
import type {CauseTally} from './problem-tally.ts'
import type {Requests} from './requests.ts'

/** What a log says, as `logs --format json` prints it; docs/report.schema.json is its schema. */
export interface LogReport {
  readonly schemaVersion: '1.0'
  readonly tool: Tool
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly durationMs: number
  /** Null where no log could be read. */
  readonly source: SourceReport | null
  /** Where a log was looked for. */
  readonly looked: readonly Look[]
  /** What went wrong with the source; null where it was read as far as it goes. */
  readonly trouble: string | null
  /** Null where nothing gates. */
  readonly failOn: Threshold | null
  /** Null where nothing gates and the log was read. */
  readonly verdict: Verdict | null
  /** Every line that was read was shown, folded into an episode or a problem, or counted. */
  readonly lines: {readonly read: number; readonly shown: number; readonly folded: number; readonly counted: number}
  /** When the lines that were asked for were written: ISO 8601, in the zone of the log; null where no line tells. */
  readonly from: string | null
  readonly to: string | null
  /** The same of all lines. */
  readonly whole: {readonly from: string | null; readonly to: string | null}
  /** Whether any line is such as an Ollama server writes. */
  readonly isServers: boolean
  readonly starts: number
  readonly loads: LogSummary['loads']
  readonly requests: Requests
  /** The worst first. */
  readonly causes: readonly CauseReport[]
  /** What Ollama itself calls an error or a warning, and the catalogue does not know. */
  readonly unknown: readonly UnknownReport[]
  readonly truncations: readonly Truncations[]
  readonly reloads: readonly Reloads[]
}

export interface SourceReport {
  readonly kind: SourceKind
  readonly name: string
  /** `named` by the user, `piped`, or why it was chosen. */
  readonly reason: 'named' | 'piped' | 'newest' | 'only'
}

export interface CauseReport extends Diagnosis {
  /** ISO 8601, in the zone of the log; null where the line does not tell. */
  readonly firstAt: string | null
  readonly lastAt: string | null
  /** Their files, where there are several. */
  readonly firstIn?: string
  readonly lastIn?: string
  /** In how many incidents. */
  readonly times: number
  /** The code of a surer cause that explains the same; null where it is none. */
  readonly alternativeTo: Code | null
}

export interface UnknownReport {
  readonly text: string
  readonly level: string | null
  readonly line: number
  readonly count: number
}

export interface LogReportOptions {
  readonly tool: Tool
  readonly startedAt: Date
  readonly durationMs: number
  readonly source: SourceReport | null
  readonly looked: readonly Look[]
  readonly trouble: string | undefined
  readonly failOn: Threshold | undefined
  readonly shown: number
  readonly target: Target
  readonly language: Language
}

export function buildLogReport(summary: LogSummary, options: LogReportOptions): LogReport {
  const {tool, startedAt, durationMs, source, looked, trouble, failOn, shown, target, language} = options
  const {lines, telling, starts, loads, requests, unknown, truncations, reloads} = summary
  const causes = [...summary.causes].sort(compareCauses)
  const isAsked = summary.asked.from !== undefined || summary.whole.from === undefined
  const isRead = source !== null && trouble === undefined && summary.isServers && isAsked
  return {
    schemaVersion: '1.0',
    tool,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(durationMs),
    source,
    looked: redactAll(looked),
    trouble: trouble === undefined ? null : redactAll(trouble),
    failOn: failOn ?? null,
    verdict: verdictOf(summary, failOn, isRead),
    lines: {
      read: lines,
      shown,
      folded: Math.max(0, telling - shown),
      counted: Math.max(0, lines - Math.max(telling, shown)),
    },
    from: toIso(summary.asked.from),
    to: toIso(summary.asked.to),
    whole: {from: toIso(summary.whole.from), to: toIso(summary.whole.to)},
    isServers: summary.isServers,
    starts,
    loads,
    requests: redactAll(requests),
    causes: causes.map((cause) => toCauseReport(cause, target, language)),
    unknown: unknown.map(({line, count}) => ({
      text: textOf(line),
      level: line.level ?? null,
      line: line.number,
      count,
    })),
    truncations: redactAll(truncations),
    reloads: redactAll(reloads),
  }
}

/**
 * A request that failed may be the fault of whoever sent it, and fails nothing. Errors that are not known may be anything:
 * they are no pass.
 */
function verdictOf(summary: LogSummary, failOn: Threshold | undefined, isRead: boolean): Verdict | null {
  const severities = summary.causes
    .filter(
      ({match, line, alternativeTo}) =>
        alternativeTo === undefined && (match.confidence !== 'possible' || !isAccess(line)),
    )
    .map(({match}) => entryOf(match.code).severity)
  const unknown = summary.unknown.map(({line}) => severityOfUnknown(line))
  if (failOn !== undefined && severities.includes('error')) return 'fail'
  if (failOn === 'warning' && (severities.includes('warning') || unknown.length > 0)) return 'fail'
  if (!isRead || (failOn !== undefined && unknown.includes('error'))) return 'undecided'
  return failOn === undefined ? null : 'pass'
}

/** What is merely possible comes last; else errors before warnings, then what tells more, is surer, and is said more often. */
function compareCauses(a: CauseTally, b: CauseTally): number {
  const isUnsure = ({match}: CauseTally): number => Number(match.confidence === 'possible')
  const isWarning = ({match}: CauseTally): number => Number(entryOf(match.code).severity !== 'error')
  return (
    isUnsure(a) - isUnsure(b) || isWarning(a) - isWarning(b) || compareMatches(a.match, b.match) || b.count - a.count
  )
}

function toCauseReport(
  {match, line, times, count, first, last, alternativeTo}: CauseTally,
  target: Target,
  language: Language,
): CauseReport {
  const place = {source: placeOf(line), lines: {count, first: first.number, last: last.number}}
  return {
    ...toDiagnosis(match, place, target, language),
    firstAt: toIso(first.at),
    lastAt: toIso(last.at),
    ...(first.file !== undefined && {firstIn: first.file}),
    ...(last.file !== undefined && {lastIn: last.file}),
    times,
    alternativeTo: alternativeTo ?? null,
  }
}

function placeOf({number, file}: LogLine): string {
  return file === undefined ? `line ${number}` : `${file}, line ${number}`
}
