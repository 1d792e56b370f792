import {createServer} from 'node:net'
import {describe, expect, it} from 'vitest'
import {createHost} from '../../../src/host/host.ts'
import {fileSystemType} from '../../../src/host/machine/file-system-type.ts'
import {readGpus, readGpuUse} from '../../../src/host/machine/gpus.ts'
import {readKernelLog} from '../../../src/host/machine/kernel-log.ts'
import {readListeners} from '../../../src/host/machine/listeners.ts'
import {createMachine} from '../../../src/host/machine/machine.ts'
import {readMemory} from '../../../src/host/machine/memory.ts'
import {readProcesses} from '../../../src/host/machine/processes.ts'
import {readService} from '../../../src/host/machine/service.ts'
import {readSystem} from '../../../src/host/machine/system.ts'
import {type FakeMachine, fakeHost} from '../../support/fake-host.ts'

const gpu = 'GPU-1b2c3d4e-0000-1111-2222-333344445555'
const since = new Date('2026-11-28T14:03:00Z')
const garbage = '\u0000\u001b[31m<html>{"a":[1,2,}\n,,,,\nPID=\n"\n[[[[\nGPU-,,,,\n-1 -1 -1\n'

/** Every door of the machine gives the same. */
const everywhere = (text: string, exitCode = 0): FakeMachine => ({
  files: Object.fromEntries(
    [
      '/proc/meminfo',
      '/proc/self/cgroup',
      '/proc/net/tcp',
      '/proc/net/tcp6',
      '/proc/4242/cmdline',
      '/proc/4242/status',
      '/proc/sys/kernel/osrelease',
      '/etc/os-release',
      '/sys/class/drm/card0/device/vendor',
      '/sys/class/drm/card0/device/mem_info_vram_total',
    ].map((path) => [path, text]),
  ),
  commands: Object.fromEntries(
    [
      'nvidia-smi',
      'amd-smi',
      'rocm-smi',
      'systemctl',
      'journalctl',
      'dmesg',
      'lsof',
      'netstat',
      'tasklist',
      'ps',
      'sw_vers',
      'system_profiler',
      'powershell',
    ].map((name) => [name, {stdout: text, stderr: text, exitCode}]),
  ),
})

describe('the machine', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('takes garbage for nothing, on %s', async (platform) => {
    for (const text of ['', garbage, garbage.repeat(2_000)])
      for (const exitCode of [0, 1]) {
        const host = fakeHost({...everywhere(text, exitCode), platform})
        const machine = createMachine(host)
        expect(await machine.listeners()).toEqual([])
        expect(await machine.processes()).toEqual([])
        expect(await machine.service()).toBeUndefined()
        expect((await machine.gpus()).flatMap(({gpus}) => gpus)).toEqual([])
        expect((await machine.gpuUse()).flatMap(({processes}) => processes)).toEqual([])
        expect(await machine.memory(11_434)).toEqual({})
        expect((await machine.system()).processors).toBeGreaterThan(0)
      }
  })

  it('is itself, whatever it is', async () => {
    const machine = createMachine(createHost(process))
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const {port} = server.address() as {port: number}
    try {
      const own = (await machine.listeners()).find((listener) => listener.port === port)
      if (process.platform === 'linux') {
        expect(own).toMatchObject({address: '127.0.0.1', pid: process.pid})
        expect((await machine.memory(11_434)).totalBytes).toBeGreaterThan(2 ** 27)
      }
      for (const ask of [machine.gpus, machine.processes, machine.service, machine.installations]) await ask()
    } finally {
      server.close()
    }
  })

  it('asks everything once', async () => {
    let asked = 0
    const host = fakeHost({})
    const machine = createMachine({
      ...host,
      read: async () => {
        asked += 1
        return undefined
      },
    })
    await Promise.all([machine.processes(), machine.processes()])
    const first = asked
    await machine.processes()
    expect(asked).toBe(first)
  })
})

describe('nvidia-smi', () => {
  it.each([
    {
      name: 'a card and who uses it',
      gpus: `${gpu}, NVIDIA GeForce RTX 4090, 550.54.14, 24564, 21034\n`,
      processes: `4242, /usr/bin/python3, ${gpu}, 20480\n5, /opt/a, b/ollama, ${gpu}, 512\n`,
      expected: [
        {
          device: gpu,
          name: 'NVIDIA GeForce RTX 4090',
          driver: '550.54.14',
          totalBytes: 24_564 * 2 ** 20,
          usedBytes: 21_034 * 2 ** 20,
        },
      ],
      held: [
        {pid: 4242, name: '/usr/bin/python3', gpu, bytes: 20_480 * 2 ** 20},
        {pid: 5, name: '/opt/a, b/ollama', gpu, bytes: 512 * 2 ** 20},
      ],
    },
    {
      name: 'unified memory, which has no size of its own',
      gpus: `${gpu}, NVIDIA GB10, 580.95.05, [N/A], [N/A]\n`,
      processes: `4242, /usr/local/lib/ollama/llama-server, ${gpu}, 66012\n`,
      expected: [{device: gpu, name: 'NVIDIA GB10', driver: '580.95.05'}],
      held: [{pid: 4242, name: '/usr/local/lib/ollama/llama-server', gpu, bytes: 66_012 * 2 ** 20}],
    },
    {
      name: 'Windows, which does not tell who has what',
      gpus: `${gpu}, NVIDIA GeForce RTX 3060, 561.09, 12288, 900\r\n`,
      processes: `1984, [Insufficient Permissions], ${gpu}, [N/A]\r\n28472, C:\\Program Files\\Google\\Chrome\\chrome.exe, ${gpu}, [N/A]\r\n`,
      expected: [
        {
          device: gpu,
          name: 'NVIDIA GeForce RTX 3060',
          driver: '561.09',
          totalBytes: 12_288 * 2 ** 20,
          usedBytes: 900 * 2 ** 20,
        },
      ],
      held: [
        {pid: 1984, gpu},
        {pid: 28_472, name: 'C:\\Program Files\\Google\\Chrome\\chrome.exe', gpu},
      ],
    },
    {
      name: 'an old driver, with other words for nothing',
      gpus: `${gpu}, Tesla K80, 418.67, 11441, 0\n`,
      processes: `77, [Not Found], ${gpu}, [Not Supported]\n`,
      expected: [{device: gpu, name: 'Tesla K80', driver: '418.67', totalBytes: 11_441 * 2 ** 20, usedBytes: 0}],
      held: [{pid: 77, gpu}],
    },
  ])('reads $name', async ({gpus, processes, expected, held}) => {
    const host = fakeHost({
      platform: 'win32',
      commands: {'nvidia-smi --query-gpu': gpus, 'nvidia-smi --query-compute-apps': processes},
    })
    expect(await readGpus(host)).toEqual([{source: 'nvidia-smi', gpus: expected}])
    expect(await readGpuUse(host)).toEqual([{source: 'nvidia-smi', processes: held}])
  })

  it.each([
    ['Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 535.161\n', 18],
    ['Failed to initialize NVML: Unknown Error\n', 255],
    ["NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n\n", 9],
    ['No devices were found\n', 6],
  ])('keeps what it says of its own trouble: %s', async (stdout, exitCode) => {
    const [reading] = await readGpus(fakeHost({commands: {'nvidia-smi': {stdout, exitCode}}}))
    expect(reading).toEqual({source: 'nvidia-smi', gpus: [], trouble: stdout.trim()})
  })
})

describe('GPUs of AMD', () => {
  const card = (name: string, files: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(files).map(([file, text]) => [`/sys/class/drm/${name}/device/${file}`, text]))
  const files = {
    ...card('card1', {vendor: '0x1002\n', mem_info_vram_total: '21458059264\n', mem_info_vram_used: '27856896\n'}),
    ...card('card1-DP-1', {vendor: '0x1002\n'}),
    ...card('card0', {vendor: '0x8086\n'}),
  }
  const expected = {device: 'card1', name: 'AMD GPU card1', totalBytes: 21_458_059_264, usedBytes: 27_856_896}

  it('are known to the kernel, without any tool', async () => {
    expect(await readGpus(fakeHost({files}))).toEqual([{source: 'amdgpu', gpus: [expected]}])
    expect(await readGpuUse(fakeHost({files}))).toEqual([])
  })

  it('are used by whom amd-smi says', async () => {
    const stdout = `WARNING: User is missing the following required groups: render\n[
    {"gpu": 0, "process_list": [
      {"process_info": {"name": "python", "pid": 123, "memory_usage": {"vram_mem": {"value": 17179869184, "unit": "B"}}}},
      {"process_info": {"name": "N/A", "pid": 124, "memory_usage": {"vram_mem": {"value": 2, "unit": "GB"}}}}]},
    {"gpu": 1, "process_list": [{"process_info": "No running processes detected"}]}
]\n`
    expect(await readGpuUse(fakeHost({files, commands: {'amd-smi process': stdout}}))).toEqual([
      {
        source: 'amd-smi',
        processes: [
          {pid: 123, name: 'python', bytes: 2 ** 34},
          {pid: 124, bytes: 2 ** 31},
        ],
      },
    ])
  })

  it('are used by whom rocm-smi says, where that is what is there', async () => {
    const commands = {
      'amd-smi': {exitCode: 255, stderr: 'ERROR:root:Driver not loaded (amdgpu not found in modules)\n'},
      'rocm-smi': '{"system": {"PID1234": "my, tool, 1, 4294967296, 0, unknown", "x": "y"}}\n',
    }
    expect((await readGpuUse(fakeHost({files, commands})))[0]).toMatchObject({
      source: 'rocm-smi',
      processes: [{pid: 1234, name: 'my tool', bytes: 2 ** 32}],
    })
  })
})

describe('systemctl show', () => {
  const unit = (more: string): string =>
    `LoadState=loaded\nActiveState=active\nSubState=running\nResult=success\nNRestarts=0\nMainPID=812\nUser=ollama\nNeedDaemonReload=no\nFragmentPath=/etc/systemd/system/ollama.service\n${more}`

  it('tells what a service is and has', async () => {
    const stdout = unit(
      [
        'Environment=PATH=/usr/bin:/bin OLLAMA_HOST=0.0.0.0:11434 "OLLAMA_MODELS=/mnt/my models" "OLLAMA_ORIGINS=*" "X=a\\"b"',
        'EnvironmentFiles=/etc/default/ollama (ignore_errors=yes)',
        'EnvironmentFiles=/etc/ollama.env (ignore_errors=no)',
        'DropInPaths=/etc/systemd/system/ollama.service.d/override.conf "/etc/systemd/system/ollama.service.d/a b.conf"',
        'ProtectHome=yes',
        'ProtectSystem=no',
        'PrivateDevices=',
        'DevicePolicy=auto',
        'MemoryMax=8589934592',
      ].join('\n'),
    )
    expect(await readService(fakeHost({commands: {'systemctl show ollama': stdout}}))).toEqual({
      unit: 'ollama',
      isOfUser: false,
      state: 'active',
      subState: 'running',
      result: 'success',
      restarts: 0,
      pid: 812,
      user: 'ollama',
      needsReload: false,
      environment: {
        PATH: '/usr/bin:/bin',
        OLLAMA_HOST: '0.0.0.0:11434',
        OLLAMA_MODELS: '/mnt/my models',
        OLLAMA_ORIGINS: '*',
        X: 'a"b',
      },
      environmentFiles: ['/etc/default/ollama', '/etc/ollama.env'],
      files: [
        '/etc/systemd/system/ollama.service',
        '/etc/systemd/system/ollama.service.d/override.conf',
        '/etc/systemd/system/ollama.service.d/a b.conf',
      ],
      sandbox: {ProtectHome: 'yes'},
      memoryMaxBytes: 8_589_934_592,
    })
  })

  it.each(['infinity', '18446744073709551615', '', '[not set]'])('knows no limit: MemoryMax=%s', async (limit) => {
    const service = await readService(fakeHost({commands: {'systemctl show': unit(`MemoryMax=${limit}\n`)}}))
    expect(service?.memoryMaxBytes).toBeUndefined()
  })

  it('is of the user, where the system has none; and none, where nobody has', async () => {
    const none = 'LoadState=not-found\nActiveState=inactive\nMainPID=0\n'
    const both = {'systemctl show': none, 'systemctl --user show': unit('')}
    expect(await readService(fakeHost({commands: both}))).toMatchObject({isOfUser: true})
    expect(await readService(fakeHost({commands: {'systemctl show': none}}))).toBeUndefined()
    const stderr = "System has not been booted with systemd as init system (PID 1). Can't operate.\n"
    expect(await readService(fakeHost({commands: {systemctl: {stderr, exitCode: 1}}}))).toBeUndefined()
  })
})

describe('who listens', () => {
  const row = (local: string, state = '0A', inode = '1206798'): string =>
    `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 00000000f1015961 100 0 0 10 0\n`

  it.each([
    ['tcp', '0100007F:2CAA', '127.0.0.1'],
    ['tcp', '00000000:2CAA', '0.0.0.0'],
    ['tcp6', '00000000000000000000000000000000:2CAA', '::'],
    ['tcp6', '00000000000000000000000001000000:2CAA', '::1'],
    ['tcp6', '0000000000000000FFFF00000100007F:2CAA', '127.0.0.1'],
    ['tcp6', 'B80D0120000000000000000001000000:2CAA', '2001:db8::1'],
  ])('is in /proc/net/%s: %s', async (table, local, address) => {
    const host = fakeHost({
      files: {
        [`/proc/net/${table}`]: `  sl  local_address …\n${row(local)}${row('0100007F:2CAA', '01')}`,
        '/proc/81/comm': 'ollama\n',
      },
      links: {'/proc/81/fd/3': 'socket:[1206798]', '/proc/82/fd/3': 'socket:[9]'},
    })
    expect(await readListeners(host)).toEqual([{address, port: 11_434, user: 'root', pid: 81, program: 'ollama'}])
  })

  it('may be somebody who cannot be seen', async () => {
    const host = fakeHost({files: {'/proc/net/tcp': row('0100007F:2CAA')}})
    expect(await readListeners(host)).toEqual([{address: '127.0.0.1', port: 11_434, user: 'root'}])
  })

  it('is told by lsof on a Mac', async () => {
    const lsof = 'p812\ncOllama\\x20Helper\nLada\nf3\nn*:11434\np813\ncollama\nLada\nf4\nn[::1]:11434\n'
    expect(await readListeners(fakeHost({platform: 'darwin', commands: {lsof}}))).toEqual([
      {address: '::', port: 11_434, user: 'ada', pid: 812, program: 'Ollama Helper'},
      {address: '::1', port: 11_434, user: 'ada', pid: 813, program: 'ollama'},
    ])
  })

  it.each(['LISTENING', 'ABHÖREN', 'ÉCOUTE', '侦听', 'A ESCUTAR'])(
    'is told by netstat on Windows: %s',
    async (state) => {
      const commands = {
        netstat: `\r\nAktive Verbindungen\r\n\r\n  Proto  Lokale Adresse         Remoteadresse          Status\r\n  TCP    127.0.0.1:11434        0.0.0.0:0              ${state}       1234\r\n  TCP    127.0.0.1:11434        127.0.0.1:50123        HERGESTELLT     1234\r\n  TCP    [::]:11434             [::]:0                 ${state}       99\r\n  UDP    0.0.0.0:11434          *:*                                    7\r\n`,
        tasklist: '"System","4","Services","0","20 K"\r\n"ollama.exe","1234","Console","1","204,332 K"\r\n',
      }
      expect(await readListeners(fakeHost({platform: 'win32', commands}))).toEqual([
        {address: '127.0.0.1', port: 11_434, pid: 1234, program: 'ollama.exe'},
        {address: '::', port: 11_434, pid: 99},
      ])
    },
  )
})

describe('processes', () => {
  it('are found in /proc, with their unit or container', async () => {
    const id = 'ab'.repeat(32)
    const files = {
      '/proc/1/cmdline': '/sbin/init\0',
      '/proc/812/cmdline': '/usr/local/bin/ollama\0serve\0',
      '/proc/812/status': 'Name:\tollama\nState:\tS (sleeping)\nUid:\t0\t0\t0\t0\n',
      '/proc/812/cgroup': '0::/system.slice/ollama.service\n',
      '/proc/900/cmdline': '/usr/local/lib/ollama/llama-server\0--model\0x\0',
      '/proc/900/status': 'State:\tD (disk sleep)\nUid:\t0\t0\t0\t0\n',
      '/proc/900/cgroup': `0::/system.slice/docker-${id}.scope\n`,
      '/proc/901/cmdline': '/usr/bin/ollama\0runner\0--model\0x\0',
      '/proc/902/cmdline': '/usr/bin/vim\0ollama\0',
    }
    expect(await readProcesses(fakeHost({files}))).toEqual([
      {
        pid: 812,
        user: 'root',
        command: '/usr/local/bin/ollama serve',
        kind: 'server',
        state: 'S',
        unit: 'ollama.service',
      },
      {
        pid: 900,
        user: 'root',
        command: '/usr/local/lib/ollama/llama-server --model x',
        kind: 'runner',
        state: 'D',
        container: 'abababababab',
      },
      {pid: 901, user: '', command: '/usr/bin/ollama runner --model x', kind: 'runner'},
    ])
  })

  it('are told by ps on a Mac', async () => {
    const ps = `  501 ada      S    /Applications/Ollama.app/Contents/MacOS/Ollama
  512 ada      S+   /Applications/Ollama.app/Contents/Resources/ollama serve
  513 ada      R    /opt/homebrew/bin/ollama runner --model /x
  514 ada      S    /bin/zsh -c ollama list
`
    expect(
      (await readProcesses(fakeHost({platform: 'darwin', commands: {ps}}))).map(({pid, kind, state}) => [
        pid,
        kind,
        state,
      ]),
    ).toEqual([
      [512, 'server', 'S'],
      [501, 'app', 'S'],
      [513, 'runner', 'R'],
    ])
  })

  it.each([
    {
      name: 'Windows PowerShell 5',
      powershell:
        '[{"ProcessId":4242,"Name":"ollama app.exe","CommandLine":"\\"C:\\\\Users\\\\张 三\\\\AppData\\\\Local\\\\Programs\\\\Ollama\\\\ollama app.exe\\" ","KernelModeTime":781250,"UserModeTime":156250,"Started":"2026-11-28T12:00:00.0000000Z"},{"ProcessId":4243,"Name":"ollama.exe","CommandLine":"C:\\\\Ollama\\\\ollama.exe serve","KernelModeTime":0,"UserModeTime":0,"Started":"2026-11-28T12:00:01.0000000Z"},{"ProcessId":4250,"Name":"llama-server.exe","CommandLine":"C:\\\\Ollama\\\\lib\\\\ollama\\\\llama-server.exe --model D:\\\\blobs\\\\sha256-1 -c 4096 --api-key s3cret","KernelModeTime":10000,"UserModeTime":20000,"Started":null}]',
      expected: [
        [4243, 'server', 'C:\\Ollama\\ollama.exe serve'],
        [4242, 'app', 'C:\\Users\\张 三\\AppData\\Local\\Programs\\Ollama\\ollama app.exe'],
        [4250, 'runner', 'C:\\Ollama\\lib\\ollama\\llama-server.exe --model D:\\blobs\\sha256-1 -c 4096'],
      ],
    },
    {
      name: 'a process of somebody else’s',
      powershell: '[{"ProcessId":7,"Name":"ollama.exe","CommandLine":null,"KernelModeTime":null,"Started":""}]',
      expected: [[7, 'other', 'ollama.exe']],
    },
    {name: 'no process', powershell: '[]', expected: []},
    {name: 'a shell that may not', powershell: 'Get-CimInstance : 拒绝访问。\r\n', expected: []},
  ])('are told by PowerShell on Windows: $name', async ({powershell, expected}) => {
    const found = await readProcesses(fakeHost({platform: 'win32', commands: {powershell}}))
    expect(found.map(({pid, kind, command}) => [pid, kind, command])).toEqual(expected)
  })

  it('that are servers are told on Windows by what they listen on', async () => {
    const commands = {
      netstat: [
        '  TCP    127.0.0.1:11434        0.0.0.0:0              ABHÖREN         4243',
        '  TCP    127.0.0.1:11500        0.0.0.0:0              ABHÖREN         4300',
        '  TCP    127.0.0.1:55123        0.0.0.0:0              ABHÖREN         4250',
        '  TCP    127.0.0.1:8080         0.0.0.0:0              ABHÖREN         4260',
        '',
      ].join('\r\n'),
      tasklist: ['ollama.exe","4243', 'ollama.exe","4300', 'ollama.exe","4250', 'llama-server.exe","4260']
        .map((row) => `"${row}","Console","1","204,332 K"\r\n`)
        .join(''),
    }
    const machine = createMachine(fakeHost({platform: 'win32', commands}))
    expect((await machine.servers()).map(({pid}) => pid)).toEqual([4243, 4300])
    expect((await machine.server(11_500))?.pid).toBe(4300)
    expect(await machine.server(8_080)).toBeUndefined()
  })
})

describe('GPUs elsewhere', () => {
  it.each([
    {
      name: 'Apple’s',
      system_profiler:
        '{"SPDisplaysDataType":[{"_name":"Apple M2 Pro","spdisplays_mtlgpufamilysupport":"spdisplays_metal3","spdisplays_ndrvs":[{"_name":"Color LCD"}],"spdisplays_vendor":"sppci_vendor_Apple","sppci_cores":"19","sppci_model":"Apple M2 Pro"}]}',
      expected: [{name: 'Apple M2 Pro', device: 'Apple M2 Pro'}],
    },
    {
      name: 'an Intel Mac’s two',
      system_profiler:
        '{"SPDisplaysDataType":[{"_name":"kHW_IntelUHDGraphics630Item","sppci_model":"Intel UHD Graphics 630","spdisplays_vram_shared":"1536 MB"},{"_name":"kHW_AMDRadeonPro5500MItem","sppci_model":"AMD Radeon Pro 5500M","spdisplays_vram":"8 GB"}]}',
      expected: [
        {name: 'Intel UHD Graphics 630', device: 'Intel UHD Graphics 630'},
        {name: 'AMD Radeon Pro 5500M', device: 'AMD Radeon Pro 5500M', totalBytes: 8 * 2 ** 30},
      ],
    },
    {name: 'none', system_profiler: '{"SPDisplaysDataType":[]}', expected: []},
  ])('of a Mac: $name', async ({system_profiler, expected}) => {
    const readings = await readGpus(fakeHost({platform: 'darwin', commands: {system_profiler}}))
    expect(readings.flatMap(({gpus}) => gpus)).toEqual(expected)
  })

  const adapters =
    '{"adapters":[{"Name":"NVIDIA GeForce RTX 3060","PNPDeviceID":"PCI\\\\VEN_10DE&DEV_2504","DriverVersion":"32.0.15.6109"},{"Name":"AMD Radeon RX 7800 XT","PNPDeviceID":"PCI\\\\VEN_1002&DEV_747E","DriverVersion":"32.0.11029.1008"},{"Name":"Microsoft Basic Display Adapter","PNPDeviceID":"ROOT\\\\BASICDISPLAY","DriverVersion":"10.0.22621.1"}],"memory":[{"name":"AMD Radeon RX 7800 XT","bytes":17163091968},{"bytes":[0,0,0,128],"name":"NVIDIA GeForce RTX 3060"}]}'
  const radeon = {
    name: 'AMD Radeon RX 7800 XT',
    device: 'PCI\\VEN_1002&DEV_747E',
    driver: '32.0.11029.1008',
    totalBytes: 17_163_091_968,
  }

  it('of Windows, with their memory', async () => {
    const [reading] = await readGpus(fakeHost({platform: 'win32', commands: {powershell: adapters}}))
    expect(reading?.gpus.map(({name}) => name)).toEqual(['NVIDIA GeForce RTX 3060', 'AMD Radeon RX 7800 XT'])
    expect(reading?.gpus[1]).toEqual(radeon)
  })

  it('of NVIDIA are told by their own tool, where it is there', async () => {
    const commands = {
      powershell: adapters,
      'nvidia-smi': `${gpu}, NVIDIA GeForce RTX 3060, 561.09, 12288, 900\r\n`,
    }
    const readings = await readGpus(fakeHost({platform: 'win32', commands}))
    expect(readings.map(({source, gpus}) => [source, ...gpus.map(({name}) => name)])).toEqual([
      ['nvidia-smi', 'NVIDIA GeForce RTX 3060'],
      ['Win32_VideoController', 'AMD Radeon RX 7800 XT'],
    ])
  })
})

describe('the container that has a port', () => {
  it.each([
    ['com.docker.backend', 'abababababab'],
    ['nginx', undefined],
  ])('is asked for where %s listens, or not', async (program, expected) => {
    const commands = {lsof: `p77\nc${program}\nLada\nn*:11434\n`, 'docker ps': 'abababababab\n', ps: ''}
    expect(await createMachine(fakeHost({platform: 'darwin', commands})).container(11_434)).toBe(expected)
  })
})

describe('memory', () => {
  const meminfo =
    'MemTotal:       24683656 kB\nMemFree:         1 kB\nMemAvailable:   20000000 kB\nSwapTotal:       0 kB\nSwapFree:        0 kB\nHugePages_Total: 0\n'

  it.each([
    [
      'the least limit of all groups above',
      '0::/a.slice/b.scope\n',
      {'/sys/fs/cgroup/a.slice/memory.max': '1000\n', '/sys/fs/cgroup/a.slice/b.scope/memory.max': 'max\n'},
      1_000,
    ],
    ['a container’s own', '0::/\n', {'/sys/fs/cgroup/memory.max': '8589934592\n'}, 8_589_934_592],
    [
      'version 1',
      '9:name=systemd:/\n4:cpu,memory:/docker/x\n0::/\n',
      {'/sys/fs/cgroup/memory/docker/x/memory.limit_in_bytes': '5000\n'},
      5_000,
    ],
    [
      'no limit, of version 1',
      '4:memory:/\n',
      {'/sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n'},
      undefined,
    ],
  ])('knows %s', async (_, cgroup, limits, limitBytes) => {
    const files = {'/proc/meminfo': meminfo, '/proc/900/cgroup': cgroup, ...limits}
    expect(await readMemory(fakeHost({files}), 900)).toEqual({
      totalBytes: 24_683_656 * 1_024,
      availableBytes: 20_000_000 * 1_024,
      swapTotalBytes: 0,
      swapFreeBytes: 0,
      ...(limitBytes !== undefined && {limitBytes}),
    })
  })
})

describe('the kernel’s log', () => {
  const line = '2026-11-28T14:03:11.123456+0000 box kernel: Out of memory: Killed process 7 (ollama)\n'
  const hint = 'Hint: You are currently not seeing messages from other users and the system.\n'

  it.each([
    ['the journal', {journalctl: line}, {text: line}],
    [
      'the ring, where the journal is not shown',
      {journalctl: {stdout: '-- No entries --\n', stderr: hint}, dmesg: line},
      {text: line},
    ],
    [
      'nobody, where neither may be read',
      {
        journalctl: {stdout: '-- No entries --\n', stderr: hint},
        dmesg: {exitCode: 1, stderr: 'dmesg: read kernel buffer failed: Operation not permitted\n'},
      },
      {trouble: 'dmesg: read kernel buffer failed: Operation not permitted'},
    ],
    ['nobody, where there is neither', {}, {trouble: 'there is neither journalctl nor dmesg'}],
  ])('is told by %s', async (_, commands, expected) => {
    expect(await readKernelLog(fakeHost({commands}), since)).toEqual(expected)
  })
})

describe('the system', () => {
  it.each([
    ['5.15.153.1-microsoft-standard-WSL2\n', 2],
    ['4.4.0-19041-Microsoft\n', 1],
    ['6.8.0-49-generic\n', undefined],
  ])('is WSL or not: %s', async (release, wsl) => {
    const files = {
      '/proc/sys/kernel/osrelease': release,
      '/etc/os-release': 'NAME=x\nPRETTY_NAME="Ubuntu 24.04.1 LTS"\n',
    }
    expect(await readSystem(fakeHost({files}))).toMatchObject({
      name: 'Ubuntu 24.04.1 LTS',
      kernel: release.trim(),
      ...(wsl && {wsl}),
    })
  })
})

describe('the file system', () => {
  const mounts = [
    'overlay / overlay rw,relatime 0 0',
    '/dev/sda2 /mnt ext4 rw 0 0',
    'nas:/models /mnt/my\\040models nfs4 rw,vers=4.2 0 0',
    'tmpfs /mnt/my\\040models/tmp tmpfs rw 0 0',
    '/dev/sdb1 /mnt/my exfat rw 0 0',
    '',
  ].join('\n')
  const mount =
    '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled)\n//ada@nas/models on /Volumes/my models (smbfs, nodev, nosuid, mounted by ada)\n'

  it.each([
    ['/usr/share/ollama', 'overlay'],
    ['/mnt', 'ext4'],
    ['/mnt/other', 'ext4'],
    ['/mnt/my models/blobs', 'nfs4'],
    ['/mnt/my models/tmp/x', 'tmpfs'],
    ['/mnt/my/models', 'exfat'],
  ])('under %s on Linux is %s', async (path, type) => {
    expect(await fileSystemType(fakeHost({files: {'/proc/self/mounts': mounts}}), path)).toBe(type)
  })

  it.each([
    ['/Users/ada/.ollama/models', 'apfs'],
    ['/Volumes/my models/x', 'smbfs'],
  ])('under %s on a Mac is %s', async (path, type) => {
    expect(await fileSystemType(fakeHost({platform: 'darwin', commands: {mount}}), path)).toBe(type)
  })

  it('is not told elsewhere, nor by garbage', async () => {
    expect(await fileSystemType(fakeHost({platform: 'win32'}), 'C:\\x')).toBeUndefined()
    expect(await fileSystemType(fakeHost({files: {'/proc/self/mounts': garbage}}), '/x')).toBeUndefined()
    expect(await fileSystemType(fakeHost({platform: 'darwin', commands: {mount: garbage}}), '/x')).toBeUndefined()
  })
})
