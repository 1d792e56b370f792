import {describe, expect, it} from 'vitest'
import {config} from '../../src/checks/config.ts'
import {createMachine} from '../../src/host/machine/machine.ts'
import {contextFor} from '../support/context.ts'
import {type FakeMachine, fakeHost} from '../support/fake-host.ts'
import {withModel} from '../support/servers.ts'

const unitFile = '/etc/systemd/system/ollama.service'
const dropIn = '/etc/systemd/system/ollama.service.d/override.conf'
const unit = (environment: string, more = ''): NonNullable<FakeMachine['commands']> => ({
  'systemctl show': `LoadState=loaded\nActiveState=active\nSubState=running\nMainPID=812\nUser=ollama\nEnvironment=${environment}\nFragmentPath=${unitFile}\nDropInPaths=${dropIn}\n${more}`,
})
const server = (environ?: string, cgroup = '0::/system.slice/ollama.service\n'): Record<string, string> => ({
  '/proc/812/cmdline': '/usr/local/bin/ollama\0serve\0',
  '/proc/812/cgroup': cgroup,
  ...(environ !== undefined && {'/proc/812/environ': environ.split(' ').join('\0')}),
})

async function settings(
  machine: FakeMachine,
  version = '0.12.11',
): Promise<{skip?: string; facts: Record<string, unknown>; findings: string[]; seen: string[]}> {
  return withModel(
    {'/api/version': JSON.stringify({version})},
    () => undefined,
    async (url) => {
      const host = fakeHost(machine)
      const log = {isNamed: false, during: async () => ({excerpts: [], looks: []})}
      const outcome = await config.run({...contextFor(url), host, machine: createMachine(host), log})
      const findings = outcome.findings ?? []
      return {
        ...(outcome.skip && {skip: outcome.skip.reason}),
        facts: {...outcome.facts},
        findings: findings.map(({code, args = {}}) => [code, args.variable, args.suggestion].filter(Boolean).join(' ')),
        seen: findings.flatMap(({evidence}) => evidence.map(({source, text}) => `${source}: ${text}`)),
      }
    },
  )
}

describe('settings', () => {
  it('are fine where the process has what its unit says', async () => {
    const {findings, facts} = await settings({
      commands: unit('OLLAMA_HOST=0.0.0.0 "OLLAMA_ORIGINS=*"'),
      files: server('OLLAMA_HOST=0.0.0.0 OLLAMA_ORIGINS=* SECRET_TOKEN=abc'),
      env: {OLLAMA_HOST: '127.0.0.1:11434', OLLAMA_API_KEY: 'x'},
    })
    expect(findings).toEqual([])
    expect(facts).toEqual({
      count: 2,
      runningFrom: '/proc/812/environ',
      variables: ['OLLAMA_HOST=0.0.0.0', 'OLLAMA_ORIGINS=*'],
    })
  })

  it.each<{name: string; machine: FakeMachine; version?: string; expected: string[]; seen?: string}>([
    {
      name: 'were changed and systemd was not told',
      machine: {commands: unit('', 'NeedDaemonReload=yes\n'), files: server('HOME=/x')},
      expected: ['env-not-applied'],
      seen: 'systemctl show ollama: NeedDaemonReload=yes',
    },
    {
      name: 'were changed and the service was not started again',
      machine: {commands: unit('OLLAMA_CONTEXT_LENGTH=32768'), files: server('OLLAMA_CONTEXT_LENGTH=8192')},
      expected: ['env-not-applied OLLAMA_CONTEXT_LENGTH'],
      seen: '/proc/812/environ: OLLAMA_CONTEXT_LENGTH=8192',
    },
    {
      name: 'are in a shell, and the service has none of it',
      machine: {
        commands: unit('PATH=/bin'),
        files: server(),
        env: {OLLAMA_MODELS: '/mnt/models', OLLAMA_HOST: '0.0.0.0'},
      },
      expected: ['env-not-applied OLLAMA_MODELS'],
      seen: 'systemctl show ollama: no OLLAMA_MODELS',
    },
    {
      name: 'are in a shell, and nobody can tell what the server has',
      machine: {
        commands: unit('PATH=/bin', 'EnvironmentFiles=/etc/ollama.env (ignore_errors=no)\n'),
        files: server(),
        env: {OLLAMA_MODELS: '/mnt/models'},
      },
      expected: [],
    },
    {
      name: 'are in a file of variables',
      machine: {
        commands: unit('', 'EnvironmentFiles=/etc/ollama.env (ignore_errors=no)\n'),
        files: {...server(), '/etc/ollama.env': '# x\nOLLAMA_NUM_CTX="8192"\n'},
      },
      expected: ['config-unknown-variable OLLAMA_NUM_CTX OLLAMA_CONTEXT_LENGTH'],
      seen: '/etc/ollama.env: OLLAMA_NUM_CTX=8192',
    },
    {
      name: 'are of no version, with and without a relative',
      machine: {
        commands: unit('OLLAMA_TIMEOUT=900 OLLAMA_GPU_LAYERS=20 OLLAMA_KEEP_ALIV=1h OLLAMA_API_KEY=x'),
        files: server(),
      },
      expected: [
        'config-unknown-variable OLLAMA_TIMEOUT OLLAMA_LOAD_TIMEOUT',
        'config-unknown-variable OLLAMA_GPU_LAYERS',
        'config-unknown-variable OLLAMA_KEEP_ALIV OLLAMA_KEEP_ALIVE',
      ],
    },
    {
      name: 'are of another version',
      machine: {commands: unit('OLLAMA_TMPDIR=/x OLLAMA_IGPU_ENABLE=1 OLLAMA_HOST=0.0.0.0'), files: server()},
      expected: ['config-variable-version OLLAMA_TMPDIR', 'config-variable-version OLLAMA_IGPU_ENABLE'],
    },
    {
      name: 'have values that are not read as they are meant',
      machine: {
        commands: unit(
          'OLLAMA_MODELS=llama3.1:8b,qwen3:8b OLLAMA_KEEP_ALIVE=soon OLLAMA_NUM_PARALLEL=x OLLAMA_FLASH_ATTENTION=off OLLAMA_HOST=0.0.0.0:99999',
        ),
        files: server(),
      },
      expected: [
        'OLLAMA_MODELS',
        'OLLAMA_KEEP_ALIVE',
        'OLLAMA_NUM_PARALLEL',
        'OLLAMA_FLASH_ATTENTION',
        'OLLAMA_HOST',
      ].map((name) => `config-invalid-value ${name}`),
    },
    {
      name: 'have values that are read',
      machine: {
        commands: unit(
          'OLLAMA_MODELS=/mnt/a,b OLLAMA_KEEP_ALIVE=-1 OLLAMA_LOAD_TIMEOUT=1h30m OLLAMA_FLASH_ATTENTION=1 OLLAMA_NUM_PARALLEL="4" OLLAMA_HOST=:11500',
        ),
        files: server(),
      },
      expected: [],
    },
    {
      name: 'stand where systemd does not take them',
      machine: {
        commands: unit(''),
        files: {
          ...server('HOME=/x'),
          [unitFile]:
            '[Unit]\nEnvironment="OLLAMA_HOST=0.0.0.0"\n[Service]\nEnvironment="OLLAMA_MODELS=/mnt/my models" "A=b"\n',
          [dropIn]:
            '[Service]\nOLLAMA_HOST=0.0.0.0\nEnvironment=OLLAMA_MODELS=/mnt/my models\nEnvironment=OLLAMA_DEBUG=1 OLLAMA_NOPRUNE=1\n',
        },
      },
      expected: ['env-not-applied', 'env-not-applied OLLAMA_HOST', 'env-not-applied'],
      seen: `${dropIn}, line 3: Environment=OLLAMA_MODELS=/mnt/my models`,
    },
    {
      name: 'stand beside what is nobody’s business, in quotes or not',
      machine: {
        commands: unit(''),
        files: {
          ...server('HOME=/x'),
          [unitFile]: `[Service]\nEnvironment="DB=two words" 'OTHER=three more words' A=b "OLLAMA_API_KEY=four words" OLLAMA_HOST= 1\n`,
        },
      },
      expected: ['env-not-applied'],
      seen: `${unitFile}, line 2: Environment="DB=***" 'OTHER=***' A=*** "OLLAMA_API_KEY=***" OLLAMA_HOST= 1`,
    },
    {
      name: 'are of the container, and are what runs',
      machine: {
        commands: {'docker inspect': 'OLLAMA_HOST=0.0.0.0:11434\nOLLAMA_CTX=5\nPATH=/bin\n'},
        files: server(undefined, `0::/system.slice/docker-${'ab'.repeat(32)}.scope\n`),
      },
      expected: ['config-unknown-variable OLLAMA_CTX OLLAMA_CONTEXT_LENGTH'],
      seen: 'docker inspect abababababab: OLLAMA_CTX=5',
    },
    {
      name: 'are in the registry',
      machine: {
        platform: 'win32',
        commands: {
          reg: '\r\nHKEY_CURRENT_USER\\Environment\r\n    OLLAMA_MODEL_PATH    REG_SZ    D:\\models\r\n    Path    REG_EXPAND_SZ    %PATH%\r\n',
        },
      },
      expected: ['config-unknown-variable OLLAMA_MODEL_PATH OLLAMA_MODELS'],
    },
    {
      name: 'are launchd’s',
      machine: {platform: 'darwin', commands: {'launchctl getenv OLLAMA_MODELS': '~/models\n', launchctl: ''}},
      expected: ['config-invalid-value OLLAMA_MODELS'],
    },
  ])('$name', async ({machine, version, expected, seen}) => {
    const found = await settings(machine, version)
    expect(found.findings).toEqual(expected)
    if (seen !== undefined) expect(found.seen).toContainEqual(seen)
  })

  it('are not known where nothing of the server can be seen', async () => {
    expect((await settings({env: {OLLAMA_NUM_CTX: '1'}})).skip).toBe('settings-unseen')
  })
})
