import {mkdtemp, readFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {DOMParser} from '@xmldom/xmldom'
import parsePrometheus from 'parse-prometheus-text-format'
import {Parser} from 'tap-parser'
import {describe, expect, it} from 'vitest'
import {parse as parseYaml} from 'yaml'
import {type Format, formats} from '../../src/reporters/index.ts'
import type {Scenario} from '../../src/simulator/scenario.ts'
import {findScenario} from '../../src/simulator/scenarios.ts'
import {printableLine} from '../../src/terminal/printable.ts'
import {readReport} from '../support/report.ts'
import {runDoctor} from '../support/run.ts'
import {withScenario} from '../support/servers.ts'
import {settled} from '../support/settled.ts'

/** One case for each thing that a check can come to, and what the run ends with. */
const cases = [
  {name: 'healthy', exitCode: 0, nagios: 0, argv: ['--simulate', 'healthy']},
  {name: 'healthy-skip', exitCode: 0, nagios: 0, argv: ['--simulate', 'healthy', '--skip', 'model-*']},
  {name: 'invented-gpu-share', exitCode: 0, nagios: 1, argv: ['--simulate', 'invented-gpu-share']},
  {
    name: 'invented-gpu-share-strict',
    exitCode: 1,
    nagios: 2,
    argv: ['--simulate', 'invented-gpu-share', '--fail-on', 'warning'],
  },
  {name: 'gpu-out-of-memory', exitCode: 1, nagios: 2, argv: ['--simulate', 'gpu-out-of-memory']},
  {name: 'tcp-only-deadline', exitCode: 3, nagios: 3, argv: ['--simulate', 'tcp-only', '--deadline', '200ms']},
  {
    name: 'old-server-undecided',
    exitCode: 3,
    nagios: 3,
    argv: ['--simulate', 'old-server', '--skip', 'server-version'],
  },
] as const

const runs = cases.flatMap(({name, argv, exitCode, nagios}) =>
  formats.map((format) => ({format, argv, exitCode: format === 'nagios' ? nagios : exitCode, name})),
)

describe('every format', () => {
  it.each(runs)('$name as $format ends with $exitCode', async ({name, format, argv, exitCode}) => {
    const ran = await runDoctor(['check', ...argv, '--format', format])
    expect({exitCode: ran.exitCode, stderr: ran.stderr}).toEqual({exitCode, stderr: ''})
    expect(ran.stdout).not.toContain('\u001b')
    readByTheirParsers(format, ran.stdout)
    await expect(settled(ran.stdout)).toMatchFileSnapshot(`../golden/${name}.${exitCode}.${format}`)
  })

  it('is written beside the screen, as often as it is asked for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'doctor-'))
    const reports = formats.flatMap((format) => ['--report', `${format}=${join(folder, format)}`])
    const ran = await runDoctor(['check', '--simulate', 'gpu-out-of-memory', ...reports])
    expect(ran).toMatchObject({exitCode: 1, stderr: '', stdout: expect.stringContaining('gpu-out-of-memory, certain')})
    for (const format of formats) readByTheirParsers(format, await readFile(join(folder, format), 'utf8'))
  })

  // A name that means something in every one of them.
  const hostile = 'a%b##[error]|"e\u0301f<g>&\n::error::x=\'#\\\u001b[31m\ud800:c,d'

  it.each(formats)('keeps a hostile name and a hostile error from meaning anything in %s', async (format) => {
    const healthy = findScenario('healthy')
    const [llama] = healthy.models
    const changes: Partial<Scenario> = {
      models: llama === undefined ? [] : [{...llama, name: hostile}],
      faults: {
        '/api/generate': {kind: 'answer', status: 500, body: JSON.stringify({error: `${hostile}\n]]>\n::error::y`})},
      },
    }
    await withScenario('healthy', changes, async ({url}) => {
      const {stdout} = await runDoctor(['check', '--host', url, '--format', format])
      readByTheirParsers(format, stdout)
      expect(stdout).not.toContain('\u001b')
      if (format !== 'github') return
      // Of the failure, and of the log that cannot be read.
      expect(stdout.match(/^\s*::/gm)?.length).toBe(2)
      expect(stdout).toContain('## [error]')
      expect(stdout).not.toContain('##[')
    })
  })

  it('tells a hostile name in a label as it is', async () => {
    const [llama] = findScenario('healthy').models
    const models = llama === undefined ? [] : [{...llama, name: hostile}]
    await withScenario('healthy', {models}, async ({url}) => {
      const {stdout} = await runDoctor(['check', '--host', url, '--format', 'prometheus'])
      const labels = parsePrometheus(stdout).flatMap(({metrics}) => metrics.map((metric) => metric.labels?.model))
      expect(labels).toContain(printableLine(hostile))
    })
  })

  it('says that a bad flag left nothing to report', async () => {
    const end = (format: string) => runDoctor(['check', '--format', format, '--timeout', '5'])
    expect(await end('tap')).toMatchObject({
      exitCode: 2,
      stdout: expect.stringMatching(/^TAP version 14\nBail out! .+\n$/),
    })
    expect(await end('nagios')).toMatchObject({exitCode: 3, stdout: expect.stringMatching(/^OLLAMA UNKNOWN - .+\n$/)})
    for (const format of ['junit', 'github', 'prometheus', 'markdown', 'human'])
      expect(await end(format)).toMatchObject({exitCode: 2, stdout: ''})
  })
})

describe('github', () => {
  it('writes the summary and the outputs of a job beside the annotations', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'doctor-'))
    const [summary, output, report] = ['summary', 'output', 'report.json'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    const env = {GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output}
    const argv = ['check', '--simulate', 'gpu-out-of-memory', '--report', `json=${report}`]
    const ran = await runDoctor([...argv, '--format', 'github'], {env})
    expect(ran.exitCode).toBe(1)
    expect(await readFile(output, 'utf8')).toBe(`verdict=fail\nreport=${report}\n`)
    expect(await readFile(summary, 'utf8')).toContain('#### The GPU ran out of memory')
    // Elsewhere nothing of a job is touched, whatever its environment says.
    await runDoctor([...argv, '--format', 'human'], {env})
    expect(await readFile(output, 'utf8')).toBe(`verdict=fail\nreport=${report}\n`)
  })

  it('is undecided where the summary cannot be written, though all is well', async () => {
    const env = {GITHUB_STEP_SUMMARY: '/nonexistent/summary'}
    const ran = await runDoctor(['check', '--simulate', 'healthy', '--format', 'github'], {env})
    expect(ran).toMatchObject({exitCode: 3, stderr: expect.stringContaining('could not be written')})
  })

  it('shows at most ten of a level', async () => {
    const hosts = Array.from({length: 12}, (_, index) => ['--host', `127.0.2.${index + 1}:1`]).flat()
    const {stdout} = await runDoctor(['check', ...hosts, '--format', 'github'])
    expect(stdout.match(/^::error /gm)?.length).toBe(10)
    expect(stdout).toContain('2 more')
  })
})

function readByTheirParsers(format: Format, text: string): void {
  if (format === 'json') readReport({stdout: text})
  if (format === 'junit') readXml(text)
  if (format === 'tap') readTap(text)
  if (format === 'prometheus') readMetrics(text)
  if (format === 'nagios')
    expect(text).toMatch(/^OLLAMA (?:OK|WARNING|CRITICAL|UNKNOWN) - [^|\n]+(?: \| [^|\n]+)?\n(?:[^|\n]+\n)+$/)
}

function readXml(text: string): void {
  const onError = (level: string, message: string): void => {
    if (level !== 'warning') throw new Error(`${level}: ${message}`)
  }
  const root = new DOMParser({onError}).parseFromString(text, 'text/xml').documentElement
  const cases = root?.getElementsByTagName('testcase').length
  expect({name: root?.nodeName, tests: root?.getAttribute('tests')}).toEqual({name: 'testsuites', tests: String(cases)})
  for (const kind of ['failure', 'error', 'skipped'])
    expect(root?.getAttribute({failure: 'failures', error: 'errors', skipped: 'skipped'}[kind] ?? '')).toBe(
      String(root?.getElementsByTagName(kind).length),
    )
}

function readTap(text: string): void {
  const events = Parser.parse(text) as [string, unknown][]
  const complete = events.find(([name]) => name === 'complete')?.[1] as {
    count: number
    failures: {tapError: string | null}[]
  }
  expect(complete.failures.filter(({tapError}) => tapError !== null)).toEqual([])
  expect(complete.count).toBe(Number(/^1\.\.(\d+)$/m.exec(text)?.[1]))
  expect(events.filter(([name]) => name === 'extra')).toEqual([])
  const blocks = text.match(/(?<=^ {2}---\n)[\s\S]*?(?=^ {2}\.\.\.$)/gm) ?? []
  for (const block of blocks) expect(parseYaml(block)).toMatchObject({status: expect.any(String)})
}

function readMetrics(text: string): void {
  expect(text.endsWith('\n')).toBe(true)
  const families = parsePrometheus(text)
  expect(families.length).toBeGreaterThan(5)
  for (const {name, type, metrics} of families) {
    expect(name).toMatch(/^ollama_doctor_[a-z0-9_]+$/)
    expect(type).toBe('GAUGE')
    for (const {value} of metrics) expect(Number(value)).not.toBeNaN()
  }
}
