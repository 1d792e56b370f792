import * as v from 'valibot'
import {confidences, type Threshold} from '../catalogue/entry.ts'
import {checkIds, rungs, thresholdIds} from '../catalogue/ids.ts'
import {type Code, codes} from '../catalogue/index.ts'
import type {Language} from '../catalogue/language.ts'
import {buildReport, type TargetRun} from '../diagnosis/build-report.ts'
import type {Report} from '../diagnosis/report.ts'
import {parseJson} from '../ollama/responses.ts'
import type {Bundle} from './bundle.ts'

/** A bundle, or why a text is none that can be replayed. */
export type Replay = {readonly bundle: Bundle} | {readonly mistake: string}

/** Every message says what would be right, to stand behind “has to be”. */
const text = v.string('a text')
const number = v.number('a number')
const evidence = v.array(v.object({source: text, text}, 'an object'), 'a list')
const value = v.union([v.string(), v.number()], 'a text or a number')
const args = v.record(v.string(), value, 'an object')
const fact = v.union(
  [value, v.boolean(), v.array(v.string()), v.array(v.record(v.string(), value))],
  'a measured value, or a list of such',
)
const finding = v.looseObject(
  {
    code: v.picklist(codes as readonly [Code, ...Code[]], 'a diagnosis that this version knows; a newer one may'),
    confidence: v.picklist(confidences, confidences.join(', ')),
    severity: v.optional(v.picklist(['error', 'warning', 'info'], 'error, warning or info')),
    args: v.optional(args),
    evidence,
  },
  'an object',
)
const result = v.looseObject(
  {
    id: v.picklist([...checkIds, ...rungs, ...thresholdIds], 'a check that this version knows; a newer one may'),
    group: v.picklist(['connection', 'models', 'machine', 'thresholds'], 'a group of checks'),
    status: v.picklist(['pass', 'warn', 'fail', 'skip', 'error'], 'pass, warn, fail, skip or error'),
    durationMs: number,
    attempts: number,
    outcome: v.looseObject(
      {
        facts: v.optional(v.record(v.string(), fact, 'an object')),
        findings: v.optional(v.array(finding, 'a list')),
        skip: v.optional(v.looseObject({reason: text, args: v.optional(args)}, 'an object')),
      },
      'an object',
    ),
  },
  'an object',
)
const request = v.looseObject({method: text, path: text, ms: number}, 'an object')
const target = v.looseObject(
  {url: text, requests: v.array(request, 'a list'), results: v.array(result, 'a list')},
  'an object',
)

/** What of a bundle is told again. The rest is for whoever reads it. */
const bundleSchema = v.looseObject(
  {
    kind: v.literal('bundle'),
    schemaVersion: v.pipe(text, v.regex(/^1\./, '1, which this version reads')),
    tool: v.object({name: text, version: text}, 'an object'),
    startedAt: v.pipe(text, v.isoTimestamp('a point in time')),
    durationMs: number,
    platform: text,
    failOn: v.picklist(['error', 'warning'], 'error or warning'),
    targets: v.pipe(v.array(target, 'a list'), v.nonEmpty('a list with a server in it')),
  },
  'an object',
)

/** Reads what `report` wrote. */
export function readBundle(source: string): Replay {
  const value = parseJson(source)
  if (value === undefined) return {mistake: 'it is no JSON'}
  if (typeof value === 'object' && value !== null && 'verdict' in value)
    return {mistake: 'it is what check found; what can be told again is written by ollama-doctor report'}
  const parsed = v.safeParse(bundleSchema, value)
  if (parsed.success) return {bundle: value as Bundle}
  const [issue] = parsed.issues
  const path = (issue.path ?? []).map(({key}) => String(key)).join('.')
  if (path === 'kind') return {mistake: 'it is no report of ollama-doctor report'}
  if (issue.input === undefined) return {mistake: `${path} is missing`}
  return {mistake: `${path === '' ? 'it' : path} has to be ${issue.message}`}
}

/** What was found then, in the language of now. */
export function reportOf(bundle: Bundle, language: Language, failOn: Threshold = bundle.failOn): Report {
  return buildReport(runsOf(bundle), {
    tool: bundle.tool,
    startedAt: new Date(bundle.startedAt),
    durationMs: bundle.durationMs,
    simulated: null,
    failOn,
    language,
    platform: bundle.platform,
  })
}

function runsOf({targets}: Bundle): TargetRun[] {
  return targets.map(({url, requests, results}) => ({
    url,
    requests,
    results: results.map(({id, group, ...result}) => ({check: {id, group}, ...result})),
  }))
}
