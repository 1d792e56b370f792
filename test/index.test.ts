import {expect, it} from 'vitest'
import {check, explain} from '../src/index.ts'
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

it('explains as the command does', async () => {
  const {diagnoses} = await explain('{"error":"unauthorized"}', {surface: 'api', status: 401, language: 'zh-CN'})
  expect(diagnoses[0]).toMatchObject({code: 'cloud-auth-required', lines: {count: 1, first: 1, last: 1}})
  expect(diagnoses[0]?.message).toMatch(/[\u4e00-\u9fff]/)
})

it('explains nothing where nothing is known', async () => {
  expect(await explain('')).toEqual({schemaVersion: '1.0', diagnoses: []})
})
