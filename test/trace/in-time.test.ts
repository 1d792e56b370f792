import {describe, expect, it} from 'vitest'
import {findScenario} from '../../src/simulator/scenarios.ts'
import {serveScenario} from '../../src/simulator/serve.ts'
import {checkJson, checkOf} from '../support/report.ts'
import {refusingPort} from '../support/servers.ts'

/** A machine on which every command hangs. */
const hangs = {list: async () => [], ask: () => new Promise<never>(() => undefined)}

describe('where the deadline ends the look for a cause', () => {
  it('a model’s own error fails', async () => {
    const server = await serveScenario(findScenario('runner-crash'), {port: 0})
    try {
      expect(await check(server.url, 'model-answers')).toEqual({
        exitCode: 1,
        status: 'fail',
        codes: ['runner-crashed'],
      })
    } finally {
      await server.close()
    }
  })

  it('a refused connection fails', async () => {
    const url = `http://127.0.0.1:${await refusingPort()}`
    expect(await check(url, 'server-reachable')).toEqual({
      exitCode: 1,
      status: 'fail',
      codes: ['server-not-running'],
    })
  })

  it('a server that gave no answer by then is undecided', async () => {
    const server = await serveScenario(findScenario('hung-runner'), {port: 0})
    try {
      expect(await check(server.url, 'model-answers')).toEqual({exitCode: 3, status: 'error', codes: []})
    } finally {
      await server.close()
    }
  })
})

it('what was found stands where a look takes too long', {timeout: 20_000}, async () => {
  const server = await serveScenario(findScenario('runner-crash'), {port: 0})
  try {
    expect(await check(server.url, 'model-answers', '1m')).toEqual({
      exitCode: 1,
      status: 'fail',
      codes: ['runner-crashed'],
    })
  } finally {
    await server.close()
  }
})

async function check(
  url: string,
  id: string,
  deadline = '1s',
): Promise<{exitCode: number; status: string; codes: string[]}> {
  const argv = ['--host', url, '--only', id, '--deadline', deadline]
  const {exitCode, report} = await checkJson(argv, {host: hangs, env: {KUBERNETES_SERVICE_HOST: '10.0.0.1'}})
  const {status, findings} = checkOf(report, id)
  return {exitCode, status, codes: findings.map(({code}) => code)}
}
