import {type DomainName, domainOf} from '../catalogue/index.ts'
import type {CheckContext, Evidence, Finding} from '../checks/check.ts'
import {explainText} from '../checks/trouble.ts'
import type {Libraries} from '../host/machine/backends.ts'
import {type GpuDiscovery, gpuDiscovery} from '../host/machine/gpu-discovery.ts'
import type {GpuReading} from '../host/machine/gpus.ts'
import type {VariableSource} from '../host/machine/variable-source.ts'
import {compareVersions, isRelease} from '../ollama/version.ts'
import {tooOld} from './driver-floors.ts'
import {deviceObstacles} from './gpu-device-obstacles.ts'
import {greatestHolder, heldBy} from './gpu-holders.ts'
import {choosingVariables, findAsServer, findWith} from './gpu-search.ts'

/** What keeps a model from the GPU. */
export type Obstacle = Pick<Finding, 'code' | 'confidence' | 'args' | 'evidence'>

/** From then on integrated GPUs are left out, and what has no libraries of its maker's is used by Vulkan. */
const vulkanSince = '0.30.0'
const makers = {'nvidia-smi': 'cuda', amdgpu: 'hip'} as const

const domains: ReadonlySet<DomainName> = new Set<DomainName>(['gpu', 'runner'])

/** Whether a code says of a GPU what is wrong with it. */
export function tellsOfGpus(code: Finding['code']): boolean {
  return domains.has(domainOf(code)) && code !== 'gpu-not-used'
}

/** What the machine itself shows. `hasNone` tells that the server found no GPU when it was started. */
export async function gpuObstacles(
  sizeBytes: number,
  readings: readonly GpuReading[],
  hasNone: boolean,
  context: CheckContext,
): Promise<readonly Obstacle[]> {
  const [answer, choosing, ofDevices, seen, installation, holder] = await Promise.all([
    context.server.version(),
    choosingVariables(context),
    deviceObstacles(readings, context),
    findAsServer(context),
    context.machine.installation(context.server.client.address.port),
    greatestHolder(sizeBytes, readings, context),
  ])
  const version = answer.ok && isRelease(answer.value) ? answer.value : undefined
  const hasVulkan = version !== undefined && compareVersions(version, vulkanSince) >= 0
  const obstacles = [
    ...readings.flatMap(({trouble = '', source}) => explained(trouble, source)),
    ...tooOld(readings, seen, version),
    ...(choosing === undefined ? [] : await hidden(choosing, seen, context)),
    ...notOnThisPlatform(readings),
    ...ofDevices,
    ...missingLibraries(readings, hasVulkan, installation?.libraries),
    ...explained(seen?.said ?? '', gpuDiscovery).map(lessSure),
    ...(seen !== undefined && hasVulkan ? onlyIntegrated(seen) : []),
    ...(holder === undefined ? [] : [heldBy(holder, {code: 'gpu-memory-held', confidence: 'likely', evidence: []})]),
  ]
  return obstacles.length === 0 && hasNone ? foundSince(seen) : obstacles
}

function explained(text: string, source: string): Obstacle[] {
  return text === '' ? [] : explainText(text, {surface: 'client'}, {source}).filter(({code}) => tellsOfGpus(code))
}

/** It looks with the rights of this user, which need not be the server's. */
function lessSure(obstacle: Obstacle): Obstacle {
  return obstacle.confidence === 'certain' ? {...obstacle, confidence: 'likely'} : obstacle
}

/** -1 hides every GPU. What else hides them is seen by what is found without it. */
async function hidden(
  {source, values}: VariableSource,
  seen: GpuDiscovery | undefined,
  context: CheckContext,
): Promise<Obstacle[]> {
  const set = Object.entries(values).map(([name, value]) => `${name}=${value}`)
  const said = {source, text: set.join('\n')}
  const blamed = (evidence: readonly Evidence[]): Obstacle[] => [
    {code: 'visible-devices-misconfigured', confidence: 'likely', args: {}, evidence},
  ]
  if (Object.values(values).includes('-1')) return blamed([said])
  const without = seen?.gpus.length === 0 ? await findWith({}, context) : undefined
  if (without === undefined || without.gpus.length === 0) return []
  return blamed([said, {source: gpuDiscovery, text: `finds ${namesOf(without)} without it, and nothing with it`}])
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
  return readings.flatMap(({source, gpus}): Obstacle[] => {
    const needed = makers[source as keyof typeof makers]
    if (gpus.length === 0 || needed === undefined || kinds.includes(needed)) return []
    if (hasVulkan && kinds.includes('vulkan')) return []
    const text = `libraries for ${kinds.length === 0 ? 'no GPU' : [...new Set(kinds)].join(', ')}, and none for ${needed}`
    const evidence = [{source: libraries.folder, text}]
    return [{code: 'gpu-backend-library-missing', confidence: 'likely', args: {}, evidence}]
  })
}

function onlyIntegrated(seen: GpuDiscovery): Obstacle[] {
  if (seen.gpus.length === 0 || seen.gpus.some(({isIntegrated}) => !isIntegrated)) return []
  const evidence = [{source: gpuDiscovery, text: `finds ${namesOf(seen)}, which is integrated`}]
  return [{code: 'igpu-disabled-by-default', confidence: 'likely', args: {}, evidence}]
}

/** A server looks for GPUs when it starts, and never again. */
function foundSince(seen: GpuDiscovery | undefined): Obstacle[] {
  if (seen === undefined || seen.gpus.length === 0) return []
  const evidence = [{source: gpuDiscovery, text: `finds ${namesOf(seen)} now`}]
  return [{code: 'gpu-found-after-start', confidence: 'likely', args: {}, evidence}]
}

function namesOf({gpus}: GpuDiscovery): string {
  return gpus.map(({name}) => name).join(', ')
}
