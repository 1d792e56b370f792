import type {Client} from './client.ts'
import type {Reply} from './exchange.ts'
import {lineSplitter} from './lines.ts'
import {type GenerateLine, parseJson, readGenerateLine} from './responses.ts'

/** A streamed /api/generate as an application would send it, with few tokens, and what was measured on it. */
export interface Generation {
  readonly reply: Reply
  /** Until the first token arrived, from the sending of the request; absent where none came. */
  readonly firstTokenMs?: number
  /** Lines with text: one token each. */
  readonly tokensSeen: number
  /** The error that came as a line inside the stream. */
  readonly streamError?: string
  /** The line that said `done`. */
  readonly last?: GenerateLine
  /** The first thing in the stream that is no line of Ollama's. */
  readonly garbage?: string
}

export interface GenerateOptions {
  readonly model: string
  /** Must equal a loaded runner's context, else the server loads the model anew. */
  readonly contextLength?: number
  readonly timeoutMs: number
  /** Called when the first token has come: the model is loaded, and still works. */
  readonly onFirstToken?: () => void
}

const probePrompt = 'Reply with one short greeting.'
const probeTokens = 16
const maxStreamBytes = 4 * 2 ** 20

/**
 * Asks a model for a few tokens. Sends no `keep_alive`, so the user's stays, and `think: false`, as a thinking model
 * would otherwise spend the few tokens on thoughts (the default since 0.12.4).
 */
export async function generate(client: Client, options: GenerateOptions): Promise<Generation> {
  const startedAt = performance.now()
  const seen: {
    firstTokenMs?: number
    tokensSeen: number
    streamError?: string
    last?: GenerateLine
    garbage?: string
  } = {tokensSeen: 0}
  const lines = lineSplitter((source) => {
    const line = readGenerateLine(parseJson(source))
    if (line === undefined) seen.garbage ??= source
    else if (line.error !== undefined) seen.streamError = line.error
    else if (line.done) seen.last = line
    if (line?.text) {
      if (seen.tokensSeen === 0) options.onFirstToken?.()
      seen.firstTokenMs ??= performance.now() - startedAt
      seen.tokensSeen += 1
    }
    return seen.last || seen.streamError !== undefined || seen.garbage !== undefined ? 'stop' : undefined
  })
  const reply = await client.send({
    method: 'POST',
    path: '/api/generate',
    json: {
      model: options.model,
      prompt: probePrompt,
      stream: true,
      think: false,
      options: {
        num_predict: probeTokens,
        ...(options.contextLength !== undefined && {num_ctx: options.contextLength}),
      },
    },
    timeoutMs: options.timeoutMs,
    maxBytes: maxStreamBytes,
    onText: lines.push,
  })
  if (reply.answered && reply.end === 'complete') lines.finish()
  return {reply, ...seen}
}

/** An /api/embed of one word: the answer that an embedding model can give. */
export function embed(client: Client, {model, contextLength, timeoutMs}: GenerateOptions): Promise<Reply> {
  return client.send({
    method: 'POST',
    path: '/api/embed',
    json: {model, input: 'hello', ...(contextLength !== undefined && {options: {num_ctx: contextLength}})},
    timeoutMs,
  })
}

/** Loads a model as the first request for it would, with the server's own context and keep-alive. Answers when it is loaded. */
export function load(client: Client, {model, timeoutMs}: GenerateOptions): Promise<Reply> {
  return client.send({method: 'POST', path: '/api/generate', json: {model}, timeoutMs})
}

/** Unloads a model that was not loaded before the probe (0.3.11 and newer do it at once, older ones after the request). */
export function unload(client: Client, model: string, timeoutMs: number): Promise<Reply> {
  return client.send({method: 'POST', path: '/api/generate', json: {model, keep_alive: 0}, timeoutMs, detached: true})
}
