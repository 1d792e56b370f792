import type {CheckContext} from '../checks/check.ts'
import type {Probe} from '../checks/probe-judgement.ts'
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
  const symptom = {...request, status: answer?.status, said: answer?.said ?? '', findings}
  return {...probe, findings: await traceCause(symptom, context)}
}
