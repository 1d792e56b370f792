import {type ChildProcess, spawn} from 'node:child_process'
import {appendFileSync, writeFileSync} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, it, onTestFinished} from 'vitest'
import type {FindingReport, Report} from '../../src/diagnosis/report.ts'
import {weightsOf} from '../../src/simulator/answers.ts'
import type {SimulatedModel} from '../../src/simulator/scenario.ts'
import {findScenario} from '../../src/simulator/scenarios.ts'
import {serveScenario} from '../../src/simulator/serve.ts'
import {folder} from '../support/logs.ts'
import {readDocument} from '../support/report.ts'
import {runDoctor} from '../support/run.ts'

const scenario = findScenario('hung-runner')
// No other test has a runner of this model.
const name = 'hung:1b'
const models = scenario.models.slice(0, 1).map((model) => ({...model, name}))
const loaded = [{model: name, contextLength: 8_192, keepAliveMs: 60_000}]

/** All processes that the machine has, as far as it is known here. */
const runners: string[] = []
const host = {list: async (path: string) => (path === '/proc' ? [...runners] : readdir(path).catch(() => []))}

/** A process that looks like a runner, and does what the code says. */
async function runner(code: string, model = name): Promise<ChildProcess> {
  const blob = weightsOf({...scenario.models[0], name: model} as SimulatedModel, scenario)
  const argv = ['-e', `console.log(1);${code}`, '--', '--model', blob]
  const child = spawn(process.execPath, argv, {argv0: '/opt/test/lib/ollama/llama-server'})
  onTestFinished(() => void child.kill('SIGKILL'))
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  runners.push(String(child.pid))
  onTestFinished(() => void runners.splice(0))
  return child
}

/** What the server writes when the model is asked. */
const asked = 'chat request'
/** Of 6 s, towards the end: its clock of whole seconds, and that the end is a second later, leave it room on either side. */
const laterMs = 4_500

async function ask(log: readonly string[], timeout = '1s', later?: string): Promise<readonly FindingReport[]> {
  const path = join(folder(), 'server.log')
  writeFileSync(path, '')
  const write = (line: string): void => appendFileSync(path, `${line.replace('{gin}', ginClock())}\n`)
  let timer: NodeJS.Timeout | undefined
  const server = await serveScenario(
    {...scenario, models, loaded, log},
    {
      port: 0,
      log: (line) => {
        write(line)
        if (later !== undefined && line.includes(asked)) timer = setTimeout(() => write(later), laterMs)
      },
    },
  )
  try {
    const argv = [
      'check',
      '--host',
      server.url,
      '--file',
      path,
      '--only',
      'model-answers',
      '--format',
      'json',
      '--timeout',
      timeout,
    ]
    const {targets} = readDocument(await runDoctor(argv, {host})) as Report
    return targets[0]?.checks.find(({id}) => id === 'model-answers')?.findings ?? []
  } finally {
    clearTimeout(timer)
    await server.close()
  }
}

function ginClock(): string {
  const date = new Date()
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString()
  return `${local.slice(0, 10).replaceAll('-', '/')} - ${local.slice(11, 19)}`
}

const named = (findings: readonly FindingReport[]): string[] =>
  findings.map(({code, confidence}) => `${code}: ${confidence}`)

describe('a model that gives no answer', () => {
  it('works, where its prompt is processed further', async () => {
    const line = (progress: string): string =>
      `slot update_slots: id  3 | task 1204 | prompt processing progress, n_tokens = 2048, batch.n_tokens = 512, progress = ${progress}`
    const findings = await ask(['time={at} level=INFO source=x.go:1 msg="x"', line('0.120000'), line('0.806452')])
    expect(named(findings)).toEqual(['client-timeout: likely'])
    expect(findings[0]?.evidence.at(-1)?.text).toBe('prompt processing went from 12 % to 81 %')
    // What went on at the start of a long wait tells nothing of its end.
    expect(
      named(await ask(['time={at} level=INFO source=x.go:1 msg="x"', line('0.120000'), line('0.806452')], '4s')),
    ).toEqual(['runner-hang: possible', 'client-timeout: possible'])
  })

  it('works, where others are answered meanwhile', async () => {
    const line = `time={at} level=DEBUG source=x.go:1 msg="${asked}"`
    const findings = await ask([line], '6s', '[GIN] {gin} | 200 |  1.1234567s |    192.168.1.20 | POST     "/api/chat"')
    expect(named(findings)).toEqual(['client-timeout: likely'])
  })

  it('may hang or work, where nothing tells', async () => {
    expect(named(await ask([]))).toEqual(['runner-hang: possible', 'client-timeout: possible'])
    const stuck =
      'slot update_slots: id 3 | task 1 | prompt processing progress, n_tokens = 1, batch.n_tokens = 1, progress = 0.500000'
    expect(named(await ask(['time={at} level=INFO source=x.go:1 msg="x"', stuck, stuck]))).toEqual([
      'runner-hang: possible',
      'client-timeout: possible',
    ])
  })

  it.runIf(process.platform === 'linux')('hangs, where its runner was stopped', async () => {
    const {pid} = await runner('setInterval(() => 0, 1e6)')
    process.kill(pid ?? 0, 'SIGSTOP')
    const findings = await ask([])
    expect(named(findings)).toEqual(['runner-hang: likely', 'client-timeout: possible'])
    expect(findings[0]?.evidence.at(-1)).toMatchObject({
      source: `runner, process ${pid}`,
      text: expect.stringMatching(/^state T \(stopped\) in two looks/),
    })
  })

  it.runIf(process.platform === 'linux')(
    'may hang or work, where two looks are near, or at the runner of another model',
    async () => {
      const other = await runner('setInterval(() => 0, 1e6)', 'other:1b')
      process.kill(other.pid ?? 0, 'SIGSTOP')
      expect(named(await ask([]))).toEqual(['runner-hang: possible', 'client-timeout: possible'])
      await runner('setInterval(() => 0, 1e6)')
      await sleep(500)
      expect(named(await ask([]))).toEqual(['runner-hang: possible', 'client-timeout: possible'])
    },
  )

  it.runIf(process.platform === 'linux')('hangs, where its runner did nothing in two looks', async () => {
    await runner('setInterval(() => 0, 1e6)')
    // It starts up, and that is work.
    await sleep(500)
    expect(named(await ask([], '5500ms'))).toEqual(['runner-hang: likely', 'client-timeout: possible'])
  })

  it.runIf(process.platform === 'linux')(
    'may hang though its runner computes, as one that waits for its GPU does',
    async () => {
      await runner('for (;;);')
      const findings = await ask([])
      expect(named(findings)).toEqual(['runner-hang: possible', 'client-timeout: possible'])
      expect(findings[0]?.evidence.at(-1)?.text).toMatch(/ms of the processor in two looks/)
    },
  )
})
