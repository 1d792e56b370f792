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
const differenceMs = 100
const differenceShare = 0.05
/** Of two requests that differ less, nobody knows which is ours. */
const alikeMs = 10
/** From a minute on, durations have whole seconds, as the times of requests always have. */
const roundedFromMs = 60_000
const secondMs = 1_000

/**
 * How sure what a line of a log tells may be at most as the cause of a request that failed; undefined where nothing ties the two: that
 * both were at the same time is no tie. The log has to have the request itself. Then the line is tied by standing in the load of the
 * very model; by the error's own words behind it, or the next request to end being this one, or neither, while nothing else
 * was computed.
 */
export function tieTo(
  excerpt: Excerpt,
  symptom: Symptom,
  weights: string | undefined,
): (problem: Problem) => Confidence | undefined {
  const own = ownRequest(excerpt, symptom)
  if (own === undefined) return () => undefined
  const isOnly = isAlone(own, excerpt, symptom)
  return (problem) => surestOf(problem, isOnly, symptom, weights)
}

function surestOf(
  {lines: [line], around}: Problem,
  isOnly: boolean,
  symptom: Symptom,
  weights: string | undefined,
): Confidence | undefined {
  if (line.at !== undefined && !isWithin(line.at.ms, symptom)) return undefined
  const at = around.indexOf(line)
  const loading = around
    .slice(0, at + 1)
    .flatMap(({text}) => loadOf(text) ?? [])
    .at(-1)
  if (loading !== undefined && weights !== undefined && loading !== weights) return undefined
  const isOurs = loading !== undefined && loading === weights
  const isSaid = around.slice(at).some((other) => says(other, symptom.said))
  const next = around
    .slice(at)
    .map(requestOf)
    .find((request) => request !== undefined && isInference(request.path))
  const isNext = next !== undefined && isOwn(next, symptom)
  if (isOurs && isSaid) return 'certain'
  if (isNext && next.status >= 500 && isOnly) return 'certain'
  if (isOurs || isNext) return 'likely'
  return isOnly && next === undefined ? 'likely' : undefined
}

/** The weights that a runner is started for. */
function loadOf(text: string): string | undefined {
  return /starting (?:runner|llama[ -]server)" cmd=.* --model \S*sha256[-:]([0-9a-f]{64})/.exec(text)?.[1]
}

/** The line of the request itself: the one whose measure is nearest to ours, where no other is as near. */
export function ownRequest({requests}: Excerpt, symptom: Symptom): LoggedRequest | undefined {
  const differenceOf = ({latencyMs}: LoggedRequest): number => Math.abs(latencyMs - tookMs(symptom))
  const [own, second] = requests
    .filter((request) => isOwn(request, symptom))
    .sort((a, b) => differenceOf(a) - differenceOf(b))
  if (own === undefined || second === undefined) return own
  return differenceOf(second) > 2 * differenceOf(own) + alikeMs ? own : undefined
}

function tookMs({from, to}: Symptom): number {
  return to.getTime() - from.getTime()
}

function isWithin(ms: number, {from, to}: Symptom): boolean {
  return ms >= from.getTime() - slackMs && ms <= to.getTime() + slackMs
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
  // What comes to a server on loopback comes from there, or from the bridge of its container.
  if (symptom.isLoopback && !/^(?:127\.|::1$|10\.|172\.|192\.168\.)/.test(request.client)) return false
  const took = tookMs(symptom)
  const tolerance = differenceMs + took * differenceShare + (took >= roundedFromMs ? secondMs : 0)
  return Math.abs(request.latencyMs - took) <= tolerance && isWithin(request.at.ms, symptom)
}

/** Whether no other request had a runner work meanwhile. */
function isAlone(own: LoggedRequest, {requests}: Excerpt, symptom: Symptom): boolean {
  return requests.every(
    (request) =>
      request === own ||
      !isInference(request.path) ||
      request.at === undefined ||
      request.at.ms + secondMs <= symptom.from.getTime() ||
      request.at.ms - request.latencyMs > symptom.to.getTime(),
  )
}
