import {hostname, userInfo} from 'node:os'
import type {Threshold} from '../catalogue/entry.ts'
import {domainOf} from '../catalogue/index.ts'
import {isLocal} from '../checks/store.ts'
import type {Runs} from '../diagnosis/diagnose.ts'
import type {Tool} from '../diagnosis/report.ts'
import type {Host} from '../host/host.ts'
import type {GpuDiscovery} from '../host/machine/gpu-discovery.ts'
import {kernelLog, readKernelLog} from '../host/machine/kernel-log.ts'
import type {Machine} from '../host/machine/machine.ts'
import {readText} from '../logs/excerpt.ts'
import type {ServerLog} from '../logs/server-log.ts'
import type {Address} from '../ollama/address.ts'
import {createClient} from '../ollama/client.ts'
import {createServer, type Server} from '../ollama/server.ts'
import {timeLimit} from '../ollama/time-limit.ts'
import {Pseudonyms} from '../redact/pseudonyms.ts'
import {redactAll} from '../redact/redact.ts'
import {choosingVariables} from '../trace/gpu-search.ts'
import {lastStart} from '../trace/last-load.ts'
import type {Bundle, BundledLog, BundledMachine, BundledModels, BundledTarget} from './bundle.ts'
import {toBundledLog} from './log-part.ts'

/** For what is asked beside the checks. */
const timeoutMs = 5_000
/** Of a log that does not come to an end, what has come by then is not told. */
const limitMs = 15_000

export interface CollectOptions {
  readonly tool: Tool
  readonly failOn: Threshold
  readonly runs: Runs
  readonly target: Address
  readonly host: Host
  readonly machine: Machine
  readonly log: ServerLog | undefined
  readonly since: Date
  readonly signal: AbortSignal
}

/** Gathers what is known of a server and its machine, without secrets and without who and where somebody is. */
export async function collectBundle(given: CollectOptions): Promise<Bundle> {
  using limit = timeLimit(limitMs, given.signal, new Error('the report took too long'))
  const options = {...given, signal: limit.signal}
  const {tool, failOn, runs, target, host, log} = options
  const isHere = isLocal(target, host)
  const client = createClient(target, {signal: options.signal, userAgent: `${tool.name}/${tool.version}`})
  const server = createServer(client, timeoutMs)
  const [own, logs, models] = await Promise.all([
    isHere ? readMachine(options, server) : null,
    readLogs(options, server, isHere),
    readModels(server),
  ])
  const leftOut = [
    {
      what: 'every variable of the environment that is not one of Ollama’s, of a GPU’s or of a proxy’s',
      why: 'nobody’s business',
    },
    {what: 'what users and models said to each other', why: 'private'},
    {what: 'lines of the log in which nothing went wrong', why: 'of no use'},
    ...(own === null ? [{what: 'the machine', why: 'the server is on another one'}] : missing(own)),
    ...(logs.sources.every(({source}) => source === kernelLog)
      ? [{what: 'the server’s log', why: log === undefined ? 'there is none' : 'none was found; --file names it'}]
      : []),
  ]
  const bundle: Bundle = {
    schemaVersion: '1.0',
    kind: 'bundle',
    tool,
    startedAt: runs.startedAt.toISOString(),
    durationMs: Math.round(runs.durationMs),
    platform: host.platform,
    failOn,
    targets: runs.targets.map((run) => toBundledTarget({...run, requests: [...run.requests, ...client.requests]})),
    machine: own,
    log: logs,
    models,
    manifest: {
      collected: [
        'what the server answered, and what that means',
        ...(own === null
          ? []
          : ['the machine: system, memory, GPUs, Ollama’s processes, its service, variables and commands']),
        ...logs.sources.map(
          ({source}) => `${source}: ${source === kernelLog ? '' : 'the newest start, and '}what went wrong`,
        ),
        'names of models and of folders, as they are',
      ],
      leftOut,
      pseudonyms: {},
    },
  }
  // As it will be read: a point in time is a text there.
  const plain = JSON.parse(JSON.stringify(bundle)) as Bundle
  return pseudonymous(redactAll(plain), identities(own, target, host))
}

/** Names that nobody has to know, each under a name of its own. */
function pseudonymous(bundle: Bundle, pseudonyms: Pseudonyms): Bundle {
  const {tool, manifest, ...rest} = bundle
  const applied = pseudonyms.applyAll(rest)
  return {
    ...applied,
    tool,
    manifest: {...manifest, ...pseudonyms.applyAll({collected: manifest.collected}), pseudonyms: pseudonyms.counts},
  }
}

function identities(machine: BundledMachine | null, target: Address, {env, platform}: Host): Pseudonyms {
  const own = hostname()
  return new Pseudonyms({
    users: [
      safeUserName(),
      env.USER,
      env.LOGNAME,
      env.USERNAME,
      env.SUDO_USER,
      ...(machine?.processes ?? []).map(({user}) => user),
      ...(machine?.listeners ?? []).map(({user}) => user),
      machine?.service?.user,
      machine?.gpuDevices?.user,
    ].filter((name): name is string => name !== undefined && !/^\d+$/.test(name)),
    hosts: [
      own,
      own.split('.')[0],
      env.HOSTNAME,
      platform === 'win32' ? env.COMPUTERNAME : undefined,
      target.host,
    ].filter((name): name is string => name !== undefined && /[a-z]/i.test(name)),
  })
}

/** A number without a name has none, in some containers. */
function safeUserName(): string | undefined {
  try {
    return userInfo().username
  } catch {
    return undefined
  }
}

function toBundledTarget({url, requests, results}: Runs['targets'][number]): BundledTarget {
  return {
    url,
    requests,
    results: results.map(({check: {id, group}, status, durationMs, attempts, outcome, error}) => ({
      id,
      group,
      status,
      durationMs,
      attempts,
      outcome,
      ...(error !== undefined && {error}),
    })),
  }
}

async function readMachine({machine, target, runs, signal}: CollectOptions, server: Server): Promise<BundledMachine> {
  const {port} = target
  const {service, listeners, gpuDevices, gpuDiscovery, ...read} = await settled({
    system: machine.system(),
    memory: machine.memory(port),
    gpus: machine.gpus(),
    gpuUse: machine.gpuUse(),
    gpuDevices: machine.gpuDevices(port),
    // It starts up every GPU: only where there is a question.
    gpuDiscovery: isGpuInDoubt(runs) ? discover(machine, server, signal) : Promise.resolve(undefined),
    processes: machine.processes(),
    service: machine.service(),
    settings: machine.settings(port),
    installations: machine.installations(),
    listeners: machine.listeners(),
  })
  const own = new Set(read.processes.map(({pid}) => pid))
  const {environment: _, ...unit} = service ?? {environment: {}}
  return {
    ...read,
    gpuDevices: gpuDevices ?? null,
    gpuDiscovery: gpuDiscovery ?? null,
    service: service === undefined ? null : (unit as BundledMachine['service']),
    listeners: listeners.filter(
      (listener) => listener.port === port || (listener.pid !== undefined && own.has(listener.pid)),
    ),
  }
}

function isGpuInDoubt({targets}: Runs): boolean {
  const findings = targets.flatMap(({results}) => results.flatMap(({outcome}) => outcome.findings ?? []))
  return findings.some(({code}) => domainOf(code) === 'gpu')
}

async function discover(machine: Machine, server: Server, signal: AbortSignal): Promise<GpuDiscovery | undefined> {
  const choosing = await choosingVariables({machine, server})
  return machine.discoverGpus(server.client.address.port, choosing?.values ?? {}, signal)
}

async function settled<T extends Readonly<Record<string, Promise<unknown>>>>(
  parts: T,
): Promise<{[Name in keyof T]: Awaited<T[Name]>}> {
  const entries = Object.entries(parts).map(async ([name, part]) => [name, await part] as const)
  return Object.fromEntries(await Promise.all(entries)) as {[Name in keyof T]: Awaited<T[Name]>}
}

function missing({gpus, processes, service, settings, installations}: BundledMachine): {what: string; why: string}[] {
  return [
    gpus.length === 0 && {what: 'GPUs', why: 'neither a tool of NVIDIA’s nor the system tells of one'},
    processes.length === 0 && {what: 'Ollama’s processes', why: 'none can be seen by this user'},
    service === null && {what: 'the service', why: 'systemd has none, or does not answer'},
    settings.running === undefined && {
      what: 'the variables that the server runs with',
      why: 'this user may not see them',
    },
    installations.length === 0 && {what: 'ollama commands', why: 'none is on PATH or where it usually is'},
  ].filter((part) => part !== false)
}

async function readLogs(options: CollectOptions, server: Server, isHere: boolean): Promise<BundledLog> {
  const {log, machine, host, since, signal} = options
  const stretch = {from: since, to: new Date(), signal}
  if (log === undefined) return {sources: [], looked: []}
  const [reading, started, kernel] = await Promise.all([
    log.during(stretch),
    lastStart({log, machine, signal, server}),
    isHere ? readKernelLog(host, since) : {trouble: ''},
  ])
  const excerpts =
    'trouble' in kernel ? reading.excerpts : [...reading.excerpts, await readText(kernelLog, kernel.text, stretch)]
  return toBundledLog({...reading, excerpts}, started === undefined ? [] : [started.excerpt])
}

async function readModels(server: Server): Promise<BundledModels | null> {
  const [installed, loaded] = await Promise.all([server.installed(), server.loaded()])
  if (!installed.ok) return null
  return {
    installed: installed.value.map(({name, sizeBytes, remote}) => ({name, sizeBytes, remote})),
    loaded: loaded.ok ? loaded.value : [],
  }
}
