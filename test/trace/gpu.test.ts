import {appendFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import type {CheckReport, Report} from '../../src/diagnosis/report.ts'
import type {Scenario, SimulatedModel} from '../../src/simulator/scenario.ts'
import {findScenario} from '../../src/simulator/scenarios.ts'
import {serveScenario} from '../../src/simulator/serve.ts'
import {folder} from '../support/logs.ts'
import {commands, type FakeCommand} from '../support/machine.ts'
import {readDocument} from '../support/report.ts'
import {runDoctor} from '../support/run.ts'

const uuid = 'GPU-1b2c3d4e-0000-1111-2222-333344445555'
const smi = (usedMiB: number, processes = '', driver = '580.95.05'): FakeCommand => ({
  when: {
    'query-gpu': `${uuid}, NVIDIA GeForce RTX 4090, ${driver}, 24564, ${usedMiB}\n`,
    'query-compute-apps': processes,
  },
})
const runner = (mib: number): string => `900, /usr/local/lib/ollama/llama-server, ${uuid}, ${mib}\n`
const at = (): string => new Date().toISOString()
const start = (...found: string[]): string[] => [
  `time=${at()} level=INFO source=routes.go:1331 msg="server config" env="map[OLLAMA_HOST:http://127.0.0.1:11434]"`,
  `time=${at()} level=INFO source=routes.go:1384 msg="Listening on 127.0.0.1:11434 (version 0.30.6)"`,
  ...found,
]
const cpuOnly = (): string =>
  `time=${at()} level=INFO source=types.go:50 msg="inference compute" id=cpu library=cpu compute="" name=cpu description=cpu total="23.5 GiB" available="22.7 GiB"`
const load = (blob: string, placed: string): string[] => [
  `time=${at()} level=INFO source=llama_server.go:433 msg="starting llama-server" cmd="/usr/local/lib/ollama/llama-server --model ${blob} --port 46383 -c 4096 -np 1"`,
  /^\d/.test(placed) ? `load_tensors: offloaded ${placed} layers to GPU` : placed,
  `time=${at()} level=INFO source=llama_server.go:1362 msg="llama-server started in 0.25 seconds"`,
]

const dense: SimulatedModel = {
  name: 'llama3.2:1b',
  sizeBytes: 20e9,
  capabilities: ['completion'],
  family: 'llama',
  contextLength: 131_072,
}

interface Looked {
  readonly scenario: string
  readonly changes?: Partial<Scenario>
  readonly log?: (blob: string) => readonly string[]
  readonly fakes?: Readonly<Record<string, FakeCommand>>
  readonly libraries?: readonly string[]
  readonly argv?: readonly string[]
}

describe('what a server says of the GPU', () => {
  it.each<Looked & {name: string; verdict: string; seenBy?: string}>([
    {
      name: 'is confirmed by the driver',
      scenario: 'healthy',
      fakes: {'nvidia-smi': smi(2_000, runner(1_700))},
      verdict: 'confirmed',
      seenBy: 'nvidia-smi',
    },
    {
      name: 'is confirmed, though the server made the number up',
      scenario: 'invented-gpu-share',
      fakes: {'nvidia-smi': smi(2_000, runner(1_260))},
      verdict: 'confirmed',
      seenBy: 'nvidia-smi',
    },
    {
      name: 'is confirmed by the log, which tells whose memory has the weights',
      scenario: 'invented-gpu-share',
      log: (blob) => load(blob, 'load_tensors:        CUDA0 model buffer size =  1252.41 MiB'),
      verdict: 'confirmed',
      seenBy: 'file',
    },
    {
      name: 'is confirmed by its speed, which no processor has',
      scenario: 'invented-gpu-share',
      changes: {models: [{...dense, invented: true}]},
      verdict: 'confirmed',
      seenBy: 'speed',
    },
    {
      name: 'is confirmed by the log',
      scenario: 'invented-gpu-share',
      log: (blob) => load(blob, '17/17'),
      verdict: 'confirmed',
      seenBy: 'file',
    },
    {
      name: 'is not denied, where the memory is another program’s',
      scenario: 'healthy',
      fakes: {'nvidia-smi': smi(9_000, `7, /usr/bin/blender, ${uuid}, 8800\n`)},
      verdict: 'unverified',
    },
    {
      name: 'is not denied, where the driver says nothing',
      scenario: 'healthy',
      fakes: {'nvidia-smi': {stdout: '\u0000garbage,,\n'}},
      verdict: 'unverified',
    },
    {name: 'is not denied, where there is no tool', scenario: 'healthy', verdict: 'unverified'},
  ])('$name', async ({verdict, seenBy, ...looked}) => {
    const {facts, findings} = await look(looked)
    expect(findings).toEqual([])
    const [row] = facts.models as readonly Record<string, unknown>[]
    expect(row).toMatchObject({gpuVerdict: verdict, gpuPercent: 100})
    expect(row?.gpuSeenBy).toEqual(seenBy && expect.stringContaining(seenBy))
  })

  it.each<Looked & {name: string; expected: readonly string[]; seen?: readonly string[]; percent?: number}>([
    {
      name: 'is denied by the driver, whose memory is not in use',
      scenario: 'healthy',
      fakes: {'nvidia-smi': smi(12)},
      expected: ['gpu-not-used: likely'],
      seen: ['size_vram', '12582912 bytes are in use on NVIDIA GeForce RTX 4090'],
    },
    {
      name: 'is not confirmed by the speed of a mixture of experts, of which a part is read',
      scenario: 'invented-gpu-share',
      changes: {models: [{...dense, invented: true, experts: 128}]},
      expected: ['gpu-share-unverified: likely'],
    },
    {
      name: 'is denied by Ollama itself, which finds none',
      scenario: 'invented-gpu-share',
      fakes: {'nvidia-smi': {stdout: 'No devices were found\n'}, ollama: {stdout: '{"devices":null}\n'}},
      libraries: ['lib/ollama/cuda_v12/libggml-cuda.so'],
      expected: ['gpu-not-used: likely'],
      seen: ['size_vram', 'finds no GPU that it can use'],
    },
    {
      name: 'is not denied by Ollama, whose own libraries it cannot load',
      scenario: 'invented-gpu-share',
      fakes: {
        ollama: {
          stderr:
            'Error: dlopen /usr/local/lib/ollama/libggml-base.so: cannot open shared object file: No such file or directory\n',
          exitCode: 1,
        },
      },
      libraries: ['lib/ollama/cuda_v12/libggml-cuda.so'],
      expected: ['gpu-share-unverified: likely'],
    },
    {
      name: 'is not denied by Ollama, which finds one',
      scenario: 'invented-gpu-share',
      fakes: {ollama: {stdout: '{"devices":[{"library":"Vulkan","index":0,"description":"Intel Arc B580"}]}\n'}},
      libraries: ['lib/ollama/vulkan/libggml-vulkan.so'],
      expected: ['gpu-share-unverified: likely'],
    },
    {
      name: 'is denied by the log, in which the processor’s memory alone has the weights',
      scenario: 'invented-gpu-share',
      log: (blob) => load(blob, 'msg="model weights" device=CPU size="1.2 GiB"'),
      fakes: {'nvidia-smi': smi(12)},
      expected: ['gpu-not-used: likely'],
      seen: ['size_vram', 'bytes are in use', 'CPU model buffer size 1.2 GiB'],
    },
    {
      name: 'is denied by the log, and the driver is too old for this version',
      scenario: 'invented-gpu-share',
      log: (blob) => [...start(cpuOnly()), ...load(blob, '0/17')],
      changes: {version: '0.30.11'},
      fakes: {'nvidia-smi': smi(12, '', '535.309.01')},
      percent: 0,
      expected: ['nvidia-driver-too-old: likely'],
      seen: [
        'size_vram',
        'bytes are in use',
        'offloaded 0/17 layers',
        'driver 535.309.01, and Ollama 0.30.11 needs 550',
      ],
    },
    {
      name: 'is the processor, and the log of the start says why',
      scenario: 'cpu-only',
      log: () =>
        start(
          `time=${at()} level=INFO source=gpu.go:1 msg="unable to load cuda driver library" error="cuda driver library init failure: 999"`,
          cpuOnly(),
        ),
      fakes: {'nvidia-smi': smi(12)},
      percent: 0,
      expected: ['nvidia-driver-not-initialized: likely'],
    },
    {
      name: 'is the processor, and the driver says why',
      scenario: 'cpu-only',
      fakes: {
        'nvidia-smi': {
          stdout: 'Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 535.161\n',
          exitCode: 18,
        },
      },
      percent: 0,
      expected: ['nvidia-driver-version-mismatch: certain'],
      seen: ['size_vram 0', 'Failed to initialize NVML'],
    },
    {
      name: 'is the processor, as the unit hides the GPU',
      scenario: 'cpu-only',
      fakes: {
        'nvidia-smi': smi(12),
        systemctl: {
          stdout: 'LoadState=loaded\nActiveState=active\nSubState=running\nEnvironment=CUDA_VISIBLE_DEVICES=-1\n',
        },
      },
      percent: 0,
      expected: ['visible-devices-misconfigured: likely'],
      seen: ['size_vram 0', 'RTX 4090', 'CUDA_VISIBLE_DEVICES=-1'],
    },
    {
      name: 'is the processor, as another program has the GPU',
      scenario: 'cpu-only',
      fakes: {'nvidia-smi': smi(24_000, `7, /opt/vllm/bin/python, ${uuid}, 23000\n`)},
      percent: 0,
      expected: ['gpu-memory-held: likely'],
    },
    {
      name: 'is the processor, and the driver is new enough for this version',
      scenario: 'cpu-only',
      fakes: {'nvidia-smi': smi(12, '', '535.309.01')},
      percent: 0,
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'is the processor, and what the GPU did an hour before is no reason',
      scenario: 'cpu-only',
      log: () => [
        `time=${new Date(Date.now() - 3_600_000).toISOString()} level=ERROR source=x.go:1 msg="x"`,
        'CUDA error: an illegal memory access was encountered',
      ],
      fakes: {'nvidia-smi': smi(12)},
      percent: 0,
      expected: ['gpu-not-used: certain'],
    },
    {
      name: 'is the processor, and nobody says why',
      scenario: 'cpu-only',
      log: () => start(cpuOnly()),
      fakes: {'nvidia-smi': smi(12)},
      percent: 0,
      expected: ['gpu-not-used: certain'],
      seen: ['size_vram 0', 'RTX 4090', 'no GPU was found when the server started'],
    },
    {name: 'is the processor of a machine without a GPU', scenario: 'cpu-only', percent: 0, expected: []},
  ])('$name', async ({expected, seen = [], percent, ...looked}) => {
    const {facts, findings, status} = await look(looked)
    expect(findings.map(({code, confidence}) => `${code}: ${confidence}`)).toEqual(expected)
    // What works, however slowly, fails no gate that was not set.
    expect(status).toBe(expected.length > 0 ? 'warn' : 'pass')
    const [row] = facts.models as readonly Record<string, unknown>[]
    expect(row?.gpuPercent).toBe(percent)
    for (const [index, part] of seen.entries()) expect(findings[0]?.evidence[index]?.text).toContain(part)
  })

  it('is not looked into on this machine, where the server is simulated', async () => {
    const {findings} = await look({
      scenario: 'healthy',
      fakes: {'nvidia-smi': smi(12)},
      argv: ['--simulate', 'healthy'],
    })
    expect(findings).toEqual([])
  })
})

async function look({scenario, changes, log, fakes = {}, libraries, argv}: Looked): Promise<CheckReport> {
  const path = join(folder(), 'server.log')
  writeFileSync(path, '')
  const server = await serveScenario(
    {...findScenario(scenario), ...changes},
    {port: 0, log: (line) => appendFileSync(path, `${line}\n`)},
  )
  try {
    const details = (await (
      await fetch(`${server.url}/api/show`, {method: 'POST', body: '{"model":"llama3.2:1b"}'})
    ).json()) as {modelfile: string}
    const blob = /^FROM (.*)$/m.exec(details.modelfile)?.[1] ?? ''
    appendFileSync(path, (log?.(blob) ?? []).map((line) => `${line}\n`).join(''))
    const ran = await runDoctor(
      ['check', ...(argv ?? ['--host', server.url, '--file', path]), '--only', 'model-placement', '--format', 'json'],
      {env: {PATH: commands(fakes, libraries)}},
    )
    const check = (readDocument(ran) as Report).targets[0]?.checks.find(({id}) => id === 'model-placement')
    if (check === undefined) throw new Error('the check is not there')
    return check
  } finally {
    await server.close()
  }
}
