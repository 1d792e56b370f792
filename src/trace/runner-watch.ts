import type {CheckContext, Evidence} from '../checks/check.ts'
import {readProcesses} from '../host/machine/processes.ts'
import {isServerHere} from './is-server-here.ts'

/** A runner, at one moment. */
interface Sample {
  readonly ms: number
  readonly state: string
  readonly processorMs: number | undefined
}

/** What two looks at the runners tell of whether they work. */
export interface RunnerWatch {
  /** Ends the watch. `stuck` where a runner cannot go on, `idle` where it did nothing in between, `works` where it did. */
  stop(): readonly {readonly verdict: 'stuck' | 'idle' | 'works'; readonly evidence: Evidence}[]
}

/** Of the time that is waited for an answer, when is looked. */
const looksAt = [0.5, 0.9]
/** Between two looks that are nearer than that, a runner may do nothing by chance. */
const leastApartMs = 2_000

/** Looks twice at the runners that a model has on this machine, while its answer is waited for. */
export function watchRunners(model: string, context: CheckContext, timeoutMs: number): RunnerWatch {
  const startedAt = performance.now()
  const samples = new Map<number, Sample[]>()
  let isAmongOthers = false
  const look = async (): Promise<void> => {
    if (!(await isServerHere(context))) return
    const details = await context.server.details(model)
    const weights = details.ok ? details.value.weights : undefined
    if (weights === undefined) return
    const ms = performance.now() - startedAt
    const runners = (await readProcesses(context.host)).filter(({kind}) => kind === 'runner')
    // Where there is another runner, this one may only wait for it: for its turn, or until it has made room.
    isAmongOthers ||= runners.some(({command}) => !command.includes(weights))
    for (const {pid, command, state = '', processorMs} of runners)
      if (command.includes(weights)) samples.set(pid, [...(samples.get(pid) ?? []), {ms, state, processorMs}])
  }
  const timers = looksAt.map((share) => setTimeout(() => void look(), timeoutMs * share).unref())
  return {
    stop: () => {
      for (const timer of timers) clearTimeout(timer)
      return [...samples]
        .flatMap(([pid, [first, second]]) =>
          first === undefined || second === undefined ? [] : (judge(pid, first, second) ?? []),
        )
        .filter(({verdict}) => verdict !== 'idle' || !isAmongOthers)
    },
  }
}

function judge(pid: number, first: Sample, second: Sample): ReturnType<RunnerWatch['stop']>[number] | undefined {
  const apartMs = Math.round(second.ms - first.ms)
  const looked = `in two looks, ${apartMs} ms apart`
  const source = `runner, process ${pid}`
  if (/[TtZXx]/.test(first.state) && first.state === second.state)
    return {
      verdict: 'stuck',
      evidence: {source, text: `state ${second.state} (${/t/i.test(second.state) ? 'stopped' : 'ended'}) ${looked}`},
    }
  if (first.processorMs === undefined || second.processorMs === undefined) return undefined
  const usedMs = second.processorMs - first.processorMs
  const evidence = {source, text: `state ${second.state}, ${usedMs} ms of the processor ${looked}`}
  if (usedMs > 0) return {verdict: 'works', evidence}
  return apartMs < leastApartMs ? undefined : {verdict: 'idle', evidence}
}
