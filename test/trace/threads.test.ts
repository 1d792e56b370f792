import {appendFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import type {Fault, Scenario} from '../../src/simulator/scenario.ts'
import {findScenario} from '../../src/simulator/scenarios.ts'
import {serveScenario} from '../../src/simulator/serve.ts'
import {folder} from '../support/logs.ts'
import {commands, type FakeCommand} from '../support/machine.ts'
import {checkJson, findingsOf} from '../support/report.ts'

/** A thread of Ollama's tracker, with lines like those in it, and how it went there. */
interface Thread {
  readonly issue: number
  readonly reported: string
  /** What it took until somebody knew. */
  readonly took: string
  readonly concluded: string
  readonly version: string
  readonly error?: string
  readonly changes?: Partial<Scenario>
  readonly log: readonly string[]
  readonly kernel?: string
  readonly fakes?: Readonly<Record<string, FakeCommand>>
  readonly expected: readonly string[]
}

const start =
  'time={at} level=INFO source=server.go:438 msg="starting llama server" cmd="/usr/bin/ollama runner --model {blob} --ctx-size 4096 --parallel 1 --port 41235"'
const cpu =
  'time={at} level=INFO source=types.go:130 msg="inference compute" id=0 library=cpu variant="" compute="" driver=0.0 name="" total="62.7 GiB" available="58.0 GiB"'
const began =
  'time={at} level=INFO source=routes.go:1331 msg="server config" env="map[OLLAMA_HOST:http://0.0.0.0:11434]"'
const gpu = 'GPU-1b2c3d4e-0000-1111-2222-333344445555'

const threads: readonly Thread[] = [
  {
    issue: 11_661,
    reported: 'the pull went well, and then: unable to load model',
    took: 'one round of questions for the log, and ten days until a version had it',
    concluded: 'the architecture is not supported by that version',
    version: '0.11.3',
    error: 'unable to load model: {blob}',
    log: [
      start,
      "llama_model_load: error loading model: error loading model architecture: unknown model architecture: 'hunyuan-dense'",
      'llama_model_load_from_file_impl: failed to load model',
      'time={at} level=INFO source=sched.go:453 msg="NewLlamaServer failed" model={blob} error="unable to load model: {blob}"',
    ],
    expected: ['ollama-too-old-for-model (likely)'],
  },
  {
    issue: 9_908,
    reported: 'signal: killed, though the whole model fits the GPU and larger ones run',
    took: 'two comments, as the user had shown the compose file by chance',
    concluded: 'the container’s limit of 8 GB was what the kernel killed the runner for',
    version: '0.6.2',
    error: 'llama runner process has terminated: signal: killed',
    log: [
      start,
      'time={at} level=ERROR source=sched.go:456 msg="error loading llama server" error="llama runner process has terminated: signal: killed"',
    ],
    kernel:
      'Memory cgroup out of memory: Killed process 41812 (ollama) total-vm:38457280kB, anon-rss:8128640kB, file-rss:91136kB, shmem-rss:0kB, UID:0',
    expected: ['container-memory-limit (certain)'],
  },
  {
    issue: 9_069,
    reported: 'screenshots of an error',
    took: 'two rounds and more in a day: the size of a library was compared by hand',
    concluded: 'the installation was cut off, and has to be made again',
    version: '0.5.7',
    error: 'llama runner process has terminated: exit status 127',
    log: [
      start,
      '/opt/ollama/lib/ollama/runners/cuda_v11_avx/ollama_llama_server: error while loading shared libraries: libggml_cuda_v11.so: ELF load command past end of file',
      'time={at} level=ERROR source=sched.go:455 msg="error loading llama server" error="llama runner process has terminated: exit status 127"',
    ],
    expected: ['install-broken (certain)'],
  },
  {
    issue: 17_290,
    reported: '100 % CPU on two GPUs since an upgrade, and no error anywhere; four settings were tried in vain',
    took: 'a round with a debug log, as the usual one does not tell',
    concluded: 'the driver 535 is older than the 550 that 0.30 and newer need',
    version: '0.32.1',
    changes: {models: findScenario('cpu-only').models},
    log: [],
    fakes: {'nvidia-smi': {when: {'query-gpu': `${gpu}, Tesla P40, 535.309.01, 23040, 4\n`}}},
    expected: ['nvidia-driver-too-old (likely)'],
  },
  {
    issue: 11_373,
    reported: 'the container loses the GPU after some hours',
    took: 'one answer, which names a number in a WARN line',
    concluded: '800 is “not permitted”: the container lost its devices when systemd reloaded its groups',
    version: '0.9.1',
    changes: {models: findScenario('cpu-only').models},
    log: [began, cpu],
    fakes: {'nvidia-smi': {stdout: 'Failed to initialize NVML: Unknown Error\n', exitCode: 255}},
    expected: ['gpu-lost-in-container (likely)'],
  },
]

function failing(error: string): Fault {
  const blob = `/usr/share/ollama/.ollama/models/blobs/sha256-${'ab'.repeat(32)}`
  const body = JSON.stringify({error: error.replaceAll('{blob}', blob)})
  return {kind: 'answer', status: 500, headers: {'content-type': 'application/json; charset=utf-8'}, body}
}

describe('threads of the tracker', () => {
  it.each(threads)('#$issue: $concluded', async ({version, error, changes, log, kernel, fakes = {}, expected}) => {
    const path = join(folder(), 'server.log')
    writeFileSync(path, '')
    const at = new Date().toISOString()
    const ring = `${at.replace('.', ',').replace('Z', '000+00:00')} ${kernel}\n`
    const failure = error === undefined ? {} : {'/api/generate': failing(error)}
    const scenario = {...findScenario('healthy'), version, faults: failure, log, ...changes}
    const server = await serveScenario(scenario, {port: 0, log: (line) => appendFileSync(path, `${line}\n`)})
    // What was there before anybody asked.
    if (error === undefined) appendFileSync(path, log.map((line) => `${line.replaceAll('{at}', at)}\n`).join(''))
    const bin = commands({...fakes, ...(kernel !== undefined && {dmesg: {stdout: ring}})})
    try {
      const {report} = await checkJson(['--host', server.url, '--file', path, '--skip', 'model-store'], {
        env: {PATH: bin},
      })
      expect(findingsOf(report).map((finding) => finding.replace(/^[\w-]+: /, ''))).toEqual(expected)
    } finally {
      await server.close()
    }
  })
})
