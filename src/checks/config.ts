import type {VariableSource} from '../host/machine/settings.ts'
import {parseAddress} from '../ollama/address.ts'
import {isMistaken, isOutOfVersion, isSameValue, misnamed, variables, whyUnreadable} from '../ollama/variables.ts'
import {isRelease} from '../ollama/version.ts'
import {isEngine} from '../trace/is-server-here.ts'
import {suggestion} from '../usage/suggest.ts'
import type {Check, CheckContext, Evidence, Finding} from './check.ts'
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
    if (!(await isOfThisServer(context))) return {skip: {reason: 'settings-unseen'}}
    const [{running, meant, ignored}, service] = await Promise.all([machine.settings(), machine.service()])
    const own = running === undefined ? meant : [running, ...meant]
    if (own.length === 0) return {skip: {reason: 'settings-unseen'}}
    const effective = running ?? (await ofService(context))
    const shell = {source: 'environment of this shell', values: ofOllama(host.env)}
    const all: Record<string, string> = Object.assign({}, ...meant.map(({values}) => values), running?.values)
    const set = Object.entries(all).filter(([name]) => name.startsWith('OLLAMA_'))
    return {
      facts: {
        count: set.length,
        runningFrom: effective?.source,
        variables: set.length > 0 ? set.map(([name, value]) => `${name}=${value}`) : undefined,
      },
      findings: [
        ...(service?.needsReload ? [notReloaded(service.unit)] : []),
        ...ignored.map(({variable, ...evidence}) => notApplied(variable, [evidence], 'certain')),
        // What systemd has not read yet differs, of course.
        ...(running === undefined || service?.needsReload ? [] : differing(together(meant), running)),
        ...(effective === undefined ? [] : differing(shell, effective, ofClients)),
        ...once(own.flatMap(unknown)),
        ...once(own.flatMap(unreadable)),
        ...once(await outOfVersion(own, context)),
      ],
    }
  },
}

function notReloaded(unit: string): Finding {
  return notApplied(undefined, [{source: `systemctl show ${unit}`, text: 'NeedDaemonReload=yes'}], 'certain')
}

function notApplied(
  variable: string | undefined,
  evidence: readonly Evidence[],
  confidence: Finding['confidence'],
): Finding {
  return {code: 'env-not-applied', confidence, ...(variable !== undefined && {args: {variable}}), evidence}
}

/** What a service has, where the one server on this machine is that service, and all its files can be read. */
async function ofService({machine}: CheckContext): Promise<VariableSource | undefined> {
  const [service, processes, {meant}] = await Promise.all([machine.service(), machine.processes(), machine.settings()])
  const servers = processes.filter(({kind}) => kind === 'server')
  const isOnly = servers.length === 1 && servers[0]?.unit === `${service?.unit}.service`
  if (service === undefined || !isOnly || meant.length <= service.environmentFiles.length) return undefined
  return together(meant)
}

/** Of several places, what is set last holds. */
function together(sources: readonly VariableSource[]): VariableSource {
  return {
    source: sources.map(({source}) => source).join(', '),
    values: Object.assign({}, ...sources.map(({values}) => values)),
  }
}

/** What was set in one place, and the server has not: it was not started again since, or that place is none that it reads. */
function differing(
  {source, values}: VariableSource,
  running: VariableSource,
  except: ReadonlySet<string> = new Set(),
): Finding[] {
  const found = Object.entries(values).filter(
    ([name, value]) =>
      variables[name] !== undefined && !except.has(name) && !isSameValue(name, value, running.values[name] ?? ''),
  )
  if (found.length === 0) return []
  const set = found.map(([name, value]) => `${name}=${value}`).join('\n')
  const has = found.map(([name]) =>
    running.values[name] === undefined ? `no ${name}` : `${name}=${running.values[name]}`,
  )
  const names = found.map(([name]) => name).join(', ')
  return [
    notApplied(
      names,
      [
        {source, text: set},
        {source: running.source, text: has.join('\n')},
      ],
      'likely',
    ),
  ]
}

/** Whether the server that can be seen on this machine is the one that is checked: it may be another, on another port. */
async function isOfThisServer({machine, server}: CheckContext): Promise<boolean> {
  const {port} = server.client.address
  const [listeners, processes] = await Promise.all([machine.listeners(), machine.processes()])
  const servers = processes.filter(({kind}) => kind === 'server')
  const here = listeners.filter((listener) => listener.port === port)
  const elsewhere = listeners.filter(({pid, port: other}) => other !== port && servers.some((own) => own.pid === pid))
  // A container's port is held by the engine.
  const isForeign = here.some(
    ({pid, program = ''}) => pid !== undefined && !servers.some((own) => own.pid === pid) && !isEngine(program),
  )
  return !isForeign && (elsewhere.length === 0 || here.some(({pid}) => servers.some((own) => own.pid === pid)))
}

function unknown({source, values}: VariableSource): Finding[] {
  return Object.entries(values)
    .filter(([name, value]) => isMistaken(name, value))
    .map(([variable, value]) => {
      const right = variable in misnamed ? misnamed[variable] : suggestion(variable, Object.keys(variables))
      return {
        code: 'config-unknown-variable' as const,
        confidence: 'certain' as const,
        args: {variable, ...(right !== undefined && {suggestion: right})},
        evidence: [{source, text: `${variable}=${value}`}],
      }
    })
}

function unreadable({source, values}: VariableSource): Finding[] {
  return Object.entries(values).flatMap(([variable, value]) => {
    const why = whyUnreadable(variable, value) ?? (variable === 'OLLAMA_HOST' ? addressTrouble(value) : undefined)
    if (why === undefined) return []
    const evidence = [{source, text: `${variable}=${value}\n${why}`}]
    return [{code: 'config-invalid-value', confidence: 'certain', args: {variable, value}, evidence} satisfies Finding]
  })
}

function addressTrouble(value: string): string | undefined {
  const issues = parseAddress(value).issues.map(({kind}) => kind)
  if (issues.includes('invalid-port')) return 'no such port: 11434 is taken'
  return issues.includes('unusable-host') || issues.includes('number-as-host') ? 'no address to listen on' : undefined
}

async function outOfVersion(sources: readonly VariableSource[], {server}: CheckContext): Promise<Finding[]> {
  const answer = await server.version()
  if (!answer.ok || !isRelease(answer.value)) return []
  const version = answer.value
  return sources.flatMap(({source, values}) =>
    Object.entries(values)
      .filter(([name]) => variables[name] !== undefined && isOutOfVersion(name, version))
      .map(([variable, value]): Finding => {
        const {since = '', until} = variables[variable] ?? {}
        const span = until === undefined ? {since} : {until}
        const evidence = [
          {source, text: `${variable}=${value}`},
          {source: '/api/version', text: version},
        ]
        return {
          code: 'config-variable-version',
          confidence: 'certain',
          args: {variable, serverVersion: version, ...span},
          evidence,
        }
      }),
  )
}

/** The same variable is set in several places that are one. */
function once(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.args?.variable, finding])).values()]
}

function ofOllama(env: CheckContext['host']['env']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[0].startsWith('OLLAMA_') && entry[1] !== undefined,
    ),
  )
}
