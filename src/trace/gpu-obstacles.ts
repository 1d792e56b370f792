import {type DomainName, domainOf} from '../catalogue/index.ts'
import type {CheckContext, Evidence, Finding} from '../checks/check.ts'
import {explainText} from '../checks/trouble.ts'
import type {Backend, Libraries} from '../host/machine/backends.ts'
import type {GpuReading} from '../host/machine/gpus.ts'
import type {VariableSource} from '../host/machine/variable-source.ts'
import {compareVersions, isRelease} from '../ollama/version.ts'
import {oldDriver} from './driver-floors.ts'
import {deviceObstacles} from './gpu-device-obstacles.ts'
import {greatestHolder, heldBy} from './gpu-holders.ts'
import {choosingVariables} from './gpu-search.ts'

/** What keeps a model from the GPU. */
export type Obstacle = Pick<Finding, 'code' | 'confidence' | 'args' | 'evidence'>

/** By which libraries, and which variables, the GPUs of a reading are reached. */
const makers: Readonly<Record<string, {readonly kind: Backend['kind']; readonly hiding: RegExp} | undefined>> = {
  'nvidia-smi': {kind: 'cuda', hiding: /^CUDA_VISIBLE_DEVICES$/},
  amdgpu: {kind: 'hip', hiding: /^(?:HIP_VISIBLE_DEVICES|ROCR_VISIBLE_DEVICES|GPU_DEVICE_ORDINAL)$/},
}
/** From then on what has no libraries of its maker's is used by Vulkan. */
const vulkanSince = '0.30.0'

const domains: ReadonlySet<DomainName> = new Set<DomainName>(['gpu', 'runner'])

/** Whether a code says of a GPU what is wrong with it. */
export function tellsOfGpus(code: Finding['code']): boolean {
  return domains.has(domainOf(code)) && code !== 'gpu-not-used'
}

/** By which kind of libraries the GPUs of a reading are used first; undefined where there are none that are its maker's. */
export function kindOf({source}: GpuReading): Backend['kind'] | undefined {
  return makers[source]?.kind
}

/** What the machine itself shows, without Ollama looking for GPUs. */
export async function gpuObstacles(
  sizeBytes: number,
  readings: readonly GpuReading[],
  context: CheckContext,
): Promise<readonly Obstacle[]> {
  const {machine, server} = context
  const [version, choosing, ofDevices, installation, holder] = await Promise.all([
    releaseOf(context),
    choosingVariables(context),
    deviceObstacles(readings, context),
    machine.installation(server.client.address.port),
    greatestHolder(sizeBytes, readings, context),
  ])
  const hasVulkan = version !== undefined && compareVersions(version, vulkanSince) >= 0
  return [
    ...readings.flatMap(({trouble = '', source}) => explained(trouble, source)),
    ...oldDriver(readings, version),
    ...(choosing === undefined ? [] : hidden(choosing, readings)),
    ...notOnThisPlatform(readings),
    ...ofDevices,
    ...missingLibraries(readings, hasVulkan, installation?.libraries),
    ...(holder === undefined ? [] : [heldBy(holder, {code: 'gpu-memory-held', confidence: 'likely', evidence: []})]),
  ]
}

/** Undefined where it is none. */
export async function releaseOf({server}: CheckContext): Promise<string | undefined> {
  const answer = await server.version()
  return answer.ok && isRelease(answer.value) ? answer.value : undefined
}

/** What a tool or a library said of a GPU. */
export function explained(text: string, source: string): Obstacle[] {
  return text === '' ? [] : explainText(text, {surface: 'client'}, {source}).filter(({code}) => tellsOfGpus(code))
}

/** -1 hides every GPU of its maker's; where there is one of another maker's, it may be meant to. */
function hidden({source, values}: VariableSource, readings: readonly GpuReading[]): Obstacle[] {
  const [only, other] = readings
  const hiding = other === undefined ? makers[only?.source ?? '']?.hiding : undefined
  const set = Object.entries(values).filter(([name, value]) => value === '-1' && hiding?.test(name))
  const evidence: Evidence[] = set.map(([name, value]) => ({source, text: `${name}=${value}`}))
  return set.length === 0 ? [] : [{code: 'visible-devices-misconfigured', confidence: 'likely', args: {}, evidence}]
}

/** On Macs only Apple's own are used. */
function notOnThisPlatform(readings: readonly GpuReading[]): Obstacle[] {
  const names = readings.flatMap(({source, gpus}) => (source === 'system_profiler' ? gpus.map(({name}) => name) : []))
  if (names.length === 0 || names.some((name) => name.startsWith('Apple '))) return []
  const evidence = [{source: 'system_profiler', text: names.join(', ')}]
  return [{code: 'gpu-unsupported-on-platform', confidence: 'likely', args: {}, evidence}]
}

/** A GPU whose maker's libraries did not come with this Ollama. */
function missingLibraries(
  readings: readonly GpuReading[],
  hasVulkan: boolean,
  libraries: Libraries | undefined,
): Obstacle[] {
  if (libraries === undefined) return []
  const kinds = libraries.backends.map(({kind}) => kind)
  return readings.flatMap((reading): Obstacle[] => {
    const needed = kindOf(reading)
    if (reading.gpus.length === 0 || needed === undefined || kinds.includes(needed)) return []
    if (hasVulkan && kinds.includes('vulkan')) return []
    const text = `libraries for ${kinds.length === 0 ? 'no GPU' : [...new Set(kinds)].join(', ')}, and none for ${needed}`
    const evidence = [{source: libraries.folder, text}]
    return [{code: 'gpu-backend-library-missing', confidence: 'likely', args: {}, evidence}]
  })
}
