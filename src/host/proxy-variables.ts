import {BlockList, isIP} from 'node:net'
import type {Address} from '../ollama/address.ts'
import type {Environment} from './environment.ts'

/** The proxy that the environment names for this address, credentials removed, as Ollama's own client (Go) reads the variables. */
export function proxyFor({scheme, host, port}: Address, env: Environment): string | undefined {
  const read = (name: string): string | undefined => env[name.toLowerCase()] || env[name]
  const proxy = read(scheme === 'https' ? 'HTTPS_PROXY' : 'HTTP_PROXY')
  if (proxy === undefined || isExempt(read('NO_PROXY') ?? '', host.toLowerCase(), port)) return undefined
  return proxy.replace(/^([a-z][\w+.-]*:\/\/)?.*@/i, '$1***@')
}

function isExempt(list: string, host: string, port: number): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((item) => (item.includes('/') ? isInNetwork(item, host) : isNamed(item, host, port)))
}

function isNamed(item: string, host: string, port: number): boolean {
  const [, name = '', itemPort] = /^\*?(.*?)(?::(\d+))?$/.exec(isIP(item) === 6 ? `[${item}]` : item) ?? []
  if (itemPort !== undefined && Number(itemPort) !== port) return false
  if (name === '') return item === '*'
  const bare = name.replace(/^\.|^\[|\]$/g, '')
  return host === bare || host.endsWith(`.${bare}`)
}

/** `10.0.0.0/8` */
function isInNetwork(item: string, host: string): boolean {
  const [network = '', bits] = item.split('/')
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4'
  const prefix = Number(bits)
  if (isIP(network) === 0 || isIP(host) === 0 || !(prefix >= 0 && prefix <= (family === 'ipv6' ? 128 : 32)))
    return false
  const networks = new BlockList()
  networks.addSubnet(network, prefix, family)
  return networks.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4')
}
