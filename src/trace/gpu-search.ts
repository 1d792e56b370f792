import type {CheckContext} from '../checks/check.ts'
import {choosesGpus, type GpuDiscovery} from '../host/machine/gpu-discovery.ts'
import {together, type VariableSource} from '../host/machine/variable-source.ts'
import {inTime} from './in-time.ts'

/** What else was found stands, where it takes longer. */
const longestMs = 2_500

/** Those that the server has, and where they are set. */
export async function choosingVariables({
  machine,
  server,
}: Pick<CheckContext, 'machine' | 'server'>): Promise<VariableSource | undefined> {
  const {running, meant} = await machine.settings(server.client.address.port)
  const sources = (running === undefined ? meant : [running]).flatMap(({source, values}) => {
    const own = Object.entries(values).filter(([name]) => choosesGpus.test(name))
    return own.length === 0 ? [] : [{source, values: Object.fromEntries(own)}]
  })
  return sources.length === 0 ? undefined : together(sources)
}

/** What the installed Ollama finds now, with such variables; undefined where it cannot be asked, or takes too long. */
export function findGpus(
  variables: Readonly<Record<string, string>>,
  context: CheckContext,
): Promise<GpuDiscovery | undefined> {
  const {port} = context.server.client.address
  return inTime(undefined, context, ({machine, signal}) => machine.discoverGpus(port, variables, signal), longestMs)
}
