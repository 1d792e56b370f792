import {execFile} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {describe, expect, it} from 'vitest'
import {findScenario} from '../src/simulator/scenarios.ts'
import {refusingPort, withScenario} from './support/servers.ts'

const bin = fileURLToPath(new URL('../bin/ollama-doctor.js', import.meta.url))

/** What a shell is offered behind these words. */
async function offered(words: readonly string[], env: Record<string, string> = {}): Promise<string[]> {
  const {stdout, stderr} = await promisify(execFile)(process.execPath, [bin, 'complete', '--', ...words], {
    env: {PATH: process.env.PATH, ...env},
  })
  expect(stderr).toBe('')
  return stdout
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(':'))
    .map((line) => line.split('\t')[0] ?? '')
}

describe('completion', () => {
  it.each([
    [['ch'], ['check']],
    [
      ['check', '--only', 'model-'],
      ['model-answers', 'model-placement', 'model-store'],
    ],
    [
      ['check', '--format', 'j'],
      ['json', 'junit'],
    ],
    [['check', '--report', 'jun'], ['junit=']],
    [['check', '--hosts'], ['--hosts-file']],
    [['wait', '--for', 'to'], ['token']],
    [
      ['explain', 'disk-'],
      ['disk-full', 'disk-nearly-full'],
    ],
    [['explain', '--list', 'reg'], ['registry']],
    [['simulate', 'hun'], ['hung-runner']],
    [['complete', 'z'], ['zsh']],
  ])('of %j offers %j', async (words, values) => {
    expect(await offered(words)).toEqual(values)
  })

  it('knows the models that the server has', async () => {
    await withScenario('healthy', {}, async ({url}) => {
      expect(await offered(['pull-missing', 'q'], {OLLAMA_HOST: url})).toEqual(['qwen3:8b'])
      expect(await offered(['check', '--host', url, 'nom'])).toEqual(['nomic-embed-text:latest'])
      expect(await offered(['healthcheck', '--model', 'll'], {OLLAMA_HOST: url})).toEqual(['llama3.2:1b'])
    })
  })

  it('offers no name that a shell would run', async () => {
    const [llama] = findScenario('healthy').models
    const names = ['$(id)', '`id`', 'a b', 'a\nb', '\u001b[2J', '-rf', 'hf.co/user/repo:Q4_K_M']
    const models = llama === undefined ? [] : names.map((name) => ({...llama, name}))
    await withScenario('healthy', {models}, async ({url}) => {
      expect(await offered(['check', ''], {OLLAMA_HOST: url})).toEqual(['hf.co/user/repo:Q4_K_M'])
    })
  })

  it('is silent where it has none', async () => {
    expect(await offered(['check', 'q'], {OLLAMA_HOST: `127.0.0.1:${await refusingPort()}`})).toEqual([])
    await withScenario('tcp-only', {}, async ({url}) => {
      expect(await offered(['check', 'q'], {OLLAMA_HOST: url})).toEqual([])
    })
    await withScenario('gzip-bomb', {}, async ({url}) => {
      expect(await offered(['check', 'q'], {OLLAMA_HOST: url})).toEqual([])
    })
  })

  it.each(['bash', 'zsh', 'fish', 'powershell'])('has a script for %s', async (shell) => {
    const {stdout} = await promisify(execFile)(process.execPath, [bin, 'complete', shell])
    expect(stdout).toMatch(/complete (?:-- |--')|complete.*--/)
  })

  it('refuses another shell', async () => {
    await expect(promisify(execFile)(process.execPath, [bin, 'complete', 'tcsh'])).rejects.toMatchObject({code: 2})
  })
})
