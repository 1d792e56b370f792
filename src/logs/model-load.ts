import {attributesOf, type LogLine, type Place} from './log-line.ts'

/** A model that was loaded, or could not be; its place is where the load began, or where it failed. */
export interface ModelLoad extends Place {
  readonly kind: 'model-load'
  readonly model: LoadedModel
  /** `unfinished` where nothing tells how it ended. */
  readonly outcome: 'loaded' | 'failed' | 'unfinished'
  readonly durationMs: number | undefined
  readonly layers: {readonly gpu: number; readonly total: number} | undefined
  /** In whose memory its weights are, the processor's among them, and how much, as the log prints it. */
  readonly buffers: readonly {readonly device: string; readonly size: string}[]
  /** In tokens, for one request. */
  readonly context: number | undefined
  /** As Ollama prints it: `5.1 GiB`. */
  readonly size: string | undefined
  /** What Ollama said, where it failed. */
  readonly error: string | undefined
}

export interface LoadedModel {
  /** As its file names it, which may be otherwise than Ollama's name; undefined where the log has not told it. */
  readonly name: string | undefined
  /** The start of the SHA-256 of its weights: twelve digits, as `ollama list` shows of others. */
  readonly digest: string | undefined
}

export const loadLandmarks = [
  'starting runner',
  'starting llama server',
  'starting llama-server',
  'loaded meta data with',
  'general.name ',
  ' layers to gpu',
  'model buffer size',
  'msg="model weights"',
  'msg=offload ',
  'offload to cpu',
  'kvsize:',
  'llama_context: n_ctx',
  'llama_new_context_with_model: n_ctx',
  'total memory" size',
  'llama runner started in',
  'llama-server started in',
  'error loading llama server',
  'load failed',
  'newllamaserver failed',
  'failed to load model metadata',
  'client connection closed before',
  'unable to load any llama server',
] as const

/** Names are remembered for so many models. */
const maxNames = 1_000
/** Of one load, so many devices. */
const mostDevices = 64

type Draft = {-readonly [Key in keyof ModelLoad]: ModelLoad[Key]} & {parallel: number}

const failure =
  /error loading llama server|Load failed|NewLlamaServer failed|failed to load model metadata|unable to load any llama server|client connection closed before/

/** Reads the lines of a load, which those of requests may stand between. */
export class ModelLoadReader {
  #load: Draft | undefined
  /** By digest. */
  readonly #names = new Map<string, string>()
  /** Whose metadata are being printed, and whose load failed last. */
  #described: string | undefined
  #failed: string | undefined
  #hasBegun = false

  /** The load that ends with this line. */
  read(line: LogLine): ModelLoad | undefined {
    const {text} = line
    this.#readName(text)
    const command = /starting (?:runner|llama[ -]server)" cmd="?(.*)/.exec(text)?.[1]
    if (command !== undefined) return this.#begin(line, command)
    const seconds = /(?:llama runner|llama-server) started in ([\d.]{1,12}) seconds/.exec(text)?.[1]
    if (seconds !== undefined) {
      // It is said twice of one load; of one whose start the log does not have, it is all there is.
      if (this.#load === undefined && this.#hasBegun) return undefined
      this.#hasBegun = true
      this.#load = {...(this.#load ?? draft(line)), outcome: 'loaded', durationMs: Math.round(Number(seconds) * 1_000)}
      return this.take()
    }
    if (failure.test(text)) return this.#fail(line)
    if (this.#load !== undefined) readProgress(this.#load, text)
    return undefined
  }

  /** What was read, once: a load whose end is missing where the log, or the server, ends in it. */
  take(): ModelLoad | undefined {
    const load = this.#load
    this.#load = undefined
    if (load === undefined) return undefined
    const {parallel, context, model, ...rest} = load
    const {digest} = model
    return {
      ...rest,
      model: {digest, name: digest === undefined ? undefined : this.#names.get(digest)},
      context: context === undefined ? undefined : Math.floor(context / parallel),
    }
  }

  /** A runner that is started again for the same model goes on with its load; one without a model looks for GPUs. */
  #begin(line: LogLine, command: string): ModelLoad | undefined {
    const digest = digestIn(/ --model (\S+)/.exec(command)?.[1])
    if (digest === undefined) return undefined
    this.#failed = undefined
    this.#hasBegun = true
    const previous = this.#load?.model.digest === digest ? undefined : this.take()
    const load = this.#load ?? {...draft(line), model: {name: undefined, digest}}
    load.context = numberIn(/ (?:--ctx-size|-c) (\d{1,9})/.exec(command)?.[1]) ?? load.context
    load.parallel = numberIn(/ (?:--parallel|-np) (\d{1,4})/.exec(command)?.[1]) || 1
    this.#load = load
    return previous
  }

  /** One failure has several lines. */
  #fail(line: LogLine): ModelLoad | undefined {
    const {error = /msg="([^"]{1,300})/.exec(line.text)?.[1], model} = attributesOf(line.text)
    const digest = digestIn(model) ?? this.#load?.model.digest
    if (digest === undefined || digest === this.#failed) return undefined
    this.#failed = digest
    const {number, file, at} = line
    const load = this.#load ?? draft(line)
    this.#load = {...load, line: number, file, at, model: {name: undefined, digest}, outcome: 'failed', error}
    return this.take()
  }

  #readName(text: string): void {
    const path = /loaded meta data with .{1,80} from (\S+) \(version/.exec(text)?.[1]
    if (path !== undefined) this.#described = digestIn(path)
    const name = /general\.name +str +=\s+(.{1,100})/.exec(text)?.[1]?.trim()
    if (name === undefined || this.#described === undefined) return
    if (this.#names.size >= maxNames) this.#names.clear()
    this.#names.set(this.#described, name)
  }
}

function draft({number, file, at}: LogLine): Draft {
  return {
    kind: 'model-load',
    line: number,
    file,
    at,
    model: {name: undefined, digest: undefined},
    outcome: 'unfinished',
    durationMs: undefined,
    layers: undefined,
    buffers: [],
    context: undefined,
    parallel: 1,
    size: undefined,
    error: undefined,
  }
}

function readProgress(load: Draft, text: string): void {
  const offloaded =
    /offloaded (\d{1,5})\/(\d{1,5}) layers to GPU/.exec(text) ??
    /layers\.model=(?<total>\d{1,5}) layers\.offload=(?<gpu>\d{1,5})/.exec(text)
  if (offloaded !== null) {
    const {gpu = offloaded[1], total = offloaded[2]} = offloaded.groups ?? {}
    load.layers = {gpu: Number(gpu), total: Number(total)}
  }
  const [, printed, inMiB] = /load_tensors: +(\w{1,30}) (?:model )?buffer size = +([\d.]{1,12} MiB)/.exec(text) ?? []
  const [, device = printed, size = inMiB] = /msg="model weights" \w+=(\w{1,30}) size="([^"]{1,30})"/.exec(text) ?? []
  // Each is said of every try: the last one holds.
  if (device !== undefined && size !== undefined)
    load.buffers = [...load.buffers.filter((buffer) => buffer.device !== device), {device, size}].slice(-mostDevices)
  const whole = numberIn(/KvSize:(\d{1,9}) /.exec(text)?.[1])
  if (whole !== undefined) {
    load.context = whole
    load.parallel = numberIn(/ Parallel:(\d{1,4}) /.exec(text)?.[1]) || 1
  }
  const ofAll = numberIn(/(?:llama_context|llama_new_context_with_model): n_ctx +=\s+(\d{1,9})/.exec(text)?.[1])
  load.context = ofAll ?? load.context
  load.size = /total memory" size="([^"]{1,30})"/.exec(text)?.[1] ?? load.size
}

function digestIn(path: string | undefined): string | undefined {
  return path === undefined ? undefined : /sha256[-:]([0-9a-f]{12})/.exec(path)?.[1]
}

function numberIn(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}
