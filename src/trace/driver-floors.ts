import {type DiscoveredGpu, gpuDiscovery} from '../host/machine/gpu-discovery.ts'
import type {GpuReading} from '../host/machine/gpus.ts'
import {compareVersions} from '../ollama/version.ts'
import type {Obstacle} from './gpu-obstacles.ts'

/** From 0.9.3 on no CUDA 11 comes along, and from 0.30.11 on GPUs with an older driver are left out (discover/cuda_compat.go). */
const floors = [
  {from: '0.30.11', driver: 550},
  {from: '0.9.3', driver: 525},
] as const
/** GPUs below this compute capability need more. */
const oldGpus = {from: '0.30.0', capability: 7, driver: 570}
/** Below this one nothing helps. */
const leastCapability = 5

/** A driver of NVIDIA's that is older than this version of Ollama needs; one that somebody built may need less. */
export function oldDriver(readings: readonly GpuReading[], version: string | undefined): Obstacle[] {
  const floor = version && floors.find(({from}) => compareVersions(version, from) >= 0)
  if (!floor) return []
  const drivers = readings.flatMap(({source, gpus}) => (source === 'nvidia-smi' ? gpus : []))
  const old = drivers.find(({driver = ''}) => Number.parseInt(driver, 10) < floor.driver)
  if (old?.driver === undefined) return []
  const text = `driver ${old.driver}, and Ollama ${version} needs ${floor.driver}`
  const evidence = [{source: 'nvidia-smi', text}]
  return [{code: 'nvidia-driver-too-old', confidence: 'likely', args: {driver: old.driver}, evidence}]
}

/** Where every GPU of NVIDIA's is too old, for this driver or at all. */
export function tooOldGpus(gpus: readonly DiscoveredGpu[], version: string | undefined): Obstacle[] {
  const nvidia = gpus.flatMap(({name, driver = '', computeCapability}) =>
    computeCapability === undefined ? [] : {name, driver, computeCapability},
  )
  const needsDriver = version !== undefined && compareVersions(version, oldGpus.from) >= 0
  const obstacles = nvidia.flatMap(({name, driver, computeCapability}): Obstacle[] => {
    const text = `${name} has compute capability ${computeCapability}`
    if (computeCapability < leastCapability) {
      const evidence = [{source: gpuDiscovery, text}]
      const args = {compute: computeCapability}
      return [{code: 'gpu-compute-capability-too-low', confidence: 'likely', args, evidence}]
    }
    // Where it cannot be told, Ollama takes it for new enough.
    const isOld = Number(driver) > 0 && Number(driver) < oldGpus.driver
    if (!needsDriver || computeCapability >= oldGpus.capability || !isOld) return []
    const needs = `driver ${driver}; ${text}, for which Ollama ${version} needs ${oldGpus.driver}`
    const evidence = [{source: gpuDiscovery, text: needs}]
    return [{code: 'nvidia-driver-too-old', confidence: 'likely', args: {driver}, evidence}]
  })
  return obstacles.length === nvidia.length ? obstacles : []
}
