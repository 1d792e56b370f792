import type {Threshold} from '../catalogue/entry.ts'
import type {Language} from '../catalogue/language.ts'
import type {Check, Finding} from '../checks/check.ts'
import type {Host} from '../host/host.ts'
import {createMachine, type Machine} from '../host/machine/machine.ts'
import type {ServerLog} from '../logs/server-log.ts'
import type {Address} from '../ollama/address.ts'
import {createClient, type SentRequest} from '../ollama/client.ts'
import {createServer} from '../ollama/server.ts'
import {timeLimit} from '../ollama/time-limit.ts'
import {buildReport, type TargetRun} from './build-report.ts'
import {type CheckResult, runChecks} from './engine.ts'
import {inParallel} from './in-parallel.ts'
import type {Report, Tool} from './report.ts'
import type {Selection} from './select.ts'

export interface DiagnoseOptions extends Selection {
  readonly targets: readonly Address[]
  /** Required models; each must be present and answer. */
  readonly models: readonly string[]
  readonly probe: boolean
  readonly disruptive: boolean
  /** For one request; those that may have to load a model have a longer default. */
  readonly timeoutMs?: number | undefined
  /** For the whole run. */
  readonly deadlineMs: number
  readonly retries: number
  readonly retryDelayMs: number
  readonly failOn: Threshold
  readonly simulated: string | null
  /** How many targets are checked at a time. */
  readonly parallel: number
  /** Whether that is the most, also where some only wait for a server that is slow or dead. */
  readonly patient?: boolean
  /** What the user makes of a finding; see the engine. */
  readonly judge?: (finding: Finding, check: Check, target: Address) => Finding | undefined
  readonly host: Host
  /** Default: the one that the host is a door to. */
  readonly machine?: Machine
  /** The log of a target, where it tells why something failed; none is read where absent. */
  readonly logOf?: (target: Address) => ServerLog | undefined
  readonly language: Language
  readonly tool: Tool
  /** Ends the run; what was started is put back first. */
  readonly signal: AbortSignal
  readonly observer?: Observer
}

/** Hears what goes on, as it goes on. */
export interface Observer {
  checkStarted?(check: Check, target: Address): void
  checkEnded?(result: CheckResult, target: Address): void
  requestEnded?(request: SentRequest, target: Address): void
}

const defaultTimeoutMs = 10_000
const defaultProbeTimeoutMs = 120_000
/** A server that has not answered all by then delays no other. */
const patienceMs = 1_000

/** What a run found, and from when to when. */
export interface Runs {
  readonly startedAt: Date
  readonly durationMs: number
  readonly targets: readonly TargetRun[]
}

/** Checks every target, and reports on all of them. */
export async function diagnose(options: DiagnoseOptions): Promise<Report> {
  const {targets, startedAt, durationMs} = await runTargets(options)
  return buildReport(targets, {
    tool: options.tool,
    startedAt,
    durationMs,
    simulated: options.simulated,
    failOn: options.failOn,
    language: options.language,
    platform: options.host.platform,
  })
}

/** Checks every target, a bounded number side by side. */
export async function runTargets(options: Omit<DiagnoseOptions, 'failOn' | 'language' | 'simulated'>): Promise<Runs> {
  const startedAt = new Date()
  const started = performance.now()
  const reason = new Error(`the deadline of ${options.deadlineMs / 1_000} s ran out`)
  using limit = timeLimit(options.deadlineMs, options.signal, reason)
  const machine = options.machine ?? createMachine(options.host)
  const targets = await inParallel(
    options.targets,
    options.parallel,
    (target) => runTarget(target, limit.signal, {...options, machine}),
    options.patient ? undefined : patienceMs,
  )
  options.signal.throwIfAborted()
  return {startedAt, durationMs: performance.now() - started, targets}
}

async function runTarget(
  target: Address,
  signal: AbortSignal,
  options: Parameters<typeof runTargets>[0] & {readonly machine: Machine},
): Promise<TargetRun> {
  const {observer, judge} = options
  const client = createClient(target, {
    signal,
    userAgent: `${options.tool.name}/${options.tool.version}`,
    onRequest: (request) => observer?.requestEnded?.(request, target),
  })
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs
  const context = {
    server: createServer(client, timeoutMs),
    host: options.host,
    machine: options.machine,
    log: options.logOf?.(target),
    models: options.models,
    probe: options.probe,
    disruptive: options.disruptive,
    timeoutMs,
    probeTimeoutMs: options.timeoutMs ?? defaultProbeTimeoutMs,
    signal,
    probed: new Map(),
  }
  const results = await runChecks(context, {
    checks: options.checks,
    excluded: options.excluded,
    retries: options.retries,
    retryDelayMs: options.retryDelayMs,
    ...(judge && {judge: (finding, check) => judge(finding, check, target)}),
    onStart: (check) => observer?.checkStarted?.(check, target),
    onEnd: (result) => observer?.checkEnded?.(result, target),
  })
  return {url: target.url, requests: client.requests, results}
}
