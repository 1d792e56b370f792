import {describe, expect, it} from 'vitest'
import {config} from '../../src/checks/config.ts'
import {createMachine} from '../../src/host/machine/machine.ts'
import {readCounts} from '../../src/logs/excerpt.ts'
import type {ServerLog} from '../../src/logs/server-log.ts'
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

const inDocker = server(undefined, `0::/system.slice/docker-${'ab'.repeat(32)}.scope\n`)
const inspect = (...env: string[]): string =>
  JSON.stringify({
    Env: env,
    Labels: {
      'com.docker.compose.service': 'ollama',
      'com.docker.compose.project': 'ai',
      'com.docker.compose.project.working_dir': '/srv/ai',
      'com.docker.compose.project.config_files': '/srv/ai/a.yml,/srv/ai/b.yml',
    },
  })
/** As 0.33 wrote it, with OLLAMA_HOST, KEEP_ALIVE, ORIGINS, DEBUG, MODELS, LOAD_TIMEOUT, FLASH_ATTENTION and KV_CACHE_TYPE set. */
const serverConfig = (): string =>
  `time=${new Date().toISOString()} level=INFO source=routes.go:1951 msg="server config" env="map[CUDA_VISIBLE_DEVICES: HTTPS_PROXY:http://u:p@proxy:3128 OLLAMA_CONTEXT_LENGTH:0 OLLAMA_DEBUG:DEBUG OLLAMA_FLASH_ATTENTION:true OLLAMA_GPU_OVERHEAD:0 OLLAMA_HOST:http://0.0.0.0:11777 OLLAMA_IGPU_ENABLE: OLLAMA_KEEP_ALIVE:2562047h47m16.854775807s OLLAMA_KV_CACHE_TYPE:q8_0 OLLAMA_LOAD_TIMEOUT:2562047h47m16.854775807s OLLAMA_MAX_QUEUE:512 OLLAMA_MODELS:/tmp/real/models OLLAMA_NOPRUNE:false OLLAMA_NUM_PARALLEL:1 OLLAMA_ORIGINS:[https://a.example http://b http://localhost https://localhost http://localhost:* https://127.0.0.1:* http://0.0.0.0 app://* file://* tauri://* vscode-webview://* vscode-file://*] OLLAMA_REMOTES:[ollama.com] OLLAMA_VULKAN:true http_proxy: no_proxy:]"\n`

async function* readable(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

/** Of a server that has whatever port was free. */
function withPort(machine: FakeMachine, port: string): FakeMachine {
  return JSON.parse(JSON.stringify(machine).replaceAll('PORT', port)) as FakeMachine
}

async function settings(
  machine: FakeMachine,
  version = '0.12.11',
  written?: string,
): Promise<{skip?: string; facts: Record<string, unknown>; findings: string[]; seen: string[]}> {
  return withModel(
    {'/api/version': JSON.stringify({version})},
    () => undefined,
    async (url) => {
      const host = fakeHost(withPort(machine, new URL(url).port))
      const log: ServerLog = {
        isNamed: true,
        during: async () => ({excerpts: [], looks: []}),
        counted: async (stretch, lines) =>
          written === undefined ? [] : [await readCounts('journal ollama', () => readable(written), stretch, lines)],
      }
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
      server: '/usr/local/bin/ollama serve, ollama.service, process 812',
      count: 2,
      runningFrom: '/proc/812/environ',
      variables: ['OLLAMA_HOST=0.0.0.0', 'OLLAMA_ORIGINS=*'],
    })
  })

  it.each<{name: string; machine: FakeMachine; version?: string; log?: string; expected: string[]; seen?: string}>([
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
      name: 'are of other programs, whose values are nobody’s business',
      machine: {commands: unit('OLLAMA_MYPASS=opensesame42 OLLAMA_WEBUI=1 OLLAMA_KEEP_ALIV=1h'), files: server()},
      expected: ['config-unknown-variable OLLAMA_KEEP_ALIV OLLAMA_KEEP_ALIVE'],
      seen: 'systemctl show ollama: OLLAMA_KEEP_ALIV=1h',
    },
    {
      name: 'are of a unit that is stopped, beside a server that somebody has started',
      machine: {
        commands: {'systemctl show': 'LoadState=loaded\nActiveState=inactive\nEnvironment=OLLAMA_MODELS=/a\n'},
        files: server('HOME=/x', '0::/user.slice/user-1000.slice/session-2.scope\n'),
      },
      expected: [],
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
            '[Unit]\nEnvironment="OLLAMA_HOST=0.0.0.0"\n[Service]\nEnvironment="OLLAMA_MODELS=/mnt/my models" "A=b"\nEnvironment=A OLLAMA_WEBHOOK=https://hooks.example/T0\n',
          [dropIn]:
            '[Service]\nOLLAMA_HOST=0.0.0.0\nEnvironment=OLLAMA_HOST=0.0.0.0 OLLAMA_MODELS=/mnt/my models\nEnvironment=OLLAMA_DEBUG=1 OLLAMA_NOPRUNE=1\n',
        },
      },
      expected: [
        'unit-line-ignored OLLAMA_HOST',
        'unit-line-ignored',
        'unit-line-ignored OLLAMA_HOST',
        'unit-line-ignored OLLAMA_MODELS',
      ],
      seen: `${dropIn}, line 3: Environment=OLLAMA_HOST=0.0.0.0 OLLAMA_MODELS=/mnt/my ***`,
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
      expected: ['unit-line-ignored OLLAMA_HOST'],
      seen: `${unitFile}, line 2: Environment="DB=***" 'OTHER=***' A=*** "OLLAMA_API_KEY=***" OLLAMA_HOST= ***`,
    },
    {
      name: 'stand beside secrets that are quoted by nobody',
      machine: {
        commands: unit(''),
        files: {
          ...server('HOME=/x'),
          [unitFile]: '[Service]\nEnvironment=MY_PAT = hunter2 DB_PASS=correct horse OLLAMA_HOST=0.0.0.0\n',
        },
      },
      expected: ['unit-line-ignored'],
      seen: `${unitFile}, line 2: Environment=*** *** *** DB_PASS=*** *** OLLAMA_HOST=0.0.0.0`.replace('MY_PAT', '***'),
    },
    {
      name: 'stand before a comment, or around one, as systemd takes them',
      machine: {
        commands: unit('OLLAMA_HOST=0.0.0.0 OLLAMA_KEEP_ALIVE=1h'),
        files: {
          ...server('OLLAMA_HOST=0.0.0.0 OLLAMA_KEEP_ALIVE=1h'),
          [unitFile]:
            '[Service]\nEnvironment="OLLAMA_HOST=0.0.0.0"  # on all addresses\nEnvironment=A=b \\\n# for an hour\n OLLAMA_KEEP_ALIVE=1h\n',
        },
      },
      expected: [],
    },
    {
      name: 'are of the container, and are what runs',
      machine: {
        commands: {'docker inspect': inspect('OLLAMA_HOST=0.0.0.0:11434', 'OLLAMA_CTX=5', 'PATH=/bin')},
        files: inDocker,
      },
      expected: ['config-unknown-variable OLLAMA_CTX OLLAMA_CONTEXT_LENGTH'],
      seen: 'docker inspect abababababab: OLLAMA_CTX=5',
    },
    {
      name: 'are in a Compose file, and the container was not made anew',
      machine: {
        commands: {
          'docker inspect': inspect('OLLAMA_HOST=0.0.0.0:11434', 'OLLAMA_CONTEXT_LENGTH=8192'),
          'docker compose --project-name ai --project-directory /srv/ai --file /srv/ai/a.yml --file /srv/ai/b.yml config --format json --no-interpolate':
            JSON.stringify({
              services: {
                ollama: {
                  environment: {
                    OLLAMA_CONTEXT_LENGTH: 32_768,
                    OLLAMA_DEBUG: null,
                    OLLAMA_KEEP_ALIVE: '$ALIVE',
                    SECRET: 'x',
                  },
                },
                web: {environment: {OLLAMA_KEEP_ALIVE: '1h'}},
              },
            }),
        },
        files: {...inDocker, '/srv/ai/a.yml': 'services:', '/srv/ai/b.yml': 'services:'},
      },
      expected: ['env-not-applied OLLAMA_CONTEXT_LENGTH'],
      seen: '/srv/ai/a.yml, /srv/ai/b.yml, service ollama: OLLAMA_CONTEXT_LENGTH=32768',
    },
    {
      name: 'are of a container in a machine of its own, which has the port',
      machine: {
        platform: 'darwin',
        commands: {
          lsof: 'p77\nccom.docker.backend\nLada\nn*:PORT\n',
          'docker ps --filter publish=PORT --format {{.ID}}': `${'ab'.repeat(6)}\n`,
          'docker inspect --format {{json .Config}} abababababab': inspect('OLLAMA_CTX=5'),
          ps: '',
        },
      },
      expected: ['config-unknown-variable OLLAMA_CTX OLLAMA_CONTEXT_LENGTH'],
      seen: 'docker inspect abababababab: OLLAMA_CTX=5',
    },
    {
      name: 'are a list in a Compose file',
      machine: {
        commands: {
          'docker inspect': inspect('OLLAMA_KEEP_ALIVE=5m'),
          'docker compose': JSON.stringify({
            services: {ollama: {environment: ['OLLAMA_KEEP_ALIVE=24h', 'OLLAMA_DEBUG', 'OLLAMA_MODELS=$MODELS']}},
          }),
        },
        files: {...inDocker, '/srv/ai/a.yml': '', '/srv/ai/b.yml': ''},
      },
      expected: ['env-not-applied OLLAMA_KEEP_ALIVE'],
    },
    {
      name: 'are in a file on the network, by what an image says',
      machine: {
        commands: {
          'docker inspect': inspect('OLLAMA_CONTEXT_LENGTH=8192'),
          'docker compose': JSON.stringify({services: {ollama: {environment: {OLLAMA_CONTEXT_LENGTH: 1}}}}),
        },
        files: inDocker,
      },
      expected: [],
    },
    {
      name: 'are in a Compose file that is gone',
      machine: {
        commands: {
          'docker inspect': inspect('OLLAMA_CONTEXT_LENGTH=8192'),
          'docker compose': {stderr: 'no such file or directory\n', exitCode: 14},
        },
        files: {...inDocker, '/srv/ai/a.yml': '', '/srv/ai/b.yml': ''},
      },
      expected: [],
    },
    {
      name: 'run otherwise than the unit says, by the log',
      machine: {commands: unit('OLLAMA_CONTEXT_LENGTH=32768 OLLAMA_KEEP_ALIVE=24h OLLAMA_NUM_CTX=1'), files: server()},
      log: serverConfig(),
      expected: [
        'env-not-applied OLLAMA_CONTEXT_LENGTH, OLLAMA_KEEP_ALIVE',
        'config-unknown-variable OLLAMA_NUM_CTX OLLAMA_CONTEXT_LENGTH',
      ],
      seen: 'journal ollama, server config: OLLAMA_CONTEXT_LENGTH=0\nOLLAMA_KEEP_ALIVE=2562047h47m16.854775807s',
    },
    {
      name: 'run as the unit says, which the log writes otherwise',
      machine: {
        commands: unit(
          'OLLAMA_HOST=0.0.0.0:11777 OLLAMA_KEEP_ALIVE=-1 OLLAMA_ORIGINS=http://b,https://a.example OLLAMA_DEBUG=1 OLLAMA_MODELS=/tmp/real/models/ OLLAMA_LOAD_TIMEOUT=0 OLLAMA_FLASH_ATTENTION=yes OLLAMA_KV_CACHE_TYPE="q8_0"',
        ),
        files: server(),
        env: {OLLAMA_KEEP_ALIVE: '-1s', OLLAMA_NOPRUNE: 'false', OLLAMA_TMPDIR: '/x'},
      },
      log: serverConfig(),
      expected: [],
    },
    {
      name: 'are empty in the unit, which is not set',
      machine: {commands: unit('OLLAMA_MODELS= OLLAMA_MAX_QUEUE= OLLAMA_KEEP_ALIVE='), files: server()},
      log: serverConfig(),
      expected: [],
    },
    {
      name: 'are in a shell, and the log shows that the server has them not',
      machine: {files: server(), env: {OLLAMA_MODELS: '/mnt/models', OLLAMA_MAX_QUEUE: '512'}},
      log: serverConfig(),
      expected: ['env-not-applied OLLAMA_MODELS'],
      seen: 'journal ollama, server config: OLLAMA_MODELS=/tmp/real/models',
    },
    {
      name: 'are those of one of two servers',
      machine: {
        commands: unit('PATH=/bin'),
        files: {...server('HOME=/x'), '/proc/900/cmdline': '/usr/local/bin/ollama\0serve\0'},
      },
      expected: ['several-servers'],
      seen: 'process 812: /usr/local/bin/ollama serve, ollama.service',
    },
    {
      name: 'are those of nobody knows which of two servers',
      machine: {
        files: {
          '/proc/812/cmdline': '/usr/local/bin/ollama\0serve\0',
          '/proc/900/cmdline': '/usr/local/bin/ollama\0serve\0',
        },
      },
      expected: ['several-servers'],
      seen: 'process 900: /usr/local/bin/ollama serve',
    },
    {
      name: 'are those of one of two services that have one port on two addresses',
      machine: {
        commands: unit('PATH=/bin'),
        files: {
          ...server('HOME=/x'),
          '/proc/900/cmdline': '/usr/local/bin/ollama\0serve\0',
          '/proc/900/cgroup': '0::/system.slice/ollama-second.service\n',
          '/proc/net/tcp': ['0100007F', '0500A8C0']
            .map((address, index) => `   0: ${address}:2CEC 00000000:0000 0A 0:0 0:0 0     0        0 ${index} 1\n`)
            .join(''),
        },
        links: {'/proc/812/fd/3': 'socket:[0]', '/proc/900/fd/3': 'socket:[1]'},
      },
      expected: ['several-servers'],
      seen: 'process 900: /usr/local/bin/ollama serve, ollama-second.service, listens on 192.168.0.5:11500',
    },
    {
      name: 'are those of one of two services, which are meant to be two',
      machine: {
        commands: unit('PATH=/bin'),
        files: {
          ...server('HOME=/x'),
          '/proc/900/cmdline': '/usr/local/bin/ollama\0serve\0',
          '/proc/900/cgroup': '0::/system.slice/ollama-second.service\n',
        },
      },
      expected: [],
    },
    {
      name: 'are of a service that the app does not read',
      machine: {
        platform: 'darwin',
        commands: {
          ps: '  512 ada  S    /opt/homebrew/bin/ollama serve\n  501 ada  S    /Applications/Ollama.app/Contents/MacOS/Ollama\n',
          'plutil -convert json -o - /Users/ada/Library/LaunchAgents/homebrew.mxcl.ollama.plist':
            '{"Label":"homebrew.mxcl.ollama","ProgramArguments":["/opt/homebrew/bin/ollama","serve"],"EnvironmentVariables":{"OLLAMA_FLASH_ATTENTION":"1","OLLAMA_CTX":"9"}}',
          'plutil -convert json -o - /Users/ada/Library/LaunchAgents/com.ada.ollama-webui.plist':
            '{"ProgramArguments":["/opt/homebrew/bin/open-webui","serve"],"EnvironmentVariables":{"OLLAMA_TIMEOUT":"9"}}',
        },
        files: {
          '/Users/ada/Library/LaunchAgents/homebrew.mxcl.ollama.plist': 'bplist00',
          '/Users/ada/Library/LaunchAgents/com.ada.ollama-webui.plist': 'bplist00',
        },
        env: {HOME: '/Users/ada'},
      },
      expected: ['several-servers', 'config-unknown-variable OLLAMA_CTX OLLAMA_CONTEXT_LENGTH'],
      seen: '/Users/ada/Library/LaunchAgents/homebrew.mxcl.ollama.plist: OLLAMA_CTX=9',
    },
    {
      name: 'are of the app, which no agent starts',
      machine: {
        platform: 'darwin',
        commands: {
          ps: '  512 ada  S    /Applications/Ollama.app/Contents/Resources/ollama serve\n  501 ada  S    /Applications/Ollama.app/Contents/MacOS/Ollama\n',
          plutil: '{"EnvironmentVariables":{"OLLAMA_CTX":"9"}}',
          'launchctl getenv OLLAMA_MODELS': 'my models:8b\n',
          launchctl: '',
        },
        files: {'/Users/ada/Library/LaunchAgents/homebrew.mxcl.ollama.plist': 'bplist00'},
        env: {HOME: '/Users/ada'},
      },
      expected: ['config-invalid-value OLLAMA_MODELS'],
    },
    {
      name: 'are in the registry of the machine and of the user',
      machine: {
        platform: 'win32',
        commands: {
          'reg query HKLM': '    OLLAMA_CTX    REG_SZ    1\r\n    TEMP    REG_EXPAND_SZ    %SystemRoot%\\TEMP\r\n',
          'reg query HKCU':
            '    OLLAMA_CONTEXT    REG_SZ    8192\r\n    OLLAMA_MODELS    REG_EXPAND_SZ    %UserProfile%\\my models\r\n',
        },
        env: {USERPROFILE: 'C:\\Users\\ada'},
      },
      log: `time=${new Date().toISOString()} level=INFO source=routes.go:1951 msg="server config" env="map[OLLAMA_MODELS:C:\\\\Users\\\\ada\\\\my models OLLAMA_NUM_PARALLEL:1]"\n`,
      expected: [
        'config-unknown-variable OLLAMA_CTX OLLAMA_CONTEXT_LENGTH',
        'config-unknown-variable OLLAMA_CONTEXT OLLAMA_CONTEXT_LENGTH',
      ],
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
  ])('$name', async ({machine, version, log, expected, seen}) => {
    const found = await settings(machine, version, log)
    expect(found.findings).toEqual(expected)
    if (seen !== undefined) expect(found.seen).toContainEqual(seen)
  })

  it('are not known where nothing of the server can be seen', async () => {
    expect((await settings({env: {OLLAMA_NUM_CTX: '1'}})).skip).toBe('settings-unseen')
  })
})
