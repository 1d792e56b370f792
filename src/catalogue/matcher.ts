import {compareVersions, isRelease} from '../ollama/version.ts'
import {candidates, type Rule} from './candidates.ts'
import {type Confidence, confidences, type Kind, kinds, type Pattern, type Surface} from './entry.ts'
import type {Code} from './index.ts'
import type {Args} from './template.ts'
import {Text, versionIn} from './text.ts'

/** What is known of a text beside it. */
export interface Context {
  readonly surface?: Surface | undefined
  /** Of the HTTP answer that it was the body of. */
  readonly status?: number | undefined
  /** Of the server, as `0.12.11`. */
  readonly version?: string | undefined
}

/** A cause that a text may have. */
export interface Match {
  readonly code: Code
  readonly confidence: Confidence
  readonly kind: Kind
  /** The named parts of the text: the model, the numbers. */
  readonly args: Args
  /** The line that says it, made plain, in two parts: what stands before, and what says it. Secrets are still in it. */
  readonly evidence: readonly [before: string, from: string]
  /** The numbers of the lines that say it, the evidence's first; from 0. */
  readonly lines: readonly number[]
}

/**
 * The causes that a text may have, best first; empty where it is unknown. The most telling kind alone answers: a text that
 * names a cause is not also wrapped in "exit status 2".
 */
export function matchText(text: string, context: Context = {}): Match[] {
  const prepared = new Text(text)
  const known = {...context, version: context.version ?? versionIn(prepared.plain)}
  const hits = candidates(prepared)
    .flatMap((rule) => findHit(rule, prepared, known) ?? [])
    .sort(compareHits)
  const best = new Map<Code, Hit[]>()
  for (const hit of hits) {
    if (kindOf(hit.rule) === kindOf(hits[0]?.rule ?? hit.rule))
      best.set(hit.rule.code, [...(best.get(hit.rule.code) ?? []), hit])
  }
  return [...best.values()].map((group) => toMatch(group, prepared))
}

/** The one that tells more, and the surer one, comes first. */
export function compareMatches(a: Pick<Match, 'kind' | 'confidence'>, b: Pick<Match, 'kind' | 'confidence'>): number {
  return (
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence)
  )
}

/** Where a rule holds in a text. */
interface Hit {
  readonly rule: Rule
  readonly weight: number
  /** Of the first of them. */
  readonly args: Args
  /** Rising, never empty. */
  readonly indices: readonly number[]
}

function findHit(rule: Rule, text: Text, context: Context): Hit | undefined {
  const {pattern} = rule
  if (!holdsIn(pattern, text, context)) return undefined
  const found = pattern.says
    .flatMap((phrase) => text.find(phrase))
    .filter(({groups}) => pattern.less === undefined || isLess(groups?.[pattern.less[0]], groups?.[pattern.less[1]]))
    .sort((a, b) => a.index - b.index)
  if (found.length === 0) return undefined
  if (pattern.unless?.some((phrase) => text.find(phrase).length > 0)) return undefined
  if (pattern.with?.some((phrase) => text.find(phrase).length === 0)) return undefined
  const settledAt = (pattern.unlessThen ?? [])
    .flatMap((phrase) => text.find(phrase))
    .reduce((last, {index}) => Math.max(last, index), -1)
  const open = found.filter(({index}) => index > settledAt)
  const [first] = open
  if (first === undefined) return undefined
  const weight = open.reduce((most, hit) => Math.max(most, hit.weight), 0)
  return {rule, weight, args: defined(first.groups), indices: open.map(({index}) => index)}
}

function holdsIn(pattern: Pattern, text: Text, {surface, status, version}: Context): boolean {
  const {surfaces, statuses, versions} = pattern
  if (surfaces !== undefined && surface !== undefined && !surfaces.includes(surface)) return false
  // An empty text says nothing without its status.
  if (statuses !== undefined && (status === undefined ? text.plain.trim() === '' : !statuses.includes(status)))
    return false
  if (versions === undefined || version === undefined || !isRelease(version)) return true
  const {from = version, before} = versions
  return compareVersions(version, from) >= 0 && (before === undefined || compareVersions(version, before) < 0)
}

function isLess(a = '', b = ''): boolean {
  return Number.parseFloat(a) < Number.parseFloat(b)
}

/** What tells most comes first; then what is surest, what says it in the most words, what stands first. */
function compareHits(a: Hit, b: Hit): number {
  return (
    compareMatches(tellingOf(a.rule), tellingOf(b.rule)) ||
    b.weight - a.weight ||
    (a.indices[0] ?? 0) - (b.indices[0] ?? 0)
  )
}

function tellingOf(rule: Rule): Pick<Match, 'kind' | 'confidence'> {
  return {kind: kindOf(rule), confidence: rule.pattern.confidence}
}

function kindOf({pattern}: Rule): Kind {
  return pattern.kind ?? 'cause'
}

/** From all hits of one code, the best first. */
function toMatch(hits: readonly Hit[], text: Text): Match {
  const [best] = hits as [Hit]
  const {rule, args, indices} = best
  const [index = 0] = indices
  return {
    code: rule.code,
    confidence: rule.pattern.confidence,
    kind: kindOf(rule),
    args,
    evidence: text.around(index),
    lines: [...new Set(hits.flatMap((hit) => hit.indices).map((index) => text.lineOf(index)))],
  }
}

function defined(groups: Record<string, string | undefined> = {}): Args {
  return Object.fromEntries(Object.entries(groups).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
