import type {Address} from './address.ts'
import {authorization} from './authorization.ts'
import {type Answer, type Call, exchange, type Reply} from './exchange.ts'

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

const maxRedirects = 3

/** The only door to the server. A redirect is followed only to the very same origin. */
export function createClient(address: Address, options: ClientOptions): Client {
  const requests: SentRequest[] = []
  const headers = {
    'user-agent': options.userAgent,
    ...authorization(address),
  }

  async function sendOnce(call: Call): Promise<Reply> {
    if (options.signal.aborted && !call.detached)
      return {answered: false, failure: {kind: 'aborted', message: 'aborted'}, ms: 0}
    const index = requests.push({method: call.method, path: call.path, status: null, ms: 0}) - 1
    const reply = await exchange(call, {url: address.dialUrl + call.path, headers, signal: options.signal})
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
