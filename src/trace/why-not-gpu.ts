import type {CheckContext, Finding} from '../checks/check.ts'
import type {GpuReading} from '../host/machine/gpus.ts'
import {gpuObstacles, type Obstacle, tellsOfGpus} from './gpu-obstacles.ts'
import {searchObstacles} from './gpu-search-obstacles.ts'
import {lastStart, type Start, startMs} from './last-load.ts'
import {evidenceIn} from './log-causes.ts'

/** Lines without a time have that of the one before. */
const clockMs = 1_000

/**
 * Why a model is on the processor of a machine that has a GPU: what the log of the server's start says of it, and what the machine
 * shows. Where neither tells, that it is so.
 */
export async function whyNotGpu(
  unused: Finding,
  sizeBytes: number,
  readings: readonly GpuReading[],
  context: CheckContext,
): Promise<readonly Finding[]> {
  const started = await lastStart(context)
  // Without a GPU nobody asks how much of it is free.
  const hasNone = started?.start.gpus?.length === 0
  const shown = await gpuObstacles(sizeBytes, readings, context)
  const known = [...(started === undefined ? [] : reasonsIn(started)), ...shown]
    .filter(isTelling)
    .filter(({code}) => !(hasNone && code === 'gpu-memory-held'))
  const isLeftOut = started !== undefined && started.start.dropped.length > 0
  const reasons =
    known.length > 0 || isLeftOut ? known : (await searchObstacles(readings, hasNone, context)).filter(isTelling)
  if (reasons.length > 0) return distinct(reasons).map((reason) => becauseOf(reason, unused))
  if (started?.start.gpus === undefined) return [unused]
  const names = started.start.gpus.map(({name}) => name).join(', ')
  const text = names === '' ? 'no GPU was found when the server started' : `found when the server started: ${names}`
  return [{...unused, evidence: [...unused.evidence, {source: started.excerpt.source, text}]}]
}

function isTelling({confidence}: Obstacle): boolean {
  return confidence !== 'possible'
}

function becauseOf({args, evidence, ...reason}: Obstacle, unused: Finding): Finding {
  return {
    ...unused,
    ...reason,
    severity: 'warning',
    args: {...unused.args, ...args},
    evidence: [
      ...unused.evidence,
      ...evidence.filter(({text}) => unused.evidence.every((known) => known.text !== text)),
    ],
  }
}

/** What a server said of its GPUs while it started: later it is about other things. */
function reasonsIn({start, excerpt}: Start): Obstacle[] {
  const startedMs = start.at?.ms ?? Number.NaN
  return excerpt.problems.flatMap((problem) => {
    const {match, lines} = problem
    const sinceStartMs = (lines[0].at?.ms ?? Number.NaN) - startedMs
    if (!(sinceStartMs >= -clockMs && sinceStartMs <= startMs)) return []
    if (match === undefined || match.kind === 'harmless' || !tellsOfGpus(match.code)) return []
    const {code, confidence, args} = match
    return [{code, confidence, args, evidence: [evidenceIn(excerpt, problem)]}]
  })
}

/** The first of each code. */
function distinct(reasons: readonly Obstacle[]): Obstacle[] {
  return reasons.filter(({code}, index) => reasons.findIndex((reason) => reason.code === code) === index)
}
