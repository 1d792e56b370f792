import {nameOfList, readList} from '../cli/list-file.ts'
import type {Session} from '../cli/program.ts'
import type {Configuration} from '../config/configuration.ts'
import {type Address, parseAddress} from '../ollama/address.ts'
import {UsageError} from '../usage/usage-error.ts'

/** Which servers are meant, each once, and who says so. */
export interface Targets {
  readonly addresses: readonly Address[]
  readonly from: string
}

/** The flags, else OLLAMA_HOST, else the configuration, else this machine's. */
export async function readTargets(
  {host, hostsFile}: {readonly host: readonly string[]; readonly hostsFile?: string},
  configuration: Configuration,
  session: Session,
): Promise<Targets> {
  if (host.length > 0 && hostsFile !== undefined)
    throw new UsageError('--host and --hosts-file: there can be one of them')
  if (host.length > 0) return {addresses: distinct(host), from: '--host'}
  if (hostsFile !== undefined) {
    const hosts = (await readList(hostsFile, session)).map(({text}) => text)
    if (hosts.length === 0) throw new UsageError(`${nameOfList(hostsFile)} names no server`)
    return {addresses: distinct(hosts), from: '--hosts-file'}
  }
  const fromEnvironment = session.io.env.OLLAMA_HOST
  if (fromEnvironment) return {addresses: distinct([fromEnvironment]), from: 'OLLAMA_HOST'}
  if (configuration.hosts.length > 0) return {addresses: distinct(configuration.hosts), from: configuration.path ?? ''}
  return {addresses: [parseAddress(undefined)], from: 'default'}
}

function distinct(hosts: readonly string[]): Address[] {
  return [...new Map(hosts.map((host) => parseAddress(host)).map((address) => [address.url, address])).values()]
}
