import type {ServerResponse} from 'node:http'
import {setTimeout as sleep} from 'node:timers/promises'
import {displayName, modelKey, parseModelName} from '../ollama/model-name.ts'
import {digestOf} from './answers.ts'
import {type ApiRequest, nameIn} from './api-request.ts'
import {sendJson} from './respond.ts'
import type {SimulatedModel, SimulatedPull} from './scenario.ts'

/** What a server remembers of pulls. */
export interface Pulls {
  /** How often each model was asked for, by its key. */
  readonly attempts: Map<string, number>
  /** The bytes that are there of each layer, by its digest. */
  readonly completed: Map<string, number>
  /** Makes a model be there. */
  install(model: SimulatedModel): void
}

interface Layer {
  readonly digest: string
  readonly totalBytes: number
}

/** A small model: weights, template, license, parameters. */
const defaultLayers = [1_321_082_688, 1_429, 7_711, 485]
const defaultLines = 20
const defaultEveryMs = 2
const wellDone: SimulatedPull = {end: 'success'}
/** Of eight lines one is about a part that begins anew. */
const revertEvery = 8
const stallLineMs = 60
/** Of what is a stream elsewhere. */
const wholeType = 'application/json'

/** /api/pull, as `PullModel` of server/images.go goes. */
export async function answerPull(request: ApiRequest): Promise<void> {
  const {body, response, scenario, pulls} = request
  const name = parseModelName(nameIn(body))
  if (name === undefined) {
    sendJson(response, 400, {error: 'invalid model name'})
    return
  }
  const key = modelKey(nameIn(body))
  const attempt = pulls.attempts.get(key) ?? 0
  pulls.attempts.set(key, attempt + 1)
  const script = scenario.pulls?.[Math.min(attempt, scenario.pulls.length - 1)] ?? wellDone
  const sizes = script.layers ?? defaultLayers
  const layers = sizes.map((totalBytes, index) => ({digest: `sha256:${digestOf(`${key} ${index}`)}`, totalBytes}))
  const install = (): void => {
    const sizeBytes = sizes.reduce((sum, size) => sum + size, 0)
    const model = {sizeBytes, capabilities: ['completion'], family: 'llama', contextLength: 131_072}
    if (!script.leavesNothing) pulls.install({name: displayName(name), ...model})
  }
  if (body.stream === false) {
    if (typeof script.end === 'object') {
      sendJson(response, 500, script.end, wholeType)
      return
    }
    install()
    sendJson(response, 200, {status: 'success'}, wholeType)
    return
  }
  response.writeHead(200, {'content-type': 'application/x-ndjson'})
  await send(response, {status: 'pulling manifest'})
  await sendLayers(request, script, layers)
  await finish(request, script, layers, install)
}

async function sendLayers(
  {response, pulls}: ApiRequest,
  script: SimulatedPull,
  layers: readonly Layer[],
): Promise<void> {
  const {lines = defaultLines, everyMs = defaultEveryMs, until = 1} = script
  const steps = stepsOf(layers, lines, script.interleaved ?? false)
  // Of a layer that is there the server says so, once.
  const there = layers.filter(({digest, totalBytes}) => pulls.completed.get(digest) === totalBytes)
  for (const {digest, totalBytes} of there) await send(response, lineOf(digest, totalBytes, totalBytes))
  for (const [number, {digest, totalBytes}] of steps.slice(0, Math.ceil(steps.length * until)).entries()) {
    if (response.destroyed) return
    const completed = pulls.completed.get(digest) ?? 0
    if (completed === totalBytes) continue
    const step = Math.ceil(totalBytes / lines)
    const next = Math.min(totalBytes, completed + step)
    const reverted = script.reverts && number % revertEvery === revertEvery - 1
    pulls.completed.set(digest, reverted ? Math.max(0, completed - 3 * step) : next)
    await send(response, lineOf(digest, totalBytes, pulls.completed.get(digest) ?? 0))
    if (everyMs > 0) await sleep(everyMs)
  }
  // What was given up is there in the end.
  if (until === 1) {
    for (const {digest, totalBytes} of layers.filter(
      (layer) => pulls.completed.get(layer.digest) !== layer.totalBytes,
    )) {
      pulls.completed.set(digest, totalBytes)
      await send(response, lineOf(digest, totalBytes, totalBytes))
    }
  }
}

async function finish(
  {response, pulls, restart}: ApiRequest,
  script: SimulatedPull,
  layers: readonly Layer[],
  install: () => void,
): Promise<void> {
  const {end} = script
  if (script.discards) {
    await send(response, {status: 'verifying sha256 digest'})
    for (const {digest} of layers) pulls.completed.delete(digest)
  }
  if (typeof end === 'object') response.end(`${JSON.stringify(end)}\n`)
  else if (end === 'close') response.end()
  else if (end === 'reset') response.socket?.resetAndDestroy()
  else if (end === 'restart') restart()
  else if (end === 'stall') await stall(response, layers[0], pulls)
  else if (end === 'success') {
    for (const status of ['verifying sha256 digest', 'writing manifest', 'success']) await send(response, {status})
    install()
    response.end()
  }
}

async function stall(response: ServerResponse, layer: Layer | undefined, {completed}: Pulls): Promise<void> {
  const {digest, totalBytes} = layer ?? {digest: 'sha256:', totalBytes: 0}
  while (!response.destroyed) {
    await send(response, lineOf(digest, totalBytes, completed.get(digest) ?? 0))
    await sleep(stallLineMs)
  }
}

function stepsOf(layers: readonly Layer[], lines: number, interleaved: boolean): Layer[] {
  const rounds = Array.from({length: lines})
  return interleaved ? rounds.flatMap(() => layers) : layers.flatMap((layer) => rounds.map(() => layer))
}

function lineOf(digest: string, total: number, completed: number): Record<string, unknown> {
  return {status: `pulling ${digest.slice(7, 19)}`, digest, total, ...(completed > 0 && {completed})}
}

async function send(response: ServerResponse, line: Record<string, unknown>): Promise<void> {
  if (response.destroyed || response.write(`${JSON.stringify(line)}\n`)) return
  await new Promise<void>((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go)
      resolve()
    }
    response.on('drain', go).on('close', go)
  })
}
