import {type GpuDiscovery, gpuDiscovery} from '../host/machine/gpu-discovery.ts'
import type {GpuReading} from '../host/machine/gpus.ts'
import {compareVersions} from '../ollama/version.ts'
import type {Obstacle} from './gpu-obstacles.ts'

/** The CUDA that comes with a release leaves out GPUs with an older driver; since 0.30 Ollama itself does. */
const floors = [
  {from: '0.30.0', driver: 550, confidence: 'certain'},
  {from: '0.7.0', driver: 525, confidence: 'likely'},
] as const
/** GPUs below this compute capability need more. */
const oldGpus = {from: '0.30.0', capability: 7, driver: 570}
/** Below this one nothing helps. */
const leastCapability = 5

/** Drivers of NVIDIA's that are older than this version of Ollama needs, and GPUs that are. */
export function tooOld(
  readings: readonly GpuReading[],
  seen: GpuDiscovery | undefined,
  version: string | undefined,
): Obstacle[] {
  if (version === undefined) return []
  const floor = floors.find(({from}) => compareVersions(version, from) >= 0)
  const [old] = readings.flatMap(({gpus, source}) =>
    gpus.flatMap(({driver = ''}) =>
      floor !== undefined && source === 'nvidia-smi' && Number.parseInt(driver, 10) < floor.driver
        ? [
            {
              code: 'nvidia-driver-too-old' as const,
              confidence: floor.confidence,
              args: {driver},
              evidence: [{source, text: `driver ${driver}, and Ollama ${version} needs ${floor.driver}`}],
            },
          ]
        : [],
    ),
  )
  if (old !== undefined) return [old]
  return (seen?.gpus ?? []).flatMap(({name, driver, computeCapability}): Obstacle[] => {
    if (computeCapability === undefined) return []
    const about = `${name} has compute capability ${computeCapability}`
    if (computeCapability < leastCapability) {
      const args = {compute: computeCapability}
      const evidence = [{source: gpuDiscovery, text: about}]
      return [{code: 'gpu-compute-capability-too-low', confidence: 'certain', args, evidence}]
    }
    const isOld = computeCapability < oldGpus.capability && compareVersions(version, oldGpus.from) >= 0
    if (driver === undefined || !isOld || Number(driver) >= oldGpus.driver) return []
    const text = `driver ${driver}; ${about}, for which Ollama ${version} needs ${oldGpus.driver}`
    const evidence = [{source: gpuDiscovery, text}]
    return [{code: 'nvidia-driver-too-old', confidence: 'certain', args: {driver}, evidence}]
  })
}
