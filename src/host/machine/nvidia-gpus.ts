import type {Answer} from '../child.ts'
import type {Host} from '../host.ts'
import type {Gpu, GpuProcess, GpuReading, GpuUse} from './gpus.ts'

const source = 'nvidia-smi'
/** Without its daemon the driver is loaded anew for every call, which takes seconds. */
const timeoutMs = 8_000
const mebibyte = 1 << 20
/** What it says of its troubles is a line or two. */
const mostTrouble = 300

/** Asks `nvidia-smi`; undefined where it is not installed. */
export async function readNvidiaGpus(host: Host, signal?: AbortSignal): Promise<GpuReading | undefined> {
  const answer = await ask(host, '--query-gpu=uuid,name,driver_version,memory.total,memory.used', signal)
  if (answer === undefined) return undefined
  // In the order of their numbers.
  const gpus = rowsIn(answer.stdout).flatMap(readGpu)
  // What went wrong it prints where its answers are printed.
  const trouble = (answer.stdout.trim() || answer.stderr.trim() || 'it does not answer').slice(0, mostTrouble)
  return {source, gpus, ...(gpus.length === 0 && {trouble})}
}

export async function readNvidiaProcesses(host: Host, signal?: AbortSignal): Promise<GpuUse | undefined> {
  const answer = await ask(host, '--query-compute-apps=pid,process_name,gpu_uuid,used_gpu_memory', signal)
  return answer && {source, processes: rowsIn(answer.stdout).flatMap(readProcess)}
}

function ask(host: Host, query: string, signal: AbortSignal | undefined): Promise<Answer | undefined> {
  return host.ask(source, [query, '--format=csv,noheader,nounits'], {timeoutMs, signal})
}

function rowsIn(text: string): string[][] {
  return text.split('\n').map((line) => line.split(',').map((cell) => cell.trim()))
}

/** `GPU-0a1b…, NVIDIA GeForce RTX 4090, 550.54.14, 24564, 21034`; names are not quoted, and may have commas. */
function readGpu(cells: readonly string[]): Gpu[] {
  const [id = '', ...rest] = cells
  const [driver, total, used] = rest.slice(-3)
  if (rest.length < 4 || !/^(?:GPU|MIG)-[0-9a-f]/i.test(id) || driver === undefined) return []
  const totalBytes = mebibytes(total)
  const usedBytes = mebibytes(used)
  return [
    {
      device: id,
      name: rest.slice(0, -3).join(', '),
      ...(/^\d/.test(driver) && {driver}),
      ...(totalBytes !== undefined && {totalBytes}),
      ...(usedBytes !== undefined && {usedBytes}),
    },
  ]
}

/** `4242, /usr/bin/python3, GPU-0a1b…, 20480` */
function readProcess(cells: readonly string[]): GpuProcess[] {
  const [pid = '', ...rest] = cells
  const [gpu = '', used] = rest.slice(-2)
  if (rest.length < 3 || !/^\d+$/.test(pid) || !/^(?:GPU|MIG)-[0-9a-f]/i.test(gpu)) return []
  const name = rest.slice(0, -2).join(', ')
  const bytes = mebibytes(used)
  return [{pid: Number(pid), gpu, ...(!isUnknown(name) && {name}), ...(bytes !== undefined && {bytes})}]
}

/** `[N/A]`, `[Not Supported]`, `[Insufficient Permissions]`, `[Not Found]` … */
function isUnknown(cell: string): boolean {
  return cell === '' || /^\[.*\]$|^N\/A$|^ERR!$/.test(cell)
}

function mebibytes(cell = ''): number | undefined {
  return /^\d{1,9}$/.test(cell) ? Number(cell) * mebibyte : undefined
}
