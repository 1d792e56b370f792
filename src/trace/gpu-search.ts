import type {CheckContext} from '../checks/check.ts'
import type {GpuDiscovery} from '../host/machine/gpu-discovery.ts'
import type {VariableSource} from '../host/machine/variable-source.ts'

const choosing = /VISIBLE_DEVICES$|^GPU_DEVICE_ORDINAL$/

/** The server's variables that choose among the GPUs; undefined where it has none. */
export async function choosingVariables({machine, server}: CheckContext): Promise<VariableSource | undefined> {
  const {running, meant} = await machine.settings(server.client.address.port)
  return (running === undefined ? meant : [running])
    .map(({source, values}) => {
      const own = Object.entries(values).filter(([name]) => choosing.test(name))
      return {source, values: Object.fromEntries(own)}
    })
    .find(({values}) => Object.keys(values).length > 0)
}

/** What the installed Ollama finds now, with the server's choice; undefined where it cannot be asked. */
export async function findAsServer(context: CheckContext): Promise<GpuDiscovery | undefined> {
  return findWith((await choosingVariables(context))?.values ?? {}, context)
}

/** The same with another choice. */
export function findWith(
  variables: Readonly<Record<string, string>>,
  {machine, server, signal}: CheckContext,
): Promise<GpuDiscovery | undefined> {
  return machine.discoverGpus(server.client.address.port, variables, signal)
}
