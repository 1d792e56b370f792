import {type ChildProcess, spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {describe, expect, it, onTestFinished, vi} from 'vitest'
import {append, causesOf, folder, follow, logFile, logsJson} from '../support/logs.ts'
import {runDoctor} from '../support/run.ts'

const fake = fileURLToPath(new URL('../support/fake-engine.js', import.meta.url))
const bin = fileURLToPath(new URL('../../bin/ollama-doctor.js', import.meta.url))
const journalRemote = '/lib/systemd/systemd-journal-remote'
const hasJournal = existsSync('/usr/bin/journalctl') && existsSync(journalRemote)

const full = 'time=2026-11-22T22:00:01Z level=ERROR source=x.go:1 msg="write /x: no space left on device"'
const oom =
  'ggml_backend_cuda_buffer_type_alloc_buffer: allocating 9.00 MiB on device 0: cudaMalloc failed: out of memory'

/** A folder with an engine of ours as the only command on PATH, and what it needs to know. */
function engine(name: 'docker' | 'podman' | 'kubectl', list: string): {env: Record<string, string>; state: string} {
  const bin = folder()
  const state = folder()
  symlinkSync(fake, join(bin, name))
  symlinkSync(process.execPath, join(bin, 'node'))
  writeFileSync(join(state, 'list'), list)
  return {env: {PATH: bin, FAKE_ENGINE: state, HOME: folder(), KUBECONFIG: 'x'}, state}
}

const containers = [
  ['0123456789ab', 'web', 'nginx:latest', 'running'],
  ['abcdef012345', 'ollama', 'ollama/ollama:latest', 'running'],
  ['abcdef999999', 'old-ollama', 'docker.io/ollama/ollama:0.5.7', 'exited'],
]
  .map((container) => container.join('\t'))
  .join('\n')

describe('logs of a container', () => {
  it.each(['docker', 'podman'] as const)('finds it, %s', async (name) => {
    const {env, state} = engine(name, containers)
    writeFileSync(
      join(state, 'ollama.log'),
      `2026-11-22T22:00:00.1Z [GIN] 2026/11/22 - 22:00:00 | 200 | 1ms | ::1 | GET "/"\n!2026-11-22T22:00:01.5Z ${full}\n`,
    )
    writeFileSync(join(state, 'old-ollama.log'), `!2025-01-01T00:00:00Z ${oom}\n`)
    const {report, exitCode} = await logsJson([], {env})
    expect(exitCode).toBe(0)
    expect(report.source).toEqual({kind: name, name: 'ollama', reason: 'newest'})
    expect(report.lines.read).toBe(2)
    expect(report.requests.total).toBe(1)
    expect(causesOf(report)).toEqual(['disk-full (1)'])
    const {stdout} = await runDoctor(['logs'], {env, stdin: 'terminal'})
    expect(stdout.split('\n').slice(0, 3).join(' ')).toMatch(
      /container ollama .* newest line +Also there: .*old-ollama/,
    )
  })

  it('takes the one that is named', async () => {
    const {env, state} = engine('docker', containers)
    writeFileSync(join(state, 'old-ollama.log'), `!2025-01-01T00:00:00Z ${oom}\n`)
    for (const name of ['old-ollama', 'abcdef9999']) {
      const {report} = await logsJson(['--container', name], {env})
      expect(report.source).toEqual({kind: 'docker', name: 'old-ollama', reason: 'named'})
      expect(causesOf(report)).toEqual(['gpu-out-of-memory (1)'])
    }
  })

  it('follows it, over its end and its return', async () => {
    const {env, state} = engine('docker', containers)
    const log = join(state, 'ollama.log')
    writeFileSync(log, '!2026-11-22T22:00:00Z slot one\n')
    const following = follow(['--container', 'ollama', '-v'], {env})
    await following.shows('one')
    append(log, '!2026-11-22T22:00:01Z two\n')
    await following.shows('two')
    writeFileSync(join(state, 'ollama.gone'), '')
    await sleep(600)
    append(log, '!2026-11-22T22:00:02Z three\n')
    rmSync(join(state, 'ollama.gone'))
    await following.shows('three')
    const {stdout, stderr, exitCode} = await following.end()
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/The log has ended.*\n.*goes on/)
    for (const word of ['one', 'two', 'three']) expect(stdout.split(word)).toHaveLength(2)
  })

  it('says why the engine cannot be asked, and what helps', async () => {
    const {env, state} = engine('docker', '')
    writeFileSync(join(state, 'trouble'), 'permission denied while trying to connect to the Docker daemon socket\n')
    const {stdout, exitCode} = await runDoctor(['logs'], {env, stdin: 'terminal'})
    expect(exitCode).toBe(3)
    expect(stdout).toContain('Docker, a container ollama: you may not read it')
    expect(stdout).toContain('sudo usermod -aG docker "$USER"')
    const {report} = await logsJson([], {env})
    expect(report).toMatchObject({source: null, verdict: 'undecided'})
    expect(report.looked).toContainEqual(expect.objectContaining({place: 'docker', result: 'forbidden'}))
  })
})

describe('logs of a pod', () => {
  it('finds it where nothing is nearer, and follows it under its next name', async () => {
    const pods = (name: string): string => `default\tweb\tRunning\tnginx\nllm\t${name}\tRunning\tollama/ollama:latest\n`
    const {env, state} = engine('kubectl', pods('ollama-a'))
    writeFileSync(join(state, 'ollama-a.log'), `2026-11-22T22:00:00Z ${full}\n`)
    const {report} = await logsJson([], {env})
    expect(report.source).toEqual({kind: 'kubectl', name: 'llm/ollama-a', reason: 'only'})
    expect(causesOf(report)).toEqual(['disk-full (1)'])
    const following = follow(['-v'], {env})
    await following.shows('no space left')
    writeFileSync(join(state, 'list'), pods('ollama-b'))
    writeFileSync(join(state, 'ollama-b.log'), '2099-11-22T22:00:05Z another pod\n')
    writeFileSync(join(state, 'ollama-a.gone'), '')
    await following.shows('another pod')
    expect((await following.end()).stdout.split('no space left')).toHaveLength(4)
  })

  it('takes the one that is named', async () => {
    const {env, state} = engine('kubectl', '')
    writeFileSync(join(state, 'deploy_ollama.log'), `2026-11-22T22:00:00Z ${full}\n`)
    const {report} = await logsJson(['--source', 'kubectl', '--container', 'deploy/ollama'], {env})
    expect(report.source).toEqual({kind: 'kubectl', name: 'deploy/ollama', reason: 'named'})
    expect(causesOf(report)).toEqual(['disk-full (1)'])
  })
})

describe('logs of files', () => {
  it('reads those of macOS, the older ones first', async () => {
    const home = folder()
    const logs = join(home, '.ollama', 'logs')
    mkdirSync(logs, {recursive: true})
    for (const [name, text, day] of [
      ['server-2.log', 'first', 1],
      ['server-1.log', full, 2],
      ['server.log', oom, 3],
      ['app.log', 'another program', 3],
    ] as const) {
      writeFileSync(join(logs, name), `${text}\n`)
      utimesSync(join(logs, name), day, day)
    }
    const {report} = await logsJson([], {env: {HOME: home}, platform: 'darwin'})
    expect(report.source).toEqual({kind: 'file', name: join(logs, 'server.log'), reason: 'only'})
    expect(report.lines.read).toBe(3)
    expect(report.causes.map(({code, evidence}) => `${code}: ${evidence[0]?.source}`)).toEqual([
      'gpu-out-of-memory: server.log, line 1',
      'disk-full: server-1.log, line 1',
    ])
  })

  it('reads those of Windows', async () => {
    const data = folder()
    mkdirSync(join(data, 'Ollama'))
    writeFileSync(join(data, 'Ollama', 'server.log'), `${full}\r\n`)
    const {report} = await logsJson([], {env: {LOCALAPPDATA: data}, platform: 'win32'})
    expect(report.source).toMatchObject({kind: 'file', name: join(data, 'Ollama', 'server.log')})
    expect(causesOf(report)).toEqual(['disk-full (1)'])
  })

  it('says where it looked, and what helps, where there is none', async () => {
    const {stdout, exitCode} = await runDoctor(['logs'], {stdin: 'terminal', platform: 'darwin'})
    expect(exitCode).toBe(3)
    expect(stdout).toContain('the file /nonexistent/.ollama/logs/server.log: nothing there')
    expect(stdout).toContain('ollama serve 2>&1 | ollama-doctor logs -')
  })

  it('says that the server which OLLAMA_HOST names has another', async () => {
    const env = {OLLAMA_HOST: 'gpu-box'}
    const {stderr} = await runDoctor(['logs'], {stdin: 'terminal', env})
    expect(stderr).toContain('ssh gpu-box journalctl -u ollama --no-pager | ollama-doctor logs -')
    expect((await runDoctor(['logs', logFile(full)], {stdin: 'terminal', env})).stderr).toBe('')
  })

  it('reads a pipe that is named as a file', () => {
    const command = `'${process.execPath}' '${bin}' logs --format json <(cat '${logFile(full)}')`
    const {stdout} = spawnSync('bash', ['-c', command], {encoding: 'utf8'})
    expect(causesOf(JSON.parse(stdout))).toEqual(['disk-full (1)'])
  })
})

describe('logs --follow of a file', () => {
  it('tells what is written, as it is written, and sums up at its end', async () => {
    const path = logFile('started\n')
    const following = follow([path])
    await following.shows('server.log')
    for (let round = 0; round < 3; round += 1) {
      append(path, `time=2026-11-22T22:0${round}:01Z level=ERROR msg="write /${round}: no space left on device"\n`)
      await following.shows(`write /${round}`)
    }
    const {exitCode, stdout} = await following.end()
    expect(exitCode).toBe(0)
    expect(stdout).toContain('again: 3 lines so far')
    expect(stdout).toContain('3 lines, from line 2')
  })

  it('tells a start, a request and what is wrong in the order of the lines', async () => {
    const start = [
      'time=2026-11-22T22:00:00Z level=INFO source=x.go:1 msg="Listening on 127.0.0.1:11434 (version 0.12.11)"',
      'time=2026-11-22T22:00:01Z level=INFO source=x.go:1 msg="inference compute" id=cpu library=cpu total="1 GiB" available="1 GiB"',
    ]
    const path = logFile(`${start.join('\n')}\n`)
    const following = follow([path])
    await following.shows('starts on 127.0.0.1:11434')
    append(path, `${full}\n[GIN] 2026/11/22 - 22:00:02 | 200 | 1.2s | 10.0.0.5 | POST     "/api/chat"\n`)
    await following.shows('10.0.0.5')
    const {stdout} = await following.end()
    expect(stdout.indexOf('no space left')).toBeGreaterThan(stdout.indexOf('starts on'))
    expect(stdout.indexOf('10.0.0.5')).toBeGreaterThan(stdout.indexOf('no space left'))
  })

  it('tells why a server does not start', async () => {
    const path = logFile('')
    const following = follow([path])
    append(
      path,
      '2026/11/22 22:00:00 routes.go:1187: INFO server config env="map[OLLAMA_DEBUG:false]"\nError: listen tcp 127.0.0.1:11434: bind: address already in use\n',
    )
    await following.shows('port-in-use')
    await following.end()
  })

  it('gates at its end', async () => {
    const path = logFile(`${full}\n`)
    const following = follow([path, '--fail-on', 'error'])
    await following.shows('disk-full')
    expect((await following.end()).exitCode).toBe(1)
  })

  it('goes on where the file is rotated', async () => {
    const path = logFile('slot one\n')
    const following = follow([path, '-v'])
    await following.shows('one')
    append(path, 'two\n')
    renameSync(path, `${path}.1`)
    append(`${path}.1`, 'three\n')
    await sleep(200)
    writeFileSync(path, 'four\n')
    await following.shows('four')
    append(path, 'five\n')
    await following.shows('five')
    const {stdout, stderr} = await following.end()
    for (const word of ['one', 'two', 'three', 'four', 'five']) expect(stdout.split(word)).toHaveLength(2)
    expect(stderr).toContain('There is a new file in its place.')
  })

  it.each([
    ['cut off', (path: string) => truncateSync(path), 'new 1\n'],
    ['cut off and longer than before', (path: string) => truncateSync(path), `new 1 ${'x'.repeat(400)}\n`],
    ['written anew', () => undefined, undefined],
  ])('goes on where the file is %s', async (_, cut, text) => {
    const path = logFile(`old 1 ${'y'.repeat(100)}\nold 2\n`)
    const following = follow([path, '-v'])
    await following.shows('old 2')
    cut(path)
    if (text === undefined) writeFileSync(path, `new 1 ${'z'.repeat(300)}\n`)
    else append(path, text)
    await following.shows('new 1')
    append(path, 'new 2\n')
    await following.shows('new 2')
    const {stdout, stderr} = await following.end()
    for (const word of ['old 1', 'old 2', 'new 1', 'new 2']) expect(stdout.split(word)).toHaveLength(2)
    expect(stderr).toContain('The file was cut off.')
  })

  it('waits for a line to end', async () => {
    const path = logFile('')
    const following = follow([path, '-v'])
    append(path, 'half a ')
    await sleep(200)
    append(path, 'line\n')
    await following.shows('half a line')
    await following.end()
  })

  it('starts with the last lines', async () => {
    const path = logFile(Array.from({length: 500}, (_, index) => `line ${index}.\n`).join(''))
    const following = follow([path, '-v', '--lines', '3'])
    await following.shows('line 499.')
    const {stdout} = await following.end()
    expect(stdout).toContain('line 497.')
    expect(stdout).not.toContain('line 496.')
  })
})

describe.skipIf(!hasJournal)(`logs of a journal (needs journalctl and ${journalRemote})`, () => {
  const env = {PATH: '/usr/bin:/bin'}

  /** A journal that is being written: what is sent becomes an entry at once. */
  function journal(directory: string): (message: string, fields?: Record<string, string>) => void {
    const child = spawn(journalRemote, [`--output=${join(directory, 'x.journal')}`, '-'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    onTestFinished(() => void child.kill())
    let time = Date.now() * 1_000
    return (message, fields = {}) => {
      time = Math.max(time + 1, Date.now() * 1_000)
      const entry = {
        __REALTIME_TIMESTAMP: time,
        __MONOTONIC_TIMESTAMP: time % 1e12,
        _BOOT_ID: '2'.repeat(32),
        _MACHINE_ID: '1'.repeat(32),
        _HOSTNAME: 'gpu-box',
        PRIORITY: 6,
        _SYSTEMD_UNIT: 'ollama.service',
        SYSLOG_IDENTIFIER: 'ollama',
        _PID: 42,
        ...fields,
      }
      const lines = Object.entries(entry).map(([name, value]) => `${name}=${value}\n`)
      const bytes = Buffer.from(message)
      const length = Buffer.alloc(8)
      length.writeBigUInt64LE(BigInt(bytes.length))
      child.stdin.write(Buffer.concat([Buffer.from(`${lines.join('')}MESSAGE\n`), length, bytes, Buffer.from('\n\n')]))
    }
  }

  /** Until the entries that were sent can be read. */
  async function settled(directory: string): Promise<void> {
    for (let round = 0; round < 100 && readdirSync(directory).length === 0; round += 1) await sleep(50)
    await sleep(500)
  }

  it('reads the entries of the unit, whatever is in them', async () => {
    const directory = folder()
    const write = journal(directory)
    write(`\u001b[31m${oom}\u001b[0m`)
    write('bytes \u0001\u0002 that are no text')
    write('of another unit: no space left on device', {_SYSTEMD_UNIT: 'other.service'})
    write('two\nlines')
    await settled(directory)
    for (const argv of [['--directory', directory], [join(directory, 'x.journal')]]) {
      const {report} = await logsJson(argv, {env})
      expect(report.source).toMatchObject({kind: 'journal', reason: 'named'})
      expect(report.lines.read).toBe(4)
      expect(causesOf(report)).toEqual(['gpu-out-of-memory (1)'])
    }
  })

  it('takes another unit, the newest lines, and those since a time', async () => {
    const directory = folder()
    const write = journal(directory)
    write('one', {__REALTIME_TIMESTAMP: String((Date.now() - 7_200_000) * 1_000)})
    write(full, {_SYSTEMD_UNIT: 'ollama-2.service'})
    write('two')
    write('three')
    await settled(directory)
    const read = async (...argv: string[]): Promise<number> =>
      (await logsJson(['--directory', directory, ...argv], {env})).report.lines.read
    expect(await read()).toBe(3)
    expect(await read('--unit', 'ollama-2')).toBe(1)
    expect(await read('--lines', '1')).toBe(1)
    expect(await read('--since', '1h')).toBe(2)
    expect(await read('--until', '1h')).toBe(1)
  })

  it('follows what is written, and leaves no child', async () => {
    const directory = folder()
    const write = journal(directory)
    write('before')
    await settled(directory)
    const following = follow(['--directory', directory, '-v'], {env})
    await following.shows('before')
    write(oom)
    await following.shows('gpu-out-of-memory')
    const {exitCode} = await following.end()
    expect(exitCode).toBe(0)
    expect(childrenOf(process.pid).filter((command) => command.includes('journalctl'))).toEqual([])
  })

  it('says so where there is nothing of the unit', async () => {
    const directory = folder()
    journal(directory)('x')
    await settled(directory)
    const {report, exitCode} = await logsJson(['--directory', directory, '--unit', 'nothing'], {env})
    expect(exitCode).toBe(3)
    expect(report.source).toBeNull()
    expect(report.looked).toContainEqual({place: 'journal', name: `nothing (${directory})`, result: 'nothing'})
  })
})

describe('logs --follow, the process', () => {
  function started(): {child: ChildProcess; state: string; stdout: () => string} {
    const {env, state} = engine('docker', containers)
    writeFileSync(join(state, 'ollama.log'), `!2026-11-22T22:00:00Z ${full}\n`)
    const child = spawn(process.execPath, [bin, 'logs', '--follow', '--container', 'ollama'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let stdout = ''
    child.stdout?.on('data', (chunk) => {
      stdout += chunk
    })
    return {child, state, stdout: () => stdout}
  }

  /** Whether anything runs that reads from this folder. */
  function isLeft(state: string): boolean {
    const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    return ids.some((id) => {
      try {
        return readFileSync(`/proc/${id}/environ`, 'utf8').includes(state)
      } catch {
        return false
      }
    })
  }

  it.each(['SIGINT', 'SIGTERM'] as const)('ends with a summary on %s, and leaves no child', async (signal) => {
    const {child, state, stdout} = started()
    await vi.waitUntil(() => stdout().includes('disk-full'), 5_000)
    child.kill(signal)
    const [exitCode] = await once(child, 'exit')
    expect(exitCode).toBe(0)
    expect(stdout()).toContain('Summary')
    await vi.waitUntil(() => !isLeft(state), 2_000)
  })

  it('ends when nobody reads it any more, and leaves no child', async () => {
    const {child, state, stdout} = started()
    await vi.waitUntil(() => stdout().includes('disk-full'), 5_000)
    child.stdout?.destroy()
    const log = join(state, 'ollama.log')
    const writing = setInterval(() => append(log, `!2099-11-22T22:00:00Z ${oom}\n`), 50)
    const [exitCode] = await once(child, 'exit')
    clearInterval(writing)
    expect(exitCode).toBe(0)
    await vi.waitUntil(() => !isLeft(state), 2_000)
  })
})

/** The command lines of a process's children. */
function childrenOf(pid: number): string[] {
  return spawnSync('ps', ['-o', 'args=', '--ppid', String(pid)], {encoding: 'utf8'}).stdout.split('\n')
}
