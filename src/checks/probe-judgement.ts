import type {Answer, Reply} from '../ollama/exchange.ts'
import type {Generation} from '../ollama/generate.ts'
import {errorText, parseJson, readEmbedding} from '../ollama/responses.ts'
import type {Server} from '../ollama/server.ts'
import type {CheckContext, Finding} from './check.ts'
import {explainFailure} from './connection-failure.ts'
import type {Candidate} from './probe-candidates.ts'
import {clip, explainError, invalidAnswer} from './trouble.ts'

/** One model, asked: what was measured, or why it did not answer. */
export interface Probe {
  readonly measured?: Readonly<Record<string, string | number | undefined>>
  readonly findings: readonly Finding[]
  readonly transient: boolean
  /** What it answered, where that is an error in its own words. */
  readonly answer?: {readonly status: number; readonly said: string}
}

/** What the server counts as loading of a loaded model was 1 to 15 ms on real ones; a tiny model's real load some 280 ms. */
const warmLoadMs = 100

/** Tells slow from silent from failed, by what came of a streamed answer. */
export async function judgeGeneration(
  candidate: Candidate,
  generation: Generation,
  context: CheckContext,
): Promise<Probe> {
  const {reply, streamError, garbage, last, tokensSeen, firstTokenMs} = generation
  const path = '/api/generate'
  if (!reply.answered) return unanswered(candidate, reply, context)
  const error = reply.status >= 300 ? (streamError ?? reply.body.trim()) : streamError
  if (error !== undefined) return failed(candidate, error, reply, path, context)
  const evidence = [
    {source: `${path}, HTTP ${reply.status}`, text: `${tokensSeen} tokens, no “done”: ${clip(reply.body.trim(), 300)}`},
  ]
  const subject = candidate.name
  if (garbage !== undefined || reply.end === 'too-large') {
    return {findings: [{...invalidAnswer(reply, path, context.probeTimeoutMs), subject}], transient: false}
  }
  if (last === undefined && reply.end === 'timeout') {
    const args = {model: candidate.name, waitedMs: context.probeTimeoutMs, ...(tokensSeen > 0 && {tokens: tokensSeen})}
    // Tokens that come, however slowly, are no hang.
    const slow = tokensSeen > 0
    const code = slow ? 'client-timeout' : 'runner-hang'
    const confidence = slow ? 'likely' : 'possible'
    return {findings: [{code, confidence, kind: 'wrapper', subject, args, evidence}], transient: true}
  }
  if (last === undefined) {
    const args = {model: candidate.name, tokens: tokensSeen}
    const about = {subject, args, evidence}
    return {findings: [{code: 'stream-interrupted', confidence: 'certain', kind: 'wrapper', ...about}], transient: true}
  }
  const {loadMs, tokens = 0, tokensMs, promptTokens} = last
  if (tokens === 0 && tokensSeen === 0) {
    // It says that it is done, and has answered nothing.
    return {findings: [{...invalidAnswer(reply, path, context.probeTimeoutMs), subject}], transient: true}
  }
  return {
    measured: {
      model: candidate.name,
      loadMs: isLoad(candidate, loadMs) ? loadMs : undefined,
      firstTokenMs,
      promptTokens,
      tokens,
      tokensPerSecond: tokens > 0 && tokensMs ? (tokens / tokensMs) * 1_000 : undefined,
    },
    findings:
      candidate.loaded !== undefined && loadMs !== undefined && isLoad(candidate, loadMs)
        ? [reloaded(candidate, loadMs)]
        : [],
    transient: false,
  }
}

/** What a loaded model takes before it answers is no load; nor is it, where nobody knows whether it was loaded. */
function isLoad({isCold}: Candidate, loadMs: number | undefined): boolean {
  return loadMs !== undefined && (isCold || loadMs > warmLoadMs)
}

function reloaded({name}: Candidate, loadMs: number): Finding {
  return {
    code: 'model-reloaded',
    confidence: 'likely',
    subject: name,
    args: {model: name, loadMs},
    evidence: [
      {source: '/api/generate', text: `load_duration ${Math.round(loadMs)} ms, though /api/ps had listed the model`},
    ],
  }
}

export async function judgeEmbedding(candidate: Candidate, reply: Reply, context: CheckContext): Promise<Probe> {
  const path = '/api/embed'
  if (!reply.answered) return unanswered(candidate, reply, context)
  const body = reply.end === 'complete' ? parseJson(reply.body) : undefined
  if (reply.status >= 300) return failed(candidate, errorText(body ?? reply.body), reply, path, context)
  const embedding = readEmbedding(body)
  if (embedding === undefined) {
    return {
      findings: [{...invalidAnswer(reply, path, context.probeTimeoutMs), subject: candidate.name}],
      transient: false,
    }
  }
  return {
    measured: {
      model: candidate.name,
      loadMs: isLoad(candidate, embedding.loadMs) ? embedding.loadMs : undefined,
      embedMs: reply.ms,
      dimensions: embedding.dimensions,
    },
    findings: [],
    transient: false,
  }
}

/** A request that only loads: it is answered when that is done. */
export async function judgeLoad(candidate: Candidate, reply: Reply, context: CheckContext): Promise<Probe> {
  const path = '/api/generate'
  if (!reply.answered) return unanswered(candidate, reply, context)
  const body = reply.end === 'complete' ? parseJson(reply.body) : undefined
  const {error, done} = (body ?? {}) as {error?: unknown; done?: unknown}
  if (reply.status >= 300 || error !== undefined)
    return failed(candidate, errorText(body ?? reply.body), reply, path, context)
  if (done !== true) {
    const subject = candidate.name
    return {findings: [{...invalidAnswer(reply, path, context.probeTimeoutMs), subject}], transient: true}
  }
  return {measured: {model: candidate.name, loadMs: reply.ms}, findings: [], transient: false}
}

/** An error in the server's own words, whether by status or as a line inside a 200: both are the failure they say. */
async function failed(
  candidate: Candidate,
  error: string,
  answer: Answer,
  path: string,
  {server}: CheckContext,
): Promise<Probe> {
  const about = explainError(error, answer, path, {model: candidate.name}).map((finding) => ({
    ...finding,
    // Where it is only a warning by itself, here a request has failed of it.
    severity: 'error' as const,
    subject: candidate.name,
  }))
  const unopened = about.some(({code}) => code === 'embedding-model-for-generate' || code === 'model-not-found')
  const findings = unopened && candidate.listed ? await rankByDetails(about, candidate, server) : about
  const transient = answer.status >= 500 || answer.status < 300
  return {findings, transient, answer: {status: answer.status, said: error}}
}

/**
 * "Not found" and "does not support generate" are also what the server says of a model that it lists and of which it
 * cannot open a file. Then /api/show fails, too, or tells no capabilities.
 */
async function rankByDetails(findings: readonly Finding[], {name}: Candidate, server: Server): Promise<Finding[]> {
  const details = await server.details(name)
  const capable = details.ok && details.value.capabilities !== undefined
  const said =
    !details.ok && details.trouble.kind === 'status'
      ? {source: `/api/show, HTTP ${details.trouble.status}`, text: details.trouble.text}
      : {source: '/api/show', text: capable ? 'capabilities as ever' : 'no capabilities'}
  const [first] = findings
  if (first === undefined || (capable && first.code === 'embedding-model-for-generate')) return [...findings]
  const missing: Finding = {...first, code: 'blob-missing', confidence: 'likely', evidence: [...first.evidence, said]}
  return [missing, {...first, confidence: 'possible'}]
}

async function unanswered(
  candidate: Candidate,
  reply: Reply & {answered: false},
  context: CheckContext,
): Promise<Probe> {
  if (reply.failure.kind !== 'no-answer') {
    return {findings: await explainFailure(reply.failure, context), transient: true}
  }
  const evidence = [{source: 'POST to the model', text: `no answer within ${Math.round(reply.ms)} ms`}]
  const about = {subject: candidate.name, args: {model: candidate.name, waitedMs: reply.ms}, evidence}
  // One look cannot tell a hang from a long answer to somebody else, or from a load that goes on.
  const [hang, wait]: [Finding, Finding] = [
    {code: 'runner-hang', confidence: 'possible', kind: 'wrapper', ...about},
    {code: 'client-timeout', confidence: 'possible', kind: 'wrapper', ...about},
  ]
  const findings = candidate.loaded === undefined ? [{...wait, confidence: 'likely' as const}, hang] : [hang, wait]
  return {findings, transient: true}
}
