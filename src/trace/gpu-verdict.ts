import type {CheckContext, Evidence} from '../checks/check.ts'
import {gpuDiscovery} from '../host/machine/gpu-discovery.ts'
import type {GpuLook} from '../host/machine/gpus.ts'
import {isOllama} from '../host/machine/processes.ts'
import type {LoadedModel} from '../ollama/responses.ts'
import {choosingVariables, findGpus} from './gpu-search.ts'
import {isServerHere} from './is-server-here.ts'
import {lastLoad} from './last-load.ts'
import {tooFastForProcessor} from './speed.ts'

/** What the server says of a model's place, held against what can be seen of it. */
export interface GpuVerdict {
  readonly verdict: 'confirmed' | 'contradicted' | 'unverified'
  /** On the GPU, where the log has it. */
  readonly layers?: {readonly gpu: number; readonly total: number}
  readonly reasons: readonly Evidence[]
}

/** What a runner has on the GPU differs from the server's estimate. */
const leastShare = 0.5
/** Below this the driver's own memory and a desktop's blur the picture. */
const tellingBytes = 512 * 2 ** 20

/**
 * By what the drivers said right after the answer; where the claim is in doubt, also by what the log has of the load. Where neither
 * can be seen, and Ollama itself finds a GPU or cannot be asked, the claim is unverified, and nothing is said against it.
 */
export async function judgeGpu(
  model: LoadedModel,
  isDoubtful: boolean,
  look: GpuLook | undefined,
  context: CheckContext,
): Promise<GpuVerdict> {
  const seen = look && (await byDriver(model, look, context))
  if (seen?.verdict === 'confirmed' || (seen === undefined && !isDoubtful)) return seen ?? unknown
  const load = await lastLoad(model.name, context)
  const logged = load && byLog(load)
  if (logged === undefined) return seen ?? (await bySpeed(model, context)) ?? (await byOllama(look, context))
  const reasons = [...(seen?.reasons ?? []), ...logged.reasons]
  // Where the two disagree, as with a GPU that no tool was asked of, nobody knows.
  return seen !== undefined && seen.verdict !== logged.verdict ? {...unknown, reasons} : {...logged, reasons}
}

/** By the layers that went to the GPU, else by whose memory has the weights. */
function byLog({layers, buffers, source}: NonNullable<Awaited<ReturnType<typeof lastLoad>>>): GpuVerdict | undefined {
  if (layers !== undefined) {
    const reasons = [{source, text: `offloaded ${layers.gpu}/${layers.total} layers to GPU`}]
    return {verdict: layers.gpu > 0 ? 'confirmed' : 'contradicted', layers, reasons}
  }
  if (buffers.length === 0) return undefined
  const reasons = buffers.map(({device, size}) => ({source, text: `${device} model buffer size ${size}`}))
  // Memory that a GPU reads over the bus is the processor's.
  const isOnGpu = buffers.some(({device}) => !/^CPU|_Host$/.test(device))
  return {verdict: isOnGpu ? 'confirmed' : 'contradicted', reasons}
}

const unknown: GpuVerdict = {verdict: 'unverified', reasons: []}

/** By how much of the GPUs' memory is in use, and by whom; undefined where that tells nothing. */
async function byDriver(
  {vramBytes}: LoadedModel,
  {readings, uses}: GpuLook,
  context: CheckContext,
): Promise<GpuVerdict | undefined> {
  const gpus = readings.flatMap((reading) => reading.gpus)
  if (vramBytes < tellingBytes || gpus.length === 0 || !(await isServerHere(context))) return undefined
  const usedBytes = gpus.reduce((sum, gpu) => sum + (gpu.usedBytes ?? Number.NaN), 0)
  const source = readings.map((reading) => reading.source).join(', ')
  const totalBytes = gpus.reduce((sum, gpu) => sum + (gpu.totalBytes ?? Number.NaN), 0)
  // Less than half of what is claimed is in use at all, by whomever; of memory that is shared with the processor they tell a part only.
  if ((await areAllGpus(readings, context)) && totalBytes > vramBytes && usedBytes < vramBytes * leastShare) {
    const text = `${usedBytes} bytes are in use on ${gpus.map(({name}) => name).join(', ')}, ${vramBytes} are claimed`
    return {verdict: 'contradicted', reasons: [{source, text}]}
  }
  const runners = uses.flatMap(({processes}) => processes.filter(({name = ''}) => isOllama(name)))
  const ownBytes = runners.reduce((sum, {bytes = 0}) => sum + bytes, 0)
  if (ownBytes < vramBytes * leastShare) return undefined
  const text = runners.map(({name, pid, bytes}) => `${name} (process ${pid}) has ${bytes} bytes`).join('\n')
  return {verdict: 'confirmed', reasons: [{source, text}]}
}

async function bySpeed(model: LoadedModel, context: CheckContext): Promise<GpuVerdict | undefined> {
  const reason = (await isServerHere(context)) ? await tooFastForProcessor(model, context) : undefined
  return reason && {verdict: 'confirmed', reasons: [reason]}
}

/** A model is on no GPU, where Ollama itself finds none. AMD's are found by those only who may open their devices. */
async function byOllama(look: GpuLook | undefined, context: CheckContext): Promise<GpuVerdict> {
  if (look?.readings.some(({source}) => source === 'amdgpu') || !(await isServerHere(context))) return unknown
  const found = await findGpus((await choosingVariables(context))?.values ?? {}, context)
  if (found === undefined || found.gpus.length > 0 || found.looks.some(({isDone}) => !isDone)) return unknown
  return {verdict: 'contradicted', reasons: [{source: gpuDiscovery, text: 'finds no GPU that it can use'}]}
}

const cards = '/sys/class/drm'
const nvidia = '0x10de'
/** Displays of servers' boards, and of virtual machines: nothing can be computed on them. */
const displays = new Set(['0x1a03', '0x102b', '0x1013', '0x1234', '0x1af4', '0x15ad', '0x1b36', '0x1414'])

/** Whether a model cannot be on another GPU than those of NVIDIA that were looked at: only Linux tells, of discrete ones. */
async function areAllGpus(readings: GpuLook['readings'], {host}: CheckContext): Promise<boolean> {
  if (host.platform !== 'linux' || readings.some(({source}) => source !== 'nvidia-smi')) return false
  const names = (await host.list(cards)).filter((name) => /^card\d+$/.test(name))
  const vendors = await Promise.all(names.map((name) => host.read(`${cards}/${name}/device/vendor`)))
  return vendors.every((vendor) => vendor === undefined || vendor.trim() === nvidia || displays.has(vendor.trim()))
}
