import http from 'node:http'
import https from 'node:https'
import type {Readable} from 'node:stream'
import {got, type Request, type Response} from 'got'
import type {Address} from './address.ts'
import {type Failure, toFailure} from './failure.ts'
import {timeLimit} from './time-limit.ts'

export interface Call {
  readonly method: 'GET' | 'POST'
  /** With its leading slash, below the address's own path. */
  readonly path: string
  readonly json?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  /** For the whole exchange, from the first look-up to the last byte. */
  readonly timeoutMs: number
  /** Reading stops there. Default 16 MiB: a server with a thousand models sends some 500 KiB. */
  readonly maxBytes?: number
  /** Gets the body's text as it arrives; `stop` ends the exchange. */
  readonly onText?: (text: string) => 'stop' | undefined
  /** Goes on when the user interrupts: for putting back what was changed. */
  readonly detached?: boolean
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

/** One line of the report's list of everything that was sent; `status` is null where no answer came. */
export interface SentRequest {
  readonly method: string
  readonly path: string
  readonly status: number | null
  readonly ms: number
}

export interface Client {
  readonly address: Address
  /** Everything sent so far, in the order of sending. */
  readonly requests: readonly SentRequest[]
  send(call: Call): Promise<Reply>
}

export interface ClientOptions {
  /** Ends every exchange that is not detached. */
  readonly signal: AbortSignal
  readonly userAgent: string
  readonly onRequest?: (request: SentRequest) => void
}

const defaultMaxBytes = 16 * 2 ** 20
const connectTimeoutMs = 5_000
const maxRedirects = 3

/**
 * The only door to the server. It trusts nothing: every stage has a timeout, every body a limit, a redirect is followed
 * only to the very same origin, and an expected failure is a value, not an exception.
 */
export function createClient(address: Address, options: ClientOptions): Client {
  const requests: SentRequest[] = []
  // A socket of its own for every request: one that the server has meanwhile closed would look like a failure of the server.
  const agent = {http: new http.Agent({keepAlive: false}), https: new https.Agent({keepAlive: false})}
  const headers = {
    'user-agent': options.userAgent,
    ...(address.credentials !== undefined && {authorization: basic(address.credentials)}),
  }

  async function sendOnce(call: Call): Promise<Reply> {
    const startedAt = performance.now()
    const index = requests.push({method: call.method, path: call.path, status: null, ms: 0}) - 1
    const reply = await exchange({
      url: address.dialUrl + call.path,
      call,
      agent,
      headers: {...headers, ...call.headers},
      signal: options.signal,
      startedAt,
    })
    const sent = {
      method: call.method,
      path: call.path,
      status: reply.answered ? reply.status : null,
      ms: Math.round(reply.ms),
    }
    requests[index] = sent
    options.onRequest?.(sent)
    return reply
  }

  async function send(call: Call): Promise<Reply> {
    let path = call.path
    for (let hops = 0; ; hops += 1) {
      const reply = await sendOnce({...call, path})
      const next = reply.answered ? redirectPath(reply, address) : undefined
      if (next === undefined || call.method !== 'GET' || hops === maxRedirects) return reply
      path = next
    }
  }

  return {address, requests, send}
}

interface Exchange {
  url: string
  call: Call
  agent: {http: http.Agent; https: https.Agent}
  headers: Record<string, string>
  signal: AbortSignal
  startedAt: number
}

async function exchange({url, call, agent, headers, signal, startedAt}: Exchange): Promise<Reply> {
  const elapsed = (): number => performance.now() - startedAt
  const stage = Math.min(call.timeoutMs, connectTimeoutMs)
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
      headers,
      agent,
      signal: limit.signal,
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
  const take = (text: string): boolean => {
    parts.push(text)
    return text !== '' && call.onText?.(text) === 'stop'
  }
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const room = limit - bytes
      bytes += chunk.length
      const stop = take(decoder.decode(chunk.subarray(0, room), {stream: true}))
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

/** The path to ask next where the answer redirects within the same origin; undefined for any other answer. */
function redirectPath(answer: Answer, address: Address): string | undefined {
  const {location} = answer.headers
  if (![301, 302, 307, 308].includes(answer.status) || location === undefined) return undefined
  const base = new URL(address.dialUrl)
  if (!URL.canParse(location, base.href)) return undefined
  const next = new URL(location, base)
  if (next.origin !== base.origin || !next.pathname.startsWith(address.path)) return undefined
  return next.pathname.slice(address.path.length) + next.search
}

function flatten(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]))
}

function basic(credentials: string): string {
  return `Basic ${Buffer.from(decodeURIComponentSafely(credentials)).toString('base64')}`
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
