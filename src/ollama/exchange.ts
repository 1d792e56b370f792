import http from 'node:http'
import https from 'node:https'
import type {Readable} from 'node:stream'
import {got, type Request, type Response} from 'got'
import {type Failure, toFailure} from './failure.ts'
import {timeLimit} from './time-limit.ts'

export interface Call {
  readonly method: 'GET' | 'HEAD' | 'POST'
  /** With its leading slash, below the address's own path. */
  readonly path: string
  readonly json?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  /** For the whole exchange, from the first look-up to the last byte. */
  readonly timeoutMs: number
  /** Reading stops there. Default 16 MiB: a server with a thousand models sends some 500 KiB. */
  readonly maxBytes?: number
  /** How many of the first characters of the body are kept, where a stream is only read through. Default: all. */
  readonly keepLength?: number
  /** Gets the body's text as it arrives; `stop` ends the exchange. */
  readonly onText?: (text: string) => 'stop' | undefined
  /** Goes on when the user interrupts: for putting back what was changed. */
  readonly detached?: boolean
  /** Ends this exchange alone. */
  readonly signal?: AbortSignal
}

/** How the body ended: whole, cut by the server, or left by us because of its size, its time, or on purpose. */
export type BodyEnd = 'complete' | 'cut' | 'too-large' | 'timeout' | 'stopped' | 'aborted'

export interface Answer {
  readonly answered: true
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** As far as it was read; invalid UTF-8 becomes U+FFFD. */
  readonly body: string
  readonly end: BodyEnd
  /** From the moment the request was sent, connected and all, until the headers of the answer were there. */
  readonly headersMs: number
  readonly ms: number
  /** The server's IP address, as it was dialled. */
  readonly remoteAddress?: string
}

export interface NoAnswer {
  readonly answered: false
  readonly failure: Failure
  readonly ms: number
}

export type Reply = Answer | NoAnswer

const defaultMaxBytes = 16 * 2 ** 20
const connectTimeoutMs = 5_000
// A socket of its own for every request: one that the server has meanwhile closed would look like a failure of the server.
const agent = {http: new http.Agent({keepAlive: false}), https: new https.Agent({keepAlive: false})}

export interface ExchangeOptions {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Ends the exchange, unless the call is detached. */
  readonly signal: AbortSignal
}

/** One request and its answer. Every stage has a timeout and the body a limit; a failure is a value, not an exception. */
export async function exchange(call: Call, {url, headers, signal}: ExchangeOptions): Promise<Reply> {
  const startedAt = performance.now()
  const elapsed = (): number => performance.now() - startedAt
  // Less than the whole, so that a connection that does not come is told from an answer that does not.
  const stage = Math.min(0.8 * call.timeoutMs, connectTimeoutMs)
  using limit = timeLimit(
    call.timeoutMs,
    call.detached ? undefined : signal,
    new Error(`no answer within ${call.timeoutMs} ms`),
  )
  let request: Request
  let response: Response
  let sentAt = startedAt
  try {
    request = got.stream(url, {
      method: call.method,
      ...(call.json !== undefined && {json: call.json}),
      headers: {...headers, ...call.headers},
      agent,
      signal: call.signal === undefined ? limit.signal : AbortSignal.any([limit.signal, call.signal]),
      retry: {limit: 0},
      followRedirect: false,
      throwHttpErrors: false,
      timeout: {lookup: stage, connect: stage, secureConnect: stage, response: call.timeoutMs},
    })
    request.once('request', (sending: http.ClientRequest) => {
      sending.once('finish', () => {
        sentAt = performance.now()
      })
    })
    response = await headersOf(request)
  } catch (error) {
    const failure: Failure = limit.expired
      ? {kind: 'no-answer', message: `no answer within ${call.timeoutMs} ms`}
      : toFailure(error)
    return {answered: false, failure, ms: elapsed()}
  }
  const headersMs = performance.now() - sentAt
  const {body, end} = await readBody(request, call)
  return {
    answered: true,
    status: response.statusCode,
    headers: flatten(response.headers),
    body,
    end: end === 'aborted' && limit.expired ? 'timeout' : end,
    headersMs,
    ms: elapsed(),
    ...(response.ip !== undefined && {remoteAddress: response.ip}),
  }
}

function headersOf(request: Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve)
    // Stays for the rest of the exchange: got emits late errors that nobody else would catch.
    request.on('error', reject)
  })
}

async function readBody(stream: Readable, call: Call): Promise<{body: string; end: BodyEnd}> {
  const limit = call.maxBytes ?? defaultMaxBytes
  const decoder = new TextDecoder()
  const parts: string[] = []
  let bytes = 0
  let room = call.keepLength ?? Number.POSITIVE_INFINITY
  const take = (text: string): boolean => {
    if (room > 0) parts.push(text.slice(0, room))
    room -= text.length
    return text !== '' && call.onText?.(text) === 'stop'
  }
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const left = limit - bytes
      bytes += chunk.length
      const stop = take(decoder.decode(chunk.subarray(0, left), {stream: true}))
      if (stop || bytes > limit) return {body: parts.join(''), end: stop ? 'stopped' : 'too-large'}
    }
  } catch (error) {
    return {body: parts.join(''), end: toFailure(error).kind === 'aborted' ? 'aborted' : 'cut'}
  } finally {
    stream.destroy()
  }
  take(decoder.decode())
  return {body: parts.join(''), end: 'complete'}
}

function flatten(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]))
}
