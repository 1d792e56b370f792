import type {Host} from '../host.ts'
import type {Gpu, GpuReading} from './gpus.ts'
import {fields, items} from './json.ts'
import {askPowerShell} from './powershell.ts'

/** Those that are there; and of all that ever were, how much memory they have, which the other does not tell beyond 4 GiB. */
const script = [
  '@{adapters=@(Get-CimInstance Win32_VideoController|Select-Object Name,PNPDeviceID,DriverVersion);',
  "memory=@(Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Class\\{4d36e968-e325-11ce-bfc1-08002be10318}\\0*' ",
  "-ErrorAction SilentlyContinue|ForEach-Object{@{name=$_.DriverDesc;bytes=$_.'HardwareInformation.qwMemorySize'}})}",
].join('')
/** Of AMD, of Intel and of NVIDIA: what others make shows pictures only. */
const makers = /^PCI\\VEN_(?:1002|8086|10DE)&/i

/** The graphics adapters of Windows. */
export async function readWindowsGpus(host: Host): Promise<GpuReading | undefined> {
  if (host.platform !== 'win32') return undefined
  const {adapters, memory} = fields(await askPowerShell(host, script))
  const bytesOf = (name: unknown): unknown => fields(items(memory).find((item) => fields(item).name === name)).bytes
  const gpus = items(adapters).flatMap((item): Gpu[] => {
    const {Name: name, PNPDeviceID: device, DriverVersion: driver} = fields(item)
    if (typeof name !== 'string' || typeof device !== 'string' || !makers.test(device)) return []
    const totalBytes = bytesOf(name)
    return [
      {
        name,
        device,
        ...(typeof driver === 'string' && {driver}),
        ...(typeof totalBytes === 'number' && {totalBytes}),
      },
    ]
  })
  return gpus.length === 0 ? undefined : {source: 'Win32_VideoController', gpus}
}
