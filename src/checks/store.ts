import type {Host} from '../host/host.ts'
import {type Address, isLoopback} from '../ollama/address.ts'
import {usualStores} from '../store/usual-stores.ts'
import type {CheckContext, Surroundings} from './check.ts'

/** Where a server on this machine keeps its models, and the room there. */
export interface Store {
  readonly path: string
  readonly freeBytes: number
  /** Whether the path is only where a store usually is: the server has no model whose weights would tell. */
  readonly guessed: boolean
}

export function isOnThisMachine({server, host}: Surroundings): boolean {
  return isLocal(server.client.address, host)
}

export function isLocal({host: name}: Address, host: Host): boolean {
  return isLoopback(name) || host.ownAddresses().includes(name)
}

/**
 * The server's own store, which the path of an installed model's weights tells, else its variables. Where neither does, the first of
 * the usual places that is there. Undefined where none can be seen from here, as in a container's volume.
 */
export async function findStore(
  surroundings: Surroundings & Pick<CheckContext, 'machine'>,
): Promise<Store | undefined> {
  const {host} = surroundings
  const own = (await ownStore(surroundings)) ?? (await meantStore(surroundings))
  const paths = own === undefined ? usualStores(host) : [own]
  for (const path of paths) {
    const freeBytes = await host.freeBytes(path)
    if (freeBytes !== undefined) return {path, freeBytes, guessed: own === undefined}
  }
  return undefined
}

/** The one that the server was told to use; undefined where that cannot be seen. */
async function meantStore({machine, server}: Pick<CheckContext, 'machine' | 'server'>): Promise<string | undefined> {
  const {port} = server.client.address
  // In a container it is another path than here.
  if ((await machine.container(port)) !== undefined) return undefined
  const {running, meant} = await machine.settings(port)
  return (running === undefined ? meant : [running]).map(({values}) => values.OLLAMA_MODELS).findLast(Boolean)
}

async function ownStore({server}: Surroundings): Promise<string | undefined> {
  const installed = await server.installed()
  const model = installed.ok ? installed.value.find(({remote}) => !remote) : undefined
  const details = model && (await server.details(model.name))
  return details?.ok ? details.value.storePath : undefined
}
