import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, it} from 'vitest'
import type {CheckId} from '../../src/catalogue/ids.ts'
import type {Check, CheckContext, Outcome} from '../../src/checks/check.ts'
import {verdictOf} from '../../src/diagnosis/build-report.ts'
import {type CheckResult, runChecks} from '../../src/diagnosis/engine.ts'

function check(id: CheckId, run: (context: CheckContext) => Promise<Outcome>, more: Partial<Check> = {}): Check {
  return {id, group: 'models', requires: [], retryable: true, timeoutMs: 1_000, run, ...more}
}

const passes = async (): Promise<Outcome> => ({})
const fails = async (): Promise<Outcome> => ({
  findings: [{code: 'server-not-running', confidence: 'certain', evidence: []}],
  transient: true,
})

async function run(
  checks: readonly Check[],
  {
    signal = new AbortController().signal,
    retries = 0,
    excluded = [],
  }: {signal?: AbortSignal; retries?: number; excluded?: CheckId[]} = {},
): Promise<CheckResult[]> {
  const context = {signal} as CheckContext
  return runChecks(context, {checks, excluded: new Set(excluded), retries, retryDelayMs: 1})
}

const brief = (results: readonly CheckResult[]): string[] => results.map(({check: {id}, status}) => `${id}: ${status}`)

describe('the engine', () => {
  it('skips what requires a failed check, and what requires that, and runs the rest', async () => {
    const results = await run([
      check('address', passes),
      check('server-reachable', fails, {requires: ['address']}),
      check('models-present', passes, {requires: ['server-reachable']}),
      check('model-answers', passes, {requires: ['models-present']}),
      check('disk-space', passes),
    ])
    expect(brief(results)).toEqual([
      'address: pass',
      'server-reachable: fail',
      'models-present: skip',
      'model-answers: skip',
      'disk-space: pass',
    ])
    expect(results[3]?.outcome.skip).toEqual({reason: 'requirement', args: {check: 'models-present'}})
  })

  it('turns a check that throws into an error, and hides nothing else', async () => {
    const results = await run([
      check('address', async () => {
        throw new Error('a defect')
      }),
      check('disk-space', passes),
    ])
    expect(brief(results)).toEqual(['address: error', 'disk-space: pass'])
    expect(results[0]?.error).toBe('a defect')
    expect(verdictOf(results, 'error')).toBe('undecided')
  })

  it('does not wait for a check that hangs', async () => {
    const results = await run([
      check('address', () => new Promise(() => undefined), {timeoutMs: 20}),
      check('disk-space', passes),
    ])
    expect(brief(results)).toEqual(['address: error', 'disk-space: pass'])
    expect(results[0]?.error).toBe('address did not end within 20 ms')
  })

  it('lets a check put things back when the run is ended, for a moment', async () => {
    const controller = new AbortController()
    let restored = false
    const running = run(
      [
        check('address', async ({signal}) => {
          await sleep(10_000, undefined, {signal}).catch(() => undefined)
          await sleep(20)
          restored = true
          return {}
        }),
      ],
      {signal: controller.signal},
    )
    controller.abort(new Error('ended'))
    const [result] = await running
    expect({status: result?.status, error: result?.error, restored}).toEqual({
      status: 'error',
      error: 'ended',
      restored: true,
    })
  })

  it('asks again only where that can help', async () => {
    const attempts = async (run_: () => Promise<Outcome>, more: Partial<Check> = {}): Promise<number | undefined> =>
      (await run([check('address', run_, more)], {retries: 2}))[0]?.attempts
    expect(await attempts(fails)).toBe(3)
    expect(await attempts(passes)).toBe(1)
    expect(await attempts(fails, {retryable: false})).toBe(1)
    expect(await attempts(async () => ({...(await fails()), transient: false}))).toBe(1)
    expect(
      await attempts(async () => ({
        findings: [{code: 'gpu-out-of-memory', confidence: 'certain', evidence: []}],
        transient: true,
      })),
    ).toBe(1)
  })

  it('runs what requires a check that the user left out', async () => {
    const results = await run([check('address', fails), check('disk-space', passes, {requires: ['address']})], {
      excluded: ['address'],
    })
    expect(brief(results)).toEqual(['address: skip', 'disk-space: pass'])
  })

  it('starts independent checks together', async () => {
    let running = 0
    let most = 0
    const slow = async (): Promise<Outcome> => {
      running += 1
      most = Math.max(most, running)
      await sleep(10)
      running -= 1
      return {}
    }
    await run([check('address', slow), check('disk-space', slow)])
    expect(most).toBe(2)
  })
})

describe('the verdict', () => {
  const result = (severity: 'error' | 'warning'): CheckResult => ({
    check: check('address', passes),
    status: severity === 'error' ? 'fail' : 'warn',
    outcome: {findings: [{code: 'disk-full', severity, confidence: 'certain', evidence: []}]},
    durationMs: 0,
    attempts: 1,
  })
  const broken: CheckResult = {
    check: check('address', passes),
    status: 'error',
    outcome: {},
    durationMs: 0,
    attempts: 1,
    error: 'x',
  }

  it.each([
    [[], 'error', 'pass'],
    [[result('warning')], 'error', 'pass'],
    [[result('warning')], 'warning', 'fail'],
    [[result('error')], 'warning', 'fail'],
    [[broken], 'error', 'undecided'],
    [[broken, result('error')], 'error', 'fail'],
  ] as const)('of case %# is right', (results, failOn, verdict) => {
    expect(verdictOf(results, failOn)).toBe(verdict)
  })
})
