import type {CheckContext, Finding} from '../checks/check.ts'
import type {Gpu, GpuProcess, GpuReading, GpuUse} from '../host/machine/gpus.ts'
import {isOllama} from '../host/machine/processes.ts'
import {isServerHere} from './is-server-here.ts'

/** A process of somebody else's, and what it takes of a GPU. */
export interface Holder extends GpuProcess {
  readonly bytes: number
  readonly name: string
  readonly source: string
  readonly on: Gpu
}

/** Failures that a GPU full of something else brings about. */
const memoryCodes: ReadonlySet<Finding['code']> = new Set([
  'gpu-out-of-memory',
  'context-too-large-for-vram',
  'model-too-large-for-vram',
])
/** What less than this share of a GPU takes explains no failure. */
const leastShare = 0.25
const mebibyte = 1 << 20

/** Where a GPU ran out of memory of which another program has much, that program is why. */
export async function withGpuHolders(findings: readonly Finding[], context: CheckContext): Promise<readonly Finding[]> {
  const [first, ...others] = findings
  if (first === undefined || !memoryCodes.has(first.code) || !(await isServerHere(context))) return findings
  const [installed, readings] = await Promise.all([context.server.installed(), context.machine.gpus()])
  const model = installed.ok ? installed.value.find(({name}) => name === first.subject) : undefined
  const texts = first.evidence.map(({text}) => text).join('\n')
  const asked = Number(/allocating ([\d.]+) MiB/.exec(texts)?.[1] ?? Number.NaN) * mebibyte
  const device = /on device (\d{1,2})|CUDA(\d{1,2}) buffer/.exec(texts)
  const index = device === null ? undefined : Number(device[1] ?? device[2])
  const neededBytes = Number.isNaN(asked) ? (model?.sizeBytes ?? 0) : asked
  const holder = await greatestHolder(neededBytes, readings, context, index)
  return holder === undefined ? findings : [heldBy(holder, first), ...others]
}

/**
 * The program that has most of a GPU, or of the one that is named by its number, where that is a large part, it is not Ollama's, and
 * what is needed would have room without it and has none with it.
 */
export async function greatestHolder(
  neededBytes: number,
  readings: readonly GpuReading[],
  {machine}: CheckContext,
  index?: number,
): Promise<Holder | undefined> {
  const uses = await machine.gpuUse()
  const gpus = readings.flatMap((reading) => reading.gpus)
  const named = index === undefined ? undefined : gpus[index]
  const [most] = uses
    .flatMap((use) => holdersIn(use, gpus))
    .filter(({on}) => named === undefined || on === named)
    .sort((a, b) => b.bytes - a.bytes)
  if (most === undefined || (index !== undefined && named === undefined)) return undefined
  const {totalBytes = 0, usedBytes = totalBytes} = most.on
  const freeBytes = totalBytes - usedBytes
  const hasRoom = neededBytes > 0 && freeBytes > neededBytes
  const wouldFit = freeBytes + most.bytes > neededBytes
  return hasRoom || !wouldFit || most.bytes < totalBytes * leastShare ? undefined : most
}

export function heldBy({bytes, name, pid, source, on}: Holder, finding: Finding): Finding {
  const total = on.totalBytes === undefined ? {} : {totalBytes: on.totalBytes}
  const of = on.totalBytes === undefined ? '' : ` of ${Math.round(on.totalBytes / mebibyte)} MiB`
  const text = `${name} (process ${pid}) has ${Math.round(bytes / mebibyte)} MiB${of} on ${on.name}`
  return {
    ...finding,
    code: 'gpu-memory-held',
    confidence: 'likely',
    args: {...finding.args, holder: name, pid, heldBytes: bytes, ...total},
    evidence: [...finding.evidence, {source, text}],
  }
}

/** Where there are several GPUs and a tool does not tell which, nobody knows of what the share is. */
function holdersIn({source, processes}: GpuUse, gpus: readonly Gpu[]): Holder[] {
  return processes.flatMap(({bytes, name, ...process}) => {
    const on = gpus.length === 1 ? gpus[0] : gpus.find(({device}) => device === process.gpu)
    if (on === undefined || bytes === undefined || name === undefined || isOllama(name)) return []
    return [{...process, bytes, name, source, on}]
  })
}
