import {isEngine} from '../host/machine/listeners.ts'
import type {IgnoredLine} from '../host/machine/unit-lines.ts'
import {together} from '../host/machine/variable-source.ts'
import type {Check, CheckContext, Finding} from './check.ts'
import {differing, notApplied, ofService, runningIn} from './config-drift.ts'
import {mistakesIn} from './config-mistakes.ts'
import {lookAtServers} from './several-servers.ts'
import {isOnThisMachine} from './store.ts'

/** Of the client, or of both: in a shell they are right where they are. */
const ofClients = new Set([
  'OLLAMA_HOST',
  'OLLAMA_NOHISTORY',
  'OLLAMA_EDITOR',
  'OLLAMA_AUTH',
  'OLLAMA_DEBUG',
  'OLLAMA_NO_CLOUD',
])

/** Whether the server has the variables that it was meant to have: it has the environment of what started it, and of nothing else. */
export const config: Check = {
  id: 'config',
  group: 'machine',
  requires: [],
  retryable: false,
  timeoutMs: 30_000,
  async run(context) {
    if (context.log === undefined) return {skip: {reason: 'simulated'}}
    if (!isOnThisMachine(context)) return {skip: {reason: 'not-local'}}
    const {machine, host} = context
    const {own: server, findings: several} = await lookAtServers(context)
    const isKnown = await isOfThisServer(context)
    const [{running: ofProcess, meant, ignored}, service, running] = await Promise.all([
      machine.settings(context.server.client.address.port),
      machine.service(),
      isKnown ? runningIn(context) : undefined,
    ])
    if (!isKnown || (running === undefined && meant.length === 0))
      return several.length > 0 ? {findings: several} : {skip: {reason: 'settings-unseen'}}
    const effective = running ?? (await ofService(context))
    const shell = {source: 'environment of this shell', values: ofOllama(host.env)}
    const all = {...together(meant).values, ...running?.set}
    const set = Object.entries(all).filter(([name]) => name.startsWith('OLLAMA_'))
    return {
      facts: {
        server,
        count: set.length,
        runningFrom: effective?.source,
        variables: set.length > 0 ? set.map(([name, value]) => `${name}=${value}`) : undefined,
      },
      findings: [
        ...several,
        ...(service?.needsReload ? [notReloaded(service.unit)] : []),
        ...ignored.map(notTaken),
        // What systemd has not read yet differs, of course.
        ...(running === undefined || service?.needsReload ? [] : differing(together(meant), running)),
        ...(effective === undefined ? [] : differing(shell, effective, ofClients)),
        ...(await mistakesIn(ofProcess === undefined ? meant : [ofProcess, ...meant], context)),
      ],
    }
  },
}

function notTaken({variable, ...evidence}: IgnoredLine): Finding {
  const args = variable === undefined ? {} : {variable}
  return {code: 'unit-line-ignored', confidence: 'certain', args, evidence: [evidence]}
}

function notReloaded(unit: string): ReturnType<typeof notApplied> {
  return notApplied(undefined, [{source: `systemctl show ${unit}`, text: 'NeedDaemonReload=yes'}], 'certain')
}

/** Whether the server that can be seen on this machine is the one that is checked: it may be another, on another port. */
async function isOfThisServer({machine, server}: CheckContext): Promise<boolean> {
  const {port} = server.client.address
  const [listeners, servers, own] = await Promise.all([machine.listeners(), machine.servers(), machine.server(port)])
  const here = listeners.filter((listener) => listener.port === port)
  const isEngines = here.some(({program = ''}) => isEngine(program))
  // A container's port is held by the engine.
  const isForeign = here.some(({pid, program = ''}) => pid !== undefined && pid !== own?.pid && !isEngine(program))
  return !isForeign && (own !== undefined || servers.length === 0 || isEngines)
}

function ofOllama(env: CheckContext['host']['env']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[0].startsWith('OLLAMA_') && entry[1] !== undefined,
    ),
  )
}
