import type {Host} from '../host/host.ts'
import {type Address, isLoopback} from '../ollama/address.ts'
import {usualStores} from '../store/usual-stores.ts'
import type {Surroundings} from './check.ts'

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
 * The server's own store, which the path of an installed model's weights tells. Where nothing is installed, the first of
 * the usual places that is there. Undefined where none can be seen from here, as in a container's volume.
 */
export async function findStore(surroundings: Surroundings): Promise<Store | undefined> {
  const {host} = surroundings
  const own = await ownStore(surroundings)
  const paths = own === undefined ? usualStores(host) : [own]
  for (const path of paths) {
    const freeBytes = await host.freeBytes(path)
    if (freeBytes !== undefined) return {path, freeBytes, guessed: own === undefined}
  }
  return undefined
}

async function ownStore({server}: Surroundings): Promise<string | undefined> {
  const installed = await server.installed()
  const model = installed.ok ? installed.value.find(({remote}) => !remote) : undefined
  const details = model && (await server.details(model.name))
  return details?.ok ? details.value.storePath : undefined
}
