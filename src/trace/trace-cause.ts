import {setTimeout as sleep} from 'node:timers/promises'
import {compareMatches} from '../catalogue/matcher.ts'
import type {CheckContext, Evidence, Finding} from '../checks/check.ts'
import {kernelLog} from '../host/machine/kernel-log.ts'
import type {LogReading} from '../logs/server-log.ts'
import {withGpuHolders} from './gpu-holders.ts'
import {hungOrSlow} from './hung-or-slow.ts'
import {kernelCauses} from './kernel-causes.ts'
import {ownRequest, slackMs} from './link.ts'
import {causesIn, type LogCauses} from './log-causes.ts'
import {unreadable} from './log-unreadable.ts'
import {withMemory} from './memory-evidence.ts'
import type {Symptom} from './symptom.ts'

/** The line of a request is written when it has ended, and takes its way to where it can be read. */
const againMs = 150
const attempts = 3
/** Of a cause that was logged again and again, so many lines are shown. */
const mostEvidence = 3

/**
 * From what a server answered to why it failed: what its log and the kernel's say of the very time of the request replaces an
 * answer that only says that it failed. Returns the findings of the symptom, where nothing is found that tells more.
 */
export async function traceCause(symptom: Symptom, context: CheckContext): Promise<readonly Finding[]> {
  const [answered] = symptom.findings
  // There is no more to know than it says itself, but for who has the memory.
  if (answered?.confidence === 'certain' && tellsCause(answered)) return withMachine(symptom.findings, context)
  const reading = await readLog(symptom, context)
  const kernel = await kernelCauses(symptom, reading?.causes ?? [], context)
  const logs = reading?.causes ?? []
  const tied = [...logs.flatMap((log) => log.tied), ...kernel.tied]
  const findings = ranked(
    symptom.findings,
    tied,
    logs.flatMap(({said}) => said),
  ).map((finding) => (kernel.isRead && kernel.tied.length === 0 ? withoutKernel(finding) : finding))
  const [first] = findings
  if (first === undefined || tellsCause(first)) return withMachine(findings, context)
  const judged = hungOrSlow(findings, symptom, reading?.excerpts ?? [])
  const coincident = [...logs.flatMap((log) => log.coincident), ...kernel.coincident]
  const known = new Set(findings.map(({code}) => code))
  const others = distinct(coincident).filter(({code}) => !known.has(code))
  return [...judged, ...others, ...(reading === undefined ? [] : unreadable(reading))]
}

/** What of the machine belongs to a cause that is known: who has the memory of a GPU, and how much memory there is. */
async function withMachine(findings: readonly Finding[], context: CheckContext): Promise<readonly Finding[]> {
  return withMemory(await withGpuHolders(findings, context), context)
}

/** Read again while the line of the request has not come: what led to it may not have come either. */
async function readLog(
  symptom: Symptom,
  context: CheckContext,
): Promise<(LogReading & {readonly causes: readonly LogCauses[]}) | undefined> {
  const {log, server, signal} = context
  if (log === undefined) return undefined
  const details = await server.details(symptom.model)
  const weights = details.ok ? details.value.weights : undefined
  for (let attempt = 1; ; attempt += 1) {
    const from = new Date(symptom.from.getTime() - slackMs)
    const reading = await log.during({from, to: new Date(Date.now() + slackMs), signal})
    const causes = reading.excerpts.map((excerpt) => causesIn(excerpt, symptom, weights))
    const isComplete = reading.excerpts.length === 0 || reading.excerpts.some((excerpt) => ownRequest(excerpt, symptom))
    if (isComplete || attempt === attempts || signal.aborted) return {...reading, causes}
    await sleep(againMs, undefined, {signal}).catch(() => undefined)
  }
}

/** The kernel tells of each process that it kills for want of memory: what it does not tell of was killed by somebody else. */
function withoutKernel(finding: Finding): Finding {
  if (finding.code !== 'host-oom-killed' || finding.confidence === 'certain') return finding
  const evidence = [...finding.evidence, {source: kernelLog, text: 'it killed nothing of Ollama’s at that time'}]
  return {...finding, confidence: 'possible', evidence}
}

/** What tells more first. Two that say the same are one, with the evidence of both; beside a cause, what only wraps it goes. */
function ranked(answered: readonly Finding[], tied: readonly Finding[], said: readonly Evidence[]): Finding[] {
  const answer = answered[0]?.evidence ?? []
  const traced = distinct(tied).map((finding) => ({...finding, evidence: [...answer, ...finding.evidence]}))
  const merged = answered.map((finding) => {
    const same = traced.find(({code}) => code === finding.code)
    return same === undefined ? finding : surer(finding, same)
  })
  const others = traced
    .filter(({code}) => answered.every((finding) => finding.code !== code))
    .sort((a, b) => compareMatches(telling(a), telling(b)))
  const [best, [first]] = [others[0], merged]
  if (
    best !== undefined &&
    tellsCause(best) &&
    (first === undefined || compareMatches(telling(best), telling(first)) < 0)
  )
    return others
  const all = [...merged, ...others]
  return all.map((finding, index) => (index === 0 ? {...finding, evidence: [...finding.evidence, ...said]} : finding))
}

/** The same cause, as the answer and the log have it. */
function surer(answered: Finding, traced: Finding): Finding {
  const [first] = [answered, traced].sort((a, b) => compareMatches(telling(a), telling(b))) as [Finding]
  return {...first, args: {...traced.args, ...answered.args}, evidence: traced.evidence}
}

function telling({kind = 'cause', confidence}: Finding): Required<Pick<Finding, 'kind' | 'confidence'>> {
  return {kind, confidence}
}

/** Whether it says why, and not only that. */
function tellsCause(finding: Finding): boolean {
  return telling(finding).kind !== 'wrapper' && finding.confidence !== 'possible'
}

/** Of those of one code the surest, with the evidence of all. */
function distinct(findings: readonly Finding[]): Finding[] {
  const best = new Map<string, Finding>()
  for (const finding of findings) {
    const known = best.get(finding.code)
    const [surest] = [finding, known ?? finding].sort((a, b) => compareMatches(telling(a), telling(b))) as [Finding]
    const evidence = [...(known?.evidence ?? []), ...finding.evidence].slice(0, mostEvidence)
    best.set(finding.code, {...surest, evidence})
  }
  return [...best.values()]
}
