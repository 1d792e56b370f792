import {isIP} from 'node:net'

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
  | {kind: 'invalid-port'; port: string; used: number}
  /** `http://host` is port 80, `https://host` 443: rarely what was meant. */
  | {kind: 'port-from-scheme'; port: number}
  /** 0.0.0.0 and [::] are for binding: a client has to dial loopback. */
  | {kind: 'wildcard'; dialled: string}
  | {kind: 'unsupported-scheme'; scheme: string}
  /** A bare number is a host name to Ollama, not a port. */
  | {kind: 'number-as-host'; number: string}
  | {kind: 'credentials'}
  | {kind: 'unusable-host'; host: string}

const ollamaPort = 11434
const schemePorts: Readonly<Record<string, number>> = {http: 80, https: 443}
const wildcards: Readonly<Record<string, string>> = {'': '127.0.0.1', '0.0.0.0': '127.0.0.1', '::': '::1'}

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
  const {scheme, rest, defaultPort} = splitScheme(trimmed)
  const [authority = '', ...segments] = rest.split('/')
  const at = authority.lastIndexOf('@')
  const credentials = at < 0 ? undefined : authority.slice(0, at)
  const hostport = authority.slice(at + 1)
  const {host, port: written} = splitHostPort(hostport)

  const port = written === undefined ? defaultPort : toPort(written)
  const path = segments.length > 0 ? `/${segments.join('/')}`.replace(/\/+$/, '') : ''
  const dialled = wildcards[host] ?? host
  const issues: AddressIssue[] = []
  if (port === undefined) issues.push({kind: 'invalid-port', port: written ?? '', used: defaultPort})
  if (written === undefined && schemePorts[scheme] === defaultPort && isOwnServer(host)) {
    issues.push({kind: 'port-from-scheme', port: defaultPort})
  }
  if (host !== '' && dialled !== host) issues.push({kind: 'wildcard', dialled})
  if (credentials !== undefined) issues.push({kind: 'credentials'})
  if (!(scheme in schemePorts)) issues.push({kind: 'unsupported-scheme', scheme})
  else if (/^\d+$/.test(host)) issues.push({kind: 'number-as-host', number: host})
  else if (!isUsableHost(dialled)) issues.push({kind: 'unusable-host', host})

  const finalPort = port ?? defaultPort
  return {
    input: credentials === undefined ? trimmed : trimmed.replace(`${credentials}@`, '***@'),
    scheme,
    host,
    port: finalPort,
    path,
    url: `${scheme}://${bracketed(host)}:${finalPort}${path}`,
    dialUrl: `${scheme}://${bracketed(dialled)}:${finalPort}${path}`,
    ...(credentials !== undefined && {credentials}),
    issues,
  }
}

/** Whether the address is this very machine, as far as its text tells. */
export function isLoopback(host: string): boolean {
  return host in wildcards || host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function splitScheme(text: string): {scheme: string; rest: string; defaultPort: number} {
  if (text === 'ollama.com') return {scheme: 'https', rest: 'ollama.com:443', defaultPort: ollamaPort}
  const cut = text.indexOf('://')
  if (cut < 0) return {scheme: 'http', rest: text, defaultPort: ollamaPort}
  const scheme = text.slice(0, cut)
  return {scheme, rest: text.slice(cut + 3), defaultPort: schemePorts[scheme] ?? ollamaPort}
}

/** Go's net.SplitHostPort and Ollama's fallback for what it refuses: then the whole text is the host. */
function splitHostPort(text: string): {host: string; port?: string} {
  const split = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(text)
  if (split) return {host: split[1] ?? split[2] ?? '', port: split[3] ?? ''}
  if (text === '') return {host: '127.0.0.1'}
  const bare = text.replace(/^[[\]]+|[[\]]+$/g, '')
  if (isIP(bare) === 6) return {host: new URL(`http://[${bare}]`).hostname.slice(1, -1)}
  return {host: isIP(bare) === 4 ? bare : text}
}

function toPort(text: string): number | undefined {
  const port = /^\+?\d+$/.test(text) ? Number(text) : Number.NaN
  return port <= 65_535 ? port : undefined
}

/** A port that was left out is only worth a word where Ollama itself is likely to listen, not a proxy with a name. */
function isOwnServer(host: string): boolean {
  return isLoopback(host) || isIP(host) !== 0
}

function isUsableHost(host: string): boolean {
  return isIP(host) !== 0 || /^[\p{L}\p{N}_]([\p{L}\p{N}_.-]*[\p{L}\p{N}_.])?$/u.test(host)
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
