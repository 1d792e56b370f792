import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, it} from 'vitest'
import {prompts} from '../../src/checks/prompts.ts'
import type {CheckReport} from '../../src/diagnosis/report.ts'
import type {ServerLog} from '../../src/logs/server-log.ts'
import {contextFor} from '../support/context.ts'
import {withFiles} from '../support/fake-host.ts'
import {folder, logFile} from '../support/logs.ts'
import {commands} from '../support/machine.ts'
import {checkJson, checkOf} from '../support/report.ts'
import {withScenario} from '../support/servers.ts'

const hourMs = 3_600_000
const iso = (agoMs: number): string => new Date(Date.now() - agoMs).toISOString()
const gin = (agoMs: number): string => iso(agoMs).slice(0, 19).replaceAll('-', '/').replace('T', ' - ')
const start = (agoMs: number): string =>
  `time=${iso(agoMs)} level=INFO source=routes.go:1 msg="Listening on 127.0.0.1:11434 (version 0.20.7)"`
const load = (blob: string, agoMs: number): string[] => [
  `time=${iso(agoMs)} level=INFO source=server.go:433 msg="starting runner" cmd="/usr/local/bin/ollama runner --model ${blob} --ctx-size 4096 --port 4000"`,
  `time=${iso(agoMs)} level=INFO source=server.go:1362 msg="llama runner started in 0.25 seconds"`,
]
const cut = (client: string, prompt: number, agoMs: number): string[] => [
  `time=${iso(agoMs)} level=WARN source=runner.go:152 msg="truncating input prompt" limit=4096 prompt=${prompt} keep=4 new=4096`,
  `[GIN] ${gin(agoMs - 1_000)} | 200 |  2.000000s | ${client} | POST     "/api/chat"`,
]

describe('prompts that were cut', () => {
  it('are counted by model and client, and told as a warning', async () => {
    const {status, findings, facts} = await look((blob) => [
      start(3 * hourMs),
      ...load(blob, 3 * hourMs),
      ...cut('192.168.1.5', 9_731, 2 * hourMs),
      ...cut('192.168.1.5', 12_000, 2 * hourMs - 10_000),
      ...cut('127.0.0.1', 5_000, 1 * hourMs),
    ])
    expect(status).toBe('warn')
    // As far back as the log goes.
    expect(facts.count).toBe(3)
    expect(Math.round(Number(facts.lookedBackMs) / hourMs)).toBe(3)
    expect(findings).toMatchObject([
      {
        code: 'prompt-truncated',
        confidence: 'certain',
        subject: 'llama3.2:1b',
        args: {available: 4_096, required: 12_000},
      },
    ])
    expect(findings[0]?.evidence.map(({text}) => text)).toEqual([
      '2 prompts of 192.168.1.5, of up to 12000 tokens',
      '1 prompt of 127.0.0.1, of up to 5000 tokens',
    ])
  })

  it('are found where the server’s output was sent', async () => {
    const path = join(folder(), 'mine.log')
    writeFileSync(
      path,
      cut('::1', 9_731, 2 * hourMs)
        .map((line) => `${line}\n`)
        .join(''),
    )
    const host = withFiles({
      files: {'/proc/900/cmdline': '/usr/local/bin/ollama\0serve\0'},
      links: {'/proc/900/fd/1': '/dev/null', '/proc/900/fd/2': path},
    })
    await withScenario('healthy', {}, async ({url}) => {
      const {report} = await checkJson(['--host', url, '--only', 'prompts'], {env: {PATH: commands({})}, host})
      const {facts, findings} = checkOf(report, 'prompts')
      expect(facts.count).toBe(1)
      expect(findings[0]?.evidence[0]?.source).toBe(`file ${path}`)
    })
  })

  it('are not taken from a file of one of two servers, of which it does not say which', async () => {
    const path = join(folder(), 'mine.log')
    writeFileSync(
      path,
      cut('::1', 9_731, 2 * hourMs)
        .map((line) => `${line}\n`)
        .join(''),
    )
    const host = withFiles({
      files: {
        '/proc/900/cmdline': '/usr/local/bin/ollama\0serve\0',
        '/proc/901/cmdline': '/usr/local/bin/ollama\0serve\0',
      },
      links: {'/proc/900/fd/2': path},
    })
    await withScenario('healthy', {}, async ({url}) => {
      const {report} = await checkJson(['--host', url, '--only', 'prompts'], {env: {PATH: commands({})}, host})
      expect(checkOf(report, 'prompts').skip?.reason).toBe('log-unread')
    })
  })

  it('are not waited for, where the log comes late', async () => {
    const counts = {source: 'file x', isServers: true, starts: [], truncations: [], from: new Date()}
    const late = async (): Promise<[typeof counts]> => {
      await sleep(1_500)
      return [counts]
    }
    const log: ServerLog = {isNamed: true, during: async () => ({excerpts: [], looks: []}), counted: late}
    expect((await prompts.run({...contextFor('http://127.0.0.1:1'), log})).skip).toEqual({reason: 'log-unread'})
  })

  it('are not taken from a cluster, nor from a container that has not the port', async () => {
    const asked = logFile('')
    const bin = commands({kubectl: {}, docker: {stdout: 'abc\tollama-old\tollama/ollama\texited\n'}})
    for (const name of ['kubectl', 'docker']) writeFileSync(join(bin, name), `#!/bin/sh\necho "$0 $*" >> ${asked}\n`)
    await withScenario('healthy', {}, async ({url}) => {
      const {report} = await checkJson(['--host', url, '--only', 'prompts'], {env: {PATH: bin, KUBECONFIG: asked}})
      expect(checkOf(report, 'prompts').skip?.reason).toBe('log-unread')
      expect(readFileSync(asked, 'utf8')).toBe('')
    })
  })

  it('are of no model, where two have such a context or none has', async () => {
    const other = `/models/blobs/sha256-${'ab'.repeat(32)}`
    const {findings} = await look((blob) => [
      start(3 * hourMs),
      ...load(blob, 3 * hourMs),
      ...load(other, 3 * hourMs),
      ...cut('::1', 9_731, 2 * hourMs),
    ])
    expect(findings.map(({subject}) => subject)).toEqual([null])
  })

  it('are of no model, where another may have been loaded before the log begins', async () => {
    const {findings} = await look((blob) => [...load(blob, 3 * hourMs), ...cut('::1', 9_731, 2 * hourMs)])
    expect(findings.map(({subject}) => subject)).toEqual([null])
  })

  it('are none, where the log has none of this day', async () => {
    const {status, findings, facts} = await look((blob) => [
      ...load(blob, 30 * hourMs),
      ...cut('::1', 9_731, 29 * hourMs),
    ])
    expect([status, findings, facts]).toEqual(['pass', [], {count: 0, lookedBackMs: 24 * hourMs}])
  })

  it('are counted as far back as a log of many lines is read', async () => {
    const ordinary = `time=${iso(hourMs)} level=INFO source=server.go:1 msg="completion request"`
    const {facts, findings} = await look(() => [
      ...cut('::1', 9_731, 2 * hourMs),
      start(hourMs),
      ...Array<string>(6_000).fill(ordinary),
      ...cut('::1', 5_000, 600_000),
    ])
    expect(facts.count).toBe(1)
    expect(facts.lookedBackMs).toBeLessThan(1.5 * hourMs)
    expect(findings).toHaveLength(1)
  })

  it.each([
    ['is empty', () => []],
    ['is no server’s', () => ['nothing of Ollama', '']],
  ])('are not known, where the log %s', async (_, log) => {
    expect((await look(log)).skip?.reason).toBe('log-unread')
  })
})

async function look(log: (blob: string) => readonly string[]): Promise<CheckReport> {
  return withScenario('healthy', {}, async ({url}) => {
    const details = (await (
      await fetch(`${url}/api/show`, {method: 'POST', body: '{"model":"llama3.2:1b"}'})
    ).json()) as {modelfile: string}
    const path = join(folder(), 'server.log')
    const lines = log(/^FROM (.*)$/m.exec(details.modelfile)?.[1] ?? '')
    writeFileSync(path, lines.map((line) => `${line}\n`).join(''))
    const options = {env: {PATH: commands({})}}
    const {report} = await checkJson(['--host', url, '--file', path, '--only', 'prompts'], options)
    return checkOf(report, 'prompts')
  })
}
