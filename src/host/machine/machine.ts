import type {Host} from '../host.ts'
import {containerOn} from './container-settings.ts'
import {type GpuDevices, readGpuDevices} from './gpu-devices.ts'
import {discoverGpus, type GpuDiscovery} from './gpu-discovery.ts'
import {type GpuLook, type GpuReading, type GpuUse, lookAtGpus, readGpus, readGpuUse} from './gpus.ts'
import {type Installation, installationOf, readInstallations} from './installations.ts'
import {type Listener, readListeners, readSockets} from './listeners.ts'
import {type Memory, readMemory} from './memory.ts'
import {type OllamaProcess, readProcesses} from './processes.ts'
import {readServers, serverOn} from './servers.ts'
import {readService, type Service} from './service.ts'
import {readSettings, type Settings} from './settings.ts'
import {readSystem, type System} from './system.ts'

/**
 * What the machine is and does, apart from what the server says. Nothing rejects; what does not change in a moment is asked once.
 * Of several servers it is the one that listens on a port that is meant.
 */
export interface Machine {
  system(): Promise<System>
  /** With the limit of the server. */
  memory(port: number): Promise<Memory>
  gpus(): Promise<readonly GpuReading[]>
  gpuUse(): Promise<readonly GpuUse[]>
  /** Both, as they are at this moment, where the drivers tell before the signal aborts. */
  lookAtGpus(signal: AbortSignal): Promise<GpuLook>
  /** What Ollama itself finds now, with such variables; undefined where it cannot be asked. */
  discoverGpus(
    port: number,
    variables: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<GpuDiscovery | undefined>
  gpuDevices(port: number): Promise<GpuDevices | undefined>
  processes(): Promise<readonly OllamaProcess[]>
  servers(): Promise<readonly OllamaProcess[]>
  /** The start of the id of the container that has the port; undefined where none can be seen. */
  container(port: number): Promise<string | undefined>
  /** The one that listens there, or that runs alone; undefined where none can be seen. */
  server(port: number): Promise<OllamaProcess | undefined>
  service(): Promise<Service | undefined>
  settings(port: number): Promise<Settings>
  installations(): Promise<readonly Installation[]>
  /** The one that the server was started from; undefined where it cannot be told. */
  installation(port: number): Promise<Installation | undefined>
  listeners(): Promise<readonly Listener[]>
  /** On which addresses somebody listens there. */
  addressesOn(port: number): Promise<readonly string[]>
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
  const listeners = (): Promise<readonly Listener[]> => once('listeners', () => readListeners(host))
  const servers = (): Promise<readonly OllamaProcess[]> =>
    once('servers', () => readServers(host, processes, listeners))
  const server = async (port: number): Promise<OllamaProcess | undefined> =>
    serverOn(port, await servers(), await listeners())
  const container = (port: number): Promise<string | undefined> =>
    once(`container ${port}`, async () => (await server(port))?.container ?? containerOn(port, await listeners(), host))
  const installations = (): Promise<readonly Installation[]> => once('installations', () => readInstallations(host))
  const installation = async (port: number): Promise<Installation | undefined> =>
    installationOf(await server(port), await installations(), host)
  const service = (): Promise<Service | undefined> => once('service', () => readService(host, unit))
  return {
    system: () => once('system', () => readSystem(host)),
    memory: async (port) => readMemory(host, (await server(port))?.pid),
    gpus: () => readGpus(host),
    gpuUse: () => readGpuUse(host),
    lookAtGpus: (signal) => lookAtGpus(host, signal),
    discoverGpus: async (port, variables, signal) => {
      const found = await installation(port)
      return found && discoverGpus(host, found, variables, signal)
    },
    gpuDevices: async (port) => readGpuDevices(host, await server(port)),
    processes,
    servers,
    server,
    container,
    service,
    settings: (port) =>
      once(`settings ${port}`, async () =>
        readSettings(host, await server(port), await container(port), await service()),
      ),
    installations,
    installation,
    listeners,
    addressesOn: async (port) => {
      const sockets = await (host.platform === 'linux' ? once('sockets', () => readSockets(host)) : listeners())
      return [...new Set(sockets.filter((socket) => socket.port === port).map(({address}) => address))]
    },
  }
}
