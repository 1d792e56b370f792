import {spawn} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, it, onTestFinished} from 'vitest'
import type {FindingReport, Report} from '../../src/diagnosis/report.ts'
import type {Host} from '../../src/host/host.ts'
import {withFiles} from '../support/fake-host.ts'
import {folder, logFile} from '../support/logs.ts'
import {commands, type FakeCommand} from '../support/machine.ts'
import {readDocument} from '../support/report.ts'
import {runDoctor} from '../support/run.ts'
import {refusingPort} from '../support/servers.ts'

const now = (): string => new Date().toISOString()
const config = (): string =>
  `time=${now()} level=INFO source=routes.go:1331 msg="server config" env="map[OLLAMA_HOST:http://127.0.0.1:11434]"`
const systemd = (line: string): string => `${now()} box systemd[1]: ollama.service: ${line}`
const exited = (): string[] => [
  systemd('Main process exited, code=exited, status=1/FAILURE'),
  systemd("Failed with result 'exit-code'."),
]
const failedUnit: FakeCommand = {
  stdout:
    'LoadState=loaded\nActiveState=activating\nSubState=auto-restart\nResult=exit-code\nNRestarts=51\nMainPID=0\nNeedDaemonReload=no\n',
}

it('had another program on its port, which is free now', async () => {
  const port = await refusingPort()
  const taken = `Error: listen tcp 127.0.0.1:${port}: bind: address already in use`
  const log = logFile([config(), taken, ...exited()].map((line) => `${line}\n`).join(''))
  const findings = await check(log, {systemctl: failedUnit}, undefined, port)
  expect(findings.map(({code}) => code)).toEqual(['server-crash-on-start'])
})

describe('a server that is not there', () => {
  it.each([
    {
      name: 'could not have its port',
      lines: [config(), 'Error: listen tcp 127.0.0.1:11434: bind: address already in use', ...exited()],
      expected: ['port-in-use: certain'],
      fakes: {systemctl: failedUnit},
      seen: 'activating (auto-restart), exit-code, started again 51 times',
    },
    {
      name: 'fails again and again, and its log does not say why',
      lines: [config()],
      expected: ['server-crash-on-start: likely'],
      fakes: {systemctl: failedUnit},
    },
    {
      name: 'was stopped, whatever its log says of before',
      lines: [config(), 'Error: mkdir /mnt/raid_disk/ollama: permission denied', ...exited()],
      expected: ['server-not-running: likely'],
      fakes: {systemctl: {stdout: 'LoadState=loaded\nActiveState=inactive\nSubState=dead\nResult=success\n'}},
      seen: 'inactive (dead)',
    },
    {
      name: 'listens where its log says, and its service runs',
      lines: [config(), `time=${now()} level=INFO source=routes.go:1 msg="Listening on [::]:11502 (version 0.12.11)"`],
      expected: ['client-host-mismatch: likely'],
      fakes: {systemctl: {stdout: 'LoadState=loaded\nActiveState=active\nSubState=running\nResult=success\n'}},
      seen: 'Listening on [::]:11502',
    },
    {
      name: 'may not be started',
      lines: [],
      expected: ['server-not-running: likely'],
      fakes: {systemctl: {stdout: 'LoadState=masked\nActiveState=inactive\nSubState=dead\nResult=success\n'}},
      seen: 'masked (dead)',
    },
    {
      name: 'may not make its folder, which the sandbox of its service hides',
      lines: [config(), 'Error: mkdir /home/ada/models: permission denied', ...exited()],
      expected: ['models-dir-permission: certain'],
      fakes: {systemctl: {stdout: `${failedUnit.stdout}ProtectHome=yes\nProtectSystem=strict\nPrivateDevices=yes\n`}},
      seen: 'ProtectHome=yes\nProtectSystem=strict',
    },
    {
      name: 'may not make its folder, and nobody knows of a service',
      lines: [config(), 'Error: mkdir /mnt/raid_disk/ollama: permission denied', ...exited()],
      expected: ['models-dir-permission: likely'],
    },
    {
      name: 'has no home',
      lines: [
        config(),
        'panic: $HOME is not defined',
        '',
        'goroutine 1 [running]:',
        'github.com/ollama/ollama/envconfig.Models()',
      ],
      expected: ['home-not-set: likely'],
    },
    {
      name: 'was stopped by somebody, long after it had trouble',
      lines: [
        config(),
        'Error: mkdir /mnt/raid_disk/ollama: permission denied',
        ...Array.from({length: 60}, () => `[GIN] 2026/11/28 - 14:03:11 | 200 | 1ms | 127.0.0.1 | GET "/api/tags"`),
        systemd('Deactivated successfully.'),
      ],
      expected: ['server-not-running: likely'],
    },
    {
      name: 'was stopped by somebody, right after it had trouble',
      lines: [config(), 'Error: mkdir /mnt/raid_disk/ollama: permission denied', systemd('Deactivated successfully.')],
      expected: ['server-not-running: likely'],
    },
    {
      name: 'had trouble that does not end it',
      lines: [config(), `time=${now()} level=WARN source=x.go:1 msg="write /x: no space left on device"`],
      expected: ['server-not-running: likely'],
    },
    {name: 'has no log', lines: [], expected: ['server-not-running: likely']},
  ])('$name', async ({lines, expected, fakes = {}, seen}) => {
    const findings = await check(logFile(lines.map((line) => `${line}\n`).join('')), fakes)
    expect(findings.map(({code, confidence}) => `${code}: ${confidence}`)).toEqual(expected)
    if (seen !== undefined) expect(findings[0]?.evidence.map(({text}) => text)).toContainEqual(seen)
    expect(findings[0]?.evidence[0]?.source).toMatch(/^connection to/)
  })

  it('is none of several that listen elsewhere, of which nobody knows which is meant', async () => {
    const socket = (port: number, inode: number): string =>
      `   0: 0100007F:${port.toString(16).toUpperCase()} 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0 100 0 0 10 0\n`
    const machine = withFiles({
      files: {
        '/proc/900/cmdline': '/usr/local/bin/ollama\0serve\0',
        '/proc/901/cmdline': '/usr/local/bin/ollama\0serve\0',
        '/proc/net/tcp': socket(11_500, 1) + socket(11_501, 2),
      },
      links: {'/proc/900/fd/3': 'socket:[1]', '/proc/901/fd/3': 'socket:[2]'},
    })
    const [first] = await check(logFile(''), {}, machine)
    expect(first).toMatchObject({code: 'client-host-mismatch', confidence: 'likely'})
    // One that fails is not meant to be elsewhere, whoever else serves.
    const [failed] = await check(logFile(''), {systemctl: failedUnit}, machine)
    expect(failed?.code).toBe('server-crash-on-start')
    expect(first?.args.suggestion).toBeUndefined()
    expect(first?.evidence.slice(1).map(({text}) => text)).toEqual([
      'ollama (process 900) listens on 127.0.0.1, port 11500',
      'ollama (process 901) listens on 127.0.0.1, port 11501',
    ])
  })

  it.runIf(process.platform === 'linux')('listens at another port', async () => {
    const cwd = folder()
    const script = `const s = require('node:net').createServer().listen(0, '127.0.0.1', () => console.log(s.address().port))`
    writeFileSync(join(cwd, 'serve'), script)
    const ollama = spawn(process.execPath, ['serve'], {cwd, argv0: '/opt/test/bin/ollama'})
    onTestFinished(() => void ollama.kill())
    const port = await new Promise<string>((resolve) =>
      ollama.stdout.once('data', (text) => resolve(String(text).trim())),
    )
    const only = {
      list: async (path: string) => (path === '/proc' ? [String(ollama.pid)] : readdir(path).catch(() => [])),
    }
    const [first, ...others] = await check(logFile(''), {}, only)
    expect(others).toEqual([])
    expect(first).toMatchObject({
      code: 'client-host-mismatch',
      confidence: 'likely',
      args: {suggestion: `http://127.0.0.1:${port}`},
    })
    expect(first?.evidence[1]?.text).toBe(`ollama (process ${ollama.pid}) listens on 127.0.0.1, port ${port}`)
  })
})

async function check(
  log: string,
  fakes: Record<string, FakeCommand>,
  machine?: Partial<Host>,
  port?: number,
): Promise<readonly FindingReport[]> {
  const host = `http://127.0.0.1:${port ?? (await refusingPort())}`
  const ran = await runDoctor(['check', '--host', host, '--file', log, '--format', 'json'], {
    // Where a container of its own has no ollama, nobody knows where the server is meant to be.
    env: {PATH: commands(fakes), KUBERNETES_SERVICE_HOST: '10.0.0.1'},
    ...(machine && {host: machine}),
  })
  expect(ran.exitCode).toBe(1)
  const {targets} = readDocument(ran) as Report
  return targets[0]?.checks.find(({id}) => id === 'server-reachable')?.findings ?? []
}
