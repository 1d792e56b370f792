import type {Host} from '../host.ts'
import type {Gpu, GpuProcess, GpuReading, GpuUse} from './gpus.ts'
import {fields, items, jsonIn} from './json.ts'

const cards = '/sys/class/drm'
const amd = '0x1002'
/** Both tools are written in Python, and load a library that looks at every GPU. */
const timeoutMs = 8_000
const units: Readonly<Record<string, number>> = {B: 1, KB: 1 << 10, MB: 1 << 20, GB: 1 << 30}

/** What the kernel tells of them; undefined where there is none of AMD's. */
export async function readAmdGpus(host: Host): Promise<GpuReading | undefined> {
  if (host.platform !== 'linux') return undefined
  const names = (await host.list(cards)).filter((name) => /^card\d+$/.test(name))
  const gpus = (await Promise.all(names.map((name) => readCard(name, host)))).filter((gpu) => gpu !== undefined)
  return gpus.length === 0 ? undefined : {source: 'amdgpu', gpus}
}

async function readCard(name: string, host: Host): Promise<Gpu | undefined> {
  const read = async (file: string): Promise<string | undefined> =>
    (await host.read(`${cards}/${name}/device/${file}`))?.trim()
  const [vendor, total, used, product] = await Promise.all(
    ['vendor', 'mem_info_vram_total', 'mem_info_vram_used', 'product_name'].map(read),
  )
  if (vendor !== amd) return undefined
  const totalBytes = wholeNumber(total)
  const usedBytes = wholeNumber(used)
  return {
    device: name,
    name: product || `AMD GPU ${name}`,
    ...(totalBytes !== undefined && {totalBytes}),
    ...(usedBytes !== undefined && {usedBytes}),
  }
}

/** Asks `amd-smi`, else the older `rocm-smi`; undefined where neither is installed. */
export async function readAmdProcesses(host: Host): Promise<GpuUse | undefined> {
  const newer = await host.ask('amd-smi', ['process', '--json'], {timeoutMs})
  const ofNewer = newer && readAmdSmi(newer.stdout)
  if (ofNewer !== undefined) return {source: 'amd-smi', processes: ofNewer}
  const older = await host.ask('rocm-smi', ['--showpids', '--json'], {timeoutMs})
  return older && {source: 'rocm-smi', processes: readRocmSmi(older.stdout)}
}

/** `[{"gpu": 0, "process_list": [{"process_info": {"name": "python", "pid": 123, "memory_usage": {"vram_mem": {"value": 9, "unit": "B"}}}}]}]` */
function readAmdSmi(text: string): GpuProcess[] | undefined {
  const answer = jsonIn(text)
  if (!Array.isArray(answer)) return undefined
  return answer.flatMap((gpu) =>
    items(fields(gpu).process_list).flatMap((item): GpuProcess[] => {
      const {pid, name, memory_usage: usage} = fields(fields(item).process_info)
      const {value, unit} = fields(fields(usage).vram_mem)
      if (typeof pid !== 'number') return []
      const bytes = typeof value === 'number' ? value * (units[String(unit)] ?? 1) : undefined
      return [
        {
          pid,
          ...(typeof name === 'string' && name !== 'N/A' && {name}),
          ...(bytes !== undefined && {bytes}),
        },
      ]
    }),
  )
}

/** `{"system": {"PID1234": "ollama, 1, 4294967296, 0, unknown"}}`: the name, how many GPUs, bytes; a name may have commas. */
function readRocmSmi(text: string): GpuProcess[] {
  const {system} = fields(jsonIn(text))
  return Object.entries(fields(system)).flatMap(([key, value]) => {
    const pid = /^PID(\d{1,9})$/.exec(key)?.[1]
    const cells = String(value).split(', ')
    if (pid === undefined || cells.length < 5) return []
    const bytes = wholeNumber(cells.at(-3))
    return [{pid: Number(pid), name: cells.slice(0, -4).join(' '), ...(bytes !== undefined && {bytes})}]
  })
}

function wholeNumber(text = ''): number | undefined {
  return /^\d{1,18}$/.test(text) ? Number(text) : undefined
}
