import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {describe, expect, it} from 'vitest'
import packageJson from '../package.json' with {type: 'json'}
import {readReport} from './support/report.ts'
import {withScenario} from './support/servers.ts'

const bin = fileURLToPath(new URL('../bin/ollama-doctor.js', import.meta.url))

function start(argv: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [bin, ...argv], {env: {PATH: process.env.PATH, HOME: '/nonexistent', ...env}})
}

interface Ended {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

async function end(child: ChildProcess): Promise<Ended> {
  const read = async (stream: NodeJS.ReadableStream | null): Promise<string> => {
    const chunks: Buffer[] = []
    for await (const chunk of stream ?? []) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks).toString()
  }
  const [stdout, stderr, [exitCode]] = await Promise.all([read(child.stdout), read(child.stderr), once(child, 'exit')])
  return {exitCode, stdout, stderr}
}

/** A hundred targets that refuse: a report of more than a pipe holds. */
const manyHosts = Array.from({length: 100}, (_, index) => ['--host', `127.0.1.${index + 1}:1`]).flat()

describe('the process', () => {
  it('prints its version', async () => {
    expect(await end(start(['--version']))).toEqual({exitCode: 0, stdout: `${packageJson.version}\n`, stderr: ''})
  })

  it('writes all of a long report to a reader that is slow', async () => {
    const child = start(['check', '--format', 'json', ...manyHosts])
    // The pipe is long full before anything is read.
    await sleep(1_500)
    const {exitCode, stdout} = await end(child)
    expect(exitCode).toBe(1)
    expect(stdout.length).toBeGreaterThan(200_000)
    expect(readReport({stdout}).targets.length).toBe(100)
  })

  it('is quiet when its reader goes away', async () => {
    const child = start(['check', '--verbose', ...manyHosts])
    child.stdout?.once('data', () => child.stdout?.destroy())
    const stderr: Buffer[] = []
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk))
    const [exitCode] = await once(child, 'exit')
    expect({exitCode, stderr: Buffer.concat(stderr).toString()}).toEqual({exitCode: 1, stderr: ''})
  })

  it('says so where its result cannot be written', async () => {
    const command = `${process.execPath} ${bin} check --simulate healthy > /dev/full`
    const {exitCode, stderr} = await end(spawn('sh', ['-c', command]))
    expect({exitCode, stderr}).toEqual({
      exitCode: 3,
      stderr: expect.stringContaining('error: the result could not be written: ENOSPC'),
    })
    expect(stderr.split('\n')).toHaveLength(2)
  })

  it('writes no escape sequence where nobody reads a terminal', async () => {
    for (const argv of [['check', '--simulate', 'runner-crash'], ['--help'], ['check', '--bogus']]) {
      const {stdout, stderr} = await end(start(argv, {TERM: 'xterm-256color'}))
      expect(stdout + stderr).not.toContain('\u001b')
    }
  })

  it('loads of got, execa and ora only what it needs', async () => {
    const markers = {got: 'got:request:create', execa: 'ExecaError', ora: 'hideCursor'}
    const chunks = new URL('../dist/chunks/', import.meta.url)
    const holding = (marker: string): string[] =>
      readdirSync(chunks).filter((name) => readFileSync(new URL(name, chunks), 'utf8').includes(marker))
    for (const argv of [
      ['--version'],
      ['--help'],
      ['check', '--help'],
      ['pull-missing', '--help'],
      ['simulate', '--list'],
      ['explain', 'EOF'],
    ]) {
      const coverage = mkdtempSync(join(tmpdir(), 'doctor-'))
      const {exitCode, stdout} = await end(start(argv, {NODE_V8_COVERAGE: coverage}))
      expect({argv, exitCode, printed: stdout !== ''}).toEqual({argv, exitCode: 0, printed: true})
      const loaded = readdirSync(coverage)
        .map((name) => readFileSync(join(coverage, name), 'utf8'))
        .join('')
      for (const [name, marker] of Object.entries(markers)) {
        const [chunk] = holding(marker)
        expect(chunk, `no chunk holds ${name}`).toBeDefined()
        expect(loaded.includes(`/chunks/${chunk}`), `${argv.join(' ')} loads ${name}`).toBe(false)
      }
    }
  })
})

describe('explain, as a process', () => {
  const question = `${JSON.stringify({id: 1, text: 'signal: killed'})}\n`

  it('is quiet when the reader of its answers goes away', async () => {
    const {exitCode, stdout, stderr} = await end(
      spawn('sh', [
        '-c',
        `yes '${question.trim()}' | head -20000 | ${process.execPath} ${bin} explain --ndjson | head -1`,
      ]),
    )
    expect({exitCode, lines: stdout.split('\n').length, stderr}).toEqual({exitCode: 0, lines: 2, stderr: ''})
  })

  it('tells what stood in an endless text when it is interrupted', async () => {
    const child = start(['explain'])
    const ended = end(child)
    child.stdin?.on('error', () => undefined)
    child.stdin?.write('write /x: no space left on device\n')
    await sleep(700)
    child.kill('SIGINT')
    const {exitCode, stdout, stderr} = await ended
    expect({exitCode, stderr}).toMatchObject({exitCode: 130, stderr: expect.stringContaining('Interrupted after')})
    expect(stdout).toContain('disk-full')
  })

  it('is ended while it reads an endless file', async () => {
    const child = start(['explain', '--body', '/dev/zero'])
    const ended = end(child)
    await sleep(700)
    child.kill('SIGINT')
    expect((await ended).exitCode).toBe(130)
  })

  it('answers a question before the next is asked', async () => {
    const child = start(['explain', '--ndjson'])
    child.stdin?.write(question)
    const [answer] = await once(child.stdout as NodeJS.ReadableStream, 'data')
    expect(JSON.parse(String(answer))).toMatchObject({id: 1, diagnoses: [{code: 'host-oom-killed'}]})
    child.stdin?.end()
    const [exitCode] = await once(child, 'exit')
    expect(exitCode).toBe(0)
  })
})

describe('a signal', () => {
  it.each([
    ['SIGINT', 'tcp-only', 130],
    ['SIGINT', 'hung-runner', 130],
    ['SIGTERM', 'hung-runner', 143],
    ['SIGINT', 'slow-drip', 130],
  ] as const)('%s ends a check of %s with %d', async (signal, scenario, exitCode) => {
    await withScenario(scenario, {}, async ({url}) => {
      const child = start(['check', '--host', url, '--timeout', '15s', '--debug'])
      const ended = end(child)
      // Once the first check has begun, whatever the machine's load.
      await once(child.stderr as NodeJS.ReadableStream, 'data')
      await sleep(300)
      child.kill(signal)
      const {stdout, ...rest} = await ended
      expect({exitCode: rest.exitCode, stdout}).toEqual({exitCode, stdout: ''})
    })
  })

  it('leaves one document where JSON was asked for', async () => {
    await withScenario('tcp-only', {}, async ({url}) => {
      const child = start(['check', '--host', url, '--format', 'json', '--debug'])
      const ended = end(child)
      await once(child.stderr as NodeJS.ReadableStream, 'data')
      child.kill('SIGINT')
      const {exitCode, stdout} = await ended
      expect(exitCode).toBe(130)
      expect(JSON.parse(stdout).error).toMatchObject({kind: 'interrupted', exitCode: 130})
    })
  })

  it('ends a simulation', async () => {
    const child = start(['simulate', 'healthy', '--port', '0'])
    const ended = end(child)
    await once(child.stdout as NodeJS.ReadableStream, 'data')
    child.kill('SIGINT')
    const {exitCode, stdout} = await ended
    expect(exitCode).toBe(130)
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+ {2}healthy: /)
  })
})

describe('pull-missing, as a process', () => {
  it('ends the request at Ctrl-C, says what is kept, and goes on from there', async () => {
    await withScenario('stalled-pull', {}, async ({url, pulls}) => {
      const argv = ['pull-missing', 'llama3.2', '--host', url]
      const child = start(argv)
      const ended = end(child)
      // A line of it tells that the pull is under way.
      await once(child.stderr as NodeJS.ReadableStream, 'data')
      await sleep(300)
      child.kill('SIGINT')
      const {exitCode, stdout, stderr} = await ended
      expect({exitCode, stdout}).toEqual({exitCode: 130, stdout: ''})
      expect(stderr).toContain('Interrupted. The server keeps what it has so far')
      expect(await end(start([...argv, '--quiet']))).toEqual({exitCode: 0, stdout: '', stderr: ''})
      expect([...pulls.values()]).toEqual([2])
    })
  })

  it.skipIf(!existsSync('/usr/bin/script'))(
    'tidies up at Ctrl-C on a terminal (which the program script makes)',
    async () => {
      await withScenario('silent-pull', {}, async ({url}) => {
        const command = `stty cols 80; exec ${process.execPath} ${bin} pull-missing llama3.2 --host ${url}`
        const env = {PATH: process.env.PATH, HOME: '/nonexistent', TERM: 'xterm'}
        const child = spawn('/usr/bin/script', ['-qec', command, '/dev/null'], {env})
        const ended = end(child)
        await sleep(1_500)
        child.stdin?.write('\u0003')
        const {exitCode, stdout} = await ended
        expect(exitCode).toBe(130)
        // There was a bar; then the word, and the cursor is back.
        expect(stdout).toMatch(/█[\s\S]*Interrupted\. The server keeps/)
        expect(stdout.lastIndexOf('\u001b[?25h')).toBeGreaterThan(stdout.lastIndexOf('\u001b[?25l'))
      })
    },
  )

  it('leaves one line where events were asked for', async () => {
    await withScenario('silent-pull', {}, async ({url}) => {
      const child = start(['pull-missing', 'llama3.2', '--host', url, '--format', 'ndjson'])
      const ended = end(child)
      await sleep(1_000)
      child.kill('SIGTERM')
      const {exitCode, stdout} = await ended
      expect(exitCode).toBe(143)
      expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
        event: 'error',
        error: {kind: 'interrupted'},
      })
    })
  })

  it('is quiet when its reader goes away', async () => {
    await withScenario('healthy', {models: []}, async ({url}) => {
      const child = start(['pull-missing', 'llama3.2', '--host', url, '--format', 'ndjson'])
      child.stdout?.once('data', () => child.stdout?.destroy())
      const stderr: Buffer[] = []
      child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk))
      const [exitCode] = await once(child, 'exit')
      expect({exitCode, stderr: Buffer.concat(stderr).toString()}).toEqual({exitCode: 0, stderr: ''})
    })
  })

  it('takes the configuration of the folder it is started in', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
    const argv = [bin, 'pull-missing', '--host', '127.0.0.1:1', '--format', 'json']
    const modelsIn = async (): Promise<unknown> => {
      const {stdout} = await end(spawn(process.execPath, argv, {cwd: folder, env: {PATH: ''}}))
      const {models, error} = JSON.parse(stdout)
      return models?.map(({model}: {model: string}) => model) ?? error.message
    }
    expect(await modelsIn()).toContain('no models are named')
    writeFileSync(join(folder, 'package.json'), '{"name": "x", "ollama-doctor": {"models": ["from-package"]}}')
    expect(await modelsIn()).toEqual(['from-package'])
    writeFileSync(join(folder, 'ollama-doctor.config.json'), '{"models": ["from-file"]}')
    expect(await modelsIn()).toEqual(['from-file'])
  })
})
