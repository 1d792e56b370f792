import {isCloudName, modelKey} from '../ollama/model-name.ts'
import type {InstalledModel, LoadedModel} from '../ollama/responses.ts'
import type {Check, CheckContext, Finding, Outcome} from './check.ts'
import {troubled} from './trouble.ts'

/** Further ahead than this, `keep_alive: -1` was meant: the server then writes a date centuries away. */
const foreverMs = 20 * 365 * 24 * 3_600_000

/** Where the loaded models are: share on the GPU, context, and until when. */
export const modelPlacement: Check = {
  id: 'model-placement',
  group: 'models',
  requires: ['model-answers'],
  retryable: true,
  timeoutMs: 60_000,
  async run(context) {
    const found = await findModels(context)
    if ('outcome' in found) return found.outcome
    const {models} = found
    if (models.length === 0) return {skip: {reason: 'nothing-loaded'}}
    const installed = await context.server.installed()
    const rows = models.map((model) => {
      const finding = unverified(model, installed.ok ? installed.value : [])
      const placement = placementOf(model)
      // A claim without evidence is no measurement.
      return finding === undefined ? {placement} : {placement: {...placement, gpuPercent: undefined}, finding}
    })
    // One that is asked for and not loaded has a row without numbers: nothing was measured of it.
    const present = new Set(models.map(({name}) => modelKey(name)))
    const absent = context.models.filter((model) => !isCloudName(model) && !present.has(modelKey(model)))
    return {
      facts: {models: [...rows.map(({placement}) => placement), ...absent.map((model) => ({model}))]},
      findings: rows.flatMap(({finding}) => finding ?? []),
    }
  },
}

/** The required models, else those that were probed, else all that are loaded; as they were right after their answer. */
async function findModels(context: CheckContext): Promise<{models: LoadedModel[]} | {outcome: Outcome}> {
  const seen = new Map(
    [...context.probed.values()].flatMap((model) => (model === undefined ? [] : [[modelKey(model.name), model]])),
  )
  const wanted = [...new Set(context.models.filter((model) => !isCloudName(model)).map(modelKey))]
  const isKnown = wanted.length > 0 ? wanted.every((key) => seen.has(key)) : seen.size > 0
  if (isKnown) return {models: [...seen.values()]}
  const loaded = await context.server.loaded()
  if (!loaded.ok) {
    const {trouble} = loaded
    const isTooOld = trouble.kind === 'status' && trouble.status === 404
    return {
      outcome: isTooOld
        ? {skip: {reason: 'server-too-old', args: {feature: '/api/ps'}}}
        : await troubled(trouble, '/api/ps', context),
    }
  }
  if (wanted.length === 0) return {models: loaded.value}
  const now = new Map(loaded.value.map((model) => [modelKey(model.name), model]))
  return {models: wanted.flatMap((key) => seen.get(key) ?? now.get(key) ?? [])}
}

/** Where a loaded model is, in numbers. */
export function placementOf(model: LoadedModel): Record<string, string | number | undefined> {
  const {name, sizeBytes, vramBytes, contextLength, expiresAt} = model
  const remainingMs = expiresAt === undefined ? undefined : expiresAt.getTime() - Date.now()
  return {
    model: name,
    // As `ollama ps` reads the two numbers: above one, or of nothing, the share is unknown.
    gpuPercent: sizeBytes > 0 && vramBytes <= sizeBytes ? (100 * vramBytes) / sizeBytes : undefined,
    sizeBytes,
    vramBytes,
    contextLength,
    expiresInMs:
      remainingMs !== undefined && remainingMs < foreverMs ? Math.max(0, Math.round(remainingMs)) : undefined,
  }
}

/** Since 0.30 the server claims that a model is wholly on the GPU, with its file's very size, when it could not read the real sizes. */
function unverified(model: LoadedModel, installed: readonly InstalledModel[]): Finding | undefined {
  const file = installed.find(({name}) => modelKey(name) === modelKey(model.name))
  if (model.vramBytes === 0 || model.vramBytes !== model.sizeBytes || model.sizeBytes !== file?.sizeBytes)
    return undefined
  return {
    code: 'gpu-share-unverified',
    confidence: 'likely',
    subject: model.name,
    args: {model: model.name},
    evidence: [{source: '/api/ps', text: `size = size_vram = size of the files = ${model.sizeBytes}`}],
  }
}
