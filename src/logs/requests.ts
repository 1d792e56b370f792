import {isInference} from '../ollama/inference.ts'
import type {AccessLine, Span} from './access-line.ts'

/** What was asked of a server, between two points of its log. */
export interface Requests {
  readonly total: number
  /** With a status of 400 and above. */
  readonly failed: number
  /** The most frequent first. */
  readonly routes: readonly Route[]
  /** How many addresses asked. */
  readonly clients: number
}

export interface Route {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly count: number
  readonly slowestMs: number
}

/** What is asked for beyond these counts as one. */
const maxRoutes = 500
const maxSpellings = 10_000
const maxClients = 10_000

/** What a request was for. */
export interface Asked {
  readonly method: string
  readonly path: string
  /** Whether a runner has to work for it: it may load a model, and its prompt may be truncated. */
  readonly isInference: boolean
}

interface Tally extends Asked {
  readonly status: number
  /** Since the last `take`, and in all. */
  readonly recent: Count
  readonly all: Count
}

interface Count {
  count: number
  slowestMs: number
}

/** Counts requests by what they ask for and how they end. Bytes become strings only when they are new. */
export class RequestTally {
  readonly #routes = new Map<string, Tally>()
  readonly #bySpelling = new Map<number, {readonly bytes: Buffer; readonly route: Tally}>()
  readonly #recentClients = new Set<number>()
  readonly #clients = new Set<number>()
  #recent = 0

  /** Whether nothing was added since the last `take`. */
  get isEmpty(): boolean {
    return this.#recent === 0
  }

  /** What it was that was asked for. */
  add(bytes: Buffer, {status, latencyMs, client, request}: AccessLine): Asked {
    const asking = hash(bytes, client, 0)
    if (this.#recentClients.size < maxClients) this.#recentClients.add(asking)
    if (this.#clients.size < maxClients) this.#clients.add(asking)
    this.#recent += 1
    const spelling = hash(bytes, request, status)
    const known = this.#bySpelling.get(spelling)
    const route =
      known?.route.status === status && isSame(bytes, request, known.bytes)
        ? known.route
        : this.#routeOf(spelling, bytes, request, status)
    for (const count of [route.recent, route.all]) {
      count.count += 1
      if (latencyMs > count.slowestMs) count.slowestMs = latencyMs
    }
    return route
  }

  /** What was counted since the last time; undefined where that is nothing. */
  take(): Requests | undefined {
    if (this.#recent === 0) return undefined
    const taken = summary([...this.#routes.values()], 'recent', this.#recentClients.size)
    for (const {recent} of this.#routes.values()) Object.assign(recent, {count: 0, slowestMs: 0})
    this.#recentClients.clear()
    this.#recent = 0
    return taken
  }

  /** Everything that was ever counted. */
  all(): Requests {
    return summary([...this.#routes.values()], 'all', this.#clients.size)
  }

  #routeOf(spelling: number, bytes: Buffer, request: Span, status: number): Tally {
    const parsed = parseRequest(bytes.toString('utf8', request.start, request.end))
    const {method, path} = this.#routes.size < maxRoutes ? parsed : {method: '', path: '…'}
    const key = `${status} ${method} ${path}`
    const route = this.#routes.get(key) ?? {
      method,
      path,
      isInference: isInference(parsed.path),
      status,
      recent: {count: 0, slowestMs: 0},
      all: {count: 0, slowestMs: 0},
    }
    this.#routes.set(key, route)
    if (this.#bySpelling.size < maxSpellings)
      this.#bySpelling.set(spelling, {bytes: Buffer.from(bytes.subarray(request.start, request.end)), route})
    return route
  }
}

/** Method and path of `POST     "/api/generate?x=y"`; digests and names in the path are left out. */
function parseRequest(request: string): {readonly method: string; readonly path: string} {
  const [, method = '', path = ''] = /^([A-Z]{1,10}) +"([^"?]{0,200})/.exec(request) ?? []
  return {method, path: path.replace(/^(\/api\/blobs|\/v1\/models)\/.+/, '$1/…')}
}

function summary(tallies: readonly Tally[], which: 'recent' | 'all', clients: number): Requests {
  const routes = tallies
    .map(({method, path, status, [which]: {count, slowestMs}}) => ({method, path, status, count, slowestMs}))
    .filter(({count}) => count > 0)
    .sort((a, b) => b.count - a.count)
  const sum = (some: readonly Route[]): number => some.reduce((total, {count}) => total + count, 0)
  return {total: sum(routes), failed: sum(routes.filter(({status}) => status >= 400)), routes, clients}
}

/** Of some bytes, and a number that belongs to them; small enough to be a map's key without more memory. */
function hash(bytes: Buffer, {start, end}: Span, seed: number): number {
  let value = seed
  for (let at = start; at < end; at += 1) value = (Math.imul(value, 31) + (bytes[at] as number)) | 0
  return value & 0x3fffffff
}

/** Others may have the same hash. */
function isSame(bytes: Buffer, {start, end}: Span, other: Buffer): boolean {
  if (other.length !== end - start) return false
  for (let at = 0; at < other.length; at += 1) if (bytes[start + at] !== other[at]) return false
  return true
}
