import {isIP} from 'node:net'

/** Who and where somebody is, as far as this machine knows it. */
export interface Identities {
  readonly users: readonly string[]
  /** Of machines. */
  readonly hosts: readonly string[]
}

/** Names that every system has, and words that are no name in a text about servers. */
const commonNames =
  /^(?:root|ollama|admin|administrator|ubuntu|debian|user|users|test|guest|public|shared|default|docker|model|models|server|service|system|runner|home|host|localhost|nobody|node|app|api|log|logs|data|vm|pi|linux|mac|macbook|windows|desktop|pc|linuxbrew|all users)$/i
const leastNameLength = 3
/** Fields that hold a word of a list of ours, or a time. */
const ownWords: ReadonlySet<string> = new Set([
  ...['schemaVersion', 'kind', 'startedAt', 'platform', 'failOn', 'id', 'group', 'status', 'code', 'codes'],
  ...['confidence', 'severity', 'reason', 'method', 'place', 'result', 'version', 'architecture'],
])
/** Where everybody's models and updates come from. */
const publicHosts =
  /(?:^|\.)(?:ollama\.(?:com|ai)|huggingface\.co|hf\.co|cloudflarestorage\.com|github(?:usercontent)?\.com|docker\.(?:com|io)|localhost)$/i
const homeFolder =
  /((?:\/home|\/Users|\/var\/home|\/media|\/run\/media)\/|[A-Za-z]:\\{1,2}(?:Users|Documents and Settings)\\{1,2})([^/\\"':;,\n]{1,64}(?=[/\\])|[^/\\\s"':;,]{1,64})/g
/** `user=alice`, `host=gpu-box`, `lookup gpu-box` */
const namedUser = /\b(user(?:name)?|login)=([A-Za-z][\w.-]{1,63})/gi
const namedHost = /\b(host(?:name)?=|server=|peer=|lookup )([A-Za-z][\w.-]{1,252})(?![\w./-])/g
/** A name of the internet, or of a network of its own; names of files have other ends. */
const domainName =
  /(?<![\w/@-]|\w\.)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,8}(?:com|net|org|io|dev|ai|cloud|edu|gov|lan|local|internal|intranet|corp|home|localdomain|example|private)(?![\w.-]*\w)/gi
const share = /(\\\\{1,2})([A-Za-z][\w-]{1,62})(?=\\)/g
const email = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}\b/g
const hardware = /(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])/gi
const gpuId = /\b(?:GPU|MIG)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi
const urlHost = /\b([a-z][a-z\d+.-]{1,15}:\/\/(?:\*\*\*@)?)([a-z\d][\w.-]{0,252})(?=[:/\s"'?#\\]|$)/gi
const ipv4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/g
const ipv6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi

/**
 * Puts the same pseudonym for the same name, wherever it stands: `user-1`, `host-1`, `address-1`. One of it is for one document; what
 * everybody has (loopback, root, Ollama's own hosts) stays.
 */
export class Pseudonyms {
  readonly #known = new Map<string, string>()
  readonly #counts = new Map<string, number>()

  constructor({users, hosts}: Identities) {
    for (const name of users.filter(isTelling)) this.#of('user', name)
    for (const name of hosts.filter(isTelling)) this.#of('host', name)
  }

  /** How many of each kind there are. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts)
  }

  apply(text: string): string {
    return text
      .replace(email, (found) => this.#of('email', found))
      .replace(homeFolder, (found, before: string, name: string) =>
        isTelling(name) ? before + this.#of('user', name) : found,
      )
      .replace(gpuId, (found) => this.#of('gpu', found))
      .replace(hardware, (found) => this.#of('hardware', found))
      .replace(urlHost, (found, scheme: string, host: string) =>
        isIP(host) !== 0 || !/[a-z]/i.test(host) || publicHosts.test(host) || !isTelling(host)
          ? found
          : scheme + this.#of('host', host),
      )
      .replace(domainName, (found) => (publicHosts.test(found) ? found : this.#of('host', found)))
      .replace(namedUser, (found, key: string, name: string) =>
        isTelling(name) ? `${key}=${this.#of('user', name)}` : found,
      )
      .replace(namedHost, (found, before: string, name: string) =>
        isTelling(name) && !publicHosts.test(name) ? before + this.#of('host', name) : found,
      )
      .replace(share, (found, mark: string, name: string) => (isTelling(name) ? mark + this.#of('host', name) : found))
      .replace(ipv4, (found) => (isIP(found) === 4 && !isEverybodys(found) ? this.#of('address', found) : found))
      .replace(ipv6, (found) => (isIP(found) === 6 && !isEverybodys(found) ? this.#of('address', found) : found))
  }

  /** The same for every text in a value, but for those that are words of ours. */
  applyAll<T>(value: T): T {
    const once = everyText(value, (text) => this.apply(text))
    const names = this.#everyName()
    const known = (found: string): string => this.#known.get(found.toLowerCase()) ?? found
    return names === undefined ? once : everyText(once, (text) => text.replace(names, known))
  }

  /** Names that were met in a home folder or beside a word for it stand elsewhere without one. */
  #everyName(): RegExp | undefined {
    const names = [...this.#known]
      .filter(([, pseudonym]) => /^(?:user|host)-/.test(pseudonym))
      .map(([name]) => name)
      .sort((a, b) => b.length - a.length)
    return names.length === 0 ? undefined : new RegExp(`(?<![\\w-])(?:${names.map(escaped).join('|')})(?![\\w-])`, 'gi')
  }

  #of(kind: string, name: string): string {
    const key = name.toLowerCase()
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const number = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, number)
    const pseudonym = `${kind}-${number}`
    this.#known.set(key, pseudonym)
    return pseudonym
  }
}

function everyText<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T
  if (Array.isArray(value)) return value.map((item) => everyText(item, change)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, ownWords.has(key) ? item : everyText(item, change)]),
  ) as T
}

function isTelling(name: string): boolean {
  return name.length >= leastNameLength && !commonNames.test(name) && !/^(?:user|host|address)-\d+$/.test(name)
}

/** Loopback, and what stands for every address or none. */
function isEverybodys(address: string): boolean {
  return /^(?:127\.|0\.0\.0\.0$|255\.255\.255\.255$|::1?$)/.test(address)
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
