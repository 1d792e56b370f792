import type {CheckContext} from '../checks/check.ts'
import type {Probe} from '../checks/probe-judgement.ts'
import {isLoopback} from '../ollama/address.ts'
import {inTime} from './in-time.ts'
import type {Symptom} from './symptom.ts'

/** The same probe; where it failed by the server's fault, with what the logs say of why. */
export async function traced(
  probe: Probe,
  request: Pick<Symptom, 'model' | 'path' | 'from' | 'to' | 'watched'>,
  context: CheckContext,
): Promise<Probe> {
  const {transient, findings, answer} = probe
  if (!transient || findings.length === 0 || context.log === undefined) return probe
  const {traceCause} = await import('./trace-cause.ts')
  const isOnLoopback = isLoopback(context.server.client.address.host)
  const symptom = {...request, isLoopback: isOnLoopback, status: answer?.status, said: answer?.said ?? '', findings}
  return {...probe, findings: await inTime(findings, context, (limited) => traceCause(symptom, limited))}
}
