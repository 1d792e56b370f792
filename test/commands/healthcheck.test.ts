import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, it} from 'vitest'
import {runDoctor} from '../support/run.ts'
import {refusingPort, withScenario, withServer} from '../support/servers.ts'

describe('healthcheck', () => {
  it.each([
    ['healthy', [], 'healthy: URL: Ollama 0.12.11'],
    [
      'healthy',
      ['--model', 'llama3.2:1b', '--model=nomic-embed-text'],
      'healthy: URL: installed: llama3.2:1b, nomic-embed-text',
    ],
    ['healthy', ['--model', 'LLAMA3.2:1B'], 'healthy: URL: installed: LLAMA3.2:1B'],
    ['healthy', ['--model', 'llama3.2'], 'unhealthy: URL: not installed: llama3.2'],
    ['model-missing', ['--model', 'x'], 'unhealthy: URL: not installed: x'],
    ['hung-runner', [], 'healthy: URL: Ollama 0.12.11'],
    ['tcp-only', ['--timeout', '300ms'], 'unhealthy: URL: no answer within 300 ms'],
    ['slow-drip', ['--model', 'x', '--timeout', '300ms'], 'unhealthy: URL: no answer within 300 ms'],
    ['endless-body', ['--model', 'x'], 'unhealthy: URL: the answer has no end'],
    ['connection-reset', [], 'unhealthy: URL: '],
    ['proxy-html', [], 'unhealthy: URL: HTTP 502, and no'],
    ['not-ollama', [], 'unhealthy: URL: HTTP 200, and no'],
    ['forbidden', ['--model', 'x'], 'unhealthy: URL: HTTP 403, and no'],
    ['redirect-elsewhere', [], 'unhealthy: URL: HTTP 302, and no'],
    ['not-json', ['--model', 'x'], 'unhealthy: URL: HTTP 200, and no'],
  ] as const)('of %s %j says: %s', async (scenario, argv, line) => {
    await withScenario(scenario, {}, async ({url, scheduler}) => {
      const {exitCode, stdout, stderr} = await runDoctor(['healthcheck', ...argv], {env: {OLLAMA_HOST: url}})
      expect({exitCode, stderr}).toEqual({exitCode: line.startsWith('healthy') ? 0 : 1, stderr: ''})
      expect(stdout.replace(url, 'URL')).toContain(line)
      expect(stdout).toMatch(/^[^\n]+\n$/)
      expect(scheduler.events).toEqual([])
    })
  })

  it('sends one request, with the credentials of the address, and never prints them', async () => {
    const seen: string[] = []
    await withServer(
      (request, response) => {
        seen.push(`${request.method} ${request.url} ${request.headers.authorization}`)
        response.end('{"version":"1.2.3"}')
      },
      async (url) => {
        const host = url.replace('://', '://user:p%40ss@')
        const {stdout} = await runDoctor(['healthcheck', '--host', host])
        expect(stdout).toBe(`healthy: ${url}: Ollama 1.2.3\n`)
        expect(seen).toEqual([`GET /api/version Basic ${Buffer.from('user:p@ss').toString('base64')}`])
      },
    )
  })

  it('takes 0.0.0.0 for this machine, as a container has it', async () => {
    await withScenario('healthy', {}, async ({url}) => {
      const {exitCode} = await runDoctor(['healthcheck'], {env: {OLLAMA_HOST: `0.0.0.0:${new URL(url).port}`}})
      expect(exitCode).toBe(0)
    })
  })

  it('stays on one line of less than 200 bytes, whatever the server calls itself', async () => {
    await withServer(
      (_, response) => response.end(JSON.stringify({version: `\u001b[2J\n${'é'.repeat(500)}`})),
      async (url) => {
        const {stdout} = await runDoctor(['healthcheck', '--host', url])
        expect(Buffer.byteLength(stdout)).toBeLessThan(200)
        expect(stdout).toMatch(/^healthy: \S+: Ollama \\x1b\[2J\\né+…\n$/)
      },
    )
  })

  it('is unhealthy where nothing listens, or the address is none', async () => {
    const refused = await runDoctor(['healthcheck', '--host', `127.0.0.1:${await refusingPort()}`])
    expect(refused).toMatchObject({exitCode: 1, stdout: expect.stringContaining('ECONNREFUSED')})
    expect(await runDoctor(['healthcheck', '--host', 'ftp://x'])).toMatchObject({exitCode: 1})
  })

  it('takes a model of the cloud for what it is', async () => {
    await withScenario('healthy', {}, async ({url}) => {
      const {exitCode, stdout} = await runDoctor(['healthcheck', '--host', url, '--model', 'new:120b-cloud'])
      expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: expect.stringContaining('its cloud has the models')})
    })
  })

  it('ends when it is told to', async () => {
    await withScenario('tcp-only', {}, async ({url}) => {
      const {exitCode, stdout} = await runDoctor(['healthcheck', '--host', url], {interruptAfter: sleep(200)})
      expect({exitCode, stdout}).toEqual({exitCode: 130, stdout: ''})
    })
  })

  it.each([
    [['--bogus']],
    [['--timeout', '5']],
    [['--timeout', '0s']],
    [['more']],
    [['--model']],
    [['--host', 'a', '--host', 'b']],
  ])('ends with 1 for %j, too: Docker reserves 2', async (argv) => {
    const {exitCode, stdout, stderr} = await runDoctor(['healthcheck', ...argv])
    expect({exitCode, stdout, stderr: stderr !== ''}).toEqual({exitCode: 1, stdout: '', stderr: true})
  })

  it('has its help', async () => {
    const {exitCode, stdout} = await runDoctor(['healthcheck', '--help'])
    expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: expect.stringContaining('--model <name>')})
  })
})
