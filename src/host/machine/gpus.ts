import type {Host} from '../host.ts'
import {readAmdGpus, readAmdProcesses} from './amd-gpus.ts'
import {readNvidiaGpus, readNvidiaProcesses} from './nvidia-gpus.ts'

/** A GPU as the system sees it, whatever Ollama makes of it. */
export interface Gpu {
  readonly name: string
  /** Of its driver; undefined where it does not tell. */
  readonly driver?: string
  /** Undefined where it has none of its own, or does not tell. */
  readonly totalBytes?: number
  readonly usedBytes?: number
  /** As the tool that was asked names it. */
  readonly device: string
}

/** A process that has memory on a GPU. */
export interface GpuProcess {
  readonly pid: number
  /** Its path or its name; undefined where the driver keeps it to itself. */
  readonly name?: string
  /** Undefined where the driver keeps it to itself, as on Windows. */
  readonly bytes?: number
  /** Undefined where the tool does not tell on which. */
  readonly gpu?: string
}

/** What one tool tells of the GPUs of a vendor. */
export interface GpuReading {
  readonly source: string
  readonly gpus: readonly Gpu[]
  /** What it said, where it could not tell. */
  readonly trouble?: string
}

/** Who uses the GPUs of a vendor, as one tool tells. */
export interface GpuUse {
  readonly source: string
  readonly processes: readonly GpuProcess[]
}

/** The GPUs, and who uses them, at one moment. */
export interface GpuLook {
  readonly readings: readonly GpuReading[]
  readonly uses: readonly GpuUse[]
}

/** The GPUs of NVIDIA and of AMD; empty where nothing of either is installed. */
export async function readGpus(host: Host, signal?: AbortSignal): Promise<readonly GpuReading[]> {
  const readings = await Promise.all([readNvidiaGpus(host, signal), readAmdGpus(host)])
  return readings.filter((reading) => reading !== undefined)
}

/** Who uses them. */
export async function readGpuUse(host: Host): Promise<readonly GpuUse[]> {
  const uses = await Promise.all([readNvidiaProcesses(host), readAmdProcesses(host)])
  return uses.filter((use) => use !== undefined)
}

/** Both at once, without the tools of AMD, which take a second and more. */
export async function lookAtGpus(host: Host, signal: AbortSignal): Promise<GpuLook> {
  const [readings, use] = await Promise.all([readGpus(host, signal), readNvidiaProcesses(host, signal)])
  return {readings, uses: use === undefined ? [] : [use]}
}
