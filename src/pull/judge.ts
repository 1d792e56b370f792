import {entryOf} from '../catalogue/index.ts'
import type {Finding, Surroundings} from '../checks/check.ts'
import {explainFailure} from '../checks/connection-failure.ts'
import {clip, explainText, invalidAnswer} from '../checks/trouble.ts'
import {defaultHost} from '../ollama/default-address.ts'
import type {Failure, FailureKind} from '../ollama/failure.ts'
import type {PullEnd} from '../ollama/pull.ts'

/** Why a request to pull a model failed, and whether asking again can cure it. */
export interface Judgement {
  /** Likeliest first, never empty. */
  readonly findings: readonly Finding[]
  readonly curable: boolean
}

const shownLength = 500
/** Of the SHA-256 of nothing at all. */
const emptyDigest = 'e3b0c44298fc1c14'
/** A server that restarts refuses for a while; what is wrong with its name or its certificate stays wrong. */
const passing: ReadonlySet<FailureKind> = new Set(['refused', 'reset', 'connect-timeout', 'unreachable', 'no-answer'])

/** Says what a pull that did not succeed met. */
export async function judgePull(
  end: Exclude<PullEnd, {kind: 'success' | 'stopped'}>,
  model: string,
  context: Surroundings & {readonly verifying: boolean},
): Promise<Judgement> {
  // The next pull would trust the files that this one did not hash to the end.
  const {verifying} = context
  switch (end.kind) {
    case 'failure':
      return {findings: await judgeFailure(end.failure, context), curable: !verifying && passing.has(end.failure.kind)}
    case 'invalid':
      return {findings: [{...invalidAnswer(end.answer, '/api/pull', 0), subject: model}], curable: false}
    case 'stalled':
      return {
        findings: [about(model, {code: 'pull-stalled', severity: 'error', args: {waitedMs: end.waitedMs}})],
        curable: !verifying,
      }
    case 'cut':
      return {
        findings: [
          about(model, {
            code: 'pull-incomplete',
            evidence: [{source: 'last line of /api/pull', text: clip(end.lastLine, shownLength)}],
          }),
        ],
        curable: !verifying,
      }
    case 'error':
      return judgeError(end, model)
  }
}

/** The server answered before: where it refuses now, it is down, and no other reading of a refusal holds. */
async function judgeFailure(failure: Failure, context: Surroundings): Promise<readonly Finding[]> {
  if (failure.kind !== 'refused') return explainFailure(failure, context)
  const {host, port, url, dialUrl} = context.server.client.address
  return [
    {
      code: 'server-not-running',
      confidence: 'certain',
      subject: url,
      args: {host: host || defaultHost, port, url},
      evidence: [{source: `connection to ${dialUrl}`, text: failure.message}],
    },
  ]
}

function judgeError({text, source, status}: Extract<PullEnd, {kind: 'error'}>, model: string): Judgement {
  const surface = status === undefined ? 'cli' : 'api'
  const emptyHash = text.includes(`got sha256:${emptyDigest}`) ? {emptyHash: `${emptyDigest}…`} : {}
  const findings = explainText(text, {surface, status}, {source, args: {model, ...emptyHash}})
  const [first] = findings
  return {
    findings: findings.map((finding) => ({...finding, subject: model})),
    // A status says little; it decides only where the words say nothing.
    curable:
      first !== undefined &&
      (entryOf(first.code).retryable || (first.code === 'unknown-error' && (status ?? 0) >= 500)),
  }
}

function about(model: string, finding: Pick<Finding, 'code'> & Partial<Finding>): Finding {
  return {confidence: 'certain', subject: model, evidence: [], ...finding, args: {model, ...finding.args}}
}
