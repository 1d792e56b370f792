import {setTimeout as sleep} from 'node:timers/promises'
import {tokensLeft} from '../ollama/truncation.ts'
import {type ApiRequest, atLeast, findModel, nameIn} from './api-request.ts'
import {forever} from './faults.ts'
import {sendJson} from './respond.ts'
import type {Runner} from './scheduler.ts'

const words = [
  'Hello',
  '!',
  ' I',
  ' hope',
  ' that',
  ' this',
  ' day',
  ' finds',
  ' you',
  ' well',
  ' and',
  ' your',
  ' models',
  ' fast',
  '.',
]
const tokenMs = 4
const defaultLoadMs = 20
/** /api/generate and /api/chat, which differ in where the text stands. */
export async function answerGenerate(request: ApiRequest, kind: 'generate' | 'chat'): Promise<void> {
  const {body, response, scheduler, scenario, fault} = request
  const model = findModel(request)
  if (model === undefined) {
    const quoted = kind === 'chat' && !atLeast(scenario, '0.12.0')
    sendJson(response, 404, {
      error: quoted ? `model "${nameIn(body)}" not found, try pulling it first` : `model '${nameIn(body)}' not found`,
    })
    return
  }
  const options = (body.options ?? {}) as Record<string, unknown>
  const keepAliveMs = keepAliveOf(body.keep_alive)
  const nothingAsked = kind === 'generate' ? !body.prompt : !Array.isArray(body.messages) || body.messages.length === 0
  if (nothingAsked && keepAliveMs === 0) {
    scheduler.unload(model)
    sendJson(response, 200, {...lineHead(body), ...textOf(kind, ''), done: true, done_reason: 'unload'})
    return
  }
  if (model.unreadable || !model.capabilities.includes('completion')) {
    sendJson(response, 400, {error: `"${nameIn(body)}" does not support ${kind}`})
    return
  }
  const contextLength = typeof options.num_ctx === 'number' ? options.num_ctx : undefined
  const {runner, loaded} = scheduler.use(model, {contextLength: contextLength ?? model.modelfileContext, keepAliveMs})
  const loadMs = loaded ? (model.loadMs ?? defaultLoadMs) : 2
  await sleep(loadMs)
  if (nothingAsked) {
    sendJson(response, 200, {...lineHead(body), ...textOf(kind, ''), done: true, done_reason: 'load'})
    return
  }
  if (fault?.kind === 'late') await sleep(fault.afterMs)
  await sendTokens(request, {
    kind,
    runner,
    loadMs,
    limit: typeof options.num_predict === 'number' ? options.num_predict : -1,
  })
}

/** Half of what is not kept of a prompt that does not fit is cut away. */
function promptTokens({model, contextLength}: Runner): number {
  const {promptTokens: tokens = 12} = model
  return tokens > contextLength ? tokensLeft(contextLength, 4) : tokens
}

interface TokenOptions {
  kind: 'generate' | 'chat'
  runner: Runner
  loadMs: number
  limit: number
}

async function sendTokens(request: ApiRequest, {kind, runner, loadMs, limit}: TokenOptions): Promise<void> {
  const {body, response, fault} = request
  const cut = fault?.kind === 'tokens-then' ? fault : undefined
  const tokens = words.slice(0, cut?.tokens ?? (limit > 0 ? limit : words.length))
  const last = {
    ...lineHead(body),
    ...textOf(kind, ''),
    done: true,
    done_reason: limit > 0 && limit <= words.length ? 'length' : 'stop',
    ...(kind === 'generate' && {context: [128_000, 1, 2, 3]}),
    total_duration: nanoseconds(loadMs + tokens.length * tokenMs + 5),
    load_duration: nanoseconds(loadMs),
    prompt_eval_count: promptTokens(runner),
    prompt_eval_duration: nanoseconds(5),
    eval_count: tokens.length,
    eval_duration: nanoseconds(tokens.length * tokenMs),
  }
  if (body.stream === false) {
    if (cut !== undefined)
      sendJson(response, 500, {error: typeof cut.end === 'object' ? cut.end.error : 'unexpected EOF'})
    else sendJson(response, 200, {...last, ...textOf(kind, tokens.join(''))})
    return
  }
  response.writeHead(200, {'content-type': 'application/x-ndjson'})
  for (const token of tokens) {
    response.write(`${JSON.stringify({...lineHead(body), ...textOf(kind, token), done: false})}\n`)
    await sleep(tokenMs)
  }
  if (cut !== undefined) request.logFailure()
  if (cut === undefined) response.end(`${JSON.stringify(last)}\n`)
  else if (cut.end === 'close') response.end()
  else if (cut.end === 'reset') response.socket?.resetAndDestroy()
  else if (cut.end === 'endless')
    await forever(response, `${JSON.stringify({...lineHead(body), ...textOf(kind, ' on'), done: false})}\n`)
  else if (cut.end !== 'silence') response.end(`${JSON.stringify(cut.end)}\n`)
}

export async function answerEmbed(request: ApiRequest): Promise<void> {
  const {body, response, scheduler} = request
  const model = findModel(request)
  if (model === undefined) {
    sendJson(response, 404, {error: `model "${nameIn(body)}" not found, try pulling it first`})
    return
  }
  const options = (body.options ?? {}) as Record<string, unknown>
  const contextLength = typeof options.num_ctx === 'number' ? options.num_ctx : undefined
  const {loaded} = scheduler.use(model, {contextLength, keepAliveMs: keepAliveOf(body.keep_alive)})
  if (loaded) await sleep(model.loadMs ?? defaultLoadMs)
  const inputs = [body.input].flat()
  const vector = Array.from({length: 8}, (_, index) => Math.sin(index + 1) / 2)
  sendJson(response, 200, {
    model: nameIn(body),
    embeddings: inputs.map(() => vector),
    total_duration: nanoseconds(5),
    load_duration: nanoseconds(2),
    prompt_eval_count: inputs.length,
  })
}

function lineHead(body: ApiRequest['body']): Record<string, unknown> {
  return {model: nameIn(body), created_at: new Date().toISOString()}
}

function textOf(kind: 'generate' | 'chat', text: string): Record<string, unknown> {
  return kind === 'generate' ? {response: text} : {message: {role: 'assistant', content: text}}
}

/** Numbers are seconds, strings Go durations; below zero is for ever. Validated in request-body.ts. */
function keepAliveOf(value: unknown): number | undefined {
  const units: Record<string, number> = {ms: 1, s: 1_000, m: 60_000, h: 3_600_000}
  const forever = 100 * 365 * 24 * 3_600_000
  if (typeof value === 'number') return value < 0 ? forever : value * 1_000
  const [, amount, unit = ''] = /^(-?\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(String(value ?? '')) ?? []
  if (amount === undefined) return undefined
  return Number(amount) < 0 ? forever : Number(amount) * (units[unit] ?? 0)
}

function nanoseconds(ms: number): number {
  return Math.round(ms * 1e6)
}
