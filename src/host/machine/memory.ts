import type {Host} from '../host.ts'

/** In bytes; undefined where it is not told. */
export interface Memory {
  readonly totalBytes?: number
  /** What may still be had without swapping. */
  readonly availableBytes?: number
  readonly swapTotalBytes?: number
  readonly swapFreeBytes?: number
  /** The least limit of the control groups that the process is in. */
  readonly limitBytes?: number
}

const kibibyte = 1_024
/** What version 1 of the control groups calls no limit is nearly this. */
const unlimited = 2 ** 62

/** Of the machine, and of the control groups of a process, where one is given. Linux only. */
export async function readMemory(host: Host, pid?: number): Promise<Memory> {
  const [meminfo = '', cgroup = ''] = await Promise.all([
    host.read('/proc/meminfo'),
    pid === undefined ? undefined : host.read(`/proc/${pid}/cgroup`),
  ])
  const limits = await Promise.all(limitFiles(cgroup).map((path) => host.read(path)))
  const limit = Math.min(...limits.map((text) => Number.parseInt(text ?? '', 10)).filter((bytes) => bytes < unlimited))
  const read = (name: string): number | undefined => {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(meminfo)?.[1]
    return found === undefined ? undefined : Number(found) * kibibyte
  }
  return defined({
    totalBytes: read('MemTotal'),
    availableBytes: read('MemAvailable'),
    swapTotalBytes: read('SwapTotal'),
    swapFreeBytes: read('SwapFree'),
    limitBytes: Number.isFinite(limit) ? limit : undefined,
  })
}

/** Of the group and all above it, of both versions; in a container its own is the root. */
function limitFiles(cgroup: string): string[] {
  return cgroup.split('\n').flatMap((line) => {
    const [, id, controllers = '', path = ''] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? []
    if (id === '0') return parents(path).map((group) => `/sys/fs/cgroup${group}/memory.max`)
    if (!controllers.split(',').includes('memory')) return []
    return parents(path).map((group) => `/sys/fs/cgroup/memory${group}/memory.limit_in_bytes`)
  })
}

function parents(path: string): string[] {
  const names = path.split('/').filter(Boolean)
  return ['', ...names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`)]
}

function defined<T extends object>(values: T): {[Key in keyof T]: Exclude<T[Key], undefined>} {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
