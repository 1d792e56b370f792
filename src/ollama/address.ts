import {isIP} from 'node:net'
import {defaultHost, defaultPort} from './default-address.ts'

/** A server's address, as Ollama's own client understands OLLAMA_HOST, and as a client has to dial it. */
export interface Address {
  /** What the user wrote, without credentials; empty where nothing was set. */
  readonly input: string
  readonly scheme: string
  /** Without brackets; empty for ":1234". */
  readonly host: string
  readonly port: number
  /** Empty, or with its leading slash and none at the end. */
  readonly path: string
  /** The URL that Ollama's client makes of it. */
  readonly url: string
  /** The same with the wildcard addresses replaced by loopback: where to connect. No slash at the end. */
  readonly dialUrl: string
  /** `user:password` of the URL. Ollama's client knows no such thing; a proxy in front may ask for it. */
  readonly credentials?: string
  readonly issues: readonly AddressIssue[]
}

export type AddressIssue =
  /** Ollama warns, and takes the default port. */
  | {kind: 'invalid-port'; port: string}
  /** `http://host` is port 80, `https://host` 443: rarely what was meant. */
  | {kind: 'port-from-scheme'}
  /** 0.0.0.0 and [::] are for binding: a client has to dial loopback. */
  | {kind: 'wildcard'}
  | {kind: 'unsupported-scheme'; scheme: string}
  /** A bare number is a host name to Ollama, not a port. */
  | {kind: 'number-as-host'; number: string}
  | {kind: 'credentials'}
  | {kind: 'unusable-host'; host: string}

const schemePorts = new Map([
  ['http', 80],
  ['https', 443],
])
const wildcards = new Map([
  ['', defaultHost],
  ['0.0.0.0', defaultHost],
  ['::', '::1'],
])

/**
 * Reads an address exactly as Ollama reads OLLAMA_HOST (envconfig/config.go, `Var` and `Host`), and notes what a
 * person would want to know about it. Never throws: what cannot be dialled has an issue of kind `unusable-host`,
 * `unsupported-scheme` or `number-as-host`.
 */
export function parseAddress(value: string | undefined): Address {
  const trimmed = (value ?? '')
    .trim()
    .replace(/^["']+|["']+$/g, '')
    .trim()
  const {scheme, rest, fallback} = splitScheme(trimmed)
  const at = endOfCredentials(rest)
  const credentials = at < 0 ? undefined : rest.slice(0, at)
  const [hostport = '', ...segments] = rest.slice(at + 1).split('/')
  const {host, port: written} = splitHostPort(hostport)

  const port = written === undefined ? fallback : toPort(written)
  const path = segments.length > 0 ? `/${segments.join('/')}`.replace(/\/+$/, '') : ''
  const dialled = wildcards.get(host) ?? host
  const issues: AddressIssue[] = []
  if (port === undefined) issues.push({kind: 'invalid-port', port: written ?? ''})
  if (written === undefined && schemePorts.get(scheme) === fallback && isOwnServer(host)) {
    issues.push({kind: 'port-from-scheme'})
  }
  if (host !== '' && dialled !== host) issues.push({kind: 'wildcard'})
  if (credentials !== undefined) issues.push({kind: 'credentials'})
  if (!schemePorts.has(scheme)) issues.push({kind: 'unsupported-scheme', scheme})
  else if (/^\d+$/.test(host)) issues.push({kind: 'number-as-host', number: host})
  else if (!isUsableHost(dialled) || !URL.canParse(formatUrl({scheme, host: dialled, port: port ?? fallback, path})))
    issues.push({kind: 'unusable-host', host})

  const parts = {scheme, host, port: port ?? fallback, path}
  return {
    input: credentials === undefined ? trimmed : trimmed.replace(`${credentials}@`, '***@'),
    ...parts,
    url: formatUrl(parts),
    dialUrl: formatUrl({...parts, host: dialled}),
    ...(credentials !== undefined && {credentials}),
    issues,
  }
}

/** The URL of an address; an IPv6 host gets its brackets. */
export function formatUrl({scheme, host, port, path}: Pick<Address, 'scheme' | 'host' | 'port' | 'path'>): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}${path}`
}

/** Whether the address is this very machine, as far as its text tells. */
export function isLoopback(host: string): boolean {
  return wildcards.has(host) || host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function splitScheme(text: string): {scheme: string; rest: string; fallback: number} {
  if (text === 'ollama.com') return {scheme: 'https', rest: 'ollama.com:443', fallback: defaultPort}
  const cut = text.indexOf('://')
  if (cut < 0) return {scheme: 'http', rest: text, fallback: defaultPort}
  const scheme = text.slice(0, cut)
  return {scheme, rest: text.slice(cut + 3), fallback: schemePorts.get(scheme) ?? defaultPort}
}

/** Where the @ behind user and password stands; a password with a slash in it must not be taken for a host and printed. */
function endOfCredentials(rest: string): number {
  const [authority = ''] = rest.split('/', 1)
  if (authority.includes('@')) return authority.lastIndexOf('@')
  return /:(?!\d*$)/.test(authority) && !authority.startsWith('[') ? rest.lastIndexOf('@') : -1
}

/** Go's net.SplitHostPort and Ollama's fallback for what it refuses: then the whole text is the host. */
function splitHostPort(text: string): {host: string; port?: string} {
  const split = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(text)
  if (split) return {host: split[1] ?? split[2] ?? '', port: split[3] ?? ''}
  if (text === '') return {host: defaultHost}
  const bare = text.replace(/^[[\]]+|[[\]]+$/g, '')
  if (ipVersion(bare) === 6) return {host: new URL(`http://[${bare}]`).hostname.slice(1, -1)}
  return {host: ipVersion(bare) === 4 ? bare : text}
}

function toPort(text: string): number | undefined {
  const port = /^\+?\d+$/.test(text) ? Number(text) : Number.NaN
  return port <= 65_535 ? port : undefined
}

/** A port that was left out is only worth a word where Ollama itself is likely to listen, not a proxy with a name. */
function isOwnServer(host: string): boolean {
  return isLoopback(host) || ipVersion(host) !== 0
}

/** A host called http is a scheme whose colon or slash was lost. */
function isUsableHost(host: string): boolean {
  if (schemePorts.has(host)) return false
  return ipVersion(host) !== 0 || /^[\p{L}\p{N}_]([\p{L}\p{N}_.-]*[\p{L}\p{N}_.])?$/u.test(host)
}

/** Go's net.ParseIP knows no zones (`fe80::1%eth0`). */
function ipVersion(text: string): number {
  return text.includes('%') ? 0 : isIP(text)
}
