import type {CheckContext} from '../checks/check.ts'
import {isOnThisMachine} from '../checks/store.ts'

/** What brings a server of another machine to a port of this one. */
const tunnel = /^(?:ssh|sshd|autossh|kubectl|socat|cloudflared|ngrok|tailscaled|chisel|frpc|gost|iap-tunnel|nc|ncat)$/

/**
 * Whether what this machine is says anything of the server: its address is one of this machine's, nothing tunnels there, and it is
 * not simulated.
 */
export async function isServerHere(context: CheckContext): Promise<boolean> {
  if (context.log === undefined || !isOnThisMachine(context)) return false
  const {port} = context.server.client.address
  const own = (await context.machine.listeners()).filter((listener) => listener.port === port)
  return !own.some(({program = ''}) => tunnel.test(program))
}
