import {homedir} from 'node:os'
import {dirname, join} from 'node:path'
import {isLoopback} from '../ollama/address.ts'
import type {Check, CheckContext, Finding} from './check.ts'

/** Below this not even a manifest is written whole. */
const fullBytes = 100 * 10 ** 6
/** Below this hardly any model fits: a small one of a billion parameters takes 1.3 GB. */
const nearlyFullBytes = 2 * 10 ** 9
const serviceStore = '/usr/share/ollama/.ollama/models'

/** Room for models, where the server is on this machine and its store can be seen. */
export const diskSpace: Check = {
  id: 'disk-space',
  group: 'machine',
  requires: ['server-reachable'],
  retryable: false,
  timeoutMs: 30_000,
  async run(context) {
    const {host} = context.server.client.address
    if (!isLoopback(host) && !context.host.ownAddresses().includes(host)) return {skip: {reason: 'not-local'}}
    for (const path of await storePaths(context)) {
      const freeBytes = await context.host.freeBytes(path)
      if (freeBytes !== undefined) return {facts: {freeBytes, path}, findings: judge(freeBytes, path)}
    }
    return {skip: {reason: 'store-unreadable'}}
  },
}

/** The server's own store first: an installed model's weights tell where it is. Guesses only where nothing is installed. */
async function storePaths({server, host}: CheckContext): Promise<string[]> {
  const installed = await server.installed()
  const model = installed.ok ? installed.value.find(({remote}) => !remote) : undefined
  const details = model && (await server.details(model.name))
  const blob = details?.ok ? details.value.blobPath : undefined
  if (blob !== undefined) return [dirname(dirname(blob))]
  return [host.env.OLLAMA_MODELS, join(host.env.HOME ?? homedir(), '.ollama', 'models'), serviceStore].filter(
    (path): path is string => path !== undefined && path !== '',
  )
}

function judge(freeBytes: number, path: string): Finding[] {
  if (freeBytes >= nearlyFullBytes) return []
  return [
    {
      code: freeBytes < fullBytes ? 'disk-full' : 'disk-nearly-full',
      confidence: 'certain',
      subject: path,
      args: {freeBytes, path},
      evidence: [{source: 'free space', text: `${freeBytes} bytes under ${path}`}],
    },
  ]
}
