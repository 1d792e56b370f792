import {ownOrigins} from '../ollama/variable-values.ts'
import {attributesOf, type LogLine, type Place} from './log-line.ts'

/** A server that started, as its first lines tell. */
export interface ServerStart extends Place {
  readonly kind: 'server-start'
  readonly version: string | undefined
  /** Where it listens. */
  readonly address: string | undefined
  /** Every variable that it knows, as it has read it. */
  readonly variables: Readonly<Record<string, string>>
  /** Of these, what differs from the defaults. */
  readonly settings: Readonly<Record<string, string>>
  /** The devices that it found to compute on; none where it has only the processor, undefined where it does not tell. */
  readonly gpus: readonly Gpu[] | undefined
  /** Devices that it found and does not use, and its own words for why. */
  readonly dropped: readonly {readonly device: string; readonly reason: string}[]
  /** In tokens, where no request asks for another. */
  readonly defaultContext: number | undefined
}

export interface Gpu {
  readonly name: string
  /** CUDA, ROCm, Vulkan, Metal … */
  readonly library: string
  /** As Ollama prints them: `23.6 GiB`. */
  readonly total: string
  readonly available: string
}

export const startLandmarks = [
  'server config',
  'listening on ',
  'inference compute',
  'no compatible gpus',
  'vram-based default context',
  'dropping integrated gpu',
  'dropping rocm device',
  'skipping cuda device',
  'amdgpu is not supported',
  'cuda gpu is too old',
] as const

/** What is a default but for nothing, 0 and false (envconfig/config.go). */
const defaults: Readonly<Record<string, RegExp>> = {
  OLLAMA_CONTEXT_LENGTH: /^(?:0|2048|4096)$/,
  OLLAMA_DEBUG: /^(?:false|INFO|0)$/,
  OLLAMA_GO_TEMPLATE: /^true$/,
  OLLAMA_HOST: /^http:\/\/127\.0\.0\.1:11434$/,
  OLLAMA_KEEP_ALIVE: /^5m(?:0s)?$/,
  OLLAMA_LOAD_TIMEOUT: /^5m0s$/,
  OLLAMA_MAX_QUEUE: /^512$/,
  OLLAMA_MAX_TRANSFER_STREAMS: /^4$/,
  OLLAMA_MODELS: /\.ollama[\\/]{1,4}models$/,
  OLLAMA_NUM_PARALLEL: /^[01]$/,
  OLLAMA_REMOTES: /^\[ollama\.com\]$/,
  OLLAMA_VULKAN: /^(?:true|false)$/,
}

const config = /server config"? env="map\[/
const listening = /Listening on (\S{1,100}) \(version ([\w.+-]{1,60})\)/

type Draft = {-readonly [Key in keyof ServerStart]: ServerStart[Key]}

/** Reads the lines of a start, which others may stand between. */
export class ServerStartReader {
  #start: Draft | undefined
  #hasDevices = false

  /** Whether a start is being read. */
  get isOpen(): boolean {
    return this.#start !== undefined
  }

  /** Whether it told on what it computes, which comes last. */
  get isComplete(): boolean {
    return this.#hasDevices
  }

  /** Of the server that is starting. */
  get version(): string | undefined {
    return this.#start?.version
  }

  /** Whether the line is the first of a start. */
  begins({text}: LogLine): boolean {
    return (
      config.test(text) || (listening.test(text) && (this.#start === undefined || this.#start.version !== undefined))
    )
  }

  read(line: LogLine): void {
    const {text} = line
    if (this.begins(line)) {
      this.#start = draft(line)
      this.#hasDevices = false
    }
    const start = this.#start
    if (start === undefined) return
    const variables = configIn(text)
    if (variables !== undefined) Object.assign(start, {variables, settings: changed(variables)})
    const [, address, version] = listening.exec(text) ?? []
    if (version !== undefined) Object.assign(start, {address, version})
    this.#hasDevices ||= text.includes('inference compute')
    readRest(start, text)
  }

  /** What was read, once. */
  take(): ServerStart | undefined {
    const start = this.#start
    this.#start = undefined
    this.#hasDevices = false
    return start
  }
}

function draft({number, file, at}: LogLine): Draft {
  return {
    kind: 'server-start',
    line: number,
    file,
    at,
    version: undefined,
    address: undefined,
    variables: {},
    settings: {},
    gpus: undefined,
    dropped: [],
    defaultContext: undefined,
  }
}

/** What the server finds out while it starts. */
function readRest(start: Draft, text: string): void {
  if (text.includes('inference compute')) {
    const {library = '', name = '', description = name, total = '', available = ''} = attributesOf(text)
    const gpus = start.gpus ?? []
    start.gpus = library.toLowerCase() === 'cpu' ? gpus : [...gpus, {name: description, library, total, available}]
  }
  if (text.includes('no compatible GPUs')) start.gpus ??= []
  const context = /vram-based default context".{0,80} default_num_ctx=(\d{1,9})/.exec(text)?.[1]
  if (context !== undefined) start.defaultContext = Number(context)
  const reason = /msg="((?:dropping|skipping|amdgpu is not supported|\[\d+\] CUDA GPU is too old)[^"]{0,300})/.exec(
    text,
  )?.[1]
  if (reason === undefined) return
  const {description, device, gpu_type: type, gpu, id} = attributesOf(text)
  start.dropped = [...start.dropped, {device: description ?? device ?? type ?? gpu ?? id ?? '', reason}]
}

/**
 * By the first line of a start; undefined of any other line. The whole is quoted; values hold blanks, brackets and colons;
 * names are of capital letters, but for those of the proxies.
 */
function configIn(text: string): Record<string, string> | undefined {
  const map = config.exec(text)
  if (map === null) return undefined
  const set = text
    .slice(map.index + map[0].length, text.lastIndexOf(']"'))
    .replace(/\\(["\\])/g, '$1')
    .split(/ (?=(?:[A-Z][A-Z0-9_]+|https?_proxy|no_proxy):)/)
  return Object.fromEntries(
    set.map((setting) => [setting.slice(0, setting.indexOf(':')), setting.slice(setting.indexOf(':') + 1)]),
  )
}

function changed(variables: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables)
      .map(([name, value]) => [name, name === 'OLLAMA_ORIGINS' ? ownOrigins(value).join(' ') : value] as const)
      .filter(([name, value]) => !isDefault(name, value)),
  )
}

function isDefault(name: string, value: string): boolean {
  return value === '' || (defaults[name]?.test(value) ?? /^(?:0|false)$/.test(value))
}
