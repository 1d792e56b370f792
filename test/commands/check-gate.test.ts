import {once} from 'node:events'
import {mkdtemp, readFile, writeFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {usualVersion} from '../../src/simulator/scenario.ts'
import {findScenario} from '../../src/simulator/scenarios.ts'
import {serveScenario} from '../../src/simulator/serve.ts'
import {checkJson, checkOf, findingsOf, readDocument} from '../support/report.ts'
import {runDoctor} from '../support/run.ts'
import {refusingPort, withModel, withScenario, withServer} from '../support/servers.ts'

async function writeConfig(value: unknown): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'doctor-')), 'c.json')
  await writeFile(file, typeof value === 'string' ? value : JSON.stringify(value))
  return file
}

const model = 'llama3.2:1b'

describe('a threshold', () => {
  it.each([
    ['healthy', [], ['--require-version', '>=0.12'], 0, 'require-version pass', []],
    ['healthy', [], ['--require-version', '>=0.13'], 1, 'require-version fail', ['version-out-of-range']],
    ['healthy', [], ['--require-version', '>=0.12 <0.12.11'], 1, 'require-version fail', ['version-out-of-range']],
    ['healthy', [], ['--require-gpu'], 0, 'require-gpu pass', []],
    ['cpu-only', [], ['--require-gpu'], 1, 'require-gpu fail', ['gpu-not-used']],
    ['invented-gpu-share', [], ['--require-gpu'], 3, 'require-gpu skip', []],
    ['healthy', [], ['--min-context', '4096'], 0, 'min-context pass', []],
    ['healthy', [], ['--min-context', '4097'], 1, 'min-context fail', ['context-smaller-than-requested']],
    ['healthy', [model], ['--max-load-time', '1m'], 0, 'max-load-time pass', []],
    ['healthy', [model], ['--max-load-time', '1ms'], 1, 'max-load-time fail', ['load-slow']],
    ['loaded', [model], ['--max-load-time', '1ms'], 3, 'max-load-time skip', []],
    ['healthy', ['nomic-embed-text'], ['--max-load-time', '1m'], 0, 'max-load-time pass', []],
    ['healthy', [model], ['--max-first-token', '1m'], 0, 'max-first-token pass', []],
    ['healthy', [model], ['--max-first-token', '1ms'], 1, 'max-first-token fail', ['first-token-slow']],
    ['healthy', [model, 'nomic-embed-text'], ['--max-first-token', '1m'], 0, 'max-first-token pass', []],
    ['healthy', ['nomic-embed-text'], ['--max-first-token', '1m'], 3, 'max-first-token skip', []],
    ['healthy', [model], ['--min-tokens-per-second', '0.5'], 0, 'min-tokens-per-second pass', []],
    [
      'healthy',
      [model],
      ['--min-tokens-per-second', '9e9'.replace('e', '00000000')],
      1,
      'min-tokens-per-second fail',
      ['generation-slow'],
    ],
    ['healthy', [], ['--min-tokens-per-second', '1', '--no-probe'], 3, 'min-tokens-per-second skip', []],
    ['healthy', [], ['--min-free-disk', '1GB'], 3, 'min-free-disk skip', []],
    ['healthy', [], ['--require-gpu', '--skip', 'model-*'], 3, 'require-gpu skip', []],
    ['healthy', [], ['--require-gpu', '--only', 'address'], 0, 'require-gpu pass', []],
    ['old-server', [model], ['--require-gpu', '--skip', 'server-version'], 3, 'require-gpu skip', []],
    ['old-server', [model], ['--max-load-time', '1m', '--skip', 'server-version'], 3, 'max-load-time skip', []],
    // What somebody else has loaded tells nothing of the model that is asked for.
    ['loaded', ['qwen3:8b'], ['--require-gpu', '--no-probe'], 3, 'require-gpu skip', []],
    ['loaded', ['qwen3:8b', model], ['--min-context', '1', '--no-probe'], 3, 'min-context skip', []],
  ] as const)('of %s %j with %j ends with %d', async (scenario, models, argv, exitCode, status, codes) => {
    await withScenario(scenario, {}, async ({url}) => {
      const ran = await checkJson(['--host', url, ...models, ...argv])
      const check = checkOf(ran.report, status.split(' ')[0] ?? '')
      expect({
        exitCode: ran.exitCode,
        status: `${check.id} ${check.status}`,
        codes: check.findings.map(({code}) => code),
      }).toEqual({
        exitCode,
        status,
        codes,
      })
      if (check.status === 'skip') expect(check.skip?.undecided).toBe(true)
    })
  })

  it('that a model breaks in part is a warning, which can be made to fail', async () => {
    const {models} = findScenario('healthy')
    await withScenario('healthy', {models: models.map((one) => ({...one, gpuShare: 0.5}))}, async ({url}) => {
      const argv = ['--host', url, model, '--require-gpu']
      const {exitCode, report} = await checkJson(argv)
      expect({exitCode, findings: findingsOf(report)}).toEqual({
        exitCode: 0,
        findings: ['require-gpu: model-partly-on-cpu (certain)'],
      })
      expect((await checkJson([...argv, '--fail-on', 'warning'])).exitCode).toBe(1)
    })
  })

  it('on the version is undecided where the server is no release', async () => {
    const answers = {'/api/version': '{"version":"0.0.0"}'}
    await withModel(
      answers,
      () => undefined,
      async (url) => {
        const {exitCode, report} = await checkJson(['--host', url, '--require-version', '>=0.12', '--no-probe'])
        expect({exitCode, reason: checkOf(report, 'require-version').skip?.reason}).toEqual({
          exitCode: 3,
          reason: 'no-release',
        })
      },
    )
  })

  it('on the disk is undecided where the disk is a guess', async () => {
    await withScenario('model-missing', {}, async ({url}) => {
      const argv = ['--host', url, '--min-free-disk', '1MB']
      expect((await checkJson(argv, {env: {OLLAMA_MODELS: tmpdir()}})).exitCode).toBe(3)
    })
  })

  it('on the disk looks at the disk with the models', async () => {
    const store = await mkdtemp(join(tmpdir(), 'doctor-'))
    await withScenario('healthy', {store}, async ({url}) => {
      expect((await checkJson(['--host', url, '--min-free-disk', '1MB'])).exitCode).toBe(0)
      const {exitCode, report} = await checkJson(['--host', url, '--min-free-disk', '9000TB'])
      expect({exitCode, findings: findingsOf(report)}).toEqual({
        exitCode: 1,
        findings: ['min-free-disk: disk-nearly-full (certain)'],
      })
    })
  })
})

describe('the configuration', () => {
  it('gives servers, models, thresholds and severities to a check', async () => {
    await withScenario('cpu-only', {}, async ({url}) => {
      const config = await writeConfig({hosts: [url], models: [model], thresholds: {requireGpu: true}})
      const {exitCode, report} = await checkJson(['--config', config])
      expect({exitCode, url: report.targets[0]?.url, findings: findingsOf(report)}).toEqual({
        exitCode: 1,
        url,
        findings: ['require-gpu: gpu-not-used (certain)'],
      })
      const lax = await writeConfig({
        hosts: [url],
        thresholds: {requireGpu: true},
        severity: {'gpu-not-used': 'warning'},
      })
      expect((await checkJson(['--config', lax])).exitCode).toBe(0)
      expect((await checkJson(['--config', lax, '--fail-on', 'warning'])).exitCode).toBe(1)
    })
  })

  it('cannot make a pass of a server that cannot be reached', async () => {
    const off = await writeConfig({severity: {'server-not-running': 'off', 'container-localhost': 'off'}})
    const {exitCode, report} = await checkJson(['--host', `127.0.0.1:${await refusingPort()}`, '--config', off])
    expect({exitCode, skip: checkOf(report, 'server-reachable').skip?.reason}).toEqual({exitCode: 3, skip: 'silenced'})
  })

  it('does not leave out of a threshold what it leaves out elsewhere', async () => {
    const off = await writeConfig({severity: {'gpu-not-used': 'off'}})
    expect((await checkJson(['--simulate', 'cpu-only', '--config', off, '--require-gpu'])).exitCode).toBe(1)
  })

  it('leaves a threshold open where what it rests on failed and is excused', async () => {
    const lax = await writeConfig({severity: {'runner-crashed': 'warning'}})
    const argv = ['--simulate', 'runner-crash', '--config', lax]
    expect((await checkJson(argv)).exitCode).toBe(0)
    expect((await checkJson([...argv, '--max-first-token', '10s'])).exitCode).toBe(3)
  })

  it('of a package is read where it is named, and ignored where it is none of ours', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'doctor-'))
    const file = join(folder, 'package.json')
    await writeFile(file, '{"name": "x", "ollama-doctor": {"failOn": "warning"}}')
    expect((await checkJson(['--simulate', 'invented-gpu-share', '--config', file])).exitCode).toBe(1)
  })

  it('makes an error of a warning', async () => {
    const config = await writeConfig({severity: {'gpu-share-unverified': 'error'}})
    expect((await checkJson(['--simulate', 'invented-gpu-share', '--config', config])).exitCode).toBe(1)
  })

  it('is beaten by the environment, and that by flags', async () => {
    const config = await writeConfig({hosts: ['http://config:1'], failOn: 'warning', thresholds: {maxLoadTime: '9s'}})
    const show = async (argv: readonly string[], env: Record<string, string> = {}) => {
      const ran = await runDoctor(['check', '--show-config', '--format', 'json', '--config', config, ...argv], {env})
      const {settings} = readDocument(ran) as {settings: {name: string; value: unknown; from: string}[]}
      return (name: string) => {
        const found = settings.find((setting) => setting.name === name)
        return `${found?.value} ${found?.from}`
      }
    }
    const plain = await show([])
    expect(plain('hosts')).toBe(`http://config:1 ${config}`)
    expect(plain('failOn')).toBe(`warning ${config}`)
    expect(plain('thresholds.maxLoadTimeMs')).toBe(`9000 ${config}`)
    expect(plain('retries')).toBe('0 default')
    const env = {OLLAMA_HOST: 'http://env:2'}
    expect((await show([], env))('hosts')).toBe('http://env:2 OLLAMA_HOST')
    const flags = await show(
      ['--host', 'http://flag:3', '--fail-on', 'error', '--max-load-time', '1s', 'x', '--retries', '4'],
      env,
    )
    expect(flags('hosts')).toBe('http://flag:3 --host')
    expect(flags('failOn')).toBe('error --fail-on')
    expect(flags('thresholds.maxLoadTimeMs')).toBe('1000 --max-load-time')
    expect(flags('models')).toBe('x arguments')
    expect(flags('retries')).toBe('4 --retries')
  })

  it('that is wrong is told without a secret in it', async () => {
    const config = await writeConfig({hosts: 'http://user:s3cret@gpu:11434'})
    const {stdout, stderr} = await runDoctor(['check', '--format', 'json', '--config', config])
    expect(stderr).toContain('hosts has to be a list of addresses, not "http://***@gpu:11434"')
    expect(stdout + stderr).not.toContain('s3cret')
  })

  it('is shown to people without a secret in it', async () => {
    const config = await writeConfig({hosts: ['http://user:s3cret@a:1']})
    const {stdout} = await runDoctor(['check', '--show-config', '--config', config])
    expect(stdout).toMatch(/^hosts +http:\/\/a:1 +/)
    expect(stdout).not.toContain('s3cret')
  })

  it.each([
    [{thresholds: {maxLoadTme: '1s'}}, 'thresholds has an unknown key "maxLoadTme", did you mean "maxLoadTime"?'],
    [
      {thresholds: {maxLoadTime: '30'}},
      'thresholds.maxLoadTime has to be a duration with a unit, such as "30s" or "2m", not "30"',
    ],
    [
      {thresholds: {minContext: 1.5}},
      'thresholds.minContext has to be a whole number of tokens, such as 8192, not 1.5',
    ],
    [{thresholds: {minFreeDisk: 'lots'}}, 'thresholds.minFreeDisk has to be a size with a unit'],
    [{thresholds: {requireVersion: 'new'}}, 'thresholds.requireVersion has to be a range of versions'],
    [{thresholds: {requireGpu: 'yes'}}, 'thresholds.requireGpu has to be true or false, not "yes"'],
    [{thresholds: []}, 'thresholds has to be an object'],
    [{severity: {'disk-ful': 'off'}}, 'severity has an unknown key "disk-ful", did you mean "disk-full"?'],
    [{severity: {'disk-full': 'info'}}, 'severity.disk-full has to be "off", "warning" or "error", not "info"'],
    [{hosts: 'a'}, 'hosts has to be a list of addresses, not "a"'],
    [{hosts: ['']}, 'hosts[0] has to be an address in quotes'],
    [{failOn: 'never'}, 'failOn has to be "error" or "warning", not "never"'],
    ['"x"', 'has to be an object, as in {"models": ["llama3.2"]}, not "x"'],
  ])('%j is wrong, and says where and what would be right', async (value, words) => {
    const {exitCode, stdout, stderr} = await runDoctor(['check', '--config', await writeConfig(value)])
    expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
    expect(stderr).toContain(words)
  })
})

describe('a baseline', () => {
  it('lets only what is new fail', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'doctor-'))
    const baseline = join(folder, 'baseline.json')
    await withServer(
      (_, response) => response.writeHead(502).end(),
      async (url) => {
        const argv = ['--host', url, '--baseline', baseline]
        const missing = await runDoctor(['check', ...argv])
        expect(missing).toMatchObject({exitCode: 2, stderr: expect.stringContaining('--update-baseline writes it')})
        const updated = await runDoctor(['check', ...argv, '--update-baseline'])
        expect(updated).toMatchObject({
          exitCode: 0,
          stderr: `${baseline} now knows these findings: 1. From now on they fail nothing.\n`,
        })
        expect(JSON.parse(await readFile(baseline, 'utf8'))).toEqual({
          schemaVersion: '1.0',
          findings: [{url, code: 'reverse-proxy-misconfigured', subject: url}],
        })
        const {exitCode, report} = await checkJson(argv)
        expect(exitCode).toBe(0)
        expect(checkOf(report, 'server-reachable').findings[0]).toMatchObject({severity: 'info', known: true})
        expect((await runDoctor(['check', ...argv])).stdout).toMatch(/– Server[\s\S]+\(known\)/)
      },
    )
    // The same file knows nothing of another server, or of another finding.
    await withScenario('not-ollama', {}, async ({url}) => {
      expect((await checkJson(['--host', url, '--baseline', baseline])).exitCode).toBe(1)
    })
  })

  it('is left as it is where not everything could be checked', async () => {
    const known = {url: 'http://a:1', code: 'disk-full', subject: null}
    const file = await writeConfig({schemaVersion: '1.0', findings: [known]})
    const argv = ['--simulate', 'tcp-only', '--deadline', '200ms', '--baseline', file, '--update-baseline']
    const {exitCode, stderr} = await runDoctor(['check', ...argv])
    expect({exitCode, stderr}).toEqual({exitCode: 3, stderr: expect.stringContaining('is left as it was')})
    expect(JSON.parse(await readFile(file, 'utf8')).findings).toEqual([known])
    // What it knows of other servers stays.
    expect(
      (await runDoctor(['check', '--simulate', 'healthy', '--baseline', file, '--update-baseline'])).exitCode,
    ).toBe(0)
    expect(JSON.parse(await readFile(file, 'utf8')).findings).toEqual([known])
  })

  it('does not learn what a retry has cured', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'doctor-')), 'known.json')
    let requests = 0
    await withServer(
      (request, response) => {
        requests += 1
        if (requests === 1) response.writeHead(502).end()
        else response.end(request.url === '/' ? 'Ollama is running' : '{"version":"0.12.11","models":[]}')
      },
      async (url) => {
        const argv = ['--host', url, '--retries', '2', '--retry-delay', '1ms', '--baseline', file, '--update-baseline']
        expect((await runDoctor(['check', ...argv])).exitCode).toBe(0)
        expect(JSON.parse(await readFile(file, 'utf8')).findings).toEqual([])
      },
    )
  })

  it('may stand in the configuration, by its path from there', async () => {
    const config = await writeConfig({baseline: 'known.json', thresholds: {minContext: 9_999}})
    await withScenario('loaded', {}, async ({url}) => {
      const argv = ['check', '--host', url, '--config', config]
      expect((await runDoctor([...argv, '--update-baseline'])).exitCode).toBe(0)
      expect((await runDoctor(argv)).exitCode).toBe(0)
      expect((await runDoctor([...argv, '--max-first-token', '1ms'])).exitCode).toBe(1)
    })
  })

  it.each([
    [['--update-baseline'], '--update-baseline needs a file'],
    [['--baseline', '/nonexistent/x.json', '--update-baseline'], 'cannot be written'],
    [['--baseline', '/etc/hostname'], 'is not JSON'],
  ])('%j is wrong usage', async (argv, words) => {
    const {exitCode, stderr} = await runDoctor(['check', ...argv])
    expect({exitCode, stderr}).toEqual({exitCode: 2, stderr: expect.stringContaining(words)})
  })

  it('that is none is refused, and left as it is', async () => {
    const file = await writeConfig({findings: [{url: 1}]})
    expect(await runDoctor(['check', '--baseline', file])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('is no baseline'),
    })
  })
})

describe('many servers', () => {
  it('come from a file, each once, with a verdict for each and for all', async () => {
    const dead = `127.0.0.1:${await refusingPort()}`
    await withScenario('healthy', {}, async ({url}) => {
      const file = join(await mkdtemp(join(tmpdir(), 'doctor-')), 'hosts')
      await writeFile(file, `# ours\n${url}\n${url}/  # again\n\n${dead}\n`)
      const {exitCode, report} = await checkJson(['--hosts-file', file])
      expect({exitCode, verdict: report.verdict}).toEqual({exitCode: 1, verdict: 'fail'})
      expect(report.targets.map(({verdict}) => verdict)).toEqual(['pass', 'fail'])
      const {stdout} = await runDoctor(['check', '--hosts-file', file])
      expect(stdout).toContain(`✓ ${url}`)
      expect(stdout).toContain(`✗ http://${dead}`)
      expect(stdout).toContain('servers: 2, passed: 1, failed: 1, undecided: 0')
      const piped = await checkJson(['--hosts-file', '-'], {stdin: [`${url}\n`]})
      expect(piped.report.targets.length).toBe(1)
    })
  })

  it('tell a cause that several have once', async () => {
    const servers = await Promise.all(
      Array.from({length: 9}, () => serveScenario(findScenario('gpu-out-of-memory'), {port: 0})),
    )
    try {
      const hosts = servers.flatMap(({url}) => ['--host', url])
      const {stdout, exitCode} = await runDoctor(['check', ...hosts], {columns: 200})
      expect(exitCode).toBe(1)
      expect(stdout.match(/gpu-out-of-memory, certain/g)?.length).toBe(1)
      expect(stdout).toMatch(/Also http:\S+, http:\S+, http:\S+, http:\S+, http:\S+ and 3 more\./)
      expect(stdout).toContain('errors: 9,')
    } finally {
      await Promise.all(servers.map((server) => server.close()))
    }
  })

  it('that are well are counted where they are many', async () => {
    const hosts = Array.from({length: 25}, (_, index) => `127.0.3.${index + 1}`)
    await withScenario('healthy', {}, async () => {
      const server = await serveEverywhere()
      try {
        const targets = hosts.flatMap((host) => ['--host', `${host}:${server.port}`])
        // They do listen on every address of this machine.
        const argv = ['check', '--no-probe', '--skip', 'exposure', ...targets]
        const {stdout, exitCode} = await runDoctor(argv)
        expect(exitCode).toBe(0)
        expect(stdout).toContain('✓ 25 servers passed')
        expect((await runDoctor([...argv, '--quiet'])).stdout).toBe('')
      } finally {
        server.close()
      }
    })
  })

  it.each([
    [['--host', 'a', '--hosts-file', 'b'], 'there can be one of them'],
    [['--hosts-file', '/dev/null'], 'names no server'],
    [['--hosts-file', '/nonexistent'], 'cannot be read'],
    [['--hosts-file', '-', '--models-file', '-'], 'cannot both be standard input'],
    [['--simulate', 'healthy', '--hosts-file', 'x'], 'goes without'],
    [['--parallel', '0'], 'from 1 to 9999'],
    [['--require-version', 'latest'], 'A range is'],
    [['--min-free-disk', '20 apples'], 'A size has a unit'],
    [['--min-free-disk', '20'], 'A size has a unit'],
    [['--baseline', 'x', '--update-baseline', '--only', 'address'], 'goes without --only and --skip'],
    [['--min-context', '0'], 'whole number from 1'],
    [['--min-tokens-per-second', '-1'], 'above 0'],
  ])('%j is wrong usage', async (argv, words) => {
    const {exitCode, stderr} = await runDoctor(['check', ...argv])
    expect({exitCode, stderr}).toEqual({exitCode: 2, stderr: expect.stringContaining(words)})
  })
})

/** An Ollama without models on every loopback address. */
async function serveEverywhere(): Promise<{port: number; close(): void}> {
  const bodies: Readonly<Record<string, string>> = {
    '/': 'Ollama is running',
    '/api/version': JSON.stringify({version: usualVersion}),
    '/api/tags': '{"models":[]}',
    '/api/ps': '{"models":[]}',
  }
  const server = createServer((request, response) => response.end(bodies[request.url ?? ''])).listen(0, '0.0.0.0')
  await once(server, 'listening')
  const address = server.address()
  return {port: typeof address === 'object' ? (address?.port ?? 0) : 0, close: () => server.close()}
}
