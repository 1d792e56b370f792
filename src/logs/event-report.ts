import type {Severity} from '../catalogue/entry.ts'
import type {Language} from '../catalogue/language.ts'
import {adviseOn, type Target} from '../diagnosis/advice.ts'
import {evidenceOf} from '../diagnosis/evidence.ts'
import {redactAll} from '../redact/redact.ts'
import type {Episode} from './episode.ts'
import type {Problem} from './incidents.ts'
import type {LogLine, Moment} from './log-line.ts'

const maxTextLength = 1_000

/** A problem as a line of `--format ndjson` tells it, with what is to be done about it. */
export function toProblemReport({match, lines}: Problem, before: number, target: Target, language: Language) {
  const [line] = lines
  const known = match && {
    ...adviseOn(match.code, redactAll(match.args), target, language),
    confidence: match.confidence,
  }
  return {
    code: known?.code ?? null,
    severity: known?.severity ?? severityOfUnknown(line),
    confidence: known?.confidence ?? null,
    message: known?.message ?? null,
    remedy: known?.remedies[0] ?? null,
    line: line.number,
    ...(line.file !== undefined && {file: line.file}),
    at: toIso(line.at),
    text: match === undefined ? textOf(line) : evidenceOf(match),
    lines: lines.length,
    before,
  }
}

/** An episode as `--format ndjson` tells it. */
export function toEpisodeReport(episode: Episode): Record<string, unknown> {
  // Its settings are those of its variables that tell something.
  const {at, variables: _, ...told} = {variables: undefined, ...episode}
  return {...redactAll(told), at: toIso(at)}
}

/** What a line says, without secrets, and not without an end. */
export function textOf({text}: LogLine): string {
  const redacted = redactAll(text.trimEnd())
  return redacted.length > maxTextLength ? `${redacted.slice(0, maxTextLength)}…` : redacted
}

export function severityOfUnknown({level}: LogLine): Severity {
  return level === 'WARN' ? 'warning' : 'error'
}

/** In the zone of the log, where that is known. */
export function toIso(moment: Moment | undefined): string | null {
  if (moment === undefined) return null
  const offset = moment.offset ?? -new Date(moment.ms).getTimezoneOffset()
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`
  return new Date(moment.ms + offset * 60_000).toISOString().replace('Z', offset === 0 ? 'Z' : zone)
}

function two(number: number): string {
  return String(Math.floor(number)).padStart(2, '0')
}
