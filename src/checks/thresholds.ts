import type {CheckId, ThresholdId} from '../catalogue/ids.ts'
import type {Code} from '../catalogue/index.ts'
import type {Args} from '../catalogue/template.ts'
import {isRelease, parseVersionRange} from '../ollama/version.ts'
import type {Check, Facts, Finding, Outcome} from './check.ts'

/** What a gate asks of what the checks measure; what is absent is not asked. */
export interface Thresholds {
  /** Comparisons that must all hold, as in `>=0.12 <0.30`. */
  readonly requireVersion?: string | undefined
  /** No model may run on the processor. */
  readonly requireGpu?: true | undefined
  /** In tokens. */
  readonly minContext?: number | undefined
  readonly maxLoadTimeMs?: number | undefined
  readonly maxFirstTokenMs?: number | undefined
  readonly minTokensPerSecond?: number | undefined
  readonly minFreeDiskBytes?: number | undefined
}

type Row = Readonly<Record<string, string | number | undefined>>

/** A check for each threshold that is set. What could not be measured is undecided, never passed. */
export function thresholdChecks(thresholds: Thresholds): Check[] {
  const {requireVersion, requireGpu, minContext, maxLoadTimeMs, maxFirstTokenMs, minTokensPerSecond, minFreeDiskBytes} =
    thresholds
  return [
    requireVersion !== undefined && versionIn(requireVersion),
    requireGpu && gpuRequired(),
    minContext !== undefined &&
      ofModels(
        'min-context',
        'model-placement',
        'contextLength',
        (contextLength, model) =>
          contextLength >= minContext
            ? undefined
            : broken('context-smaller-than-requested', {model, available: contextLength, required: minContext}),
        {minimum: minContext},
      ),
    maxLoadTimeMs !== undefined &&
      ofModels(
        'max-load-time',
        'model-answers',
        'loadMs',
        (loadMs, model) =>
          loadMs <= maxLoadTimeMs ? undefined : broken('load-slow', {model, loadMs, maximumMs: maxLoadTimeMs}),
        {maximumMs: maxLoadTimeMs},
      ),
    maxFirstTokenMs !== undefined &&
      ofModels(
        'max-first-token',
        'model-answers',
        'firstTokenMs',
        (firstTokenMs, model) =>
          firstTokenMs <= maxFirstTokenMs
            ? undefined
            : broken('first-token-slow', {model, firstTokenMs, maximumMs: maxFirstTokenMs}),
        {maximumMs: maxFirstTokenMs},
      ),
    minTokensPerSecond !== undefined &&
      ofModels(
        'min-tokens-per-second',
        'model-answers',
        'tokensPerSecond',
        (tokensPerSecond, model) =>
          tokensPerSecond >= minTokensPerSecond
            ? undefined
            : broken('generation-slow', {model, tokensPerSecond, minimum: minTokensPerSecond}),
        {minimum: minTokensPerSecond},
      ),
    minFreeDiskBytes !== undefined && freeDisk(minFreeDiskBytes),
  ].filter((check) => check !== undefined && check !== false)
}

function threshold(id: ThresholdId, of: CheckId, judge: (facts: Facts) => Outcome): Check {
  return {
    id,
    group: 'thresholds',
    requires: [of],
    retryable: false,
    timeoutMs: 1_000,
    run: async ({factsOf}) => judge(factsOf(of)),
  }
}

/** One that every model has to keep of which a number is known; the worst of them is the fact. */
function ofModels(
  id: ThresholdId,
  of: CheckId,
  fact: string,
  judge: (value: number, model: string) => Finding | undefined,
  limit: Facts,
): Check {
  return threshold(id, of, (facts) => {
    const rows = rowsOf(facts).filter((row) => !isExempt(row, fact))
    const measured = rows.flatMap((row) => {
      const value = row[fact]
      return typeof value === 'number' ? [{value, model: String(row.model)}] : []
    })
    if (measured.length < Math.max(1, rows.length)) {
      const warm = fact === 'loadMs' && rows.length > 0
      return {skip: warm ? {reason: 'loaded-before'} : {reason: 'not-measured', args: {check: of}}}
    }
    const values = measured.map(({value}) => value)
    const worst = id.startsWith('max') ? Math.max(...values) : Math.min(...values)
    return {facts: {[fact]: worst, ...limit}, findings: measured.flatMap(({value, model}) => judge(value, model) ?? [])}
  })
}

/** An embedding has no first token. */
function isExempt(row: Row, fact: string): boolean {
  return row.embedMs !== undefined && (fact === 'firstTokenMs' || fact === 'tokensPerSecond')
}

function gpuRequired(): Check {
  return ofModels(
    'require-gpu',
    'model-placement',
    'gpuPercent',
    (gpuPercent, model) => {
      if (gpuPercent >= 100) return undefined
      const text = `${Math.floor(gpuPercent)} % of its memory is the GPU's`
      return gpuPercent === 0
        ? broken('gpu-not-used', {model}, text)
        : {...broken('model-partly-on-cpu', {model}, text), severity: 'warning'}
    },
    {},
  )
}

function versionIn(range: string): Check {
  return threshold('require-version', 'server-version', ({serverVersion}) => {
    if (typeof serverVersion !== 'string') return {skip: {reason: 'not-measured', args: {check: 'server-version'}}}
    // A server that somebody built calls itself 0.0.0, whatever it is.
    if (!isRelease(serverVersion)) return {skip: {reason: 'no-release', args: {serverVersion}}}
    const isIn = parseVersionRange(range)
    return {
      facts: {serverVersion, range},
      findings: isIn?.(serverVersion) ? [] : [broken('version-out-of-range', {serverVersion, range})],
    }
  })
}

function freeDisk(minimumBytes: number): Check {
  return threshold('min-free-disk', 'disk-space', ({freeBytes, path, isGuessed}) => {
    // Where the server's own models are is not known: it may be another disk.
    if (typeof freeBytes !== 'number' || isGuessed === true)
      return {skip: {reason: 'not-measured', args: {check: 'disk-space'}}}
    return {
      facts: {freeBytes, minimumBytes},
      findings:
        freeBytes >= minimumBytes ? [] : [broken('disk-nearly-full', {freeBytes, path: String(path), minimumBytes})],
    }
  })
}

function broken(code: Code, args: Args, text = describe(args)): Finding {
  const {model} = args
  return {
    code,
    confidence: 'certain',
    severity: 'error',
    args,
    ...(typeof model === 'string' && {subject: model}),
    evidence: [{source: 'threshold', text}],
  }
}

function describe(args: Args): string {
  return Object.entries(args)
    .filter(([name]) => name !== 'model' && name !== 'path')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
}

function rowsOf({models}: Facts): Row[] {
  return Array.isArray(models) ? models.filter((row): row is Row => typeof row === 'object') : []
}
