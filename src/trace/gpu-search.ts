import type {CheckContext} from '../checks/check.ts'
import type {GpuDiscovery} from '../host/machine/gpu-discovery.ts'
import type {VariableSource} from '../host/machine/variable-source.ts'
import {inTime} from './in-time.ts'

/** By which variables a server chooses among GPUs, and their libraries. */
const choosing =
  /VISIBLE_DEVICES$|^(?:GPU_DEVICE_ORDINAL|HSA_OVERRIDE_GFX_VERSION|OLLAMA_(?:LLM_LIBRARY|VULKAN|IGPU_ENABLE))$/
/** What else was found stands, where it takes longer. */
const longestMs = 2_500

/** Those that the server has, and where they are set. */
export async function choosingVariables({
  machine,
  server,
}: Pick<CheckContext, 'machine' | 'server'>): Promise<VariableSource | undefined> {
  const {running, meant} = await machine.settings(server.client.address.port)
  return (running === undefined ? meant : [running])
    .map(({source, values}) => {
      const own = Object.entries(values).filter(([name]) => choosing.test(name))
      return {source, values: Object.fromEntries(own)}
    })
    .find(({values}) => Object.keys(values).length > 0)
}

/** What the installed Ollama finds now, with such variables; undefined where it cannot be asked, or takes too long. */
export function findGpus(
  variables: Readonly<Record<string, string>>,
  context: CheckContext,
): Promise<GpuDiscovery | undefined> {
  const {port} = context.server.client.address
  return inTime(undefined, context, ({machine, signal}) => machine.discoverGpus(port, variables, signal), longestMs)
}
