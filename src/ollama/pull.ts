import type {Client} from './client.ts'
import type {Answer} from './exchange.ts'
import type {Failure} from './failure.ts'
import {lineSplitter} from './lines.ts'
import type {PullProgress} from './pull-progress.ts'
import {errorText, parseJson, readPullLine} from './responses.ts'
import {StallWatch} from './stall-watch.ts'

/** How one request to pull a model ended. */
export type PullEnd =
  | {readonly kind: 'success'}
  /** In the server's own words; `status` is 200 where it came as a line of the stream. */
  | {readonly kind: 'error'; readonly text: string; readonly source: string; readonly status?: number}
  /** Nothing moved for so long, and the request was given up. */
  | {readonly kind: 'stalled'; readonly waitedMs: number}
  /** It ended without an error and without “success”. */
  | {readonly kind: 'cut'; readonly lastLine: string}
  /** The server could not be reached. */
  | {readonly kind: 'failure'; readonly failure: Failure}
  /** The answer is none of Ollama's. */
  | {readonly kind: 'invalid'; readonly answer: Answer}
  /** By the caller's signal. */
  | {readonly kind: 'stopped'}

export interface PullOptions {
  /** As the user wrote it. */
  readonly model: string
  /** Whether the registry may speak plain HTTP, or have a certificate that cannot be verified. */
  readonly insecure: boolean
  /** After so long without a byte the request is given up. */
  readonly stallTimeoutMs: number
  /** Ends the request; the server then stops the download, and keeps its parts. */
  readonly signal: AbortSignal
  readonly progress: PullProgress
  /** Whenever `progress` has news. */
  readonly onProgress: () => void
}

/** A pull takes as long as it takes: the stall watch ends it. 24 days are the most that Node's timers can. */
const noTimeoutMs = 2 ** 31 - 1
const keptLength = 16 * 1_024

/** A streamed /api/pull. The status tells nothing: what fails after the first line comes as a line under a 200. */
export async function pullByApi(client: Client, options: PullOptions): Promise<PullEnd> {
  const {model, insecure, progress} = options
  const seen: {error?: string; success?: true; garbage?: true; lines: number; lastLine: string} = {
    lines: 0,
    lastLine: '',
  }
  using watch = new StallWatch(progress, options.stallTimeoutMs)
  const lines = lineSplitter((source) => {
    seen.lastLine = source
    const line = readPullLine(parseJson(source))
    if (line === undefined) {
      seen.garbage = true
      return 'stop'
    }
    seen.lines += 1
    if (line.error !== undefined) seen.error = line.error
    else if (line.status === 'success') seen.success = true
    else if (progress.read(line)) {
      watch.moved()
      options.onProgress()
    }
    return seen.error !== undefined || seen.success ? 'stop' : undefined
  })
  const reply = await client.send({
    method: 'POST',
    path: '/api/pull',
    // Servers before 0.1.2x know the field only as `name`.
    json: {model, name: model, insecure, stream: true},
    timeoutMs: noTimeoutMs,
    maxBytes: Number.POSITIVE_INFINITY,
    keepLength: keptLength,
    onText: lines.push,
    signal: AbortSignal.any([options.signal, watch.signal]),
  })
  if (watch.stalled) return {kind: 'stalled', waitedMs: watch.waitedMs}
  if (options.signal.aborted) return {kind: 'stopped'}
  if (!reply.answered) return {kind: 'failure', failure: reply.failure}
  if (reply.end === 'complete') lines.finish()
  if (reply.status >= 300 || reply.status === 204) {
    const text = errorText(parseJson(reply.body) ?? reply.body)
    return {kind: 'error', text, source: `/api/pull, HTTP ${reply.status}`, status: reply.status}
  }
  if (seen.error !== undefined) return {kind: 'error', text: seen.error, source: '/api/pull, HTTP 200', status: 200}
  if (seen.success) return {kind: 'success'}
  // Half a line behind whole ones is where it was cut.
  const isForeign = seen.garbage && (seen.lines === 0 || reply.end === 'stopped')
  return isForeign ? {kind: 'invalid', answer: reply} : {kind: 'cut', lastLine: seen.lastLine}
}
