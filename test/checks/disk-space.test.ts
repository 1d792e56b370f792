import {expect, it} from 'vitest'
import {diskSpace} from '../../src/checks/disk-space.ts'
import {contextFor} from '../support/context.ts'
import {fakeHost} from '../support/fake-host.ts'
import {withScenario} from '../support/servers.ts'

it.each([
  [80e9, []],
  [2e9, []],
  [1.9e9, ['disk-nearly-full']],
  [99e6, ['disk-full']],
  [0, ['disk-full']],
])('%d free bytes', async (free, codes) => {
  await withScenario('healthy', {}, async ({url}) => {
    const asked: string[] = []
    const outcome = await diskSpace.run(
      contextFor(url, {
        freeBytes: async (path) => {
          asked.push(path)
          return free
        },
      }),
    )
    expect(outcome.findings?.map(({code}) => code)).toEqual(codes)
    // Where the server itself says that its weights are.
    expect(asked).toEqual(['/usr/share/ollama/.ollama/models'])
    expect(outcome.facts).toEqual({freeBytes: free, path: '/usr/share/ollama/.ollama/models'})
  })
})

it('takes OLLAMA_MODELS where nothing is installed', async () => {
  await withScenario('model-missing', {}, async ({url}) => {
    const outcome = await diskSpace.run(contextFor(url, {env: {OLLAMA_MODELS: '/data'}, freeBytes: async () => 5e9}))
    expect(outcome.facts?.path).toBe('/data')
  })
})

it.each([
  ['its process has', '0::/system.slice/ollama.service\n', true],
  // In a container it is another path than here.
  ['its container has', `0::/system.slice/docker-${'ab'.repeat(32)}.scope\n`, false],
])('takes the store that %s, or not', async (_, cgroup, expected) => {
  const {read, list} = fakeHost({
    files: {
      '/proc/900/cmdline': '/usr/local/bin/ollama\0serve\0',
      '/proc/900/cgroup': cgroup,
      '/proc/900/environ': 'OLLAMA_MODELS=/data\0',
    },
  })
  await withScenario('model-missing', {}, async ({url}) => {
    const outcome = await diskSpace.run(contextFor(url, {read, list, freeBytes: async () => 5e9}))
    expect(outcome.facts?.path === '/data').toBe(expected)
  })
})

it('says so where it cannot see the store, or the server is elsewhere', async () => {
  await withScenario('healthy', {}, async ({url}) => {
    expect((await diskSpace.run(contextFor(url))).skip).toEqual({reason: 'store-unreadable'})
  })
  expect((await diskSpace.run(contextFor('http://192.0.2.1'))).skip).toEqual({reason: 'not-local'})
})
