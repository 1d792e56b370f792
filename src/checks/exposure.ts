import {BlockList, isIP} from 'node:net'
import {isLoopback} from '../ollama/address.ts'
import {createClient} from '../ollama/client.ts'
import type {Check, CheckContext, Finding} from './check.ts'
import {isOnThisMachine} from './store.ts'

/** Addresses that the internet does not route to. */
const own = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
] as const)
  own.addSubnet(network, bits, 'ipv4')
own.addSubnet('fc00::', 7, 'ipv6')
own.addSubnet('fe80::', 10, 'ipv6')
own.addAddress('::1', 'ipv6')

/** From where the server can be used: Ollama itself asks nobody who they are. */
export const exposure: Check = {
  id: 'exposure',
  group: 'connection',
  requires: ['server-reachable'],
  retryable: false,
  timeoutMs: 10_000,
  async run(context) {
    if (context.log === undefined) return {skip: {reason: 'simulated'}}
    const {client} = context.server
    if (client.address.credentials !== undefined && (await asksForLogin(context))) return {facts: {asksForLogin: true}}
    const {remoteAddress} = context.factsOf('server-reachable')
    const answeredFrom = typeof remoteAddress === 'string' ? remoteAddress : ''
    const addresses = isOnThisMachine(context) ? await context.machine.addressesOn(client.address.port) : []
    // A wildcard is every address that the machine has; that of IPv6 is behind a router that lets nobody in, nearly always.
    const reachable = addresses.some(isWildcard)
      ? context.host.ownAddresses().filter((address) => isIP(address) === 4)
      : addresses
    const open = [...new Set([answeredFrom, ...reachable])].filter(isPublic)
    const isWide = addresses.some(isWildcard) || (!isLoopback(answeredFrom) && answeredFrom !== '')
    return {
      facts: {
        listensOn: addresses.length > 0 ? addresses.join(', ') : undefined,
        answeredFrom: addresses.length > 0 || answeredFrom === '' ? undefined : answeredFrom,
        reachableFrom: isWide ? answeredFrom || addresses.join(', ') : undefined,
      },
      findings: open.map((address) => exposed(address, addresses)),
    }
  },
}

/** Whether it answers nobody else, as Ollama itself would: that somebody has a login does not tell that one is asked for. */
async function asksForLogin({server, timeoutMs, signal}: CheckContext): Promise<boolean> {
  const {credentials: _, ...address} = server.client.address
  const anyone = createClient(address, {signal, userAgent: 'ollama-doctor'})
  const reply = await anyone.send({method: 'GET', path: '/api/version', timeoutMs})
  return !reply.answered || reply.status >= 300
}

function exposed(address: string, listening: readonly string[]): Finding {
  const text = listening.length > 0 ? `listens on ${listening.join(', ')}` : `answered from ${address} without a login`
  return {code: 'server-exposed', confidence: 'likely', subject: address, evidence: [{source: 'sockets', text}]}
}

function isWildcard(address: string): boolean {
  return address === '0.0.0.0' || address === '::'
}

function isPublic(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && !own.check(address, family === 6 ? 'ipv6' : 'ipv4')
}
