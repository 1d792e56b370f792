import {setTimeout as sleep} from 'node:timers/promises'
import type {Finding, Surroundings} from '../checks/check.ts'
import type {PullEnd} from '../ollama/pull.ts'
import {PullProgress} from '../ollama/pull-progress.ts'
import {type Judgement, judgePull} from './judge.ts'

/** How a model is fetched: over the API, or by the `ollama` command. */
export type Puller = (
  model: string,
  watched: {readonly progress: PullProgress; readonly signal: AbortSignal; readonly onProgress: () => void},
) => Promise<PullEnd>

/** The room for what is being pulled. */
export interface Room {
  /** Looks at a model's sizes as they become known; findings end its pull. */
  check(model: string, progress: PullProgress): Promise<readonly Finding[]>
  /** The model needs no more room. */
  release(model: string): void
}

export interface PullModelOptions {
  readonly pull: Puller
  readonly context: Surroundings
  /** How often a pull is asked for again in a row without getting a hundredth of its bytes further. */
  readonly retries: number
  /** Before the first retry; see `delayBefore`. */
  readonly retryDelayMs: number
  readonly signal: AbortSignal
  readonly room: Room
  readonly observer: PullObserver
}

/** Hears what goes on, as it goes on. */
export interface PullObserver {
  started?(model: string, progress: PullProgress): void
  /** At each line that tells something new: up to thousands a second. */
  progressed?(model: string, progress: PullProgress): void
  retrying?(model: string, retry: Retry): void
  ended?(model: string, result: PullResult): void
}

/** A further request for a model, and why the last one was not enough. */
export interface Retry {
  /** The attempts so far. */
  readonly attempts: number
  readonly delayMs: number
  readonly finding: Finding
}

export interface PullResult {
  /** Empty where the server says that it succeeded. */
  readonly findings: readonly Finding[]
  readonly totalBytes: number
  /** Of these, those that the server has. */
  readonly completedBytes: number
  readonly durationMs: number
  readonly attempts: number
}

const maxDelayMs = 60_000
const maxDoublings = 20
/** What is damaged twice is damaged at its source, or by what lies on the way. */
const maxMismatches = 1
const furtherShare = 0.01

/** Pulls a model, and again where that can help: the server goes on from the parts that it has. */
export async function pullModel(model: string, options: PullModelOptions): Promise<PullResult> {
  const {observer, signal} = options
  const startedAt = performance.now()
  const progress = new PullProgress()
  observer.started?.(model, progress)
  let failures = 0
  let mismatches = 0
  let heldBytes = 0
  for (let attempts = 1; ; attempts += 1) {
    const {findings, curable} = await attempt(model, progress, options)
    signal.throwIfAborted()
    const [finding] = findings
    const isFurther = progress.heldBytes - heldBytes > furtherShare * progress.totalBytes
    failures = isFurther ? 1 : failures + 1
    heldBytes = Math.max(heldBytes, progress.heldBytes)
    if (finding?.code === 'digest-mismatch') {
      mismatches += 1
      progress.discard()
      heldBytes = 0
    }
    if (finding === undefined || !curable || failures > options.retries || mismatches > maxMismatches) {
      const durationMs = Math.round(performance.now() - startedAt)
      const {totalBytes, completedBytes} = progress
      const result = {findings, totalBytes, completedBytes, durationMs, attempts}
      options.room.release(model)
      observer.ended?.(model, result)
      return result
    }
    const delayMs = delayBefore(failures, options.retryDelayMs)
    observer.retrying?.(model, {attempts, delayMs, finding})
    await sleep(delayMs, undefined, {signal}).catch(() => signal.throwIfAborted())
  }
}

/** Twice as long each time, up to a minute, or to what the user said. */
function delayBefore(retry: number, firstMs: number): number {
  return Math.min(Math.max(maxDelayMs, firstMs), firstMs * 2 ** Math.min(retry - 1, maxDoublings))
}

/** One request. No findings are success. */
async function attempt(
  model: string,
  progress: PullProgress,
  {pull, context, signal, room, observer}: PullModelOptions,
): Promise<Judgement | {findings: readonly []; curable: false}> {
  const stop = new AbortController()
  let shortage: readonly Finding[] = []
  let totalBytes = 0
  progress.restart()
  observer.progressed?.(model, progress)
  const end = await pull(model, {
    progress,
    signal: AbortSignal.any([signal, stop.signal]),
    onProgress: () => {
      observer.progressed?.(model, progress)
      if (progress.totalBytes === totalBytes) return
      totalBytes = progress.totalBytes
      void room.check(model, progress).then((findings) => {
        if (findings.length === 0) return
        shortage = findings
        stop.abort()
      })
    },
  })
  if (end.kind === 'stopped') return {findings: shortage, curable: false}
  return end.kind === 'success'
    ? {findings: [], curable: false}
    : judgePull(end, model, {...context, verifying: progress.phase === 'verify'})
}
