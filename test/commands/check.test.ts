import {describe, expect, it} from 'vitest'
import {pullScenarios} from '../../src/simulator/pull-scenarios.ts'
import {checkJson, checkOf, findingsOf} from '../support/report.ts'
import {runDoctor} from '../support/run.ts'
import {refusingPort, withModel, withScenario} from '../support/servers.ts'

interface Case {
  readonly argv?: readonly string[]
  readonly exitCode: 0 | 1 | 3
  readonly findings: readonly string[]
}

// What `check` says of every scenario that ends by itself.
const cases: Readonly<Record<string, Case>> = {
  healthy: {exitCode: 0, findings: []},
  loaded: {exitCode: 0, findings: []},
  'cpu-only': {exitCode: 0, findings: []},
  'invented-gpu-share': {exitCode: 0, findings: ['model-placement: gpu-share-unverified (likely)']},
  'old-server': {exitCode: 3, findings: ['server-version: server-too-old-for-api (certain)']},
  starting: {
    argv: ['--timeout', '300ms'],
    exitCode: 1,
    findings: ['server-reachable: server-unresponsive (certain)', 'server-reachable: server-starting (possible)'],
  },
  'tcp-only': {
    argv: ['--timeout', '300ms'],
    exitCode: 1,
    findings: ['server-reachable: server-unresponsive (certain)', 'server-reachable: server-starting (possible)'],
  },
  'hung-runner': {
    argv: ['--timeout', '500ms'],
    exitCode: 1,
    findings: ['model-answers: runner-hang (possible)', 'model-answers: client-timeout (possible)'],
  },
  'slow-first-token': {
    argv: ['--timeout', '500ms'],
    exitCode: 1,
    findings: ['model-answers: client-timeout (likely)', 'model-answers: runner-hang (possible)'],
  },
  'model-missing': {argv: ['llama3.2'], exitCode: 1, findings: ['models-present: model-not-found (certain)']},
  'gpu-out-of-memory': {exitCode: 1, findings: ['model-answers: gpu-out-of-memory (certain)']},
  'not-enough-memory': {exitCode: 1, findings: ['model-answers: system-memory-insufficient (certain)']},
  'disk-full': {exitCode: 1, findings: ['model-answers: disk-full (certain)']},
  'runner-crash': {exitCode: 1, findings: ['model-answers: runner-crashed (likely)']},
  'midstream-crash': {exitCode: 1, findings: ['model-answers: runner-crashed (likely)']},
  'stream-without-done': {exitCode: 1, findings: ['model-answers: stream-interrupted (certain)']},
  'stream-cut': {exitCode: 1, findings: ['model-answers: stream-interrupted (certain)']},
  'stream-stalls': {argv: ['--timeout', '500ms'], exitCode: 1, findings: ['model-answers: client-timeout (likely)']},
  'endless-stream': {argv: ['--timeout', '1s'], exitCode: 1, findings: ['model-answers: client-timeout (likely)']},
  busy: {exitCode: 1, findings: ['model-answers: server-busy (certain)']},
  'weights-missing': {
    argv: ['llama3.2:1b'],
    exitCode: 1,
    findings: ['model-answers: blob-missing (likely)', 'model-answers: embedding-model-for-generate (possible)'],
  },
  'server-panic': {exitCode: 1, findings: ['model-answers: server-panic (likely)']},
  'unknown-error': {exitCode: 1, findings: ['model-answers: unknown-error (certain)']},
  'proxy-html': {exitCode: 1, findings: ['server-reachable: reverse-proxy-misconfigured (likely)']},
  'proxy-timeout': {exitCode: 1, findings: ['model-answers: reverse-proxy-timeout (likely)']},
  'auth-required': {exitCode: 1, findings: ['server-reachable: server-auth-required (certain)']},
  forbidden: {
    exitCode: 1,
    findings: [
      'server-reachable: reverse-proxy-host-header (likely)',
      'server-reachable: cors-origin-forbidden (possible)',
    ],
  },
  'not-ollama': {exitCode: 1, findings: ['server-reachable: client-wrong-url (likely)']},
  'redirect-elsewhere': {exitCode: 1, findings: ['server-reachable: client-wrong-url (likely)']},
  'connection-reset': {exitCode: 1, findings: ['server-reachable: connection-reset (certain)']},
  'endless-body': {
    exitCode: 1,
    findings: ['models-present: response-invalid (certain)', 'model-answers: response-invalid (certain)'],
  },
  'slow-drip': {
    argv: ['--timeout', '500ms'],
    exitCode: 1,
    findings: ['models-present: response-invalid (certain)', 'model-answers: response-invalid (certain)'],
  },
  'gzip-bomb': {
    exitCode: 1,
    findings: ['models-present: response-invalid (certain)', 'model-answers: response-invalid (certain)'],
  },
  'not-json': {
    exitCode: 1,
    findings: ['models-present: response-invalid (certain)', 'model-answers: response-invalid (certain)'],
  },
  'huge-error': {exitCode: 1, findings: ['model-answers: unknown-error (certain)']},
  'escape-sequences': {exitCode: 1, findings: ['model-answers: unknown-error (certain)']},
}

describe('check', () => {
  it.each(Object.entries(cases))('of %s finds the cause', async (scenario, {argv = [], exitCode, findings}) => {
    const {report, ...ran} = await checkJson(['--simulate', scenario, ...argv])
    expect({exitCode: ran.exitCode, findings: findingsOf(report)}).toEqual({exitCode, findings})
    expect(report.simulated).toBe(scenario)
  })

  it('knows every scenario', async () => {
    const {stdout} = await runDoctor(['simulate', '--list'])
    expect(
      stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(' ')[0]),
    ).toEqual([...Object.keys(cases), ...pullScenarios.map(({name}) => name)])
  })

  it('ends with the same code in every format', async () => {
    for (const [scenario, {argv = [], exitCode}] of Object.entries(cases).slice(0, 12)) {
      const human = await runDoctor(['check', '--simulate', scenario, ...argv])
      expect([scenario, human.exitCode]).toEqual([scenario, exitCode])
    }
  })

  it('waits until a starting server answers, where it is told to ask again', async () => {
    await withScenario('starting', {servesHttp: {afterMs: 700}}, async ({url}) => {
      const {exitCode, report} = await checkJson([
        '--host',
        url,
        '--timeout',
        '300ms',
        '--retries',
        '5',
        '--retry-delay',
        '50ms',
      ])
      expect(exitCode).toBe(0)
      expect(checkOf(report, 'server-reachable').attempts).toBeGreaterThan(1)
    })
  })

  it('asks again after a 5xx and never after a 4xx', async () => {
    const retries = ['--retries', '2', '--retry-delay', '1ms']
    const busy = await checkJson(['--simulate', 'busy', ...retries])
    expect(checkOf(busy.report, 'model-answers').attempts).toBe(3)
    const missing = await checkJson(['--simulate', 'auth-required', ...retries])
    expect(checkOf(missing.report, 'server-reachable').attempts).toBe(1)
    const memory = await checkJson(['--simulate', 'gpu-out-of-memory', ...retries])
    expect(checkOf(memory.report, 'model-answers').attempts).toBe(1)
  })

  it('is undecided where the deadline ends it', async () => {
    const {exitCode, report} = await checkJson(['--simulate', 'tcp-only', '--deadline', '300ms'])
    expect(exitCode).toBe(3)
    expect(report.verdict).toBe('undecided')
    expect(checkOf(report, 'server-reachable')).toMatchObject({
      status: 'error',
      error: {message: 'the deadline of 0.3 s ran out'},
    })
  })

  it('keeps what it found where the deadline ends the wait for a retry', async () => {
    const retries = ['--retries', '9', '--retry-delay', '10s', '--deadline', '400ms']
    const {exitCode, report} = await checkJson(['--simulate', 'busy', ...retries])
    expect({exitCode, findings: findingsOf(report)}).toEqual({
      exitCode: 1,
      findings: ['model-answers: server-busy (certain)'],
    })
  })

  it('asks a model once, however often it is named', async () => {
    const {report} = await checkJson(['llama3.2:1b', 'LLAMA3.2:1B', 'library/llama3.2:1b', '--simulate', 'healthy'])
    expect(checkOf(report, 'model-answers').facts.models).toHaveLength(1)
  })

  it('does not say that a model is missing which the server lists', async () => {
    await withModel(
      {},
      (_, response) => response.writeHead(404).end('{"error":"model \'m:1\' not found"}'),
      async (url) => {
        const {report} = await checkJson(['m:1', '--host', url])
        expect(findingsOf(report)).toEqual([
          'model-answers: blob-missing (likely)',
          'model-answers: model-not-found (possible)',
        ])
      },
    )
  })

  it('calls silence a possible hang only, also behind headers', async () => {
    await withModel(
      {},
      (_, response) => response.writeHead(200, {'content-type': 'application/x-ndjson'}).flushHeaders(),
      async (url) => {
        const {report} = await checkJson(['--host', url, '--timeout', '300ms', '--skip', 'disk-space'])
        expect(findingsOf(report)).toEqual([
          'model-answers: runner-hang (possible)',
          'model-answers: log-unreadable (certain)',
        ])
      },
    )
  })

  it('fails on a warning where it is told to', async () => {
    expect((await checkJson(['--simulate', 'invented-gpu-share'])).exitCode).toBe(0)
    expect((await checkJson(['--simulate', 'invented-gpu-share', '--fail-on', 'warning'])).exitCode).toBe(1)
  })

  it('measures on passing lines', async () => {
    const {report} = await checkJson(['--simulate', 'healthy'])
    expect(report.targets[0]?.serverVersion).toBe('0.12.11')
    expect(checkOf(report, 'server-reachable').facts.roundTripMs).toBeGreaterThan(0)
    const [answer] = checkOf(report, 'model-answers').facts.models as Record<string, unknown>[]
    expect(answer).toMatchObject({model: 'llama3.2:1b', loadMs: 20})
    expect(answer?.tokensPerSecond).toBeCloseTo(250)
    const [placement] = checkOf(report, 'model-placement').facts.models as Record<string, unknown>[]
    expect(placement).toMatchObject({gpuPercent: 100, contextLength: 4096})
  })

  it('answers with each model that is named, by the task that it has', async () => {
    const {report, exitCode} = await checkJson(['LLAMA3.2:1b', 'nomic-embed-text', '--simulate', 'healthy'])
    expect(exitCode).toBe(0)
    expect(checkOf(report, 'model-answers').facts.models).toMatchObject([
      {model: 'llama3.2:1b'},
      {model: 'nomic-embed-text:latest', dimensions: 8},
    ])
  })

  it('names what is near a missing model, and the command that pulls it', async () => {
    const {report} = await checkJson(['llama3.2', 'qwen3:8b', '--simulate', 'healthy'])
    const [finding] = checkOf(report, 'models-present').findings
    expect(finding?.args).toMatchObject({model: 'llama3.2', nearest: 'llama3.2:1b'})
    const {url} = report.targets[0] ?? {}
    expect(finding?.remedies[0]?.commands.map(({run}) => run)).toEqual([
      `OLLAMA_HOST=${url} ollama pull llama3.2`,
      `ollama-doctor pull-missing llama3.2 --host ${url}`,
    ])
    expect(checkOf(report, 'model-answers').facts.models).toMatchObject([{model: 'qwen3:8b'}])
  })

  it('names one command for all that is missing', async () => {
    const {report} = await checkJson(['a', 'qwen3:8b', 'b:7b', 'c/d', '--simulate', 'healthy'])
    const {url} = report.targets[0] ?? {}
    const commands = checkOf(report, 'models-present').findings.map(({remedies}) => remedies[0]?.commands[1]?.run)
    expect(commands[0]).toBe(`ollama-doctor pull-missing a b:7b c/d --host ${url}`)
    expect(commands).toHaveLength(3)
  })

  it('checks several servers side by side, and a dead one delays nobody', async () => {
    await withScenario('healthy', {}, async ({url}) => {
      const dead = `127.0.0.1:${await refusingPort()}`
      const {exitCode, report} = await checkJson(['--host', url, '--host', dead])
      expect(exitCode).toBe(1)
      expect(report.targets.map(({verdict}) => verdict)).toEqual(['pass', 'fail'])
    })
  })

  it('takes the server from OLLAMA_HOST', async () => {
    await withScenario('healthy', {}, async ({url}) => {
      const {report} = await checkJson([], {env: {OLLAMA_HOST: ` "${url}/" `}})
      expect(report.targets[0]).toMatchObject({url, verdict: 'pass'})
    })
  })

  it('runs for no arguments at all, and for options alone', async () => {
    const env = {OLLAMA_HOST: `127.0.0.1:${await refusingPort()}`}
    expect((await runDoctor([], {env})).exitCode).toBe(1)
    expect((await runDoctor(['--quiet'], {env})).exitCode).toBe(1)
  })
})

describe('a selection', () => {
  it('keeps what the named checks require', async () => {
    const {report} = await checkJson(['--simulate', 'healthy', '--only', 'models-*'])
    expect(report.targets[0]?.checks.map(({id}) => id)).toEqual(['address', 'server-reachable', 'models-present'])
  })

  it('shows what was left out, and runs what requires it all the same', async () => {
    const {report} = await checkJson(['--simulate', 'healthy', '--skip', 'model-answers'])
    expect(checkOf(report, 'model-answers').skip?.reason).toBe('excluded')
    expect(checkOf(report, 'model-placement').skip?.reason).toBe('nothing-loaded')
  })

  it('asks no model where it is told not to', async () => {
    const {report} = await checkJson(['--simulate', 'hung-runner', '--no-probe'])
    expect(report.verdict).toBe('pass')
    expect(report.targets[0]?.requests.every(({path}) => path !== '/api/generate')).toBe(true)
    expect(checkOf(report, 'model-placement').facts.models).toMatchObject([{model: 'llama3.2:1b', contextLength: 8192}])
  })
})
