import {setTimeout as sleep} from 'node:timers/promises'
import type {Severity} from '../catalogue/entry.ts'
import type {CheckId} from '../catalogue/ids.ts'
import {entryOf} from '../catalogue/index.ts'
import type {Check, CheckContext, Facts, Finding, Outcome, Skip} from '../checks/check.ts'

export type Status = 'pass' | 'warn' | 'fail' | 'skip' | 'error'

/** What became of a check. */
export interface CheckResult {
  readonly check: Check
  readonly status: Status
  readonly outcome: Outcome
  readonly durationMs: number
  readonly attempts: number
  /** Set where the check itself could not be carried through. */
  readonly error?: string
  /** Set where it failed, though the user holds nothing of that against the server. */
  readonly isExcused?: true
}

/** What the engine is given for its checks; it adds what they learn from each other. */
export type RunContext = Omit<CheckContext, 'factsOf'>

export interface EngineOptions {
  /** What the user makes of a finding: another severity, or undefined where it is to be left out. */
  readonly judge?: (finding: Finding, check: Check) => Finding | undefined
  readonly checks: readonly Check[]
  readonly excluded: ReadonlySet<CheckId>
  readonly retries: number
  /** The wait before the first retry; the second waits twice as long, and so on. */
  readonly retryDelayMs: number
  readonly onStart?: (check: Check) => void
  readonly onEnd?: (result: CheckResult) => void
}

/** How long a check may take to put things back once the run was ended. */
const graceMs = 400

/**
 * Runs the checks of one target, each as soon as those it requires are done. A requirement that failed makes its
 * dependants skipped; a check that throws, hangs, or is cut short by the deadline becomes an error and hides nothing else.
 */
export async function runChecks(given: Omit<CheckContext, 'factsOf'>, options: EngineOptions): Promise<CheckResult[]> {
  const facts = new Map<CheckId, Facts>()
  const context: CheckContext = {...given, factsOf: (id) => facts.get(id) ?? {}}
  const running = new Map<CheckId, Promise<CheckResult>>()
  const settled = async (ids: readonly CheckId[]): Promise<CheckResult[]> => {
    const results = await Promise.all(ids.map((id) => running.get(id)))
    return results.filter((result) => result !== undefined)
  }
  for (const check of options.checks) {
    running.set(
      check.id,
      (async () => {
        const result = await runCheck(check, await settled(check.requires), context, options)
        facts.set(check.id, result.outcome.facts ?? {})
        options.onEnd?.(result)
        return result
      })(),
    )
  }
  return Promise.all(running.values())
}

async function runCheck(
  check: Check,
  required: readonly CheckResult[],
  context: CheckContext,
  options: EngineOptions,
): Promise<CheckResult> {
  const skipped = (skip: Skip): CheckResult => ({check, status: 'skip', outcome: {skip}, durationMs: 0, attempts: 0})
  if (options.excluded.has(check.id)) return skipped({reason: 'excluded'})
  const blocking = required.find(isBlocking)
  if (blocking !== undefined) return skipped({reason: 'requirement', args: {check: blocking.check.id}})

  options.onStart?.(check)
  const startedAt = performance.now()
  for (let attempts = 1; ; attempts += 1) {
    const attempt = await attemptCheck(check, context)
    const retry = attempts <= options.retries && isWorthRetrying(check, attempt.outcome)
    if (retry) await sleep(options.retryDelayMs * attempts, undefined, {signal: context.signal}).catch(() => undefined)
    // Where the run ends while it waits, what was found last still stands.
    if (!retry || context.signal.aborted) {
      const durationMs = Math.round(performance.now() - startedAt)
      return judged({check, ...attempt, durationMs, attempts}, options.judge)
    }
  }
}

async function attemptCheck(
  check: Check,
  context: CheckContext,
): Promise<Pick<CheckResult, 'status' | 'outcome' | 'error'>> {
  const finished = new AbortController()
  try {
    const outcome = await Promise.race([check.run(context), limit(check, context.signal, finished.signal)])
    const status = statusOf(outcome)
    // What an interrupted request looks like to a check says nothing about the server.
    if (context.signal.aborted && !(outcome.isSaid && status === 'fail')) throw context.signal.reason
    return {status, outcome}
  } catch (error) {
    return {status: 'error', outcome: {}, error: error instanceof Error ? error.message : String(error)}
  } finally {
    finished.abort()
  }
}

/** With what the user makes of its findings. A failure that is left out altogether is no pass: nothing is said of it. */
function judged(result: CheckResult, judge: EngineOptions['judge']): CheckResult {
  const {findings = []} = result.outcome
  if (judge === undefined || findings.length === 0) return result
  const kept = findings.flatMap((finding) => judge(finding, result.check) ?? [])
  const outcome = {...result.outcome, findings: kept}
  if (result.status !== 'fail')
    return {...result, outcome, status: result.status === 'error' ? 'error' : statusOf(outcome)}
  const status = statusOf(outcome)
  if (status === 'fail') return {...result, outcome, status}
  const codes = [...new Set(findings.map(({code}) => code))].join(', ')
  if (kept.length > 0) return {...result, outcome, status, isExcused: true}
  return {...result, outcome: {skip: {reason: 'silenced', args: {codes}}}, status: 'skip', isExcused: true}
}

/** Rejects when the check's own time is up, or a moment after the run was ended. */
async function limit(check: Check, ended: AbortSignal, finished: AbortSignal): Promise<never> {
  const ownTime = sleep(check.timeoutMs, undefined, {signal: AbortSignal.any([ended, finished])}).catch(() => undefined)
  await ownTime
  if (!ended.aborted) throw new Error(`${check.id} did not end within ${check.timeoutMs} ms`)
  await sleep(graceMs, undefined, {signal: finished}).catch(() => undefined)
  throw ended.reason
}

export function severityOf(finding: Finding): Severity {
  return finding.severity ?? entryOf(finding.code).severity
}

function statusOf({skip, findings = []}: Outcome): Status {
  if (skip !== undefined) return 'skip'
  const severities = findings.map(severityOf)
  if (severities.includes('error')) return 'fail'
  return severities.includes('warning') ? 'warn' : 'pass'
}

/** What is excused fails nothing, and is in the way all the same. */
function isBlocking({status, isExcused, outcome: {skip}}: CheckResult): boolean {
  return isExcused === true || status === 'fail' || status === 'error' || skip?.reason === 'requirement'
}

/** A network error or a 5xx, unless the cause is one that time does not cure. */
function isWorthRetrying(check: Check, {transient, findings = []}: Outcome): boolean {
  return check.retryable && transient === true && findings.some(({code}) => entryOf(code).retryable)
}
