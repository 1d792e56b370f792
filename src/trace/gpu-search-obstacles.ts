import type {CheckContext} from '../checks/check.ts'
import {type DiscoveredGpu, type GpuDiscovery, gpuDiscovery} from '../host/machine/gpu-discovery.ts'
import type {GpuReading} from '../host/machine/gpus.ts'
import {compareVersions} from '../ollama/version.ts'
import {tooOldGpus} from './driver-floors.ts'
import {explained, kindOf, type Obstacle, releaseOf} from './gpu-obstacles.ts'
import {choosingVariables, findGpus} from './gpu-search.ts'

/** From then on integrated GPUs are left out, but for those that CUDA reaches, and one of AMD's (discover/runner.go). */
const integratedOut = {from: '0.30.0', exceptLibrary: 'CUDA', exceptTarget: 'gfx1151'}
const libraryOf = {cuda: 'CUDA', hip: 'ROCm', vulkan: 'Vulkan'} as const

/**
 * What Ollama shows that looks for GPUs now, where nothing else tells why none is used. `hasNone` tells that the server found none when
 * it was started.
 */
export async function searchObstacles(
  readings: readonly GpuReading[],
  hasNone: boolean,
  context: CheckContext,
): Promise<readonly Obstacle[]> {
  const [version, choosing] = await Promise.all([releaseOf(context), choosingVariables(context)])
  const variables = choosing?.values ?? {}
  const seen = await findGpus(variables, context)
  if (seen === undefined) return []
  // Of some it tells though no library reaches them: these have no memory.
  const reached = seen.gpus.filter(({totalBytes = 0}) => totalBytes > 0)
  const obstacles = [
    ...tooOldGpus(reached, version),
    ...said(readings, reached, seen),
    ...(version !== undefined && compareVersions(version, integratedOut.from) >= 0
      ? onlyIntegrated(reached, variables)
      : []),
  ]
  if (obstacles.length > 0) return obstacles
  if (reached.length === 0) return hiddenBy(variables, choosing?.source ?? '', context)
  // What is set to be left out is found all the same.
  const isChosen = variables.OLLAMA_LLM_LIBRARY === undefined && reached.some(({library}) => library !== 'Vulkan')
  return hasNone && isChosen ? [found('gpu-found-after-start', `finds ${namesOf(reached)} now`)] : []
}

/** What the libraries said that reach none of the GPUs that are theirs. It is with the rights of this user, which need not be the server's. */
function said(readings: readonly GpuReading[], reached: readonly DiscoveredGpu[], {looks}: GpuDiscovery): Obstacle[] {
  const kinds = readings.flatMap((reading) => (reading.gpus.length > 0 ? (kindOf(reading) ?? []) : []))
  return looks
    .filter(({kind}) => kinds.includes(kind) && reached.every(({library}) => library !== libraryOf[kind]))
    .flatMap(({said: text}) => explained(text, gpuDiscovery))
    .map((obstacle) => (obstacle.confidence === 'certain' ? {...obstacle, confidence: 'likely'} : obstacle))
}

function onlyIntegrated(
  gpus: readonly DiscoveredGpu[],
  {OLLAMA_IGPU_ENABLE: enabled}: Readonly<Record<string, string>>,
): Obstacle[] {
  const isOut = ({isIntegrated, library, gfxTarget}: DiscoveredGpu): boolean =>
    isIntegrated && library !== integratedOut.exceptLibrary && gfxTarget !== integratedOut.exceptTarget
  if (enabled !== undefined || gpus.length === 0 || !gpus.every(isOut)) return []
  return [found('igpu-disabled-by-default', `finds ${namesOf(gpus)}, which is integrated`)]
}

/** A number that there is not, or an id of another GPU. */
async function hiddenBy(
  {CUDA_VISIBLE_DEVICES: value, ...others}: Readonly<Record<string, string>>,
  source: string,
  context: CheckContext,
): Promise<Obstacle[]> {
  const without = value === undefined ? undefined : await findGpus(others, context)
  const reached = (without?.gpus ?? []).filter(({library, totalBytes = 0}) => library === 'CUDA' && totalBytes > 0)
  if (reached.length === 0) return []
  const obstacle = found('visible-devices-misconfigured', `finds ${namesOf(reached)} without it, and nothing with it`)
  return [{...obstacle, evidence: [{source, text: `CUDA_VISIBLE_DEVICES=${value}`}, ...obstacle.evidence]}]
}

function found(code: Obstacle['code'], text: string): Obstacle {
  return {code, confidence: 'likely', args: {}, evidence: [{source: gpuDiscovery, text}]}
}

function namesOf(gpus: readonly DiscoveredGpu[]): string {
  return gpus.map(({name}) => name).join(', ')
}
