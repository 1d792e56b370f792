import type {CheckContext, Finding} from '../checks/check.ts'
import {kernelLog, readKernelLog} from '../host/machine/kernel-log.ts'
import {readText} from '../logs/excerpt.ts'
import {isServerHere} from './is-server-here.ts'
import {slackMs} from './link.ts'
import {evidenceIn, toFinding} from './log-causes.ts'
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

/** Where the server is on this machine, and its log is asked for. */
export async function kernelCauses(
  symptom: Symptom,
  context: CheckContext,
  signal: AbortSignal,
): Promise<KernelCauses> {
  if (!(await isServerHere(context))) return {tied: [], coincident: [], isRead: false}
  const from = new Date(symptom.from.getTime() - slackMs)
  const log = await readKernelLog(context.host, from)
  if ('trouble' in log) return {tied: [], coincident: [], isRead: false}
  const excerpt = await readText(kernelLog, log.text, {from, to: new Date(symptom.to.getTime() + slackMs), signal})
  const causes = excerpt.problems.flatMap((problem) => {
    const finding = toFinding(problem, evidenceIn(excerpt, problem), symptom.model)
    return finding === undefined ? [] : [{finding, isTied: problem.lines.some(({text}) => ownProcess.test(text))}]
  })
  return {
    tied: causes.flatMap(({finding, isTied}) => (isTied ? finding : [])),
    coincident: causes.flatMap(({finding, isTied}) => (isTied ? [] : {...finding, confidence: 'possible' as const})),
    isRead: true,
  }
}
