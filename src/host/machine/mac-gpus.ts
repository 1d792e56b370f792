import type {Host} from '../host.ts'
import type {Gpu, GpuReading} from './gpus.ts'
import {fields, items, jsonIn} from './json.ts'

const source = 'system_profiler'
const timeoutMs = 8_000
const units: Readonly<Record<string, number>> = {MB: 2 ** 20, GB: 2 ** 30}

/** The GPUs of a Mac. Apple's own have no memory of their own. */
export async function readMacGpus(host: Host): Promise<GpuReading | undefined> {
  if (host.platform !== 'darwin') return undefined
  const answer = await host.ask(source, ['SPDisplaysDataType', '-json'], {timeoutMs})
  const gpus = items(fields(jsonIn(answer?.stdout ?? '')).SPDisplaysDataType).flatMap((item): Gpu[] => {
    const {sppci_model: name, spdisplays_vram: memory} = fields(item)
    if (typeof name !== 'string') return []
    const [, size, unit = ''] = /^(\d+) ([MG]B)$/.exec(String(memory)) ?? []
    return [{name, device: name, ...(size !== undefined && {totalBytes: Number(size) * (units[unit] ?? 1)})}]
  })
  return gpus.length === 0 ? undefined : {source, gpus}
}
