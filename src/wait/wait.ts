import {setTimeout as sleep} from 'node:timers/promises'
import type {CheckId} from '../catalogue/ids.ts'
import type {Code} from '../catalogue/index.ts'
import type {Check, Finding} from '../checks/check.ts'
import {type CheckResult, type RunContext, runChecks, severityOf} from '../diagnosis/engine.ts'
import type {Host} from '../host/host.ts'
import {createMachine} from '../host/machine/machine.ts'
import type {Client} from '../ollama/client.ts'
import {createServer} from '../ollama/server.ts'
import {timeLimit} from '../ollama/time-limit.ts'
import {isUnanswered, prospectOf} from './prospect.ts'

export interface WaitOptions {
  readonly client: Client
  readonly host: Host
  /** From the lowest rung to the one that is waited for; see ladder.ts. */
  readonly ladder: readonly Check[]
  readonly models: readonly string[]
  /** For all of it. */
  readonly timeoutMs: number
  /** Between two attempts. */
  readonly intervalMs: number
  /** What stood in the way of something that goes on, as a pull that is tried again. */
  readonly lastKnown: () => readonly Finding[]
  /** Whether to end as soon as something stands in the way that waiting cannot cure. */
  readonly failFast: boolean
  readonly signal: AbortSignal
  readonly observer: WaitObserver
}

/** Hears where it stands, as often as that changes, and more often. */
export interface WaitObserver {
  /** Something that may take its time has begun. */
  reaching?(rung: CheckId): void
  /** Why the lowest rung that is not reached is not, where that is more than that no answer came yet. */
  missed?(finding: Finding | undefined): void
}

/** Of a request that no runner works for. One that is held while the server starts is answered the moment it serves. */
const requestMs = 5_000
/** In less than this, or than a tenth of the time, no attempt is begun: a server far away could not answer it. */
const leastMs = 1_000
const longestPauseMs = 15_000
/** How late a request that was to end with the deadline may be. */
const graceMs = 250

/**
 * Climbs the ladder again and again until its last rung is reached, the time is up, or waiting is no use. Returns how things
 * stood then, never later than a second after the time; rejects with the signal's reason.
 */
export async function waitFor(options: WaitOptions): Promise<CheckResult[]> {
  const {timeoutMs, intervalMs, failFast, signal} = options
  const startedAt = performance.now()
  const left = (): number => timeoutMs - (performance.now() - startedAt)
  const least = Math.min(leastMs, timeoutMs / 10)
  using limit = timeLimit(timeoutMs + graceMs, signal, new Error(`the ${timeoutMs / 1_000} s are over`))
  const pauseAfter = createPace(intervalMs)
  for (let attempts = 1; ; attempts += 1) {
    const results = (await climb(options, left(), limit.signal)).map((result) => ({...result, attempts}))
    signal.throwIfAborted()
    const missed = results.find(({status}) => status !== 'pass' && status !== 'warn')
    if (missed === undefined) return results
    const findings = missed.status === 'error' ? options.lastKnown() : (missed.outcome.findings ?? [])
    const prospect = prospectOf(findings)
    const [first] = findings
    if (first === undefined || !isUnanswered(first)) options.observer.missed?.(first)
    const useless = prospect === 'hopeless' || (failFast && prospect === 'lasting')
    if (useless || left() < least)
      // A rung that was skipped, as its model is gone again, is none that was reached.
      return results.map((result) =>
        result === missed && (prospect === 'pending' || missed.status !== 'fail')
          ? undecided(result, findings)
          : result,
      )
    const pauseMs = pauseAfter(missed.check, first?.code)
    await sleep(Math.min(pauseMs, left() - least), undefined, {signal}).catch(() => undefined)
    signal.throwIfAborted()
  }
}

/** Each attempt to load a model costs the server much: of the same failure ever fewer are made. */
function createPace(intervalMs: number): (missed: Check, code: Code | undefined) => number {
  let pauseMs = intervalMs
  let failed: Code | undefined
  return ({group, id}, code) => {
    const isAgain = group === 'models' && id !== 'model' && code === failed
    pauseMs = isAgain ? Math.min(pauseMs * 2, Math.max(intervalMs, longestPauseMs)) : intervalMs
    failed = code
    return pauseMs
  }
}

function climb(
  {client, host, ladder, models, observer}: WaitOptions,
  leftMs: number,
  signal: AbortSignal,
): Promise<CheckResult[]> {
  // What is left of the time is one wait rather than two, of which the second would be too short to tell anything.
  const timeoutMs = Math.round(leftMs < 2 * requestMs ? leftMs : requestMs)
  const context: RunContext = {
    // A server that was asked before would repeat what it said then.
    server: createServer(client, timeoutMs),
    host,
    machine: createMachine(host),
    // What fails while it is waited for is asked again.
    log: undefined,
    models,
    probe: true,
    disruptive: false,
    timeoutMs,
    probeTimeoutMs: Math.round(leftMs),
    signal,
    probed: new Map(),
  }
  return runChecks(context, {
    checks: ladder,
    excluded: new Set(),
    retries: 0,
    retryDelayMs: 0,
    onStart: ({id}) => observer.reaching?.(id),
  })
}

/** What is on its way is neither reached nor failed. */
function undecided(result: CheckResult, found: readonly Finding[]): CheckResult {
  const findings = found.map(
    (finding): Finding => (severityOf(finding) === 'error' ? {...finding, severity: 'warning'} : finding),
  )
  const {skip: _, ...outcome} = result.outcome
  return {
    ...result,
    status: 'error',
    outcome: {...outcome, findings},
    error: 'still on its way when the time was up',
  }
}
