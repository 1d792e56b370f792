import type {Confidence} from '../catalogue/entry.ts'
import type {GpuLook, GpuReading} from '../host/machine/gpus.ts'
import {isCloudName, modelKey} from '../ollama/model-name.ts'
import type {InstalledModel, LoadedModel} from '../ollama/responses.ts'
import type {GpuVerdict} from '../trace/gpu-verdict.ts'
import {inTime} from '../trace/in-time.ts'
import type {Check, CheckContext, Evidence, Finding, Outcome} from './check.ts'
import {contextOf} from './model-context.ts'
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
    const rows = await Promise.all(
      models.map(async ({model, look}) => {
        const [{facts, findings}, judged] = await Promise.all([
          contextOf(model, context),
          judgePlacement(model, unverified(model, installed.ok ? installed.value : []), look, context),
        ])
        return {placement: {...judged.placement, ...facts}, findings: [...judged.findings, ...findings]}
      }),
    )
    // One that is asked for and not loaded has a row without numbers: nothing was measured of it.
    const present = new Set(models.map(({model}) => modelKey(model.name)))
    const absent = context.models.filter((model) => !isCloudName(model) && !present.has(modelKey(model)))
    return {
      facts: {models: [...rows.map(({placement}) => placement), ...absent.map((model) => ({model}))]},
      findings: rows.flatMap(({findings}) => findings),
    }
  },
}

interface Found {
  readonly model: LoadedModel
  readonly look: GpuLook | undefined
}

/** The required models, else those that were probed, else all that are loaded; as they were right after their answer. */
async function findModels(context: CheckContext): Promise<{models: Found[]} | {outcome: Outcome}> {
  const seen = new Map(
    [...context.probed.values()].flatMap(({entry: model, look}) =>
      model === undefined ? [] : [[modelKey(model.name), {model, look}] as const],
    ),
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
  const now = new Map(loaded.value.map((model) => [modelKey(model.name), {model, look: undefined}]))
  return {
    models: wanted.length === 0 ? [...now.values()] : wanted.flatMap((key) => seen.get(key) ?? now.get(key) ?? []),
  }
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

const unverifiedVerdict: GpuVerdict = {verdict: 'unverified', reasons: []}

interface Placement {
  readonly placement: Record<string, string | number | undefined>
  readonly findings: readonly Finding[]
}

/** The server's claim, and what can be seen of it. A claim that has no evidence where it needs some is no measurement. */
async function judgePlacement(
  model: LoadedModel,
  invented: Finding | undefined,
  look: GpuLook | undefined,
  context: CheckContext,
): Promise<Placement> {
  const details = await context.server.details(model.name)
  const gpuLayers = details.ok ? details.value.gpuLayers : undefined
  const placement = placementOf(model)
  if (context.log === undefined) return withoutLook(placement, invented)
  // Somebody wants it there.
  if (gpuLayers === 0) return {placement, findings: []}
  if (placement.gpuPercent === 0) return {placement, findings: await unused(model, [], 'certain', context)}
  const {judgeGpu} = await import('../trace/gpu-verdict.ts')
  const {verdict, reasons, layers} = await inTime(unverifiedVerdict, context, (limited) =>
    judgeGpu(model, invented !== undefined, look, limited),
  )
  const seenBy = reasons.map(({source}) => source).join(', ')
  const judged = {...placement, gpuVerdict: verdict, ...(seenBy !== '' && {gpuSeenBy: seenBy})}
  if (verdict === 'unverified') return withoutLook(judged, invented)
  if (verdict === 'confirmed') return {placement: judged, findings: []}
  const confidence = layers === undefined ? 'likely' : 'certain'
  const gpuPercent = layers === undefined ? undefined : 0
  return {placement: {...judged, gpuPercent}, findings: await unused(model, reasons, confidence, context)}
}

function withoutLook(placement: Placement['placement'], invented: Finding | undefined): Placement {
  return invented === undefined
    ? {placement, findings: []}
    : {placement: {...placement, gpuPercent: undefined}, findings: [invented]}
}

/** Of what a processor brings along, Ollama uses nothing unless it is told to (0.30 and newer), and little before; but for Apple's. */
const leastUsableBytes = 2 * 2 ** 30

function isUsable({source, gpus, trouble}: GpuReading): boolean {
  return (
    trouble !== undefined ||
    source === 'nvidia-smi' ||
    gpus.some(({name, totalBytes = 0}) => totalBytes >= leastUsableBytes || name.startsWith('Apple '))
  )
}

/** That the GPU is not used, where there is one, and why. */
async function unused(
  {name, sizeBytes, vramBytes}: LoadedModel,
  reasons: readonly Evidence[],
  confidence: Confidence,
  context: CheckContext,
): Promise<readonly Finding[]> {
  const {isServerHere} = await import('../trace/is-server-here.ts')
  if (!(await isServerHere(context))) return []
  const readings = await context.machine.gpus()
  const usable = readings.filter(isUsable)
  if (usable.length === 0) return []
  const {whyNotGpu} = await import('../trace/why-not-gpu.ts')
  const present = usable.map(({source, gpus, trouble}) => ({
    source,
    text:
      trouble ?? gpus.map(({name, driver}) => (driver === undefined ? name : `${name}, driver ${driver}`)).join('\n'),
  }))
  const claim = {source: '/api/ps', text: `size_vram ${vramBytes} of size ${sizeBytes}`}
  const evidence = [claim, ...(reasons.length > 0 ? reasons : present)]
  const found: Finding = {code: 'gpu-not-used', confidence, subject: name, args: {model: name}, evidence}
  return inTime([found], context, (limited) => whyNotGpu(found, sizeBytes, usable, limited))
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
