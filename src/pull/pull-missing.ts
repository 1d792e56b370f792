import {judgeAddress} from '../checks/address.ts'
import type {Finding, Surroundings} from '../checks/check.ts'
import {troubled} from '../checks/trouble.ts'
import {severityOf} from '../diagnosis/engine.ts'
import {inParallel} from '../diagnosis/in-parallel.ts'
import {modelKey, presenceAmong} from '../ollama/model-name.ts'
import type {InstalledModel} from '../ollama/responses.ts'
import {createServer} from '../ollama/server.ts'
import {type PullModelOptions, type PullResult, pullModel} from './pull-model.ts'
import {createRoom, storeNearby} from './room.ts'

/** What became of a model: `missing` where nothing was pulled, `unverified` where the server said success and then could not be asked. */
export type PullStatus = 'present' | 'cloud' | 'pulled' | 'missing' | 'failed' | 'unverified'

export interface ModelOutcome extends PullResult {
  /** As the user wrote it. */
  readonly model: string
  readonly status: PullStatus
}

/** What the whole run found. */
export interface PullOutcome {
  /** In the order of the request, each once. */
  readonly models: readonly ModelOutcome[]
  /** Trouble with the server itself, before or after the pulls. */
  readonly findings: readonly Finding[]
  /** Where the models go, if the server is on this machine and that can be seen. */
  readonly freeBytes?: number
}

export interface PullMissingOptions extends Omit<PullModelOptions, 'room'> {
  readonly dryRun: boolean
  /** How many models are pulled at a time. */
  readonly parallel: number
  /** The user's word that no question need be asked. */
  readonly yes: boolean
  /** Whether what is missing is to be pulled; asked once, before anything is. */
  readonly confirm: (missing: readonly string[]) => Promise<boolean>
}

const untouched = {findings: [], totalBytes: 0, completedBytes: 0, durationMs: 0, attempts: 0}

/** Asks what is there, pulls what is not, and asks again: only what the server then lists was pulled. */
export async function pullMissing(models: readonly string[], options: PullMissingOptions): Promise<PullOutcome> {
  const {context, signal} = options
  const keys = models.map(modelKey)
  const wanted = models.filter((_, index) => keys.indexOf(keys[index] ?? '') === index)
  const before = await askFirst(context)
  signal.throwIfAborted()
  if (!Array.isArray(before)) {
    return {models: wanted.map((model) => ({...untouched, model, status: 'failed'})), findings: before.findings}
  }
  const presenceOf = presenceAmong(before.map(({name}) => name))
  const missing = wanted.filter((model) => presenceOf(model) === 'missing')
  const store = missing.length > 0 ? await storeNearby(context) : undefined
  const pulled = new Map<string, PullResult>()
  if (missing.length > 0 && !options.dryRun && (await options.confirm(missing))) {
    const room = createRoom(store, {host: context.host, installed: before, force: options.yes, override: '--yes'})
    await inParallel(missing, options.parallel, async (model) => {
      pulled.set(model, await pullModel(model, {...options, room}))
    })
  }
  // A server that was asked before would repeat what it said then.
  const anew = {...context, server: createServer(context.server.client, context.timeoutMs)}
  const after = pulled.size > 0 ? await listModels(anew) : before
  signal.throwIfAborted()
  const presentAfter = Array.isArray(after) ? presenceAmong(after.map(({name}) => name)) : undefined
  return {
    models: wanted.map((model) => {
      const result = pulled.get(model)
      if (result !== undefined) return judgeResult(model, result, presentAfter?.(model) === 'installed', after)
      const presence = presenceOf(model)
      return {...untouched, model, ...sizeOf(model, before), status: presence === 'installed' ? 'present' : presence}
    }),
    findings: Array.isArray(after) ? [] : after.findings,
    ...(store !== undefined && {freeBytes: store.freeBytes}),
  }
}

/** The models that are there, or why that cannot be known; an address that means no server is not dialled. */
async function askFirst(context: Surroundings): Promise<InstalledModel[] | {findings: readonly Finding[]}> {
  const findings = judgeAddress(context.server.client.address, context.host.platform)
  return findings.some((finding) => severityOf(finding) === 'error') ? {findings} : listModels(context)
}

/** What /api/tags lists, or why it does not tell. */
async function listModels(context: Surroundings): Promise<InstalledModel[] | {findings: readonly Finding[]}> {
  const answer = await context.server.installed()
  return answer.ok ? answer.value : {findings: (await troubled(answer.trouble, '/api/tags', context)).findings ?? []}
}

function judgeResult(
  model: string,
  result: PullResult,
  isListed: boolean,
  after: readonly InstalledModel[] | {findings: readonly Finding[]},
): ModelOutcome {
  // It may have arrived all the same: where only the last word was lost, or another client pulled it, too.
  if (isListed && Array.isArray(after))
    return {...result, ...sizeOf(model, after), model, status: 'pulled', findings: []}
  if (result.findings.length > 0) return {...result, model, status: 'failed'}
  if (!Array.isArray(after)) return {...result, model, status: 'unverified'}
  const names = after.map(({name}) => name).join(', ')
  const finding: Finding = {
    code: 'pull-incomplete',
    confidence: 'certain',
    subject: model,
    args: {model, claimed: 'success'},
    evidence: [{source: '/api/tags, after the pull', text: names === '' ? 'no models' : names.slice(0, 500)}],
  }
  return {...result, model, status: 'failed', findings: [finding]}
}

function sizeOf(model: string, installed: readonly InstalledModel[]): {totalBytes?: number; completedBytes?: number} {
  const key = modelKey(model)
  const sizeBytes = installed.find(({name}) => modelKey(name) === key)?.sizeBytes
  return sizeBytes === undefined ? {} : {totalBytes: sizeBytes, completedBytes: sizeBytes}
}
