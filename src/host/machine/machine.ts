import type {Host} from '../host.ts'
import {type GpuLook, type GpuReading, type GpuUse, lookAtGpus, readGpus, readGpuUse} from './gpus.ts'
import {type Installation, readInstallations} from './installations.ts'
import {type Listener, readListeners} from './listeners.ts'
import {type Memory, readMemory} from './memory.ts'
import {type OllamaProcess, readProcesses} from './processes.ts'
import {readService, type Service} from './service.ts'
import {readSettings, type Settings} from './settings.ts'
import {readSystem, type System} from './system.ts'

/** What the machine is and does, apart from what the server says. Nothing rejects; what does not change in a moment is asked once. */
export interface Machine {
  system(): Promise<System>
  memory(): Promise<Memory>
  gpus(): Promise<readonly GpuReading[]>
  gpuUse(): Promise<readonly GpuUse[]>
  /** Both, as they are at this moment, where the drivers tell before the signal aborts. */
  lookAtGpus(signal: AbortSignal): Promise<GpuLook>
  processes(): Promise<readonly OllamaProcess[]>
  service(): Promise<Service | undefined>
  settings(): Promise<Settings>
  installations(): Promise<readonly Installation[]>
  listeners(): Promise<readonly Listener[]>
}

/** `unit` is the server's systemd unit. */
export function createMachine(host: Host, unit = 'ollama'): Machine {
  const kept = new Map<string, Promise<unknown>>()
  const once = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const known = kept.get(key) as Promise<T> | undefined
    const asked = known ?? ask()
    kept.set(key, asked)
    return asked
  }
  const processes = (): Promise<readonly OllamaProcess[]> => once('processes', () => readProcesses(host))
  const service = (): Promise<Service | undefined> => once('service', () => readService(host, unit))
  return {
    system: () => once('system', () => readSystem(host)),
    memory: () => once('memory', () => readMemory(host)),
    gpus: () => readGpus(host),
    gpuUse: () => readGpuUse(host),
    lookAtGpus: (signal) => lookAtGpus(host, signal),
    processes,
    service,
    settings: () => once('settings', async () => readSettings(host, await processes(), await service())),
    installations: () => once('installations', () => readInstallations(host)),
    listeners: () => once('listeners', () => readListeners(host)),
  }
}
