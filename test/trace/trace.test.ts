import {appendFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import type {Report} from '../../src/diagnosis/report.ts'
import type {Fault, Scenario} from '../../src/simulator/scenario.ts'
import {findScenario} from '../../src/simulator/scenarios.ts'
import {serveScenario} from '../../src/simulator/serve.ts'
import {withFiles} from '../support/fake-host.ts'
import {folder} from '../support/logs.ts'
import {commands} from '../support/machine.ts'
import {readDocument} from '../support/report.ts'
import {runDoctor} from '../support/run.ts'
import {type Case, cases} from './cases.ts'

const kernelMark = 'kernel: '

describe('from a failure to its cause', () => {
  it.each(cases)('$name', async (it) => {
    const {findings} = await diagnose(it)
    expect(findings.map(({code, confidence}) => `${code}: ${confidence}`)).toEqual(it.expected)
    const evidence = (findings[0]?.evidence ?? []).map(({source, text}) => `${source}: ${text}`)
    for (const [index, part] of (it.seen ?? []).entries()) expect(evidence[index]).toContain(part)
    expect(JSON.stringify(findings)).not.toMatch(/\\u001b|abcdefgh12345678|sk-aaaa/)
  })
})

async function diagnose(it: Case): Promise<{findings: Report['targets'][0]['checks'][0]['findings']}> {
  const log = join(folder(), 'server.log')
  const kernel = join(folder(), 'kernel.log')
  writeFileSync(kernel, '')
  if (it.log !== undefined) writeFileSync(log, (it.before ?? []).map((line) => `${line}\n`).join(''))
  const server = await serveScenario(scenarioOf(it), {
    port: 0,
    log: (line) => {
      const now = new Date().toISOString()
      if (line.startsWith(kernelMark))
        appendFileSync(kernel, `${now.replace('.', ',').replace('Z', '000+00:00')} ${line.slice(kernelMark.length)}\n`)
      else if (it.log !== undefined) appendFileSync(log, `${line.replace('{gin}', ginClock(now))}\n`)
      if (it.after !== undefined && line.includes('"/api/generate"'))
        appendFileSync(log, `${it.after.replace('{gin}', ginClock(now))}\n`)
    },
  })
  const fakes = {...(it.kernel && {dmesg: {}}), ...it.commands}
  const bin = commands(fakes)
  // What the kernel says is there when it is asked for.
  if (it.kernel) writeFileSync(join(bin, 'dmesg'), `#!/bin/sh\n/bin/cat ${kernel}\n`)
  try {
    const ran = await runDoctor(
      [
        'check',
        ...['--host', server.url, '--only', 'model-answers', '--format', 'json', '--timeout', '1s'],
        ...(it.log === undefined ? [] : ['--file', log]),
      ],
      {env: {PATH: bin}, ...(it.files && {host: withFiles({files: it.files})})},
    )
    const {targets} = readDocument(ran) as Report
    return {findings: targets[0]?.checks.find(({id}) => id === 'model-answers')?.findings ?? []}
  } finally {
    await server.close()
  }
}

function scenarioOf({symptom, version, log = [], kernel = []}: Case): Scenario {
  const fault: Fault =
    symptom === 'hang'
      ? {kind: 'hang'}
      : 'tokens' in symptom
        ? {kind: 'tokens-then', tokens: symptom.tokens, end: {error: symptom.error}}
        : {
            kind: 'answer',
            status: symptom.status,
            headers: {'content-type': 'application/json; charset=utf-8'},
            body: JSON.stringify({error: symptom.error}),
          }
  return {
    ...findScenario('healthy'),
    ...(version !== undefined && {version}),
    faults: {'/api/generate': fault},
    log: [...log, ...kernel.map((line) => kernelMark + line)],
  }
}

function ginClock(now: string): string {
  const date = new Date(now)
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString()
  return `${local.slice(0, 10).replaceAll('-', '/')} - ${local.slice(11, 19)}`
}
