import {describe, expect, it} from 'vitest'
import {en} from '../../src/catalogue/en/index.ts'
import {alignNames, drawTransfer} from '../../src/reporters/pull/transfer-line.ts'
import {chooseSymbols} from '../../src/terminal/symbols.ts'
import {type RunOptions, runDoctor} from '../support/run.ts'
import {withScenario} from '../support/servers.ts'

interface Golden {
  readonly file: string
  readonly scenario: string
  readonly argv: readonly string[]
  readonly options?: RunOptions
}

const quick = ['--retry-delay', '1ms', '--stall-timeout', '200ms']
const goldens: readonly Golden[] = [
  {file: 'pull.0.human', scenario: 'healthy', argv: ['qwen3:8b', 'llama3.2', 'gpt-oss:120b-cloud']},
  {file: 'pull-not-found.1.human', scenario: 'pull-not-found', argv: ['llama3.2']},
  {file: 'pull-digest-mismatch-quiet.1.human', scenario: 'digest-mismatch', argv: ['llama3.2', '--quiet']},
  {
    file: 'pull-no-dns-narrow.1.human',
    scenario: 'pull-no-dns',
    argv: ['llama3.2', 'hf.co/bartowski/Qwen2.5-Coder-GGUF:Q4_K_M', '--retries', '0'],
    options: {columns: 40},
  },
  {
    file: 'pull-silent-zh.1.human',
    scenario: 'silent-pull',
    argv: ['llama3.2', '--retries', '0'],
    options: {env: {LANG: 'zh_CN.UTF-8'}},
  },
  {file: 'pull-dry-run.0.human', scenario: 'healthy', argv: ['qwen3:8b', 'llama3.2', '--dry-run']},
]

describe('what a pull comes to', () => {
  it.each(goldens)('$file', async ({file, scenario, argv, options}) => {
    await withScenario(scenario, {}, async ({url}) => {
      const {exitCode, stdout} = await runDoctor(['pull-missing', '--host', url, ...quick, ...argv], options)
      expect(file).toContain(`.${exitCode}.`)
      const settled = stdout.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT').replace(/\d+(?:\.\d+)? m?s\b/g, 'N ms')
      await expect(settled).toMatchFileSnapshot(`../golden/${file}`)
    })
  })
})

describe('the line of a pull', () => {
  const symbols = chooseSymbols({}, 'linux')
  const transfer = {
    name: 'qwen3:8b',
    phase: 'download',
    completedBytes: 1_800_000_000,
    totalBytes: 5_200_000_000,
    bytesPerSecond: 45_200_000,
  } as const
  const draw = (columns: number, changes: Partial<Parameters<typeof drawTransfer>[0]> = {}): string =>
    drawTransfer({...transfer, ...changes}, {language: en, symbols, columns})

  it('leaves out what does not fit, the last first', () => {
    expect([90, 60, 40, 24, 10].map((columns) => draw(columns))).toEqual([
      'qwen3:8b  ████████░░░░░░░░░░░░░░░░  34 %  1.8 GB of 5.2 GB  45.2 MB/s  1 min 15 s left',
      'qwen3:8b  █████░░░░░░░░░░  34 %  1.8 GB of 5.2 GB  45.2 MB/s',
      'qwen3:8b  ██░░░░  34 %  1.8 GB of 5.2 GB',
      'qwen3:8b  ██░░░░░░  34 %',
      'qwen3:8b  34 %',
    ])
    for (let columns = 20; columns < 100; columns += 1) expect(draw(columns).length).toBeLessThanOrEqual(columns)
  })

  it('is full only where everything is there, and names the other steps', () => {
    expect(draw(60, {completedBytes: 5_199_999_999})).toContain('░  99 %')
    expect(draw(60, {completedBytes: 5_200_000_000})).not.toContain('░')
    expect(draw(60, {phase: 'verify'})).toBe('qwen3:8b  verifying its SHA-256')
    expect(draw(60, {totalBytes: 0, completedBytes: 0})).toBe('qwen3:8b  asking the registry')
    expect(draw(90, {stillMs: 12_300})).toBe(
      'qwen3:8b  ████████░░░░░░░░░░░░░░░░  34 %  1.8 GB of 5.2 GB  nothing for 12.0 s',
    )
    expect(draw(60, {bytesPerSecond: undefined})).not.toMatch(/left|\/s/)
  })

  it('stands in line with the others', () => {
    expect(alignNames(['a', '模型', 'x'.repeat(60)], 40)).toEqual([
      'a'.padEnd(16),
      `模型${' '.repeat(12)}`,
      `${'x'.repeat(15)}…`,
    ])
  })
})
