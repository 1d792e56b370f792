import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {findScenario} from '../../src/simulator/scenarios.ts'
import {serveScenario} from '../../src/simulator/serve.ts'
import {type FakeMachine, withFiles} from '../support/fake-host.ts'
import {folder} from '../support/logs.ts'
import {commands, type FakeCommand} from '../support/machine.ts'
import {checkJson, checkOf} from '../support/report.ts'

const uuid = 'GPU-1b2c3d4e-0000-1111-2222-333344445555'
const nvidia = (driver = '580.95.05'): FakeCommand => ({
  when: {'query-gpu': `${uuid}, NVIDIA GeForce RTX 4090, ${driver}, 24564, 12\n`, 'query-compute-apps': ''},
})
const unit = (...lines: string[]): FakeCommand => ({
  stdout: ['LoadState=loaded', 'ActiveState=active', 'SubState=running', 'User=ollama', ...lines, ''].join('\n'),
})
const status = (uid: number, gid: number, groups = ''): string =>
  `Name:\tollama\nState:\tS (sleeping)\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\nGid:\t${gid}\t${gid}\t${gid}\t${gid}\nGroups:\t${groups} \n`
const server = (
  own = status(64321, 997, '997'),
  cgroup = '0::/system.slice/ollama.service\n',
): Record<string, string> => ({
  '/proc/900/cmdline': '/usr/local/bin/ollama\0serve\0',
  '/proc/900/status': own,
  '/proc/900/cgroup': cgroup,
  '/etc/group': 'root:x:0:\nvideo:x:44:ollama\nrender:x:992:\nollama:x:997:\n',
})
const radeon = {
  '/sys/class/drm/card0/device/vendor': '0x1002\n',
  '/sys/class/drm/card0/device/mem_info_vram_total': '25753026560\n',
  '/sys/class/drm/card0/device/mem_info_vram_used': '28831744\n',
  '/sys/class/drm/card0/device/product_name': 'Radeon RX 7900 XTX\n',
}
const render = {uid: 0, gid: 992, mode: 0o660, isOpen: false, isRegular: false}
const amdDevices = {'/dev/kfd': render, '/dev/dri/renderD128': render, '/dev/dri/card0': render}
const everybodys = {uid: 0, gid: 0, mode: 0o666, isOpen: true, isRegular: false}
const nvidiaDevices = {'/dev/nvidia0': everybodys, '/dev/nvidiactl': everybodys, '/dev/nvidia-uvm': everybodys}
const container = `0::/system.slice/docker-${'4f'.repeat(32)}.scope\n`
const device = {
  library: 'CUDA',
  index: 0,
  description: 'NVIDIA GeForce GTX 1080',
  device_id: '0000:01:00.0',
  total_memory: 8 * 2 ** 30,
}
const seen = (...devices: object[]): string => `${JSON.stringify({devices})}\n`

interface Obstructed extends FakeMachine {
  readonly name: string
  readonly fakes?: Readonly<Record<string, FakeCommand>>
  /** Files below the folder of the `ollama` command. */
  readonly libraries?: readonly string[]
  readonly version?: string
  /** What the `ollama` command does, as a script. */
  readonly script?: string
  readonly expected: readonly string[]
  readonly evidence?: readonly string[]
}

const cuda = ['lib/ollama/cuda_v12/libggml-cuda.so']
const rocm = ['lib/ollama/rocm_v7_2/libggml-hip.so']

describe('why the GPU of a machine is not used', () => {
  it.each<Obstructed>([
    {
      name: 'the user is in none of the groups of the devices',
      files: {...radeon, ...server()},
      access: amdDevices,
      expected: ['amd-kfd-permission: likely'],
      evidence: [
        '/dev/kfd: group render, mode 0660',
        '/dev/dri/renderD128: group render, mode 0660',
        '/proc/900/status: the server runs as 64321, in the groups ollama',
      ],
    },
    {
      name: 'the devices are open to its user, and nothing is wrong with them',
      files: {...radeon, ...server(status(64321, 997, '44 992 997'))},
      access: amdDevices,
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'the devices are its user’s own',
      files: {...radeon, ...server()},
      access: Object.fromEntries(Object.keys(amdDevices).map((path) => [path, {...render, uid: 64_321, mode: 0o600}])),
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'the server is root',
      files: {...radeon, ...server(status(0, 0))},
      access: amdDevices,
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'the compute driver has no device',
      files: {...radeon, ...server()},
      access: {'/dev/dri/renderD128': render, '/dev/null': everybodys},
      expected: ['amd-device-nodes-missing: likely'],
      evidence: ['/dev/kfd: it does not exist'],
    },
    {
      name: 'the container has none of the devices, as its own folder tells',
      files: {...radeon, ...server(status(0, 0), container)},
      access: {...amdDevices, '/proc/900/root/dev/null': everybodys},
      expected: ['amd-device-nodes-missing: likely'],
      evidence: ['/proc/900/root/dev/kfd: it does not exist'],
    },
    {
      name: 'nobody may look into the container',
      files: {...radeon, ...server(status(0, 0), container)},
      access: {'/dev/null': everybodys},
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'the container was not given the GPU',
      files: server(status(0, 0), container),
      access: {...nvidiaDevices, '/proc/900/root/dev/null': everybodys},
      fakes: {'nvidia-smi': nvidia()},
      expected: ['gpu-not-passed-to-container: likely'],
    },
    {
      name: 'CUDA lacks one device',
      files: server(),
      access: {'/dev/nvidia0': everybodys, '/dev/nvidiactl': everybodys},
      fakes: {'nvidia-smi': nvidia()},
      expected: ['nvidia-driver-not-initialized: likely'],
    },
    {
      name: 'WSL has another device',
      files: server(),
      access: {'/dev/dxg': everybodys},
      fakes: {'nvidia-smi': nvidia()},
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'the unit has devices of its own',
      files: server(),
      access: nvidiaDevices,
      fakes: {'nvidia-smi': nvidia(), systemctl: unit('PrivateDevices=yes', 'DevicePolicy=auto')},
      expected: ['gpu-hidden-by-sandbox: likely'],
      evidence: ['systemctl show ollama: PrivateDevices=yes'],
    },
    {
      name: 'the unit lists devices, and not the GPU’s',
      files: server(),
      access: nvidiaDevices,
      fakes: {
        'nvidia-smi': nvidia(),
        systemctl: unit(
          'PrivateDevices=no',
          'DevicePolicy=closed',
          'DeviceAllow=/dev/null rw',
          'DeviceAllow=/dev/tty r',
        ),
      },
      expected: ['gpu-hidden-by-sandbox: likely'],
      evidence: ['systemctl show ollama: DevicePolicy=closed\nDeviceAllow=/dev/null rw, /dev/tty r'],
    },
    {
      name: 'the unit lists a clock, which leaves out all others',
      files: server(),
      access: nvidiaDevices,
      fakes: {'nvidia-smi': nvidia(), systemctl: unit('DevicePolicy=auto', 'DeviceAllow=char-rtc r')},
      expected: ['gpu-hidden-by-sandbox: likely'],
      evidence: ['systemctl show ollama: DeviceAllow=char-rtc r'],
    },
    {
      name: 'the unit lists devices, and the GPU’s among them',
      files: server(),
      access: nvidiaDevices,
      fakes: {
        'nvidia-smi': nvidia(),
        systemctl: unit('DevicePolicy=closed', 'DeviceAllow=/dev/null rw', 'DeviceAllow=char-nvidiactl rw'),
      },
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'the sandbox is of a unit that the server is not of',
      files: server(status(1000, 1000), '0::/user.slice/user-1000.slice/session-2.scope\n'),
      access: nvidiaDevices,
      fakes: {'nvidia-smi': nvidia(), systemctl: unit('PrivateDevices=yes')},
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'the libraries for it did not come along',
      files: radeon,
      fakes: {ollama: {}},
      libraries: cuda,
      expected: ['gpu-backend-library-missing: likely'],
      evidence: ['libraries for cuda, and none for hip'],
    },
    {
      name: 'Vulkan does for every maker’s, from 0.30 on',
      files: radeon,
      fakes: {ollama: {}},
      libraries: [...cuda, 'lib/ollama/vulkan/libggml-vulkan.so'],
      version: '0.30.6',
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'Ollama finds it now, and did not when it started',
      fakes: {'nvidia-smi': nvidia(), ollama: {when: {'gpu-discover': seen({...device, compute_major: 8})}}},
      libraries: cuda,
      expected: ['gpu-found-after-start: likely'],
      evidence: ['ollama gpu-discover: finds NVIDIA GeForce GTX 1080 now'],
    },
    {
      name: 'Ollama tells of it, and no library reaches it',
      files: radeon,
      fakes: {ollama: {when: {'gpu-discover': seen({library: 'ROCm', index: 0, gfx_target: 'gfx803'})}}},
      libraries: rocm,
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'Ollama finds it, and the server is told to leave it out',
      fakes: {
        'nvidia-smi': nvidia(),
        systemctl: unit('Environment=OLLAMA_LLM_LIBRARY=cpu'),
        ollama: {when: {'gpu-discover': seen({...device, compute_major: 8})}},
      },
      libraries: cuda,
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'it needs a newer driver than other GPUs',
      fakes: {
        'nvidia-smi': nvidia('560.35.03'),
        ollama: {
          when: {'gpu-discover': seen({...device, compute_major: 6, compute_minor: 1, nvidia_driver_major: 560})},
        },
      },
      libraries: cuda,
      version: '0.30.6',
      expected: ['nvidia-driver-too-old: likely'],
      evidence: ['NVIDIA GeForce GTX 1080 has compute capability 6.1, for which Ollama 0.30.6 needs 570'],
    },
    {
      name: 'it may need a newer driver, and nobody knows which there is',
      fakes: {
        'nvidia-smi': nvidia('[N/A]'),
        ollama: {when: {'gpu-discover': seen({...device, compute_major: 6, compute_minor: 1})}},
      },
      libraries: cuda,
      version: '0.30.6',
      expected: ['gpu-found-after-start: likely'],
    },
    {
      name: 'the shell hides it, of which the server knows nothing',
      env: {CUDA_VISIBLE_DEVICES: '-1'},
      fakes: {'nvidia-smi': nvidia(), ollama: {}},
      libraries: cuda,
      script: `[ -n "$CUDA_VISIBLE_DEVICES" ] && echo '{"devices":null}' || echo '${seen(device).trim()}'`,
      expected: ['gpu-found-after-start: likely'],
    },
    {
      name: 'it is too old for every version',
      fakes: {
        'nvidia-smi': nvidia('470.82.01'),
        ollama: {when: {'gpu-discover': seen({...device, compute_major: 3, compute_minor: 7})}},
      },
      libraries: cuda,
      version: '0.6.8',
      expected: ['gpu-compute-capability-too-low: likely'],
    },
    {
      name: 'another one beside it is too old, which matters to nobody',
      fakes: {
        'nvidia-smi': nvidia(),
        ollama: {
          when: {
            'gpu-discover': seen(
              {...device, compute_major: 8},
              {...device, device_id: '0000:02:00.0', description: 'Tesla K80', compute_major: 3},
            ),
          },
        },
      },
      libraries: cuda,
      expected: ['gpu-found-after-start: likely'],
    },
    ...[
      ['470.82.01', '0.9.2', 'gpu-not-used: certain'],
      ['470.82.01', '0.9.3', 'nvidia-driver-too-old: likely'],
      ['545.23.08', '0.30.10', 'gpu-not-used: certain'],
      ['545.23.08', '0.30.11', 'nvidia-driver-too-old: likely'],
      ['550.54.14', '0.30.11', 'gpu-not-used: certain'],
    ].map(([driver = '', version = '', expected = '']) => ({
      name: `the driver is ${driver}, and Ollama ${version}`,
      fakes: {'nvidia-smi': nvidia(driver)},
      version,
      expected: [expected],
    })),
    ...[
      [{library: 'Vulkan', integrated: true}, '', 'igpu-disabled-by-default: likely'],
      [{library: 'Vulkan', integrated: true}, 'OLLAMA_IGPU_ENABLE=1', 'gpu-not-used: certain'],
      [{library: 'ROCm', integrated: true, gfx_target: 'gfx1151'}, '', 'gpu-found-after-start: likely'],
      [{library: 'CUDA', integrated: true}, '', 'gpu-found-after-start: likely'],
    ].map(([gpu, environment, expected]) => ({
      name: `there is only an integrated one, ${JSON.stringify(gpu)}, ${environment || 'with no variable'}`,
      files: radeon,
      fakes: {
        systemctl: unit(`Environment=${environment}`),
        ollama: {when: {'gpu-discover': seen({...device, ...(gpu as object)})}},
      },
      libraries: [...rocm, 'lib/ollama/vulkan/libggml-vulkan.so'],
      version: '0.30.6',
      expected: [String(expected)],
    })),
    {
      name: 'Ollama’s libraries say themselves why they cannot use it',
      fakes: {
        'nvidia-smi': nvidia(),
        ollama: {
          stderr:
            'ggml_cuda_init: failed to initialize CUDA: no kernel image is available for execution on the device\n',
          exitCode: 1,
        },
      },
      libraries: cuda,
      expected: ['cuda-no-kernel-image: likely'],
    },
    {
      name: 'Ollama’s libraries for others say that there is none of theirs',
      files: radeon,
      fakes: {
        ollama: {
          stderr:
            'Error: dlopen libcuda.so.1: libcuda.so.1: cannot open shared object file: No such file or directory\n',
          exitCode: 1,
        },
      },
      libraries: [...cuda, ...rocm],
      script: `case "$*" in *rocm*) echo '{"devices":null}' ;; *) echo 'Error: dlopen libcuda.so.1: cannot open' >&2; exit 1 ;; esac`,
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'one of two sets of its libraries is too new for the driver, and the other finds it',
      fakes: {'nvidia-smi': nvidia('570.00'), ollama: {}},
      libraries: [...cuda, 'lib/ollama/cuda_v13/libggml-cuda.so'],
      script: `case "$*" in *cuda_v12*) echo '${seen({...device, compute_major: 8}).trim()}' ;; *) echo 'ggml_cuda_init: failed to initialize CUDA: CUDA driver version is insufficient for CUDA runtime version' >&2; exit 1 ;; esac`,
      expected: ['gpu-found-after-start: likely'],
    },
    {
      name: 'a variable of the unit names another one, and without it there is one',
      fakes: {'nvidia-smi': nvidia(), ollama: {}, systemctl: unit('Environment=CUDA_VISIBLE_DEVICES=7')},
      libraries: cuda,
      script: `[ -n "$CUDA_VISIBLE_DEVICES" ] && echo '{"devices":null}' || echo '${seen(device).trim()}'`,
      expected: ['visible-devices-misconfigured: likely'],
      evidence: ['CUDA_VISIBLE_DEVICES=7', 'finds NVIDIA GeForce GTX 1080 without it, and nothing with it'],
    },
    {
      name: 'a variable of the unit chooses it, and is none of the reasons',
      fakes: {'nvidia-smi': nvidia(), ollama: {}, systemctl: unit('Environment=CUDA_VISIBLE_DEVICES=0')},
      libraries: cuda,
      script: `echo '{"devices":null}'`,
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'a variable hides those of another maker, or of Vulkan',
      fakes: {
        'nvidia-smi': nvidia(),
        systemctl: unit('Environment=HIP_VISIBLE_DEVICES=-1 GGML_VK_VISIBLE_DEVICES=-1'),
      },
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'it is beside one of a processor, which nobody would use',
      files: {...radeon, '/sys/class/drm/card0/device/mem_info_vram_total': '536870912\n', ...server()},
      access: {...nvidiaDevices, ...amdDevices},
      fakes: {'nvidia-smi': nvidia()},
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'Ollama takes too long to look, and the sandbox is seen all the same',
      files: server(),
      access: nvidiaDevices,
      fakes: {'nvidia-smi': nvidia(), systemctl: unit('PrivateDevices=yes'), ollama: {}},
      libraries: cuda,
      script: `case "$1" in gpu-discover) /bin/sleep 9 ;; esac`,
      expected: ['gpu-hidden-by-sandbox: likely'],
    },
    {
      name: 'Ollama takes too long to look, and nothing else tells',
      fakes: {'nvidia-smi': nvidia(), ollama: {}},
      libraries: cuda,
      script: `case "$1" in gpu-discover) /bin/sleep 9 ;; esac`,
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'an older Ollama cannot be asked',
      fakes: {
        'nvidia-smi': nvidia(),
        ollama: {stderr: 'Error: unknown command "gpu-discover" for "ollama"\n', exitCode: 1},
      },
      libraries: cuda,
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'what Ollama answers is garbage',
      fakes: {'nvidia-smi': nvidia(), ollama: {stdout: '\u0000{"devices":[1,null,{"library":7}]}\n', exitCode: 0}},
      libraries: cuda,
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'a folder of runners is of a version that had no such libraries',
      files: radeon,
      fakes: {ollama: {}},
      libraries: ['lib/ollama/runners/cuda_v12/ollama_llama_server'],
      expected: ['gpu-not-used: certain'],
    },
  ])('$name', async ({expected, evidence = [], ...machine}) => {
    const findings = await diagnose(machine)
    expect(findings.map(({code, confidence}) => `${code}: ${confidence}`)).toEqual(expected)
    const found = (findings[0]?.evidence ?? []).map(({source, text}) => `${source}: ${text}`).join('\n')
    for (const part of evidence) expect(found).toContain(part)
  })
})

/** A server that has its model on the processor, and found no GPU when it started. */
async function diagnose({
  fakes = {},
  libraries = [],
  version = '0.20.7',
  script,
  ...machine
}: Omit<Obstructed, 'name' | 'expected'>) {
  const bin = commands(fakes, libraries)
  if (script !== undefined) writeFileSync(join(bin, 'ollama'), `#!/bin/sh\n${script}\n`)
  const log = join(folder(), 'server.log')
  const now = new Date().toISOString()
  writeFileSync(
    log,
    [
      `time=${now} level=INFO source=routes.go:1384 msg="Listening on 127.0.0.1:11434 (version ${version})"`,
      `time=${now} level=INFO source=types.go:50 msg="inference compute" id=cpu library=cpu compute="" name=cpu description=cpu total="23.5 GiB" available="22.7 GiB"`,
      '',
    ].join('\n'),
  )
  const scenario = await serveScenario({...findScenario('cpu-only'), version}, {port: 0})
  try {
    const argv = ['--host', scenario.url, '--file', log, '--only', 'model-placement']
    const env = {...(machine.env as Record<string, string>), PATH: bin}
    const {report} = await checkJson(argv, {env, host: withFiles(machine)})
    return checkOf(report, 'model-placement').findings
  } finally {
    await scenario.close()
  }
}
