/** The server's answers, read once from `unknown`: unknown fields are ignored, missing optional ones are absent. */

export interface InstalledModel {
  readonly name: string
  /** Of all layers and the config, in bytes; some 400 for a cloud model's stub. */
  readonly sizeBytes: number
  readonly remote: boolean
  /** Of the manifest file, in hexadecimal digits. */
  readonly digest?: string
  readonly families: readonly string[]
  /** Since 0.30. */
  readonly capabilities?: readonly string[]
}

export interface LoadedModel {
  readonly name: string
  /** The server's estimate of what weights, KV cache and graph take. */
  readonly sizeBytes: number
  readonly vramBytes: number
  /** Since 0.10. */
  readonly contextLength?: number
  readonly expiresAt?: Date
}

export interface ModelDetails {
  /** Since 0.6.4. */
  readonly capabilities?: readonly string[]
  readonly remote: boolean
  /** The model store on the server's disk: where the Modelfile's FROM finds the blob of the weights. */
  readonly storePath?: string
  /** The SHA-256 of the weights, in hexadecimal digits, by the same blob's name. */
  readonly weights?: string
  /** In tokens: what the model was trained with, and what its Modelfile asks for. */
  readonly trainedContext?: number
  /** How many layers its Modelfile wants on the GPU. */
  readonly gpuLayers?: number
  readonly modelfileContext?: number
  /** How many experts it is a mixture of; undefined of one that is none. */
  readonly experts?: number
}

/** One line of a /api/generate stream. Durations are the server's own. */
export interface GenerateLine {
  readonly text: string
  readonly done: boolean
  readonly error?: string
  readonly loadMs?: number
  readonly promptTokens?: number
  readonly tokens?: number
  readonly tokensMs?: number
}

/** One line of a /api/pull stream. */
export interface PullLine {
  /** `pulling manifest`, `verifying sha256 digest`, `success` … */
  readonly status: string
  readonly error?: string
  /** Of the layer that the line is about, with its sizes in bytes. */
  readonly digest?: string
  readonly totalBytes?: number
  /** Left out by the server while it is 0. */
  readonly completedBytes?: number
}

type Fields = Readonly<Record<string, unknown>>

const maxTextLength = 4_096
const maxModels = 10_000

export function readVersion(body: unknown): string | undefined {
  return text(fields(body)?.version)
}

/** Undefined where the body is no model list. */
export function readInstalled(body: unknown): InstalledModel[] | undefined {
  return models(body)?.flatMap((model) => {
    const name = text(model.name) ?? text(model.model)
    if (name === undefined) return []
    const details = fields(model.details)
    const capabilities = texts(model.capabilities)
    const digest = text(model.digest)
    return {
      name,
      sizeBytes: number(model.size) ?? 0,
      remote: text(model.remote_host) !== undefined,
      ...(digest !== undefined && {digest}),
      families: texts(details?.families) ?? [text(details?.family) ?? ''].filter(Boolean),
      ...(capabilities && {capabilities}),
    }
  })
}

/** Undefined where the body is no model list. */
export function readLoaded(body: unknown): LoadedModel[] | undefined {
  return models(body)?.flatMap((model) => {
    const name = text(model.name) ?? text(model.model)
    if (name === undefined) return []
    const contextLength = number(model.context_length)
    const expiresAt = new Date(text(model.expires_at) ?? Number.NaN)
    return {
      name,
      sizeBytes: number(model.size) ?? 0,
      vramBytes: number(model.size_vram) ?? 0,
      ...(contextLength !== undefined && contextLength > 0 && {contextLength}),
      ...(!Number.isNaN(expiresAt.getTime()) && {expiresAt}),
    }
  })
}

export function readDetails(body: unknown): ModelDetails | undefined {
  const show = fields(body)
  if (show === undefined) return undefined
  const capabilities = texts(show.capabilities)
  const [, storePath, weights] =
    /^FROM (.*)[\\/]blobs[\\/]sha256[-:]([0-9a-f]{64})$/m.exec(longText(show.modelfile) ?? '') ?? []
  const trainedContext = ofArchitecture(fields(show.model_info), 'context_length')
  const experts = ofArchitecture(fields(show.model_info), 'expert_count') ?? 0
  const modelfileContext = parameterIn(show.parameters, 'num_ctx') ?? 0
  const gpuLayers = parameterIn(show.parameters, 'num_gpu')
  return {
    ...(trainedContext !== undefined && {trainedContext}),
    ...(modelfileContext > 0 && {modelfileContext}),
    ...(gpuLayers !== undefined && {gpuLayers}),
    ...(experts > 0 && {experts}),
    remote: text(show.remote_host) !== undefined,
    ...(capabilities && {capabilities}),
    ...(storePath !== undefined && {storePath}),
    ...(weights !== undefined && {weights}),
  }
}

/** Of `num_ctx                        4096`, a line each. */
function parameterIn(parameters: unknown, name: string): number | undefined {
  const found = new RegExp(`^${name}\\s+(\\d{1,9})\\s*$`, 'm').exec(longText(parameters) ?? '')?.[1]
  return found === undefined ? undefined : Number(found)
}

/** `llama.context_length`: behind the name of the model's architecture. */
function ofArchitecture(info: Fields | undefined, name: string): number | undefined {
  return number(info?.[`${info['general.architecture']}.${name}`])
}

export function readGenerateLine(line: unknown): GenerateLine | undefined {
  const chunk = fields(line)
  if (chunk === undefined) return undefined
  const error = chunk.error === undefined || chunk.error === null ? undefined : errorText(chunk)
  const loadMs = milliseconds(chunk.load_duration)
  const promptTokens = number(chunk.prompt_eval_count)
  const tokens = number(chunk.eval_count)
  const tokensMs = milliseconds(chunk.eval_duration)
  return {
    text: (text(chunk.response) ?? '') + (text(chunk.thinking) ?? ''),
    done: chunk.done === true,
    ...(error !== undefined && {error}),
    ...(loadMs !== undefined && {loadMs}),
    ...(promptTokens !== undefined && {promptTokens}),
    ...(tokens !== undefined && {tokens}),
    ...(tokensMs !== undefined && {tokensMs}),
  }
}

/** An answer of /api/embed for one text; undefined where there is no vector in it. */
export function readEmbedding(body: unknown): {dimensions: number; loadMs?: number} | undefined {
  const answer = fields(body)
  const vector = Array.isArray(answer?.embeddings) ? answer.embeddings[0] : undefined
  const loadMs = milliseconds(answer?.load_duration)
  return Array.isArray(vector) ? {dimensions: vector.length, ...(loadMs !== undefined && {loadMs})} : undefined
}

export function readPullLine(line: unknown): PullLine | undefined {
  const chunk = fields(line)
  if (chunk === undefined) return undefined
  const status = text(chunk.status) ?? ''
  if (chunk.error !== undefined && chunk.error !== null) return {status, error: errorText(chunk)}
  const digest = text(chunk.digest)
  if (digest === undefined) return {status}
  return {status, digest, totalBytes: size(chunk.total), completedBytes: size(chunk.completed)}
}

/**
 * The error's own words: `{"error": "…"}`, `{"error": {"message": "…"}}` of the /v1 routes, llama-server's JSON inside
 * the string (since 0.30), or the plain text that Go's server and gin send. Empty where it has none, as in `{"error": {}}`.
 */
export function errorText(body: unknown): string {
  const error = fields(body)?.error ?? body
  if (typeof error === 'string') {
    const inner = error.startsWith('{') ? parseJson(error) : undefined
    return inner === undefined ? error.slice(0, maxTextLength).trim() : errorText(inner)
  }
  return text(fields(error)?.message) ?? ''
}

/** Undefined where the text is no JSON. */
export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}

function models(body: unknown): Fields[] | undefined {
  const list = fields(body)?.models
  // Servers before 0.1.3x send null for an empty list.
  if (list === null) return []
  return Array.isArray(list)
    ? list
        .slice(0, maxModels)
        .map(fields)
        .filter((model) => model !== undefined)
    : undefined
}

function fields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

/** Nothing that Ollama names is longer than some hundred characters: what is, is cut before anything looks at it closely. */
function text(value: unknown): string | undefined {
  return longText(value)?.slice(0, maxTextLength)
}

function longText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** Whole bytes, at least none, and no more than a petabyte. */
function size(value: unknown): number {
  return Math.floor(Math.min(Math.max(0, number(value) ?? 0), 2 ** 50))
}

/** Ollama's durations are integer nanoseconds. */
function milliseconds(value: unknown): number | undefined {
  const nanoseconds = number(value)
  return nanoseconds === undefined ? undefined : nanoseconds / 1e6
}
