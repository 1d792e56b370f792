import type {CheckContext, Finding} from '../checks/check.ts'
import {kernelLog, readKernelLog} from '../host/machine/kernel-log.ts'
import {readText} from '../logs/excerpt.ts'
import {isServerHere} from './is-server-here.ts'
import {slackMs} from './link.ts'
import {evidenceIn, type LogCauses, toFinding} from './log-causes.ts'
import type {Symptom} from './symptom.ts'

/** What the kernel says of the time of a request. */
export interface KernelCauses {
  /** Of a process of Ollama's, which the line names. */
  readonly tied: readonly Finding[]
  /** Of something else, at the same time. */
  readonly coincident: readonly Finding[]
  /** Whether it could be read: that it tells nothing then means that there was nothing. */
  readonly isRead: boolean
}

/** The kernel has fifteen characters of a process' name. */
const ownProcess = /(?<![\w/-])(?:ollama|llama-server)(?![\w-])|ollama_llama_se/

/** How a server tells that its runner was ended from outside, or was just gone. */
const wasKilled = /killed|unexpected EOF|\bEOF$|137|no longer running|unexpectedly stopped/i
const ofMemory: ReadonlySet<Finding['code']> = new Set(['host-oom-killed', 'container-memory-limit'])

/** Where the server is on this machine. What the kernel killed explains a runner that was killed, and no other failure. */
export async function kernelCauses(
  symptom: Symptom,
  logs: readonly LogCauses[],
  context: CheckContext,
): Promise<KernelCauses> {
  const nothing = {tied: [], coincident: [], isRead: false}
  if (!(await isServerHere(context))) return nothing
  const from = new Date(symptom.from.getTime() - slackMs)
  const log = await readKernelLog(context.host, from)
  if ('trouble' in log) return nothing
  const to = new Date(symptom.to.getTime() + slackMs)
  const excerpt = await readText(kernelLog, log.text, {from, to, signal: context.signal})
  const said = [
    symptom.said,
    ...logs.flatMap((read) => [...read.tied.flatMap(({evidence}) => evidence), ...read.said]).map(({text}) => text),
  ]
  const isKilled = said.some((text) => wasKilled.test(text))
  const causes = excerpt.problems.flatMap((problem) => {
    const finding = toFinding(problem, evidenceIn(excerpt, problem), symptom.model)
    if (finding === undefined) return []
    const isOwn = problem.lines.some(({text}) => ownProcess.test(text))
    return [{finding, isTied: isOwn && (isKilled || !ofMemory.has(finding.code))}]
  })
  return {
    tied: causes.flatMap(({finding, isTied}) => (isTied ? finding : [])),
    coincident: causes.flatMap(({finding, isTied}) => (isTied ? [] : {...finding, confidence: 'possible' as const})),
    isRead: true,
  }
}
