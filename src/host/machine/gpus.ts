import type {Host} from '../host.ts'
import {readAmdGpus, readAmdProcesses} from './amd-gpus.ts'
import {readMacGpus} from './mac-gpus.ts'
import {readNvidiaGpus, readNvidiaProcesses} from './nvidia-gpus.ts'
import {readWindowsGpus} from './windows-gpus.ts'

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

/** The GPUs that NVIDIA's tool, the kernel of Linux, a Mac or Windows tell of. */
export async function readGpus(host: Host): Promise<readonly GpuReading[]> {
  const [nvidia, ...others] = await Promise.all([
    readNvidiaGpus(host),
    readAmdGpus(host),
    readMacGpus(host),
    readWindowsGpus(host),
  ])
  // What the maker's own tool tells of is not told twice.
  const hasNvidia = nvidia !== undefined && nvidia.gpus.length > 0
  return [nvidia, ...others].flatMap((reading) => {
    if (reading === undefined) return []
    const gpus = reading.gpus.filter(({name}) => reading === nvidia || !hasNvidia || !/nvidia/i.test(name))
    return gpus.length === 0 && reading.trouble === undefined ? [] : [{...reading, gpus}]
  })
}

/** Who uses them. */
export async function readGpuUse(host: Host): Promise<readonly GpuUse[]> {
  const uses = await Promise.all([readNvidiaProcesses(host), readAmdProcesses(host)])
  return uses.filter((use) => use !== undefined)
}

/** Both at once, without what takes a second and more: the tools of AMD, of a Mac and of Windows. */
export async function lookAtGpus(host: Host, signal: AbortSignal): Promise<GpuLook> {
  const [nvidia, amd, use] = await Promise.all([
    readNvidiaGpus(host, signal),
    readAmdGpus(host),
    readNvidiaProcesses(host, signal),
  ])
  return {
    readings: [nvidia, amd].filter((reading) => reading !== undefined),
    uses: use === undefined ? [] : [use],
  }
}
