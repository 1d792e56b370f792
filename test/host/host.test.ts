import {chmod, mkdtemp, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {createHost} from '../../src/host/host.ts'
import {checkJson, checkOf, findingsOf} from '../support/report.ts'

/** A folder with an `ollama` that prints what the real one prints. */
async function pathWithOllama(script: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'doctor-'))
  const file = join(folder, 'ollama')
  await writeFile(file, `#!/bin/sh\n${script}\n`)
  await chmod(file, 0o755)
  return folder
}

const withoutServer = (version: string): string =>
  `echo "Warning: could not connect to a running Ollama instance"; echo "Warning: client version is ${version}"`

describe('the ollama command', () => {
  it.each([
    [withoutServer('0.12.11'), '0.12.11'],
    ['echo "ollama version is 0.9.6"', '0.9.6'],
    ['echo "ollama version is 0.9.6"; echo "Warning: client version is 0.12.11"', '0.12.11'],
    ['exit 1', undefined],
    ['echo nonsense', undefined],
  ])('%s', async (script, version) => {
    const host = createHost({platform: 'linux', env: {PATH: await pathWithOllama(script)}})
    expect(await host.ollamaCommandVersion()).toBe(version)
  })

  it('is not waited for where it hangs, nor is what it started', async () => {
    const host = createHost({
      platform: 'linux',
      env: {PATH: `${await pathWithOllama('sleep 60 & wait')}:/usr/bin:/bin`},
    })
    expect(await host.ollamaCommandVersion()).toBeUndefined()
  })

  it('never asks the user’s server', async () => {
    const folder = await pathWithOllama('echo "client version is 0.0.1 $OLLAMA_HOST" > "$(dirname "$0")/seen"')
    await createHost({
      platform: 'linux',
      env: {PATH: `${folder}:/usr/bin:/bin`, OLLAMA_HOST: 'http://gpu-box'},
    }).ollamaCommandVersion()
    const {readFile} = await import('node:fs/promises')
    expect(await readFile(join(folder, 'seen'), 'utf8')).toBe('client version is 0.0.1 127.0.0.1:1\n')
  })

  it('newer than the server is a warning', async () => {
    const env = {PATH: await pathWithOllama(withoutServer('0.99.0'))}
    const {report, exitCode} = await checkJson(['--simulate', 'healthy'], {env})
    expect({exitCode, findings: findingsOf(report)}).toEqual({
      exitCode: 0,
      findings: ['server-version: version-mismatch-old-server (likely)'],
    })
    expect(checkOf(report, 'server-version').facts).toMatchObject({serverVersion: '0.12.11', clientVersion: '0.99.0'})
  })

  it('older than the server is a fact', async () => {
    const env = {PATH: await pathWithOllama(withoutServer('0.5.7'))}
    const {report} = await checkJson(['--simulate', 'healthy'], {env})
    expect(checkOf(report, 'server-version')).toMatchObject({status: 'pass', facts: {clientVersion: '0.5.7'}})
  })
})

it('measures free space, and says nothing of a path that is not there', async () => {
  const host = createHost({platform: 'linux', env: {}})
  expect(await host.freeBytes(tmpdir())).toBeGreaterThan(0)
  expect(await host.freeBytes('/nonexistent/path')).toBeUndefined()
})

it('runs many commands at once, and listens once for the end of this process', async () => {
  const before = process.listenerCount('exit')
  const host = createHost({platform: 'linux', env: {PATH: '/usr/bin:/bin'}})
  const asked = Array.from({length: 12}, () => host.ask('sleep', ['0.3']))
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(process.listenerCount('exit') - before).toBeLessThanOrEqual(1)
  await Promise.all(asked)
  expect(process.listenerCount('exit')).toBe(before)
})
