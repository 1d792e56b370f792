import type {CheckContext, Evidence, Finding} from '../checks/check.ts'
import {isOnThisMachine} from '../checks/store.ts'
import type {Listener} from '../host/machine/listeners.ts'
import type {Machine} from '../host/machine/machine.ts'
import type {Service} from '../host/machine/service.ts'
import type {Excerpt} from '../logs/excerpt.ts'
import type {Problem} from '../logs/incidents.ts'
import {formatUrl} from '../ollama/address.ts'
import {evidenceIn, toFinding} from './log-causes.ts'

/** What a server left behind longer ago says nothing of why it is not there now. */
const longestMs = 24 * 3_600_000
const timeoutMs = 10_000
/** Behind the reason of its end, a server and systemd write so many lines at most. */
const lastLines = 40
/** How a log tells that its server has ended. */
const ended =
  /Main process exited|Failed with result|Scheduled restart job|^Error: |^panic: |^fatal error: |signal arrived during/
/** Somebody has stopped it: there is nothing to explain. */
const stopped = /\bStopped .*ollama|ollama\S*: Deactivated successfully/i

/**
 * Why nothing answers on this machine's own address: because the server ended, and its log's last lines say of what; or because it
 * listens elsewhere. Returns the findings as they are, where neither is seen.
 */
export async function traceStart(findings: readonly Finding[], context: CheckContext): Promise<readonly Finding[]> {
  const refused = findings.find(({code}) => code === 'server-not-running')
  if (refused === undefined || context.log === undefined || !isOnThisMachine(context)) return findings
  const {machine} = context
  const [service, elsewhere, causes] = await Promise.all([
    machine.service(),
    listensElsewhere(machine, context),
    lastWords(context),
  ])
  const known = {...refused, evidence: [...refused.evidence, ...evidenceOf(service)]}
  if (elsewhere !== undefined) return [moved(elsewhere, known, context)]
  // A service that failed and a log that ends in a reason belong together.
  const hasFailed = service !== undefined && /^(?:failed|activating)$/.test(service.state)
  const tied = causes.map(({evidence, confidence, ...cause}) => ({
    ...cause,
    confidence: confidence === 'certain' && !hasFailed ? ('likely' as const) : confidence,
    subject: context.server.client.address.url,
    evidence: [...known.evidence, ...evidence],
  }))
  return tied.length > 0 ? tied : findings.map((finding) => (finding === refused ? known : finding))
}

function evidenceOf(service: Service | undefined): Evidence[] {
  if (service === undefined) return []
  const {unit, state, subState, result, restarts} = service
  const why = result === 'success' ? '' : `, ${result}`
  const again = restarts > 0 ? `, started again ${restarts} times` : ''
  return [{source: `systemctl show ${unit}`, text: `${state} (${subState})${why}${again}`}]
}

/** Why the server ended, as the end of its log tells; none where that is not its end. */
async function lastWords({log, signal}: CheckContext): Promise<readonly Finding[]> {
  const stretch = {
    from: new Date(Date.now() - longestMs),
    to: new Date(Date.now() + timeoutMs),
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  }
  const {excerpts = []} = (await log?.during(stretch)) ?? {}
  return excerpts.flatMap((excerpt) => {
    const problems = lastIncident(excerpt)
    const found = problems.flatMap((problem) => toFinding(problem, evidenceIn(excerpt, problem)) ?? [])
    return found.filter(({confidence, kind}) => confidence !== 'possible' && kind !== 'effect').slice(0, 1)
  })
}

function lastIncident({problems, lines}: Excerpt): readonly Problem[] {
  const last = problems.at(-1)
  if (last === undefined || lines - last.lines[0].number > lastLines) return []
  const texts = last.around.map(({text}) => text)
  if (!texts.some((text) => ended.test(text)) || texts.some((text) => stopped.test(text))) return []
  return problems.filter(({around}) => around === last.around)
}

/** A server of Ollama's that listens on this machine at another address, where there is one, and no more. */
async function listensElsewhere(machine: Machine, {server}: CheckContext): Promise<Listener | undefined> {
  const {port} = server.client.address
  const servers = new Set((await machine.processes()).flatMap(({kind, pid}) => (kind === 'server' ? pid : [])))
  const found = (await machine.listeners()).filter(({pid}) => pid !== undefined && servers.has(pid))
  const [first, second] = [...new Map(found.map((listener) => [listener.port, listener])).values()]
  return first?.port === port || second !== undefined ? undefined : first
}

function moved({address, port, pid}: Listener, finding: Finding, {server}: CheckContext): Finding {
  const host = /^(?:0\.0\.0\.0|::)$/.test(address) ? '127.0.0.1' : address
  const suggestion = formatUrl({...server.client.address, scheme: 'http', host, port})
  return {
    ...finding,
    code: 'client-host-mismatch',
    confidence: 'likely',
    args: {...finding.args, suggestion},
    evidence: [
      ...finding.evidence,
      {source: 'sockets', text: `ollama (process ${pid}) listens on ${address}, port ${port}`},
    ],
  }
}
