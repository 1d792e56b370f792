import type {CheckContext} from '../checks/check.ts'
import {isOnThisMachine} from '../checks/store.ts'
import {isEngine} from '../host/machine/listeners.ts'
import {isOllama} from '../host/machine/processes.ts'

/**
 * Whether what this machine is says anything of the server: its address is one of this machine's, no program
 * listens there that passes on to somewhere else, and it is not simulated. Who listens cannot always be seen.
 */
export async function isServerHere(context: CheckContext): Promise<boolean> {
  if (context.log === undefined || !isOnThisMachine(context)) return false
  const {port} = context.server.client.address
  const listeners = (await context.machine.listeners()).filter((listener) => listener.port === port)
  return listeners.every(({program}) => program === undefined || isOllama(program) || isEngine(program))
}
