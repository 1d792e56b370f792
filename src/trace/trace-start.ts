import type {CheckContext, Evidence, Finding} from '../checks/check.ts'
import {isOnThisMachine} from '../checks/store.ts'
import type {Service} from '../host/machine/service.ts'
import type {Excerpt} from '../logs/excerpt.ts'
import type {Problem} from '../logs/incidents.ts'
import {formatUrl} from '../ollama/address.ts'
import {isOfTarget, newestStart} from './last-load.ts'
import {slackMs} from './link.ts'
import {evidenceIn, toFinding} from './log-causes.ts'

/** What a server left behind longer ago says nothing of why it is not there now. */
const longestMs = 24 * 3_600_000
/** Behind the reason of its end, a server and systemd write so many lines at most. */
const lastLines = 40
/** How a log tells that its server has ended. */
const ended =
  /Main process exited|Failed with result|Scheduled restart job|^Error: |^panic: |^fatal error: |signal arrived during/
/** Somebody has stopped it: there is nothing to explain. */
const stopped = /\bStopped .*ollama|ollama\S*: Deactivated successfully/i

/** A state of a service that tries to run, and cannot. */
const failing = /^(?:failed|activating)$/

/**
 * Why nothing answers on this machine's own address: because the server listens elsewhere; or because it ended, and its service or the
 * last lines of its log say so. Returns the findings as they are, where neither is seen.
 */
export async function traceStart(findings: readonly Finding[], context: CheckContext): Promise<readonly Finding[]> {
  const refused = findings.find(({code}) => code === 'server-not-running')
  if (refused === undefined || context.log === undefined || !isOnThisMachine(context)) return findings
  const service = await context.machine.service()
  const known = {...refused, evidence: [...refused.evidence, ...evidenceOf(service)]}
  // One that tries to run, and cannot, is not meant to be elsewhere.
  const elsewhere = failing.test(service?.state ?? '') ? [] : await listensElsewhere(service, context)
  const [first] = elsewhere
  if (first !== undefined) return [moved([first, ...elsewhere.slice(1)], known, context)]
  // Somebody has stopped it, or it is about to serve: there is nothing to explain.
  const isWell = service !== undefined && !failing.test(service.state)
  const [cause] = isWell ? [] : await lastWords(context)
  if (cause !== undefined) return [becauseOf(cause, known, service, context)]
  if (service === undefined) return findings.map((finding) => (finding === refused ? known : finding))
  // A service on this machine is no container that nobody has thought of.
  const confidence = known.confidence === 'possible' ? 'likely' : known.confidence
  return failing.test(service.state)
    ? [{...known, code: 'server-crash-on-start', confidence: 'likely'}]
    : [{...known, confidence}]
}

function becauseOf(
  {evidence, confidence, ...cause}: Finding,
  known: Finding,
  service: Service | undefined,
  {server}: CheckContext,
): Finding {
  return {
    ...cause,
    // A service that fails and a log that ends in a reason belong together.
    confidence: confidence === 'certain' && service === undefined ? 'likely' : confidence,
    subject: server.client.address.url,
    evidence: [...known.evidence, ...evidence, ...(ofFiles.has(cause.code) ? sandboxOf(service) : [])],
  }
}

/** Failures to reach a file, which the sandbox of a service may bring about. */
const ofFiles: ReadonlySet<Finding['code']> = new Set(['models-dir-permission', 'key-permission', 'read-only-fs'])

function sandboxOf(service: Service | undefined): Evidence[] {
  const set = Object.entries(service?.sandbox ?? {}).filter(([name]) => /^(?:Protect|ReadWrite)/.test(name))
  const text = set.map(([name, value]) => `${name}=${value}`).join('\n')
  return text === '' ? [] : [{source: `systemctl show ${service?.unit}`, text}]
}

function evidenceOf(service: Service | undefined): Evidence[] {
  if (service === undefined) return []
  const {unit, state, subState, result, restarts} = service
  const why = result === 'success' ? '' : `, ${result}`
  const again = restarts > 0 ? `, started again ${restarts} times` : ''
  return [{source: `systemctl show ${unit}`, text: `${state} (${subState})${why}${again}`}]
}

/** Why the server ended, as the end of its log tells; none where that is not its end. */
async function lastWords(context: CheckContext): Promise<readonly Finding[]> {
  const {log, server, signal} = context
  const stretch = {
    from: new Date(Date.now() - longestMs),
    to: new Date(Date.now() + slackMs),
    signal,
  }
  const {port} = server.client.address
  const {excerpts = []} = (await log?.during(stretch)) ?? {}
  return excerpts.flatMap((excerpt) => {
    if (!isOfTarget(excerpt, context)) return []
    const problems = lastIncident(excerpt)
    const found = problems.flatMap((problem) => toFinding(problem, evidenceIn(excerpt, problem)) ?? [])
    return (
      found
        .filter(({confidence, kind}) => confidence !== 'possible' && kind !== 'effect')
        // The port that refuses is free now, whoever had it then.
        .filter(({code, args}) => code !== 'port-in-use' || !String(args?.address).endsWith(`:${port}`))
        .slice(0, 1)
    )
  })
}

function lastIncident({problems, lines}: Excerpt): readonly Problem[] {
  const last = problems.at(-1)
  if (last === undefined || lines - last.lines[0].number > lastLines) return []
  const texts = last.around.map(({text}) => text)
  if (!texts.some((text) => ended.test(text)) || texts.some((text) => stopped.test(text))) return []
  return problems.filter(({around}) => around === last.around)
}

/** Where a server of Ollama's listens, and who says so. */
interface Elsewhere extends Evidence {
  readonly address: string
  readonly port: number
}

/** Where other servers on this machine listen; else where the service that runs said it does. */
async function listensElsewhere(service: Service | undefined, context: CheckContext): Promise<readonly Elsewhere[]> {
  const {machine, server} = context
  const {port: asked} = server.client.address
  const servers = new Set((await machine.servers()).map(({pid}) => pid))
  const listeners = (await machine.listeners()).filter(({pid}) => pid !== undefined && servers.has(pid))
  const found = [...new Map(listeners.map((listener) => [listener.port, listener])).values()]
  if (found.some(({port}) => port === asked)) return []
  if (found.length > 0)
    return found.map(({address, port, pid}) => {
      const text = `ollama (process ${pid}) listens on ${address}, port ${port}`
      return {address, port, source: 'sockets', text}
    })
  if (service?.state !== 'active') return []
  const started = await newestStart(context)
  const [, address, port] = /^(.*):(\d+)$/.exec(started?.start.address ?? '') ?? []
  if (started === undefined || address === undefined || Number(port) === asked) return []
  const text = `Listening on ${started.start.address}`
  return [{address: address.replace(/^\[|\]$/g, ''), port: Number(port), source: started.excerpt.source, text}]
}

/** Which of several is meant, nobody knows. */
function moved(
  [first, ...others]: readonly [Elsewhere, ...Elsewhere[]],
  finding: Finding,
  {server}: CheckContext,
): Finding {
  const host = /^(?:0\.0\.0\.0|::)$/.test(first.address) ? '127.0.0.1' : first.address
  const suggestion = formatUrl({...server.client.address, scheme: 'http', host, port: first.port})
  const {suggestion: _, ...args} = finding.args ?? {}
  return {
    ...finding,
    code: 'client-host-mismatch',
    confidence: 'likely',
    args: others.length > 0 ? args : {...args, suggestion},
    evidence: [...finding.evidence, ...[first, ...others].map(({source, text}) => ({source, text}))],
  }
}
