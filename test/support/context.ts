import type {CheckContext} from '../../src/checks/check.ts'
import type {Host} from '../../src/host/host.ts'
import {createMachine} from '../../src/host/machine/machine.ts'
import {parseAddress} from '../../src/ollama/address.ts'
import {createClient} from '../../src/ollama/client.ts'
import {createServer} from '../../src/ollama/server.ts'

/** What a check is given, for a server and a machine of the test's choice. */
export function contextFor(url: string, host: Partial<Host> = {}): CheckContext {
  const signal = new AbortController().signal
  const client = createClient(parseAddress(url), {signal, userAgent: 'test'})
  const whole: Host = {
    platform: 'linux',
    env: {},
    inContainer: async () => false,
    ownAddresses: () => [],
    ollamaCommand: async () => undefined,
    ollamaCommandVersion: async () => undefined,
    freeBytes: async () => undefined,
    read: async () => undefined,
    list: async () => [],
    link: async () => undefined,
    file: async () => undefined,
    ask: async () => undefined,
    ...host,
  }
  return {
    server: createServer(client, 2_000),
    host: whole,
    machine: createMachine(whole),
    log: undefined,
    models: [],
    disruptive: false,
    probe: true,
    timeoutMs: 2_000,
    probeTimeoutMs: 2_000,
    signal,
    probed: new Map(),
    factsOf: () => ({}),
  }
}
