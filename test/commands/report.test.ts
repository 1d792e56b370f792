import {appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import type {Bundle} from '../../src/bundle/bundle.ts'
import {formats} from '../../src/reporters/index.ts'
import type {Scenario} from '../../src/simulator/scenario.ts'
import {findScenario, scenarios} from '../../src/simulator/scenarios.ts'
import {serveScenario} from '../../src/simulator/serve.ts'
import {folder} from '../support/logs.ts'
import {commands, type FakeCommand} from '../support/machine.ts'
import {checkJson, findingsOf, readDocument} from '../support/report.ts'
import {type Ran, type RunOptions, runDoctor} from '../support/run.ts'
import {refusingPort} from '../support/servers.ts'

interface Reported {
  readonly argv?: readonly string[]
  readonly changes?: Partial<Scenario>
  readonly options?: RunOptions
  /** Written to the log before. */
  readonly log?: readonly string[]
  readonly named?: string
}

async function report(
  scenario: string,
  {argv = [], changes, options, log = [], named = 'server.log'}: Reported = {},
): Promise<Ran & {url: string}> {
  const path = join(folder(), named)
  writeFileSync(path, log.map((line) => `${line}\n`).join(''))
  const server = await serveScenario(
    {...findScenario(scenario), ...changes},
    {port: 0, log: (line) => appendFileSync(path, `${line}\n`)},
  )
  try {
    const ran = await runDoctor(['report', '--host', server.url, '--file', path, '--timeout', '1s', ...argv], options)
    return {...ran, url: server.url}
  } finally {
    await server.close()
  }
}

function save(text: string): string {
  const path = join(folder(), 'report.json')
  writeFileSync(path, text)
  return path
}

describe('report', () => {
  it('holds what was found, the log’s start and its incidents, the machine and the models', async () => {
    const bundle = readDocument(await report('runner-crash')) as Bundle
    expect(bundle.targets[0]?.results.find(({id}) => id === 'model-answers')?.outcome.findings).toMatchObject([
      {code: 'gpu-out-of-memory', confidence: 'certain'},
    ])
    const [log] = bundle.log.sources
    expect(log?.start[0]).toContain('server config')
    expect(log?.start.join('\n')).not.toContain('[GIN]')
    expect(log?.incidents.flatMap(({codes}) => codes)).toEqual(['gpu-out-of-memory'])
    expect(bundle.machine?.system.processors).toBeGreaterThan(0)
    expect(bundle.models?.installed.map(({name}) => name)).toContain('llama3.2:1b')
    expect(bundle.manifest.leftOut.map(({what}) => what)).toContain('the service')
  })

  it('is written where it is told to, and says so', async () => {
    const path = join(folder(), 'out.json')
    const {stdout, stderr, exitCode} = await report('healthy', {argv: ['--output', path]})
    // For whoever it is given to, and nobody else on this machine.
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect({stdout, exitCode}).toEqual({stdout: '', exitCode: 0})
    expect(stderr).toContain(`${path} is written`)
    expect(readDocument({stdout: readFileSync(path, 'utf8')})).toMatchObject({kind: 'bundle'})
  })

  it.each([
    ['there is no such folder', ['--output', '/nonexistent/x/report.json'], /cannot be written/],
    ['several servers are meant', ['--config', 'several'], /names several/],
    ['the format is none', ['--format', 'human'], /json, markdown/],
  ])('asks nothing where %s', async (_, argv, message) => {
    const several = join(folder(), 'several.json')
    writeFileSync(several, '{"hosts": ["http://127.0.0.1:1", "http://127.0.0.1:2"]}')
    const {stdout, stderr, exitCode} = await runDoctor([
      'report',
      ...argv.map((word) => (word === 'several' ? several : word)),
    ])
    expect({stdout, exitCode}).toEqual({stdout: '', exitCode: 2})
    expect(stderr).toMatch(message)
  })

  it('is made of a server that is not there, too', async () => {
    const host = `http://127.0.0.1:${await refusingPort()}`
    const {stdout, exitCode} = await runDoctor(['report', '--host', host])
    expect(exitCode).toBe(0)
    const bundle = readDocument({stdout}) as Bundle
    expect(bundle.models).toBeNull()
    expect(bundle.manifest.leftOut).toContainEqual({what: 'the server’s log', why: 'none was found; --file names it'})
  })

  it('fills the fields of the bug template', async () => {
    const {stdout} = await report('runner-crash', {argv: ['--format', 'markdown']})
    const headings = [...stdout.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading)
    expect(headings).toEqual(['What is the issue?', 'Relevant log output', 'OS', 'GPU', 'CPU', 'Ollama version'])
    expect(stdout).toContain('cudaMalloc failed: out of memory')
    expect(stdout).toMatch(/### OS\n\n(?:Linux|macOS|Windows)/)
    expect(stdout).toMatch(/### Ollama version\n\n0\.12\.11/)
  })
})

const whole = {
  kind: 'bundle',
  schemaVersion: '1.0',
  tool: {name: 'ollama-doctor', version: '0.1.0'},
  startedAt: '2026-11-28T14:03:11.000Z',
  durationMs: 1,
  platform: 'linux',
  failOn: 'error',
  targets: [{url: 'http://x', requests: [], results: [] as unknown[]}],
}

function edited(edit: (bundle: typeof whole) => unknown): string {
  return JSON.stringify(edit(whole))
}

function withResult(changes: Record<string, unknown>): string {
  const result = {
    id: 'address',
    group: 'connection',
    status: 'fail',
    durationMs: 1,
    attempts: 1,
    outcome: {},
    ...changes,
  }
  return edited((bundle) => ({...bundle, targets: [{...bundle.targets[0], results: [result]}]}))
}

describe('check --from', () => {
  it.each(
    scenarios
      .filter(({servesHttp, name}) => servesHttp === undefined && !/slow|pull|drip|bomb|endless/.test(name))
      .map(({name}) => name),
  )('comes to the same verdict and findings: %s', async (scenario) => {
    const server = await serveScenario(findScenario(scenario), {port: 0})
    try {
      const argv = ['--host', server.url, '--timeout', '500ms', '--file', save('')]
      const {stdout} = await runDoctor(['report', ...argv])
      const path = save(stdout)
      const [now, replayed] = [await checkJson(argv), await checkJson(['--from', path])]
      expect(findingsOf(replayed.report)).toEqual(findingsOf(now.report))
      expect(replayed.exitCode).toBe(now.exitCode)
      expect(replayed.report.verdict).toBe(now.report.verdict)
      expect(replayed.report.counts).toEqual(now.report.counts)
    } finally {
      await server.close()
    }
  })

  it('tells it in another language, at another threshold, from standard input', async () => {
    const {stdout} = await report('invented-gpu-share')
    expect((await runDoctor(['check', '--from', save(stdout), '--lang', 'zh-CN'])).stdout).toContain('通过')
    expect((await runDoctor(['check', '--from', '-', '--fail-on', 'warning'], {stdin: [stdout]})).exitCode).toBe(1)
  })

  it.each([
    ['no JSON', '', /it is no JSON/],
    ['another document', 'null', /it has to be an object/],
    ['a report of check', '{"schemaVersion":"1.0","targets":[]}', /is no report of ollama-doctor report/],
    ['what check printed', '{"schemaVersion":"1.0","verdict":"pass","targets":[]}', /is what check found/],
    ['a future version', edited((bundle) => ({...bundle, schemaVersion: '2.0'})), /schemaVersion has to be 1/],
    ['no server', edited((bundle) => ({...bundle, targets: []})), /targets has to be a list with a server/],
    ['a server that is none', edited((bundle) => ({...bundle, targets: [null]})), /targets\.0 has to be an object/],
    [
      'a future check',
      withResult({id: 'future'}),
      /targets\.0\.results\.0\.id has to be a check that this version knows/,
    ],
    ['a check without an outcome', withResult({outcome: undefined}), /outcome is missing/],
    [
      'a future diagnosis',
      withResult({outcome: {findings: [{code: 'x', confidence: 'certain', evidence: []}]}}),
      /code has to be a diagnosis that/,
    ],
    ['a finding that is none', withResult({outcome: {findings: [null]}}), /findings\.0 has to be an object/],
    ['no time', edited((bundle) => ({...bundle, startedAt: 'yesterday'})), /startedAt has to be a point in time/],
  ])('says what is wrong with %s', async (_, text, message) => {
    const {stderr, exitCode} = await runDoctor(['check', '--from', save(text)])
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(message)
  })

  it('goes without servers and models, and needs a file that is there', async () => {
    expect((await runDoctor(['check', 'llama3.2', '--from', 'x'])).exitCode).toBe(2)
    for (const option of [
      ['--host', 'x'],
      ['--only', 'config'],
      ['--require-gpu'],
      ['--no-probe'],
      ['--file', 'x'],
      ['--timeout', '1s'],
    ])
      expect(await runDoctor(['check', ...option, '--from', 'x'])).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining(`goes without ${option[0]}`),
      })
    expect((await runDoctor(['check', '--from', '/nonexistent.json'])).stderr).toContain('cannot be read')
  })
})

/** What nobody but its owner may ever read; each has a mark that is looked for. */
const secrets = {
  key: 'sk-live0123456789abcdefgh',
  token: 'ghp_0123456789abcdefghijklmnopqrstuvwxyz',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c',
  password: 'hunter2secret',
  proxyPassword: 'pr0xyPassw0rd',
  email: 'alice.liddell@wonderland.example',
  prompt: 'my diary says that the queen',
  user: 'aliceliddell',
  machine: 'rabbit-hole',
  address: '203.0.113.77',
  address6: '2001:db8:77::42',
  variable: 'wonderland-db-credential',
  option: 'cheshire4712grin',
  plain: 'drinkme-drinkme-drinkme',
}

describe('secrets', () => {
  it('are in no output, wherever they come from', async () => {
    const {
      key,
      token,
      jwt,
      password,
      proxyPassword,
      email,
      prompt,
      user,
      machine,
      address,
      address6,
      variable,
      option,
      plain,
    } = secrets
    const unitFolder = folder()
    mkdirSync(join(unitFolder, user))
    const unitFile = join(unitFolder, user, 'ollama.service')
    writeFileSync(
      unitFile,
      `[Service]\nOLLAMA_API_KEY=${key}\nEnvironment=OLLAMA_HOST=0.0.0.0 password=${password}\nEnvironment="DB_CREDENTIAL=${variable}"\n`,
    )
    const environmentFile = join(unitFolder, 'ollama.env')
    writeFileSync(
      environmentFile,
      `OLLAMA_API_KEY=${key}\nHTTPS_PROXY=http://${user}:${proxyPassword}@${machine}:3128\nDB_CREDENTIAL=${variable}\nOLLAMA_MODELS=/home/${user}/models\n`,
    )
    const fakes: Record<string, FakeCommand> = {
      systemctl: {
        stdout: [
          'LoadState=loaded',
          'ActiveState=active',
          'SubState=running',
          `User=${user}`,
          `Environment=OLLAMA_ORIGINS=http://${machine}.lan:3000 "DB_CREDENTIAL=${variable}" OLLAMA_AUTH_TOKEN=${plain} OLLAMA_NUM_CTX=1`,
          `EnvironmentFiles=${environmentFile} (ignore_errors=no)`,
          `FragmentPath=${unitFile}`,
          '',
        ].join('\n'),
      },
      'nvidia-smi': {
        when: {
          'query-gpu': `GPU-1b2c3d4e-0000-1111-2222-333344445555, RTX, 580.1, 24564, 21000\n`,
          'query-compute-apps': `7, /home/${user}/train.py --api-key ${option}, GPU-1b2c3d4e-0000-1111-2222-333344445555, 20000\n`,
        },
      },
    }
    const at = new Date().toISOString()
    const log = [
      `time=${at} level=INFO source=routes.go:1 msg="server config" env="map[HTTPS_PROXY:http://${user}:${proxyPassword}@${machine}:3128 OLLAMA_MODELS:/home/${user}/models OLLAMA_API_KEY:${key}]"`,
      `time=${at} level=INFO source=routes.go:2 msg="Listening on ${address}:11434 (version 0.12.11)"`,
      `time=${at} level=ERROR source=x.go:1 msg="write /Users/${user}/models: no space left on device" authorization="Bearer ${token}" token=${jwt}`,
      `[GIN] 2026/11/28 - 14:03:11 | 500 | 1.2s | ${address} | POST "/api/chat"`,
      `time=${at} level=ERROR source=x.go:3 msg="chat request" prompt="${prompt}" error="no space left on device" mail=${email} from=${address6}`,
      `time=${at} level=ERROR source=x.go:4 msg="dial tcp: lookup ${machine}: no space left on device" password=${password} path=C:\\Users\\${user}\\x`,
    ]
    const body = `no space left on device: /home/${user}/.ollama token=${token} ${email} ${address}`
    const options = {
      env: {
        PATH: commands(fakes),
        HOME: `/home/${user}`,
        USER: user,
        HOSTNAME: machine,
        OLLAMA_API_KEY: key,
        OLLAMA_CONTEXT_LENGTH: '1',
        AWS_SECRET_ACCESS_KEY: variable,
      },
    }
    const changes: Partial<Scenario> = {
      faults: {
        '/api/generate': {
          kind: 'answer',
          status: 500,
          headers: {'content-type': 'application/json'},
          body: JSON.stringify({error: body}),
        },
      },
      store: `/home/${user}/.ollama/models`,
    }
    const json = await report('healthy', {log, changes, options, named: `${user}.log`})
    expect(json.exitCode).toBe(0)
    const markdown = await report('healthy', {log, changes, options, argv: ['--format', 'markdown']})
    const outputs = [json.stdout, json.stderr, markdown.stdout]
    for (const format of formats) {
      const {stdout, stderr} = await runDoctor(['check', '--from', save(json.stdout), '--format', format, '--verbose'])
      outputs.push(stdout, stderr)
    }
    for (const [name, secret] of Object.entries(secrets))
      for (const output of outputs)
        expect(output.toLowerCase().includes(secret.toLowerCase()), `${name} in ${output.slice(0, 60)}`).toBe(false)

    // The same name has the same pseudonym everywhere, and nothing that matters is lost.
    const bundle = readDocument(json) as Bundle
    const text = JSON.stringify(bundle)
    expect(text).toContain('no space left on device')
    expect(text).toMatch(/\/home\/user-1\/models/)
    expect(bundle.machine?.service?.user).toBe('user-1')
    expect(bundle.machine?.settings.meant.map(({values}) => Object.keys(values))).toEqual([
      ['OLLAMA_ORIGINS', 'OLLAMA_AUTH_TOKEN', 'OLLAMA_NUM_CTX'],
      ['OLLAMA_API_KEY', 'HTTPS_PROXY', 'OLLAMA_MODELS'],
    ])
    expect(bundle.manifest.pseudonyms).toMatchObject({user: 1, host: expect.any(Number), address: 2, email: 1, gpu: 1})
    expect(text).toContain('config-unknown-variable')
    expect(existsSync(unitFile)).toBe(true)
  })
})
