import {type DomainName, domainOf} from '../catalogue/index.ts'
import type {CheckContext, Evidence, Finding} from '../checks/check.ts'
import {explainText} from '../checks/trouble.ts'
import type {GpuReading} from '../host/machine/gpus.ts'
import {compareVersions, isRelease} from '../ollama/version.ts'
import {greatestHolder, heldBy} from './gpu-holders.ts'
import {lastStart, type Start, startMs} from './last-load.ts'
import {evidenceIn} from './log-causes.ts'

/** From 0.30 on the CUDA that comes with Ollama leaves out GPUs with an older driver, and tells so only in a debug log. */
const driverFloor = {version: '0.30.0', driver: 550}
const domains: ReadonlySet<DomainName> = new Set<DomainName>(['gpu', 'runner'])

/** Lines without a time have that of the one before. */
const clockMs = 1_000

type Reason = Pick<Finding, 'code' | 'confidence' | 'args' | 'evidence'>

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
  const [started, shown] = await Promise.all([lastStart(context), ofMachine(sizeBytes, readings, context)])
  // Without a GPU nobody asks how much of it is free.
  const hasNone = started?.start.gpus?.length === 0
  const reasons = [...(started === undefined ? [] : reasonsIn(started)), ...shown]
    .filter(({confidence}) => confidence !== 'possible')
    .filter(({code}) => !(hasNone && code === 'gpu-memory-held'))
  if (reasons.length > 0) return distinct(reasons).map((reason) => becauseOf(reason, unused))
  if (started?.start.gpus === undefined) return [unused]
  const names = started.start.gpus.map(({name}) => name).join(', ')
  const text = names === '' ? 'no GPU was found when the server started' : `found when the server started: ${names}`
  return [{...unused, evidence: [...unused.evidence, {source: started.excerpt.source, text}]}]
}

function becauseOf({args, evidence, ...reason}: Reason, unused: Finding): Finding {
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
function reasonsIn({start, excerpt}: Start): Reason[] {
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

/** What the machine itself shows. */
async function ofMachine(
  sizeBytes: number,
  readings: readonly GpuReading[],
  context: CheckContext,
): Promise<readonly Reason[]> {
  const [version, service, holder] = await Promise.all([
    context.server.version(),
    context.machine.service(),
    greatestHolder(sizeBytes, readings, context),
  ])
  const troubles = readings.flatMap(({trouble, source}) =>
    trouble === undefined
      ? []
      : explainText(trouble, {surface: 'client'}, {source}).filter(({code}) => code !== 'unknown-error'),
  )
  const drivers = readings.flatMap(({gpus, source}) =>
    gpus.flatMap(({driver}) => (driver === undefined ? [] : {driver, source})),
  )
  const old = drivers.filter(({driver}) => Number.parseInt(driver, 10) < driverFloor.driver)
  const isNew = version.ok && isRelease(version.value) && compareVersions(version.value, driverFloor.version) >= 0
  const hidden = hidingVariable(service?.environment ?? {})
  return [
    ...troubles,
    ...(isNew ? old.slice(0, 1) : []).map(({driver, source}) => ({
      code: 'nvidia-driver-too-old' as const,
      confidence: 'certain' as const,
      args: {driver},
      evidence: [
        {source, text: `driver ${driver}, and Ollama ${version.ok ? version.value : ''} needs ${driverFloor.driver}`},
      ],
    })),
    ...hidden.map((evidence) => ({
      code: 'visible-devices-misconfigured' as const,
      confidence: 'likely' as const,
      args: {},
      evidence: [evidence],
    })),
    ...(holder === undefined ? [] : [heldBy(holder, {code: 'gpu-memory-held', confidence: 'likely', evidence: []})]),
  ]
}

/** -1 hides every GPU. */
function hidingVariable(environment: Readonly<Record<string, string>>): Evidence[] {
  return ['CUDA_VISIBLE_DEVICES', 'HIP_VISIBLE_DEVICES', 'ROCR_VISIBLE_DEVICES', 'GGML_VK_VISIBLE_DEVICES']
    .filter((name) => environment[name] === '-1')
    .map((name) => ({source: 'systemctl show', text: `${name}=${environment[name]}`}))
}

function tellsOfGpus(code: Finding['code']): boolean {
  return domains.has(domainOf(code)) && code !== 'gpu-not-used'
}

/** The first of each code. */
function distinct(reasons: readonly Reason[]): Reason[] {
  return reasons.filter(({code}, index) => reasons.findIndex((reason) => reason.code === code) === index)
}
