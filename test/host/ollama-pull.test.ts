import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {chmod, mkdtemp, readdir, readFile, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {describe, expect, it} from 'vitest'
import type {PullReport} from '../../src/pull/pull-report.ts'
import {readDocument} from '../support/report.ts'
import {runDoctor} from '../support/run.ts'
import {withScenario} from '../support/servers.ts'

const bin = fileURLToPath(new URL('../../bin/ollama-doctor.js', import.meta.url))
const fake = fileURLToPath(new URL('../support/fake-ollama.js', import.meta.url))

/** A folder for PATH with our `ollama`, which notes its arguments, its process and the server it asks. */
async function pathWithOllama(): Promise<{
  path: string
  calls: () => Promise<{argv: string[]; pid: number; host: string}[]>
}> {
  const path = await mkdtemp(join(tmpdir(), 'doctor-'))
  const script = `import {writeFileSync} from 'node:fs'
writeFileSync('${path}/call-' + process.pid, JSON.stringify({argv: process.argv.slice(2), pid: process.pid, host: process.env.OLLAMA_HOST}))
await import('${fake}')
`
  await writeFile(join(path, 'ollama.mjs'), script)
  await writeFile(join(path, 'ollama'), `#!/bin/sh\nexec '${process.execPath}' '${path}/ollama.mjs' "$@"\n`)
  await chmod(join(path, 'ollama'), 0o755)
  return {
    path,
    calls: async () => {
      const files = (await readdir(path)).filter((name) => name.startsWith('call-'))
      return Promise.all(files.map(async (name) => JSON.parse(await readFile(join(path, name), 'utf8'))))
    },
  }
}

/** A folder for PATH with an `ollama` that is a script. */
async function pathWithScript(script: string): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'doctor-'))
  await writeFile(join(path, 'ollama'), `#!/bin/sh\n${script}\n`)
  await chmod(join(path, 'ollama'), 0o755)
  return path
}

const limits = ['--retries', '0', '--stall-timeout', '500ms', '--format', 'json']

describe('pull-missing --via cli', () => {
  it('ends a wrapper with all that it started, and waits for no pipe', async () => {
    const path = await pathWithScript('sleep 76.5 & echo $! > "$0.pid"\nwait')
    await withScenario('model-missing', {}, async ({url}) => {
      const argv = ['pull-missing', 'llama3.2', '--via', 'cli', '--host', url, ...limits]
      const ran = await runDoctor(argv, {env: {PATH: `${path}:/usr/bin:/bin`}})
      expect(readDocument(ran)).toMatchObject({models: [{findings: [{code: 'pull-stalled'}]}]})
      const pid = Number(await readFile(join(path, 'ollama.pid'), 'utf8'))
      await expect.poll(() => isAlive(pid), {timeout: 5_000}).toBe(false)
    })
  })

  it('waits for nobody who only kept the pipe of a command that has ended', async () => {
    const path = await pathWithScript(
      'setsid sleep 5 &\necho "Error: pull model manifest: file does not exist" >&2\nexit 1',
    )
    await withScenario('model-missing', {}, async ({url}) => {
      const argv = ['pull-missing', 'llama3.2', '--via', 'cli', '--host', url, ...limits]
      const started = performance.now()
      const ran = await runDoctor(argv, {env: {PATH: `${path}:/usr/bin:/bin`}})
      expect(readDocument(ran)).toMatchObject({models: [{findings: [{code: 'model-name-not-in-registry'}]}]})
      expect(performance.now() - started).toBeLessThan(4_500)
    })
  })

  it('takes a rate for movement where the sizes are too coarse to move', async () => {
    const frame = (rate: string): string =>
      `printf '\\033[?2026h\\033[A\\033[1Gpulling manifest \\033[K\\npulling b4df21fb08b9:  64%% ▕███  ▏  45 GB/ 70 GB  ${rate}\\033[K' >&2; sleep 0.1`
    const flowing = await pathWithScript(
      `for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do ${frame('9.4 MB/s  44m20s')}; done`,
    )
    const stalled = await pathWithScript(`while :; do ${frame('                ')}; done`)
    await withScenario('model-missing', {}, async ({url}) => {
      const pull = async (path: string): Promise<PullReport> => {
        const argv = ['pull-missing', 'llama3.2', '--via', 'cli', '--host', url, ...limits]
        return readDocument(await runDoctor(argv, {env: {PATH: `${path}:/usr/bin:/bin`}})) as PullReport
      }
      // It ends by itself and well, and has pulled nothing.
      expect((await pull(flowing)).models[0]?.findings[0]?.code).toBe('pull-incomplete')
      expect((await pull(stalled)).models[0]?.findings[0]?.code).toBe('pull-stalled')
    })
  })

  it.each<[string, number, string[]]>([
    ['model-missing', 0, []],
    ['digest-mismatch', 1, ['digest-mismatch']],
    ['disk-full-pull', 1, ['disk-full']],
    ['pull-not-found', 1, ['model-name-not-in-registry']],
    ['pull-no-dns', 1, ['registry-dns-failure']],
    ['pull-leaves-nothing', 1, ['pull-incomplete']],
    ['silent-pull', 1, ['pull-stalled']],
  ])('of %s ends with %d', async (scenario, exitCode, codes) => {
    const {path, calls} = await pathWithOllama()
    await withScenario(scenario, {}, async ({url}) => {
      const argv = ['pull-missing', 'llama3.2', '--via', 'cli', '--host', url, '--insecure', '--format', 'json']
      const limits = ['--retries', '1', '--retry-delay', '1ms', '--stall-timeout', '1s']
      const ran = await runDoctor([...argv, ...limits], {env: {PATH: path, OLLAMA_HOST: 'http://elsewhere:1'}})
      const report = readDocument(ran) as PullReport
      expect({exitCode: ran.exitCode, codes: report.models[0]?.findings.map(({code}) => code)}).toEqual({
        exitCode,
        codes,
      })
      expect(report.via).toBe('cli')
      for (const call of await calls()) {
        expect(call).toMatchObject({argv: ['pull', '--insecure', '--', 'llama3.2'], host: url})
      }
    })
  })

  it('reads the sizes off the screen', async () => {
    const {path} = await pathWithOllama()
    await withScenario('slow-drip-pull', {}, async ({url}) => {
      const argv = ['pull-missing', 'llama3.2', '--via', 'cli', '--host', url]
      const {exitCode, stdout, stderr} = await runDoctor(argv, {env: {PATH: path}})
      expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: expect.stringMatching(/llama3\.2 {2}pulled, 90\.4 KB/)})
      expect(stderr).toMatch(/^llama3\.2 {2}5\d % {2}4\d\.\d KB of 90\.0 KB/m)
      expect(stderr).not.toContain('\u001b')
    })
  })

  it.each(['-rf', '--help', 'a;touch x', '$(touch x)', 'a\nb', '`x`', '../../x', 'x\u0000y'])(
    'never runs for the name %j',
    async (name) => {
      const {path, calls} = await pathWithOllama()
      const {exitCode} = await runDoctor(['pull-missing', '--via', 'cli', '--', name], {env: {PATH: path}})
      expect({exitCode, calls: await calls()}).toEqual({exitCode: 2, calls: []})
    },
  )

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('leaves no child behind after %s', async (signal) => {
    const {path, calls} = await pathWithOllama()
    await withScenario('silent-pull', {}, async ({url}) => {
      const env = {PATH: path, HOME: '/nonexistent'}
      const child = spawn(process.execPath, [bin, 'pull-missing', 'llama3.2', '--via', 'cli', '--host', url], {env})
      const exited = once(child, 'exit')
      while ((await calls()).length === 0) await sleep(20)
      await sleep(300)
      child.kill(signal)
      const [exitCode] = await exited
      expect(exitCode).toBe({SIGINT: 130, SIGTERM: 143, SIGKILL: null}[signal])
      const [call] = await calls()
      await expect.poll(() => isAlive(call?.pid ?? 0), {timeout: 5_000}).toBe(false)
    })
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
