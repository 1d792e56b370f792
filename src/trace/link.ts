import type {Confidence} from '../catalogue/entry.ts'
import {readAccessLine} from '../logs/access-line.ts'
import type {Excerpt, LoggedRequest} from '../logs/excerpt.ts'
import {isAccess, type Problem} from '../logs/incidents.ts'
import type {LogLine} from '../logs/log-line.ts'
import {isInference} from '../ollama/inference.ts'
import type {Symptom} from './symptom.ts'

/** Clocks of whole seconds, and a line that comes a moment after its cause. */
export const slackMs = 1_500
/** Shorter errors, such as `EOF`, stand in too many lines. */
const leastSaid = 12
/** Between the server's measure of a request and ours. */
const differenceMs = 250
const differenceShare = 0.05
/** From a minute on, durations have whole seconds, as the times of requests always have. */
const roundedFromMs = 60_000
const secondMs = 1_000

/**
 * How sure what a line of a log tells may be at most as the cause of a request that failed; undefined where nothing ties the two: that
 * both were at the same time is no tie. One is that the error's own words stand near it; or that the next request to end is this
 * one; or that nothing else was computed meanwhile.
 */
export function surestOf(
  {lines: [line], around}: Problem,
  excerpt: Excerpt,
  symptom: Symptom,
  weights: string | undefined,
): Confidence | undefined {
  if (line.at !== undefined && !isWithin(line.at.ms, symptom)) return undefined
  const named = weightsIn(around)
  if (weights !== undefined && named.size > 0 && !named.has(weights)) return undefined
  if (around.some((other) => says(other, symptom.said))) return named.size > 1 ? 'likely' : 'certain'
  const next = around
    .slice(around.indexOf(line))
    .map(requestOf)
    .find((request) => request !== undefined && isInference(request.path))
  if (next === undefined) return isAlone(excerpt, symptom) ? 'likely' : undefined
  if (!isOwn(next, symptom)) return undefined
  return next.status >= 500 && isAlone(excerpt, symptom) ? 'certain' : 'likely'
}

/** The line of the request itself, where the log has exactly one that may be it. */
export function ownRequest({requests}: Excerpt, symptom: Symptom): LoggedRequest | undefined {
  const [own, ...others] = requests.filter((request) => isOwn(request, symptom))
  return others.length === 0 ? own : undefined
}

function isWithin(ms: number, {from, to}: Symptom): boolean {
  return ms >= from.getTime() - slackMs && ms <= to.getTime() + slackMs
}

/** The digests of the models that the lines are about. */
function weightsIn(lines: readonly LogLine[]): ReadonlySet<string> {
  return new Set(lines.flatMap(({text}) => text.match(/(?<=sha256[-:])[0-9a-f]{64}/g) ?? []))
}

/** The log escapes what the answer has as it is. */
function says(line: LogLine, said: string): boolean {
  const [first = ''] = said.split('\n')
  const words = plain(first)
  return words.length >= leastSaid && !isAccess(line) && plain(line.text).includes(words)
}

function plain(text: string): string {
  return text
    .replace(/\\+n/g, ' ')
    .replace(/[\\"'`]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

function requestOf(line: LogLine): LoggedRequest | undefined {
  const bytes = Buffer.from(line.text)
  const access = isAccess(line) ? readAccessLine(bytes, 0, bytes.length) : undefined
  if (access === undefined) return undefined
  const {at} = line
  const [, method = '', path = ''] = /^([A-Z]+) +"([^"?]*)/.exec(bytes.toString('utf8', access.request.start)) ?? []
  const client = bytes.toString('utf8', access.client.start, access.client.end)
  return {method, path, status: access.status, latencyMs: access.latencyMs, client, at}
}

function isOwn(request: LoggedRequest | undefined, symptom: Symptom): boolean {
  if (request?.at === undefined || request.method !== 'POST' || request.path !== symptom.path) return false
  if (symptom.status !== undefined && request.status !== symptom.status) return false
  const tookMs = symptom.to.getTime() - symptom.from.getTime()
  const tolerance = differenceMs + tookMs * differenceShare + (tookMs >= roundedFromMs ? secondMs : 0)
  return Math.abs(request.latencyMs - tookMs) <= tolerance && isWithin(request.at.ms, symptom)
}

/** Whether the log has the line of the request, and no other had a runner work meanwhile. */
function isAlone(excerpt: Excerpt, symptom: Symptom): boolean {
  const own = ownRequest(excerpt, symptom)
  if (own === undefined) return false
  return excerpt.requests.every(
    (request) =>
      request === own ||
      !isInference(request.path) ||
      request.at === undefined ||
      request.at.ms + secondMs <= symptom.from.getTime() ||
      request.at.ms - request.latencyMs > symptom.to.getTime(),
  )
}
