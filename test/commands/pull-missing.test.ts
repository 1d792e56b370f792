import {readdirSync, readFileSync} from 'node:fs'
import {mkdtemp, readFile, statfs, writeFile} from 'node:fs/promises'
import type {RequestListener} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, it} from 'vitest'
import type {PullReport} from '../../src/pull/pull-report.ts'
import {pullScenarios} from '../../src/simulator/pull-scenarios.ts'
import type {Scenario} from '../../src/simulator/scenario.ts'
import {readDocument} from '../support/report.ts'
import {type Ran, type RunOptions, runDoctor} from '../support/run.ts'
import {refusingPort, withModel, withScenario, withServer} from '../support/servers.ts'

interface Pulled extends Ran {
  readonly report: PullReport
  /** How often the simulator was asked to pull `llama3.2`. */
  readonly attempts: number
}

const quick = ['--retry-delay', '1ms', '--stall-timeout', '200ms']

/** Pulls `llama3.2`, unless other models are named, from a scenario's server. */
async function pullFrom(
  scenario: string,
  {
    argv = ['llama3.2'],
    changes = {},
    ...options
  }: RunOptions & {argv?: readonly string[]; changes?: Partial<Scenario>} = {},
): Promise<Pulled> {
  return withScenario(scenario, changes, async ({url, pulls}) => {
    const ran = await runDoctor(['pull-missing', '--host', url, '--format', 'json', ...quick, ...argv], options)
    return {...ran, report: readDocument(ran) as PullReport, attempts: pulls.get('llama3.2:latest') ?? 0}
  })
}

const codesOf = ({report}: Pulled): string[] => [
  ...report.findings.map(({code}) => code),
  ...report.models.flatMap(({findings}) => findings.map(({code}) => code)),
]

// What each scenario comes to: the exit code, the requests for it, and why it failed.
const outcomes: readonly (readonly [scenario: string, exitCode: number, attempts: number, codes: readonly string[]])[] =
  [
    ['healthy', 0, 1, []],
    ['reverting-progress', 0, 1, []],
    ['stalled-pull', 0, 2, []],
    ['silent-pull', 1, 8, ['pull-stalled']],
    ['slow-drip-pull', 0, 1, []],
    ['pull-error-midstream', 1, 7, ['registry-connection-dropped']],
    ['pull-reset', 0, 2, []],
    ['pull-without-success', 1, 6, ['pull-incomplete']],
    ['digest-mismatch-once', 0, 2, []],
    ['digest-mismatch', 1, 2, ['digest-mismatch']],
    ['disk-full-pull', 1, 1, ['disk-full']],
    ['pull-not-found', 1, 1, ['model-name-not-in-registry']],
    ['pull-needs-upgrade', 1, 1, ['ollama-too-old-for-model']],
    ['pull-no-dns', 1, 6, ['registry-dns-failure']],
    ['pull-leaves-nothing', 1, 1, ['pull-incomplete']],
    ['interleaved-pull', 0, 1, []],
    ['chatty-pull', 0, 1, []],
  ]

describe('a pull', () => {
  it.each(outcomes)('of %s ends with %d after %d requests', async (scenario, exitCode, attempts, codes) => {
    const pulled = await pullFrom(scenario)
    expect({exitCode: pulled.exitCode, attempts: pulled.attempts, codes: codesOf(pulled)}).toEqual({
      exitCode,
      attempts,
      codes,
    })
    const [model] = pulled.report.models
    expect(model).toMatchObject({model: 'llama3.2', status: exitCode === 0 ? 'pulled' : 'failed', attempts})
    expect(pulled.report.verdict).toBe(exitCode === 0 ? 'pass' : 'fail')
  })

  it('is tried in every scenario', () => {
    const tried = [...outcomes.map(([scenario]) => scenario), 'restart-in-pull']
    expect(pullScenarios.map(({name}) => name).filter((name) => !tried.includes(name))).toEqual([])
  })

  it('survives a server that restarts', async () => {
    const pulled = await pullFrom('restart-in-pull', {argv: ['llama3.2', '--retry-delay', '200ms']})
    expect({exitCode: pulled.exitCode, status: pulled.report.models[0]?.status}).toEqual({
      exitCode: 0,
      status: 'pulled',
    })
    expect(pulled.attempts).toBe(2)
  })

  it('prints the same lines each time', async () => {
    const {stderr} = await pullFrom('interleaved-pull')
    const sizes = stderr.split('\n').map((line) => line.split('  ').slice(0, 2).join('  '))
    expect(sizes).toEqual([
      'llama3.2  asking the registry',
      ...[10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((percent) => `llama3.2  ${percent} %`),
      'llama3.2  verifying its SHA-256',
      'llama3.2  finishing',
      '',
    ])
  })

  it('leaves alone what is there, whatever its case and tag, and what the cloud answers', async () => {
    const pulled = await pullFrom('healthy', {
      argv: ['LLAMA3.2:1b', 'nomic-embed-text', 'kimi-k2:cloud', 'qwen3:8b', 'Qwen3:8B'],
    })
    expect(pulled.exitCode).toBe(0)
    expect(pulled.report.models.map(({model, status}) => `${model} ${status}`)).toEqual([
      'LLAMA3.2:1b present',
      'nomic-embed-text present',
      'kimi-k2:cloud cloud',
      'qwen3:8b present',
    ])
    expect(pulled.report.requests.map(({path}) => path)).toEqual(['/api/tags'])
  })

  it('does nothing the second time', async () => {
    await withScenario('model-missing', {}, async ({url, pulls}) => {
      const argv = ['pull-missing', 'hf.co/bartowski/x-GGUF:Q4_K_M', '--host', url, '--format', 'json']
      expect(readDocument(await runDoctor(argv))).toMatchObject({models: [{status: 'pulled', attempts: 1}]})
      expect(readDocument(await runDoctor(argv))).toMatchObject({models: [{status: 'present', attempts: 0}]})
      expect([...pulls.values()]).toEqual([1])
    })
  })

  it('asks for the list once before and once after', async () => {
    const {report} = await pullFrom('healthy')
    expect(report.requests.map(({path}) => path)).toEqual(['/api/tags', '/api/show', '/api/pull', '/api/tags'])
  })

  it('gets the others where one fails, side by side or not', async () => {
    const pulls = [{layers: [], end: {error: 'pull model manifest: file does not exist'}}] as const
    for (const parallel of ['1', '3']) {
      await withServer(
        (request, response) => {
          const chunks: Buffer[] = []
          request.on('data', (chunk: Buffer) => chunks.push(chunk))
          request.on('end', () => {
            const body = Buffer.concat(chunks).toString()
            if (request.url === '/api/tags') response.end(JSON.stringify({models: [...there].map((name) => ({name}))}))
            else if (body.includes('nope')) response.end(`${JSON.stringify(pulls[0].end)}\n`)
            else {
              there.add(`${JSON.parse(body).model}:latest`)
              response.end('{"status":"success"}\n')
            }
          })
        },
        async (url) => {
          const ran = await runDoctor([
            'pull-missing',
            'a',
            'nope',
            'b',
            '--parallel',
            parallel,
            '--host',
            url,
            '--format',
            'json',
          ])
          expect(ran.exitCode).toBe(1)
          const {models} = readDocument(ran) as PullReport
          expect(models.map(({status}) => status)).toEqual(['pulled', 'failed', 'pulled'])
        },
      )
      there.clear()
    }
  })

  it('starts again where it got a hundredth further, and only so often in a row', async () => {
    // Four requests fail, each of which brings a fifth of the weights.
    const share = {until: 0.05, end: 'reset'} as const
    const pulls = [share, share, share, share, {end: 'success'} as const]
    const pulled = await pullFrom('healthy', {argv: ['llama3.2', '--retries', '1'], changes: {models: [], pulls}})
    expect({exitCode: pulled.exitCode, attempts: pulled.attempts}).toEqual({exitCode: 0, attempts: 5})
    const stuck = await pullFrom('healthy', {
      argv: ['llama3.2', '--retries', '1'],
      changes: {models: [], pulls: [{layers: [], end: 'reset'}]},
    })
    expect({exitCode: stuck.exitCode, attempts: stuck.attempts}).toEqual({exitCode: 1, attempts: 2})
  })

  it('names an empty file by its digest', async () => {
    const {report} = await pullFrom('digest-mismatch')
    expect(report.models[0]?.findings[0]?.meaning).toContain('e3b0c44298fc1c14… is the digest of an empty file')
  })

  it('shows how much of a damaged file is there again', async () => {
    const {exitCode, stderr} = await pullFrom('digest-mismatch-once')
    expect(exitCode).toBe(0)
    const again = stderr.slice(stderr.indexOf('again in'))
    expect(again).toMatch(/^llama3\.2 {2}was damaged, fetched again: \d{3} MB of 1\.3 GB$/m)
  })

  it('takes a damaged file that comes slowly once more for no stall', async () => {
    const mismatch = {
      discards: true,
      end: {error: 'digest mismatch, file must be downloaded again: want a, got b'},
    } as const
    const slow = {layers: [1_000_000], lines: 20, everyMs: 60, end: 'success'} as const
    const pulls = [{...mismatch, layers: [1_000_000]}, slow]
    const pulled = await pullFrom('healthy', {changes: {models: [], pulls}})
    expect({exitCode: pulled.exitCode, attempts: pulled.attempts}).toEqual({exitCode: 0, attempts: 2})
  })

  it('asks for nothing again that was cut off while it was hashed: the server would trust it unseen', async () => {
    const lines = [
      {status: 'pulling a', digest: 'sha256:a', total: 10, completed: 10},
      {status: 'verifying sha256 digest'},
    ]
    const answer: RequestListener = (_, response) =>
      response.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    await withModel({'/api/show': '{}'}, answer, async (url) => {
      const ran = await runDoctor(['pull-missing', 'x', '--host', url, '--format', 'json', ...quick])
      expect(readDocument(ran)).toMatchObject({models: [{attempts: 1, findings: [{code: 'pull-incomplete'}]}]})
    })
  })

  it('waits twice as long each time', async () => {
    await withScenario('pull-no-dns', {}, async ({url}) => {
      const {stdout} = await runDoctor([
        'pull-missing',
        'x',
        '--host',
        url,
        '--format',
        'ndjson',
        '--retry-delay',
        '3ms',
      ])
      const events = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      expect(events.filter(({event}) => event === 'retry').map(({delayMs}) => delayMs)).toEqual([3, 6, 12, 24, 48])
    })
  })

  it('goes by the words of an error, not by its status', async () => {
    for (const [status, error, attempts] of [
      [500, 'pull model manifest: file does not exist', 1],
      [502, 'the flux capacitor is out of tune', 3],
      [200, 'stream error: stream ID 3; INTERNAL_ERROR; received from peer', 3],
      [200, 'the flux capacitor is out of tune', 1],
    ] as const) {
      const answer: RequestListener = (_, response) => response.writeHead(status).end(`${JSON.stringify({error})}\n`)
      const {models} = await withModel({'/api/show': '{}'}, answer, async (url) => {
        const limits = ['--retries', '2', '--retry-delay', '1ms']
        return readDocument(
          await runDoctor(['pull-missing', 'x', '--host', url, '--format', 'json', ...limits]),
        ) as PullReport
      })
      expect([error, models[0]?.attempts]).toEqual([error, attempts])
    }
  })

  it('passes on what the server needs to know', async () => {
    const bodies: unknown[] = []
    await withModel(
      {},
      (request, response) => {
        request.on('data', (chunk: Buffer) => {
          if (request.url === '/api/pull') bodies.push(JSON.parse(chunk.toString()))
        })
        request.on('end', () => response.end('{"status":"success"}\n'))
      },
      (url) => runDoctor(['pull-missing', 'http://localhost:5000/library/x', '--insecure', '--host', url]),
    )
    const model = 'http://localhost:5000/library/x'
    expect(bodies).toEqual([{model, name: model, insecure: true, stream: true}])
  })
})

const there = new Set<string>()

describe('what a real server answered', () => {
  interface Recording {
    readonly name: string
    readonly request: {readonly path: string; readonly body: {readonly stream?: boolean}}
    readonly response: {readonly status: number; readonly body: string}
  }
  const folder = new URL('../recordings/', import.meta.url)
  const streams = readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) =>
      readFileSync(new URL(file, folder), 'utf8')
        .trim()
        .split('\n')
        .map((line): Recording => JSON.parse(line))
        .filter(({request}) => request.path === '/api/pull' && request.body.stream !== false)
        .map((recording) => ({version: file.replace('.jsonl', ''), ...recording})),
    )

  /** By the name of the recording: the cause, and how often the pull is asked for with two retries. */
  const causes: Readonly<Record<string, readonly [code: string, attempts: number]>> = {
    'pull-no-model': ['invalid-model-name', 1],
    'pull-invalid-name': ['invalid-model-name', 1],
    'pull-space': ['invalid-model-name', 1],
    'pull-colon-end': ['invalid-model-name', 1],
    'pull-nxdomain': ['registry-dns-failure', 3],
    'pull-dns-timeout': ['registry-dns-failure', 3],
    'pull-tls-unknown-ca': ['registry-tls-intercepted', 1],
    'pull-registry-404': ['model-name-not-in-registry', 1],
    'pull-registry-err503': ['registry-outage', 3],
    'pull-registry-err429': ['registry-rate-limited', 3],
    'pull-registry-err403': ['registry-access-denied', 1],
    'pull-registry-err412': ['ollama-too-old-for-model', 1],
    'pull-http-on-443': ['registry-tls-intercepted', 1],
    'pull-proxy-nxdomain': ['registry-proxy-unreachable', 1],
    'pull-local-corrupt': ['digest-mismatch', 2],
    'pull-local-blob404': ['pull-failed', 3],
    'pull-local-short': ['registry-connection-dropped', 3],
    'pull-local-sizemismatch': ['pull-incomplete', 1],
    'rofs-pull': ['read-only-fs', 1],
  }

  it.each(streams.map((recording) => [recording.version, recording.name, recording.response] as const))(
    '%s %s',
    async (_, name, {status, body}) => {
      let asked = 0
      const answer: RequestListener = (request, response) => {
        if (request.url === '/api/pull') asked += 1
        response.writeHead(request.url === '/api/pull' ? status : 404).end(request.url === '/api/pull' ? body : '')
      }
      await withModel({}, answer, async (url) => {
        const limits = ['--retries', '2', '--retry-delay', '1ms']
        const ran = await runDoctor(['pull-missing', 'llama3.2', '--host', url, '--format', 'json', ...limits])
        const {models} = readDocument(ran) as PullReport
        expect({exitCode: ran.exitCode, cause: [models[0]?.findings[0]?.code, asked]}).toEqual({
          exitCode: 1,
          cause: causes[name],
        })
      })
    },
  )
})

describe('progress', () => {
  const linesOf = async (lines: readonly object[]): Promise<Record<string, unknown>[]> => {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    return withModel(
      {},
      (_, response) => response.end(text),
      async (url) => {
        const {stdout} = await runDoctor(['pull-missing', 'x', '--host', url, '--format', 'ndjson', '--retries', '0'])
        return stdout
          .trim()
          .split('\n')
          .map((line) => readDocument({stdout: line}) as Record<string, unknown>)
      },
    )
  }
  const layer = (digest: string, total: number, completed: number): object => ({
    status: `pulling ${digest}`,
    digest,
    total,
    completed,
  })

  it('never goes backwards and counts no byte twice', async () => {
    const events = await linesOf([
      layer('sha256:a', 1000, 500),
      layer('sha256:a', 1000, 200),
      layer('sha256:a', 1000, 400),
      layer('sha256:b', 1000, 300),
      layer('sha256:a', 1000, 600),
      layer('sha256:b', 1000, 100),
      layer('sha256:a', 1000, 5000),
    ])
    const completed = events.filter(({event}) => event === 'progress').map(({completedBytes}) => completedBytes)
    expect(completed).toEqual([500, 1300])
    const {models} = events.at(-1) as unknown as PullReport
    expect(models[0]).toMatchObject({completedBytes: 1300, totalBytes: 2000})
  })

  it('takes no harm from sizes that make no sense', async () => {
    const events = await linesOf([
      layer('sha256:a', -5, 10),
      layer('sha256:b', 100, -7),
      {status: 'pulling', digest: 'sha256:c', total: 'many', completed: null},
      {status: 'pulling', digest: 7},
      layer('sha256:b', 1e308, 1e308),
      layer('sha256:d', 1e308, 1e308),
    ])
    expect(events.at(-1)).toMatchObject({event: 'report', verdict: 'fail'})
  })

  it('ends in ndjson with the report', async () => {
    const events = await linesOf([
      layer('sha256:a', 10, 10),
      {status: 'verifying sha256 digest'},
      {error: 'unauthorized'},
    ])
    expect(events.map(({event}) => event)).toEqual(['step', 'progress', 'step', 'ended', 'report'])
  })

  it('is a bar for each model on a terminal, and none in a CI or where it is to be quiet', async () => {
    const argv = ['llama3.2', 'qwen3:8b', '--parallel', '2', '--format', 'human']
    await withScenario('slow-drip-pull', {}, async ({url}) => {
      const {stderr, stdout} = await runDoctor(['pull-missing', ...argv, '--host', url], {tty: true, columns: 60})
      expect(stderr).toMatch(/llama3\.2 {2}█+░+ {2}\d+ %/)
      expect(stderr).toMatch(/qwen3:8b {2}█+░+ {2}\d+ %/)
      expect(stdout).not.toContain('░')
    })
    await withScenario('healthy', {models: []}, async ({url}) => {
      const quiet = await runDoctor(['pull-missing', ...argv, '--host', url, '--quiet'], {tty: true})
      expect(quiet).toEqual({exitCode: 0, stdout: '', stderr: ''})
    })
    await withScenario('healthy', {models: []}, async ({url}) => {
      const {stderr} = await runDoctor(['pull-missing', ...argv, '--host', url], {tty: true, env: {CI: 'true'}})
      expect(stderr).not.toContain('\u001b')
      expect(stderr).toContain('llama3.2  50 %')
    })
  })
})

describe('a server that is not to be trusted', () => {
  const answering = (body: string): Promise<Ran & {report: PullReport}> =>
    withModel(
      {},
      (_, response) => response.end(body),
      async (url) => {
        const ran = await runDoctor([
          'pull-missing',
          'x',
          '--host',
          url,
          '--format',
          'json',
          '--retries',
          '1',
          ...quick,
        ])
        return {...ran, report: readDocument(ran) as PullReport}
      },
    )

  it.each([
    ['a page', '<html><title>Sign in</title></html>', 'response-invalid'],
    ['nothing', '', 'pull-incomplete'],
    ['half a line', '{"status":"pulling manifest"}\n{"sta', 'pull-incomplete'],
    ['something else behind a line', '{"status":"pulling manifest"}\n<html>\n', 'response-invalid'],
    ['a line of a megabyte', `${JSON.stringify({status: 'x'.repeat(900_000)})}\n`, 'pull-incomplete'],
    ['a list', '[1,2]\n', 'response-invalid'],
    ['a line of megabytes', 'x'.repeat(5_000_000), 'response-invalid'],
    ['an error without words', '{"error":{}}\n', 'unknown-error'],
  ])('may answer with %s', async (_, body, code) => {
    const {exitCode, report} = await answering(body)
    expect(exitCode).toBe(1)
    expect(report.models[0]?.findings[0]?.code).toBe(code)
    expect(JSON.stringify(report).length).toBeLessThan(20_000)
  })

  it('may put no control character on the screen', async () => {
    await withModel(
      {},
      (_, response) => response.end(`${JSON.stringify({error: '\u001b[2Jowned\u202e\r'})}\n`),
      async (url) => {
        const {stdout, stderr} = await runDoctor(['pull-missing', 'x', '--host', url])
        expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
        expect(stdout).toContain('owned')
      },
    )
  })

  /** Writes a line every 10 ms for as long as somebody reads. */
  const endlessly = async (lineOf: (count: number) => object): Promise<Ran & {report: PullReport}> => {
    const listener: RequestListener = (request, response) => {
      response.writeHead(200)
      let count = 0
      const timer = setInterval(() => response.write(`${JSON.stringify(lineOf(count++))}\n`), 10)
      request.socket.once('close', () => clearInterval(timer))
    }
    return withModel({'/api/show': '{}'}, listener, async (url) => {
      const ran = await runDoctor(['pull-missing', 'x', '--host', url, '--format', 'json', '--retries', '1', ...quick])
      return {...ran, report: readDocument(ran) as PullReport}
    })
  }

  it('may send lines for ever: what does not move is given up', async () => {
    const {exitCode, report} = await endlessly(() => ({status: 'pulling manifest'}))
    expect({exitCode, attempts: report.models[0]?.attempts}).toEqual({exitCode: 1, attempts: 2})
    expect(report.models[0]?.findings[0]?.code).toBe('pull-stalled')
  })

  it('may go forth and back for ever: what gets no further is given up, too', async () => {
    const {report} = await endlessly((count) => ({
      status: 'pulling a',
      digest: 'sha256:a',
      total: 100,
      completed: count % 3,
    }))
    const [finding] = report.models[0]?.findings ?? []
    expect(finding?.code).toBe('pull-stalled')
    expect(Number(finding?.args.waitedMs)).toBeGreaterThanOrEqual(600)
  })

  it('is failed where it is not there, and asked no pull', async () => {
    const ran = await runDoctor([
      'pull-missing',
      'x',
      '--host',
      `127.0.0.1:${await refusingPort()}`,
      '--format',
      'json',
    ])
    expect(ran.exitCode).toBe(1)
    expect(readDocument(ran)).toMatchObject({
      verdict: 'fail',
      requests: [{path: '/api/tags'}],
      models: [{status: 'failed'}],
    })
  })

  it.each(['http://a b', 'ftp://x', '::::', '11434'])('is not dialled where it is called %s', async (host) => {
    const ran = await runDoctor(['pull-missing', 'x', '--host', host, '--format', 'json'])
    expect(ran.exitCode).toBe(1)
    expect(readDocument(ran)).toMatchObject({requests: [], findings: [{code: 'ollama-host-malformed'}]})
  })

  it('leaves it undecided where it does not tell afterwards what is there', async () => {
    let asked = 0
    await withServer(
      (request, response) => {
        if (request.url === '/api/pull') response.end('{"status":"success"}\n')
        else if (asked++ === 0) response.end('{"models":[]}')
        else response.writeHead(500).end('{"error":"oops"}')
      },
      async (url) => {
        const ran = await runDoctor(['pull-missing', 'x', '--host', url, '--format', 'json'])
        expect(ran.exitCode).toBe(3)
        expect(readDocument(ran)).toMatchObject({verdict: 'undecided', models: [{status: 'unverified'}]})
      },
    )
  })
})

describe('the disk', () => {
  const huge = [{layers: [10 ** 15, 500], everyMs: 30, end: 'success' as const}]

  it('is looked at before gigabytes flow', async () => {
    const store = await mkdtemp(join(tmpdir(), 'doctor-'))
    const pulled = await pullFrom('healthy', {changes: {store, pulls: huge}})
    expect({exitCode: pulled.exitCode, attempts: pulled.attempts}).toEqual({exitCode: 1, attempts: 1})
    const [finding] = pulled.report.models[0]?.findings ?? []
    expect(finding).toMatchObject({code: 'disk-nearly-full', severity: 'error', confidence: 'certain'})
    expect(finding?.args).toMatchObject({
      path: store,
      freeable: expect.stringMatching(/^qwen3:8b \(5\.2 GB\), llama3\.2:1b \(1\.3 GB\)/),
    })
    expect(finding?.message).toMatch(/free|under/)
    expect(Number(finding?.args.neededBytes)).toBeGreaterThan(Number(finding?.args.freeBytes))
  })

  it('stops no pull on a guess where the user says so', async () => {
    const env = {OLLAMA_MODELS: await mkdtemp(join(tmpdir(), 'doctor-'))}
    const changes = {models: [], pulls: huge}
    const refused = await pullFrom('healthy', {changes, env})
    expect({exitCode: refused.exitCode, codes: codesOf(refused)}).toEqual({exitCode: 1, codes: ['disk-nearly-full']})
    expect(refused.report.models[0]?.findings[0]?.confidence).toBe('likely')
    expect((await pullFrom('healthy', {changes, env, argv: ['llama3.2', '--yes']})).exitCode).toBe(0)
  })

  it('is counted for what is being pulled, not for what failed before', async () => {
    const store = await mkdtemp(join(tmpdir(), 'doctor-'))
    const {bavail, bsize} = await statfs(store)
    const size = Math.floor(bavail * bsize * 0.7)
    const there: object[] = [{name: 'm:1'}]
    const listener: RequestListener = (request, response) => {
      if (request.url === '/api/tags') {
        response.end(JSON.stringify({models: there}))
        return
      }
      if (request.url === '/api/show') {
        response.end(JSON.stringify({modelfile: `FROM ${store}/blobs/sha256-${'a'.repeat(64)}\n`}))
        return
      }
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', async () => {
        const {model} = JSON.parse(Buffer.concat(chunks).toString())
        response.write(`${JSON.stringify({status: 'pulling', digest: `sha256:${model}`, total: size, completed: 1})}\n`)
        await sleep(150)
        if (model === 'first') {
          response.end('{"error":"pull model manifest: file does not exist"}\n')
          return
        }
        there.push({name: `${model}:latest`})
        response.end('{"status":"success"}\n')
      })
    }
    await withServer(listener, async (url) => {
      const ran = await runDoctor(['pull-missing', 'first', 'second', '--host', url, '--format', 'json'])
      const {models} = readDocument(ran) as PullReport
      expect(models.map(({status, findings}) => [status, findings[0]?.code])).toEqual([
        ['failed', 'model-name-not-in-registry'],
        ['pulled', undefined],
      ])
    })
  })

  it('is shown by a dry run, which pulls nothing', async () => {
    const store = await mkdtemp(join(tmpdir(), 'doctor-'))
    const pulled = await pullFrom('healthy', {argv: ['llama3.2', 'qwen3:8b', '--dry-run'], changes: {store}})
    expect({exitCode: pulled.exitCode, attempts: pulled.attempts}).toEqual({exitCode: 0, attempts: 0})
    expect(pulled.report).toMatchObject({dryRun: true, freeBytes: expect.any(Number)})
    expect(pulled.report.models.map(({status}) => status)).toEqual(['missing', 'present'])
  })
})

describe('the models', () => {
  const lines = '\ufeff# what the tests need\r\nllama3.2:1b\r\n\r\n  qwen3:8b  # thinks\r\n#nothing\r\n'

  it('come from a file, or from standard input', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'doctor-')), 'models.txt')
    await writeFile(file, lines)
    const fromFile = await pullFrom('healthy', {argv: ['--models-file', file]})
    expect(fromFile.report.models.map(({model}) => model)).toEqual(['llama3.2:1b', 'qwen3:8b'])
    const fromStdin = await pullFrom('healthy', {argv: ['--models-file', '-'], stdin: [lines]})
    expect(fromStdin.report.models.map(({model}) => model)).toEqual(['llama3.2:1b', 'qwen3:8b'])
  })

  it('come from the configuration, and are asked about on a terminal', async () => {
    const config = join(await mkdtemp(join(tmpdir(), 'doctor-')), 'c.json')
    await writeFile(config, '{"models": ["llama3.2"]}')
    const argv = ['--config', config]
    expect((await pullFrom('model-missing', {argv})).attempts).toBe(1)
    await withScenario('model-missing', {}, async ({url, pulls}) => {
      // Nobody answers: the input is at its end.
      const declined = await runDoctor(['pull-missing', '--host', url, ...argv], {stdin: 'terminal', tty: true})
      expect(declined.stderr).toContain(`Let ${url} pull llama3.2? [Y/n]`)
      expect({exitCode: declined.exitCode, attempts: pulls.size}).toEqual({exitCode: 1, attempts: 0})
    })
    // A program is not asked.
    expect((await pullFrom('model-missing', {argv, stdin: 'terminal', tty: true})).attempts).toBe(1)
    expect((await pullFrom('model-missing', {argv: [...argv, '--yes'], stdin: 'terminal', tty: true})).attempts).toBe(1)
  })

  it.each([
    [['--', '-rf'], 'the command line: "-rf" is no name of a model'],
    [['llama\u001b[2J'], 'the command line: "llama\\x1b[2J" is no name'],
    [['a b'], '"a b" is no name'],
    [['a\n'], 'is no name'],
    [['x', '--models-file', 'y'], 'there can be one of them'],
    [['--models-file', '/nonexistent'], '/nonexistent cannot be read: ENOENT'],
    [['--config', '/nonexistent'], '/nonexistent does not exist'],
    [['x', '--host', 'a', '--host', 'b'], 'It may be given once.'],
    [['x', '--parallel', '0'], 'from 1 to 9999'],
    [['x', '--stall-timeout', '0s'], 'longer than nothing'],
    [['x', '--via', 'cli'], 'needs the ollama command'],
    [[], 'no models are named'],
  ])('%j is wrong usage', async (argv, message) => {
    const {exitCode, stdout, stderr} = await runDoctor(['pull-missing', ...argv])
    expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
    expect(stderr).toContain(message)
    for (const format of ['json', 'ndjson']) {
      const told = await runDoctor(['pull-missing', '--format', format, ...argv])
      expect(readDocument(told)).toMatchObject({error: {kind: 'usage', exitCode: 2}})
      if (format === 'ndjson') expect(told.stdout.trim()).not.toContain('\n')
    }
  })

  it.each([
    ['[]', 'has to be an object'],
    ['{"models": "a"}', 'models has to be a list of names, not "a"'],
    ['{"models": ["a", 3]}', 'models[1] has to be a name in quotes, not 3'],
    ['{"model": ["a"]}', 'unknown key "model", did you mean "models"?'],
    ['{', 'is not JSON'],
    ['{"models": ["-x"]}', 'models[0]: "-x" is no name'],
    ['{}', 'no models are named'],
  ])('%s is a wrong configuration', async (text, message) => {
    const config = join(await mkdtemp(join(tmpdir(), 'doctor-')), 'c.json')
    await writeFile(config, text)
    const {exitCode, stderr} = await runDoctor(['pull-missing', '--config', config])
    expect(exitCode).toBe(2)
    expect(stderr).toContain(message)
    expect(await readFile(config, 'utf8')).toBe(text)
  })
})
