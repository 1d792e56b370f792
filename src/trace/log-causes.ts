import {type Confidence, confidences} from '../catalogue/entry.ts'
import {type Code, type DomainName, domainOf} from '../catalogue/index.ts'
import type {Evidence, Finding} from '../checks/check.ts'
import {evidenceOf} from '../diagnosis/evidence.ts'
import {textOf, toIso} from '../logs/event-report.ts'
import type {Excerpt} from '../logs/excerpt.ts'
import {isAccess, type Problem} from '../logs/incidents.ts'
import {tieTo} from './link.ts'
import type {Symptom} from './symptom.ts'

/** What a log says of a request that failed. */
export interface LogCauses {
  /** What is tied to the request. */
  readonly tied: readonly Finding[]
  /** What was written at the same time, and is tied to nothing. */
  readonly coincident: readonly Finding[]
  /** What is tied to the request, and tells no cause. */
  readonly said: readonly Evidence[]
}

/** Reads what a log has of the time of a request. */
export function causesIn(excerpt: Excerpt, symptom: Symptom, weights: string | undefined): LogCauses {
  // Of a request its line tells that it failed, and not why.
  const problems = excerpt.problems.filter(({lines: [line]}) => !isAccess(line))
  const surestOf = tieTo(excerpt, symptom, weights)
  const linked = problems.map((problem) => ({
    most: surestOf(problem),
    problem,
    evidence: evidenceIn(excerpt, problem),
  }))
  const causes = linked.flatMap(({most, problem, evidence}) => {
    const finding = toCause(problem, evidence, symptom.model)
    return finding === undefined ? [] : [{most, finding}]
  })
  return {
    tied: causes.flatMap(({most, finding}) =>
      most === undefined ? [] : [{...finding, confidence: atMost(most, finding.confidence)}],
    ),
    coincident: causes.flatMap(({most, finding}) =>
      most === undefined ? [{...finding, confidence: 'possible' as const}] : [],
    ),
    said: linked.flatMap(({most, problem, evidence}) => (most === undefined || isTelling(problem) ? [] : [evidence])),
  }
}

/** Of what a runner can fail, whatever of it is only a warning by itself; pulls and wrong requests of others are none of it. */
const ofRunners: ReadonlySet<DomainName> = new Set<DomainName>(['memory', 'gpu', 'runner', 'import'])
const alsoOfRunners: ReadonlySet<Code> = new Set<Code>([
  'model-architecture-unsupported',
  'gguf-tensor-type-unsupported',
  'gguf-conversion-faulty',
  'vision-projector-unsupported',
  'model-dropped-by-new-engine',
  'ollama-too-old-for-model',
  'blob-corrupt',
  'blob-missing',
  'context-shift-unsupported',
  'kv-cache-type-needs-flash-attention',
  'load-timeout',
  'noexec-tmp',
  'temp-dir-unusable',
  'execution-blocked',
  'libc-too-old',
])

/** Undefined where a request cannot have failed of it. */
function toCause(problem: Problem, evidence: Evidence, model: string): Finding | undefined {
  const finding = toFinding(problem, evidence, model)
  if (finding === undefined) return undefined
  return ofRunners.has(domainOf(finding.code)) || alsoOfRunners.has(finding.code) ? finding : undefined
}

/** Undefined where it tells no cause. */
export function toFinding({match}: Problem, evidence: Evidence, model?: string): Finding | undefined {
  if (match === undefined || match.kind === 'wrapper' || match.kind === 'harmless') return undefined
  const {code, confidence, kind, args} = match
  // Where it is only a warning by itself, here a request has failed of it.
  const about = model === undefined ? {args} : {subject: model, args: {...args, model}}
  return {code, confidence, kind, severity: 'error', ...about, evidence: [evidence]}
}

function isTelling({match}: Problem): boolean {
  return match !== undefined && match.kind !== 'wrapper'
}

/** `journal ollama, 14:03:11`, and the line. */
export function evidenceIn({source}: Pick<Excerpt, 'source'>, {match, lines: [line]}: Problem): Evidence {
  const time = toIso(line.at)?.slice('2026-11-28T'.length, '2026-11-28T14:03:11'.length)
  return {
    source: time === undefined ? source : `${source}, ${time}`,
    text: match === undefined ? textOf(line) : evidenceOf(match),
  }
}

function atMost(most: Confidence, confidence: Confidence): Confidence {
  return confidences.indexOf(most) > confidences.indexOf(confidence) ? most : confidence
}
