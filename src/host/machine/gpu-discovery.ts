import type {Host} from '../host.ts'
import type {Backend} from './backends.ts'
import type {Gpu} from './gpus.ts'
import type {Installation} from './installations.ts'
import {fields, items, jsonIn} from './json.ts'

/** As evidence names it. */
export const gpuDiscovery = 'ollama gpu-discover'

/** By which variables it chooses among GPUs, and their libraries. */
export const choosesGpus =
  /VISIBLE_DEVICES$|^(?:GPU_DEVICE_ORDINAL|HSA_OVERRIDE_GFX_VERSION|OLLAMA_(?:LLM_LIBRARY|VULKAN|IGPU_ENABLE))$/

/** A GPU as Ollama itself sees it. */
export interface DiscoveredGpu extends Gpu {
  /** `CUDA`, `ROCm`, `Vulkan` */
  readonly library: string
  readonly isIntegrated: boolean
  /** Of NVIDIA's: 6.1. */
  readonly computeCapability?: number
  /** Of AMD's: `gfx1030`. */
  readonly gfxTarget?: string
}

/** What Ollama finds when it looks for GPUs now. */
export interface GpuDiscovery {
  readonly gpus: readonly DiscoveredGpu[]
  /** How it went by the libraries in each folder. */
  readonly looks: readonly GpuSearch[]
}

export interface GpuSearch extends Backend {
  /** What its libraries said meanwhile. */
  readonly said: string
  /** Whether it could look: that it finds none then means that there is none. */
  readonly isDone: boolean
}

/** For the libraries in one folder: drivers that sleep take seconds to wake up. */
const timeoutMs = 8_000

/**
 * Has an installed Ollama look for GPUs by its libraries of each kind, with the variables of the server. Undefined where it has no
 * such command (before 0.30), or no libraries for GPUs.
 */
export async function discoverGpus(
  host: Host,
  {path, libraries}: Installation,
  variables: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<GpuDiscovery | undefined> {
  if (libraries === undefined || libraries.backends.length === 0) return undefined
  const found = new Map<string, DiscoveredGpu>()
  const looks: GpuSearch[] = []
  // One after the other, as a server does: a GPU that two look at has less memory.
  for (const backend of libraries.backends) {
    const folders = [...new Set([libraries.folder, backend.folder])]
    const env = {...without(host), ...variables, ...searchPath(host, folders)}
    const args = ['gpu-discover', ...folders.flatMap((folder) => ['--lib-dir', folder])]
    const answer = await host.ask(path, args, {timeoutMs, signal, env})
    if (answer === undefined || answer.exitCode === undefined || /unknown command/.test(answer.stderr)) return undefined
    looks.push({...backend, said: answer.stderr, isDone: answer.exitCode === 0})
    // The same GPU may be seen by two kinds of libraries: what is its maker's own comes first.
    for (const gpu of readDevices(answer.stdout)) if (!found.has(gpu.device)) found.set(gpu.device, gpu)
  }
  return {gpus: [...found.values()], looks}
}

/** What this shell chooses, a server knows nothing of. */
function without({env}: Host): Record<string, undefined> {
  const own = Object.keys(env).filter((name) => choosesGpus.test(name))
  return Object.fromEntries(own.map((name) => [name, undefined]))
}

/** By it the libraries of a kind find those of their makers, which lie beside them. */
function searchPath({platform, env}: Host, folders: readonly string[]): Readonly<Record<string, string>> {
  return platform === 'win32' ? {PATH: [...folders, env.PATH ?? ''].join(';')} : {LD_LIBRARY_PATH: folders.join(':')}
}

/** `{"devices":[{"library":"CUDA","index":0,"description":"NVIDIA GeForce GTX 1080","device_id":"0000:01:00.0","total_memory":8,"compute_major":6,"compute_minor":1}]}` */
function readDevices(text: string): DiscoveredGpu[] {
  return items(fields(jsonIn(text)).devices).flatMap((item): DiscoveredGpu[] => {
    const device = fields(item)
    const {library, index, name, description, device_id: id, gfx_target: gfxTarget} = device
    if (typeof library !== 'string') return []
    const bytes = (value: unknown): number | undefined => (typeof value === 'number' && value > 0 ? value : undefined)
    const totalBytes = bytes(device.total_memory)
    const freeBytes = bytes(device.free_memory)
    const {compute_major: major, compute_minor: minor, nvidia_driver_major: driver} = device
    return [
      {
        library,
        device: String(id || `${library} ${index}`),
        name: String(description || name || library),
        isIntegrated: device.integrated === true,
        ...(totalBytes !== undefined && {totalBytes}),
        ...(totalBytes !== undefined && freeBytes !== undefined && {usedBytes: totalBytes - freeBytes}),
        ...(typeof major === 'number' && {computeCapability: Number(`${major}.${minor ?? 0}`)}),
        ...(typeof driver === 'number' && {driver: String(driver)}),
        ...(typeof gfxTarget === 'string' && {gfxTarget}),
      },
    ]
  })
}
