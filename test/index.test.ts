import {expect, it} from 'vitest'
import {check} from '../src/index.ts'
import {withScenario} from './support/servers.ts'

it('checks as the command does', async () => {
  await withScenario('gpu-out-of-memory', {}, async ({url}) => {
    const report = await check({hosts: [url], models: ['llama3.2:1b']})
    expect(report.verdict).toBe('fail')
    expect(report.targets[0]?.checks.flatMap(({findings}) => findings.map(({code}) => code))).toEqual([
      'gpu-out-of-memory',
    ])
  })
})

it('wants at least one server', async () => {
  await expect(check({hosts: []})).rejects.toThrow('hosts is empty')
})

it('rejects where it is ended from outside', async () => {
  await withScenario('tcp-only', {}, async ({url}) => {
    await expect(check({hosts: [url], signal: AbortSignal.timeout(50)})).rejects.toThrow('timeout')
  })
})
