import type {CheckContext} from '../checks/check.ts'
import {isOnThisMachine} from '../checks/store.ts'
import {isOllama} from '../host/machine/processes.ts'

/** What listens for a server that is in a container. */
const engine = /^(?:docker\S*|com\.docker\S*|rootless\S*|conmon|podman|pasta\S*|slirp4netns|containerd\S*)(?:\.exe)?$/i

export function isEngine(program: string): boolean {
  return engine.test(program)
}

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
