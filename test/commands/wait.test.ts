import {mkdtemp, readFile, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, it} from 'vitest'
import {findScenario} from '../../src/simulator/scenarios.ts'
import {serveScenario} from '../../src/simulator/serve.ts'
import {findingsOf, readReport} from '../support/report.ts'
import {type RunOptions, runDoctor} from '../support/run.ts'
import {refusingPort, withModel, withScenario, withServer} from '../support/servers.ts'

async function waitJson(url: string, argv: readonly string[], options?: RunOptions) {
  const ran = await runDoctor(['wait', '--host', url, '--format', 'json', ...argv], options)
  const report = readReport(ran)
  const statuses = report.targets[0]?.checks.map(({id, status}) => `${id} ${status}`)
  return {...ran, report, statuses, findings: findingsOf(report)}
}

const oneSecond = ['--timeout', '1s', '--interval', '100ms']

describe('wait', () => {
  it.each([
    ['healthy', [], 0, 'http pass'],
    ['healthy', ['--for', 'tcp'], 0, 'tcp pass'],
    ['healthy', ['llama3.2:1b', 'nomic-embed-text', 'gpt-oss:120b-cloud'], 0, 'token pass'],
    ['loaded', ['llama3.2:1b', '--for', 'loaded'], 0, 'loaded pass'],
    ['old-server', ['llama3.2:1b'], 0, 'token pass'],
    ['tcp-only', ['--for', 'tcp'], 0, 'tcp pass'],
    ['tcp-only', [], 3, 'http error'],
    ['hung-runner', ['llama3.2:1b', '--for', 'loaded'], 0, 'loaded pass'],
    ['hung-runner', ['llama3.2:1b'], 3, 'token error'],
    ['stream-stalls', ['llama3.2:1b'], 3, 'token error'],
    ['slow-drip', ['llama3.2:1b'], 3, 'model error'],
    ['midstream-crash', ['llama3.2:1b'], 1, 'token fail'],
    ['stream-without-done', ['llama3.2:1b'], 1, 'token fail'],
    ['busy', ['llama3.2:1b'], 3, 'loaded error'],
    ['model-missing', ['llama3.2'], 1, 'model fail'],
    ['gpu-out-of-memory', ['llama3.2:1b'], 1, 'loaded fail'],
    ['unknown-error', ['llama3.2:1b'], 1, 'loaded fail'],
    ['proxy-html', [], 1, 'http fail'],
    ['forbidden', [], 1, 'http fail'],
    ['not-ollama', [], 1, 'http fail'],
    ['connection-reset', [], 1, 'http fail'],
  ] as const)('%s %j ends with %d at %s', async (scenario, argv, exitCode, rung) => {
    await withScenario(scenario, {}, async ({url}) => {
      const {statuses, report, ...ran} = await waitJson(url, [...argv, ...oneSecond])
      const last = statuses?.filter((status) => !status.endsWith(' skip')).at(-1)
      expect({exitCode: ran.exitCode, last}).toEqual({exitCode, last: rung})
      // The contract: never later than a second after the time.
      expect(report.durationMs).toBeLessThan(2_000)
    })
  })

  it.each([
    ['endless-body', 'model fail'],
    ['gzip-bomb', 'model fail'],
    ['huge-error', 'loaded fail'],
  ])('%s ends with 1 at %s, without reading all of it', async (scenario, rung) => {
    await withScenario(scenario, {}, async ({url}) => {
      const {statuses, exitCode} = await waitJson(url, ['llama3.2:1b', '--timeout', '8s', '--interval', '4s'])
      const last = statuses?.filter((status) => !status.endsWith(' skip')).at(-1)
      expect({exitCode, last}).toEqual({exitCode: 1, last: rung})
    })
  })

  it('ends the moment that a starting server serves, and says once what it waited for', async () => {
    await withScenario('starting', {servesHttp: {afterMs: 1_600}}, async ({url}) => {
      const {exitCode, stderr, statuses} = await waitJson(url, ['--timeout', '20s'])
      expect({exitCode, statuses}).toEqual({exitCode: 0, statuses: ['address pass', 'tcp pass', 'http pass']})
      expect(stderr).toMatch(/^ +1\.\d s {2}The port is open, HTTP is not served yet[^\n]*\n$/)
    })
  })

  it('outlasts a server that is not there yet', async () => {
    const port = await refusingPort()
    const waiting = waitJson(`127.0.0.1:${port}`, ['llama3.2:1b', '--timeout', '20s', '--interval', '50ms'])
    await sleep(300)
    const server = await serveScenario(findScenario('healthy'), {port})
    try {
      const {exitCode, stderr, report} = await waiting
      expect(exitCode).toBe(0)
      expect(stderr.trim().split('\n').length).toBe(1)
      expect(report.targets[0]?.checks[0]?.attempts).toBeGreaterThan(2)
    } finally {
      await server.close()
    }
  })

  it('says what refuses where nothing ever comes', async () => {
    const {exitCode, findings} = await waitJson(`127.0.0.1:${await refusingPort()}`, oneSecond)
    expect({exitCode, first: findings[0]}).toEqual({exitCode: 1, first: expect.stringMatching(/^tcp: /)})
  })

  it('takes a model that somebody else installs meanwhile', async () => {
    await withScenario('model-missing', {}, async ({url}) => {
      const waiting = waitJson(url, ['llama3.2', '--for', 'model', '--timeout', '20s', '--interval', '50ms'])
      await sleep(200)
      await fetch(`${url}/api/pull`, {method: 'POST', body: JSON.stringify({model: 'llama3.2'})}).then((answer) =>
        answer.text(),
      )
      expect((await waiting).exitCode).toBe(0)
    })
  })

  it('loads a model and leaves it loaded, and reloads none that is', async () => {
    await withScenario('healthy', {}, async ({url, scheduler}) => {
      expect((await waitJson(url, ['llama3.2:1b'])).exitCode).toBe(0)
      expect([...scheduler.runners.keys()]).toEqual(['llama3.2:1b'])
    })
    await withScenario('loaded', {}, async ({url, scheduler}) => {
      expect((await waitJson(url, ['llama3.2:1b', '--for', 'loaded'])).exitCode).toBe(0)
      expect(scheduler.events).toEqual([])
      expect((await waitJson(url, ['llama3.2:1b'])).exitCode).toBe(0)
      expect(scheduler.events).toEqual([])
    })
  })

  it('pulls what is missing where it is told to', async () => {
    await withScenario('model-missing', {}, async ({url, pulls}) => {
      const {exitCode, stderr} = await waitJson(url, ['llama3.2', '--pull', '--timeout', '20s'])
      expect({exitCode, pulls: [...pulls.values()]}).toEqual({exitCode: 0, pulls: [1]})
      expect(stderr).toContain('llama3.2  50 %')
    })
  })

  it('asks what it pulled, beside what was there', async () => {
    await withScenario('healthy', {}, async ({url, scheduler}) => {
      const {exitCode} = await waitJson(url, ['llama3.2:1b', 'new:1b', '--pull', '--timeout', '20s'])
      expect({exitCode, loaded: [...scheduler.runners.keys()]}).toEqual({
        exitCode: 0,
        loaded: ['llama3.2:1b', 'new:1b'],
      })
    })
  })

  it('does not take for loaded what another model has driven out', async () => {
    await withScenario('healthy', {maxLoaded: 1}, async ({url}) => {
      const {exitCode, findings} = await waitJson(url, ['llama3.2:1b', 'qwen3:8b', '--for', 'loaded', ...oneSecond])
      expect({exitCode, findings}).toEqual({exitCode: 1, findings: ['loaded: reload-thrash (likely)']})
      // Each answers all the same.
      expect((await waitJson(url, ['llama3.2:1b', 'qwen3:8b'])).exitCode).toBe(0)
    })
  })

  it('takes server and models of the configuration, and waits for one server', async () => {
    const config = join(await mkdtemp(join(tmpdir(), 'doctor-')), 'c.json')
    await withScenario('healthy', {}, async ({url}) => {
      await writeFile(config, JSON.stringify({hosts: [url], models: ['llama3.2:1b']}))
      const {stdout, exitCode} = await runDoctor(['wait', '--config', config])
      expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: expect.stringContaining(url)})
      await writeFile(config, JSON.stringify({hosts: [url, 'http://other:1']}))
      const several = await runDoctor(['wait', '--config', config])
      expect(several).toMatchObject({exitCode: 2, stderr: expect.stringContaining('--host URL chooses one')})
    })
  })

  it('does not pull again what no registry has', async () => {
    await withScenario('pull-not-found', {}, async ({url, pulls}) => {
      const {exitCode, findings} = await waitJson(url, ['llama3.2', '--pull', ...oneSecond])
      expect({exitCode, findings, pulls: [...pulls.values()]}).toEqual({
        exitCode: 1,
        findings: ['model: model-name-not-in-registry (likely)'],
        pulls: [1],
      })
    })
  })

  it.each(['digest-mismatch', 'pull-leaves-nothing'])('does not pull %s again and again', async (scenario) => {
    await withScenario(scenario, {}, async ({url, pulls}) => {
      const before = [...pulls.values()]
      const {exitCode, stderr} = await waitJson(url, ['llama3.2', '--pull', '--timeout', '6s', '--interval', '50ms'])
      // What pull-missing itself tries, and no more.
      expect({exitCode, before, pulls: Math.max(...pulls.values()) <= 2}).toEqual({
        exitCode: 1,
        before: [],
        pulls: true,
      })
      expect(stderr.split('\n').length).toBeLessThan(60)
    })
  })

  it('tells why a pull did not get on', async () => {
    await withScenario('pull-no-dns', {}, async ({url}) => {
      const {exitCode, findings} = await waitJson(url, ['llama3.2', '--pull', '--timeout', '2s'])
      expect({exitCode, findings}).toEqual({exitCode: 3, findings: ['model: registry-dns-failure (certain)']})
    })
  })

  it('does not take “done” for an answer where nothing was answered', async () => {
    const last = '{"response":"","done":true,"done_reason":"load"}'
    await withModel(
      {'/api/ps': '{"models":[{"name":"m:1","size":1,"size_vram":1,"context_length":4096}]}'},
      (_, response) => response.end(last),
      async (url) => {
        const {exitCode, statuses} = await waitJson(url, ['m:1', ...oneSecond])
        expect({exitCode, last: statuses?.at(-1)}).toEqual({exitCode: 1, last: 'token fail'})
      },
    )
  })

  it('ends a pull that takes longer than the time', async () => {
    await withScenario('silent-pull', {}, async ({url}) => {
      const {exitCode, report, statuses} = await waitJson(url, ['llama3.2', '--pull', ...oneSecond])
      expect({exitCode, model: statuses?.[3]}).toEqual({exitCode: 3, model: 'model error'})
      expect(report.durationMs).toBeLessThan(2_000)
    })
  })
})

describe.concurrent('what waiting cannot cure', () => {
  const long = ['--timeout', '60s', '--interval', '50ms']

  it.each([
    ['not-ollama', []],
    ['forbidden', []],
    ['auth-required', []],
    ['gpu-out-of-memory', ['llama3.2:1b']],
    ['pull-not-found', ['llama3.2', '--pull']],
  ] as const)('%s ends early in CI, or where it is told to', async (scenario, argv) => {
    await withScenario(scenario, {}, async ({url}) => {
      expect((await waitJson(url, [...argv, ...long, '--fail-fast'])).exitCode).toBe(1)
      expect((await waitJson(url, [...argv, ...long], {env: {CI: 'true'}})).exitCode).toBe(1)
    })
    await withScenario(scenario, {}, async ({url}) => {
      const {exitCode, report} = await waitJson(url, [...argv, ...oneSecond, '--no-fail-fast'], {env: {CI: 'true'}})
      expect({exitCode, waited: report.durationMs >= 800}).toEqual({exitCode: 1, waited: true})
    })
  })

  it.each([
    ['model-missing', ['llama3.2:1b']],
    ['proxy-html', []],
    ['unknown-error', ['llama3.2:1b']],
    ['tcp-only', []],
    ['busy', ['llama3.2:1b']],
  ] as const)('%s is none of it', async (scenario, argv) => {
    await withScenario(scenario, {}, async ({url}) => {
      const {report} = await waitJson(url, [...argv, ...oneSecond, '--fail-fast'])
      expect(report.durationMs).toBeGreaterThanOrEqual(800)
    })
  })

  it('a 5xx of a stranger is none of it', async () => {
    await withServer(
      (_, response) => response.writeHead(521).end(),
      async (url) => {
        const {report} = await waitJson(url, [...oneSecond, '--fail-fast'])
        expect(report.durationMs).toBeGreaterThanOrEqual(800)
      },
    )
  })

  it('an address that means no server, or a name that means no model, always ends it', async () => {
    expect(await waitJson('ftp://x', [...long])).toMatchObject({exitCode: 1})
    await withScenario('healthy', {}, async ({url}) => {
      const {exitCode, stderr} = await runDoctor(['wait', 'no model', '--host', url, ...long])
      expect({exitCode, stderr}).toEqual({exitCode: 2, stderr: expect.stringContaining('"no model" is no name')})
    })
  })
})

describe('its screen', () => {
  it('is one line that goes away, where somebody watches', async () => {
    await withScenario('starting', {servesHttp: {afterMs: 6_500}}, async ({url}) => {
      const ran = await runDoctor(['wait', '--host', url], {tty: true})
      expect(ran.exitCode).toBe(0)
      expect(ran.stderr).toContain('HTTP is not served yet')
      expect(ran.stderr).toMatch(/[2-6]\.\d s \/ 2 min {2}The port/)
      expect(ran.stdout).toMatch(/✓ HTTP/)
    })
  })

  it('says nothing where it is to be quiet and all is well', async () => {
    await withScenario('healthy', {}, async ({url}) => {
      expect(await runDoctor(['wait', '--host', url, '-q'])).toEqual({exitCode: 0, stdout: '', stderr: ''})
    })
  })

  it('names the lowest broken rung, in Chinese, too', async () => {
    await withScenario('tcp-only', {}, async ({url}) => {
      const {stdout} = await runDoctor(['wait', '--host', url, '--lang', 'zh-CN', ...oneSecond])
      expect(stdout).toMatch(/\? HTTP +端口是开的/)
      expect(stdout).toContain('ollama-doctor wait --host')
    })
  })

  it('tells a cause once, in whatever other words it comes back', async () => {
    let requests = 0
    await withModel(
      {},
      (_, response) => {
        requests += 1
        const error = `model requires more system memory (155.0 GiB) than is available (${20 + requests} GiB)`
        response.writeHead(500).end(JSON.stringify({error}))
      },
      async (url) => {
        const {stderr, exitCode} = await runDoctor([
          'wait',
          'm:1',
          '--host',
          url,
          '--timeout',
          '3s',
          '--interval',
          '50ms',
        ])
        expect({exitCode, lines: stderr.trim().split('\n').length}).toEqual({exitCode: 1, lines: 1})
        // Each attempt may load: of the same failure ever fewer are made.
        expect(requests).toBeLessThan(30)
      },
    )
  })

  it('tells of a change once, however often it looks', async () => {
    let requests = 0
    await withServer(
      (_, response) => {
        requests += 1
        response.writeHead(requests < 8 ? 502 : 504).end()
      },
      async (url) => {
        const {stderr} = await runDoctor(['wait', '--host', url, ...oneSecond])
        expect(stderr.trim().split('\n').length).toBe(2)
      },
    )
  })

  it('ends at Ctrl-C', async () => {
    await withScenario('tcp-only', {}, async ({url}) => {
      const {exitCode, stdout} = await runDoctor(['wait', '--host', url], {interruptAfter: sleep(300)})
      expect({exitCode, stdout}).toEqual({exitCode: 130, stdout: ''})
    })
  })

  it('writes files beside it', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'doctor-')), 'wait.xml')
    await withScenario('model-missing', {}, async ({url}) => {
      const argv = ['wait', 'llama3.2', '--host', url, '--report', `junit=${file}`, ...oneSecond]
      expect((await runDoctor(argv)).exitCode).toBe(1)
    })
    expect(await readFile(file, 'utf8')).toContain('type="model-not-found"')
  })
})

it.each([
  [['--for', 'model'], '--for model needs the name of a model'],
  [['--pull'], '--pull needs the name of a model'],
  [['x', '--pull', '--for', 'http'], '--pull goes with'],
  [['--for', 'gpu'], 'Allowed choices are tcp, http, model, loaded, token'],
  [['--timeout', '0s'], 'longer than nothing'],
])('%j is wrong usage', async (argv, words) => {
  const {exitCode, stderr} = await runDoctor(['wait', ...argv])
  expect({exitCode, stderr}).toEqual({exitCode: 2, stderr: expect.stringContaining(words)})
})
