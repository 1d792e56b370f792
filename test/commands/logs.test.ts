import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {describe, expect, it} from 'vitest'
import {codes, entryOf} from '../../src/catalogue/index.ts'
import {matchText} from '../../src/catalogue/matcher.ts'
import {ordinaryLines} from '../../src/logs/ordinary-lines.ts'
import {causesOf, folder, logFile, logsJson, logsNdjson} from '../support/logs.ts'
import {runDoctor} from '../support/run.ts'

const recording = (name: string): string => fileURLToPath(new URL(`../recordings/logs/${name}.log`, import.meta.url))

/** A line of slog, so many seconds into the log. */
function slog(second: number, rest: string, level = 'INFO'): string {
  const time = new Date(Date.UTC(2026, 10, 22, 22, 0, second)).toISOString()
  return `time=${time} level=${level} source=x.go:1 msg=${rest}`
}

/** An access line that ended so many seconds into the log. */
function access(second: number, status: number, client: string, path = '/api/chat', latency = '1.5s'): string {
  const [date, time] = new Date(Date.UTC(2026, 10, 22, 22, 0, second)).toISOString().slice(0, 19).split('T')
  return `[GIN] ${date?.replaceAll('-', '/')} - ${time} | ${status} | ${latency.padStart(12)} | ${client.padStart(15)} | POST     "${path}"`
}

const full = slog(2, '"write /x: no space left on device"', 'ERROR')
const digest = 'a'.repeat(64)

/** A load as Ollama 0.12 logs it. */
function load(second: number, context: number, layers = '33/33'): string[] {
  return [
    slog(second, `"starting runner" cmd="/usr/bin/ollama runner --model /m/blobs/sha256-${digest} --port 4000"`),
    slog(second, `load request="{Operation:commit Parallel:1 BatchSize:512 KvSize:${context} KvCacheType: }"`),
    'llama_model_loader: loaded meta data with 24 key-value pairs and 21 tensors from ' +
      `/m/blobs/sha256-${digest} (version GGUF V3 (latest))`,
    'llama_model_loader: - kv   1:                               general.name str              = Llama 3 8B',
    slog(second, `"offloaded ${layers} layers to GPU"`),
    slog(second + 1, '"llama runner started in 1.25 seconds"'),
    slog(second + 1, '"llama runner started in 1.25 seconds"'),
  ]
}

const crashed = [
  'ggml_backend_cuda_buffer_type_alloc_buffer: allocating 9000.00 MiB on device 0: cudaMalloc failed: out of memory',
  slog(20, '"error loading llama server" error="llama runner process has terminated: exit status 2"', 'ERROR'),
  access(20, 500, '10.0.0.7'),
]

describe('logs, of recorded logs', () => {
  it.each([
    ['0.12.11-huge-model', ['system-memory-insufficient (14)'], {starts: 1, loads: {loaded: 1, failed: 7}}],
    ['0.33.0-rc2-little-memory', ['system-memory-insufficient (2)'], {starts: 1, loads: {loaded: 1, failed: 1}}],
    ['0.5.7-busy', ['server-busy (3)'], {starts: 1}],
  ])('%s', async (name, causes, expected) => {
    const {report, exitCode} = await logsJson([recording(name)])
    expect(exitCode).toBe(0)
    expect(causesOf(report)).toEqual(expect.arrayContaining(causes))
    expect(report).toMatchObject(expected)
    const {read, shown, folded, counted} = report.lines
    expect(read).toBe(readFileSync(recording(name), 'utf8').split('\n').length - 1)
    expect(shown + folded + counted).toBe(read)
  })
})

describe('logs, of recorded logs, with --verbose', () => {
  it.each(['0.12.11-huge-model', '0.33.0-rc2-little-memory', '0.5.7-busy'])('says the same of %s', async (name) => {
    const [plain, verbose] = await Promise.all([logsJson([recording(name)]), logsJson([recording(name), '-v'])])
    expect(verbose.report.causes).toEqual(plain.report.causes)
    expect(verbose.report.unknown).toEqual(plain.report.unknown)
  })
})

describe('logs, of what the catalogue knows', () => {
  const examples = codes.flatMap((code) =>
    entryOf(code)
      .examples.filter(({surface, status}) => status === undefined && (surface === undefined || surface === 'log'))
      .flatMap(({text}) => {
        const [best] = matchText(text, {surface: 'log'}).filter(({kind}) => kind !== 'harmless')
        // A shell's own line ends with the server's start.
        return best === undefined || text.startsWith('$ ') ? [] : [{text, code: best.code}]
      }),
  )

  it('has enough of them', () => expect(examples.length).toBeGreaterThan(180))

  it.each(examples)('finds $code in $text', async ({text, code}) => {
    const {report} = await logsJson(['-'], {stdin: [ordinaryLines, text, '\n', ordinaryLines]})
    expect(report.causes.map((cause) => cause.code)).toContain(code)
  })
})

describe('logs, of a healthy server', () => {
  it('is quiet', async () => {
    const log = [
      slog(0, '"server config" env="map[OLLAMA_DEBUG:INFO OLLAMA_HOST:http://127.0.0.1:11434 OLLAMA_KEEP_ALIVE:5m0s]"'),
      slog(0, '"Listening on 127.0.0.1:11434 (version 0.12.11)"'),
      slog(
        1,
        '"inference compute" id=GPU-1 library=CUDA name=CUDA0 description="RTX 4090" total="23.6 GiB" available="22.9 GiB"',
      ),
      ...load(2, 4096),
      access(4, 200, '10.0.0.5'),
      ordinaryLines,
    ].join('\n')
    const {stdout, exitCode} = await runDoctor(['logs', '-', '--fail-on', 'warning'], {stdin: [log]})
    expect(exitCode).toBe(0)
    expect(stdout).toContain('Nothing wrong found.')
    const {report} = await logsJson(['-'], {stdin: [log]})
    expect(report.causes).toEqual([])
    expect(report.unknown).toEqual([])
  })
})

describe('logs, episodes', () => {
  it('tells a start, with what differs from the defaults, and the devices', async () => {
    const log = [
      '2026/11/22 22:00:00 routes.go:1187: INFO server config env="map[CUDA_VISIBLE_DEVICES: OLLAMA_CONTEXT_LENGTH:8192 OLLAMA_DEBUG:false OLLAMA_MODELS:/data/my models OLLAMA_ORIGINS:[http://localhost https://localhost app://*] OLLAMA_NUM_PARALLEL:4 http_proxy:]"',
      slog(0, '"Listening on [::]:11434 (version 0.5.7)"'),
      slog(
        1,
        '"dropping integrated GPU; to enable, set OLLAMA_IGPU_ENABLE=1" id=0 library=Vulkan description="AMD Radeon"',
      ),
      slog(
        1,
        '"inference compute" id=GPU-1 library=cuda compute=8.9 name="NVIDIA RTX 4090" total="23.6 GiB" available="22.9 GiB"',
      ),
      slog(1, '"vram-based default context" total_vram="23.6 GiB" default_num_ctx=32768'),
    ]
    const {events} = await logsNdjson(['-'], {stdin: [log.join('\n')]})
    expect(events.find(({kind}) => kind === 'server-start')).toMatchObject({
      line: 1,
      version: '0.5.7',
      address: '[::]:11434',
      settings: {OLLAMA_CONTEXT_LENGTH: '8192', OLLAMA_MODELS: '/data/my models', OLLAMA_NUM_PARALLEL: '4'},
      gpus: [{name: 'NVIDIA RTX 4090', library: 'cuda', total: '23.6 GiB', available: '22.9 GiB'}],
      dropped: [{device: 'AMD Radeon', reason: 'dropping integrated GPU; to enable, set OLLAMA_IGPU_ENABLE=1'}],
      defaultContext: 32768,
    })
  })

  it('tells a load once, and requests between', async () => {
    const log = [
      access(0, 200, '10.0.0.5'),
      access(1, 404, '10.0.0.6'),
      ...load(2, 4096, '20/33'),
      access(4, 200, '10.0.0.5'),
    ]
    const {events} = await logsNdjson(['-'], {stdin: [log.join('\n')]})
    const episodes = events.filter(({event}) => event === 'episode')
    expect(episodes).toMatchObject([
      {kind: 'requests', total: 2, failed: 1, clients: 2, at: '2026-11-22T22:00:00.000Z'},
      {
        kind: 'model-load',
        outcome: 'loaded',
        model: {name: 'Llama 3 8B', digest: 'aaaaaaaaaaaa'},
        layers: {gpu: 20, total: 33},
        context: 4096,
        durationMs: 1_250,
      },
      {kind: 'requests', total: 1, failed: 0},
    ])
  })

  it('tells why a load failed', async () => {
    const [started = ''] = load(10, 4096)
    const {events} = await logsNdjson(['-'], {stdin: [[started, ...crashed].join('\n')]})
    expect(
      events
        .filter(({event}) => event !== 'source')
        .map(({kind, code, outcome, event}) => kind ?? code ?? outcome ?? event),
    ).toEqual(['gpu-out-of-memory', 'model-load', 'requests', 'report'])
    expect(events.find(({kind}) => kind === 'model-load')).toMatchObject({
      outcome: 'failed',
      error: 'llama runner process has terminated: exit status 2',
    })
  })

  it('does not call a failure what went well in the end', async () => {
    const [started = '', ...rest] = load(10, 4096)
    const {report} = await logsJson(['-'], {stdin: [[started, crashed[0], ...rest].join('\n')]})
    expect(causesOf(report)).not.toContain('gpu-out-of-memory (1)')
    expect(report.loads).toEqual({loaded: 1, failed: 0})
  })

  it('tells who asks for which context', async () => {
    const log = [0, 1, 2, 3, 4, 5].flatMap((round) => [
      ...load(round * 8, round % 2 === 0 ? 4096 : 16384),
      access(round * 8 + 3, 200, round % 2 === 0 ? '10.0.0.5' : '10.0.0.9', '/v1/chat/completions', '3.1s'),
    ])
    const {report} = await logsJson(['-'], {stdin: [log.join('\n')]})
    expect(causesOf(report)).toEqual(['reload-thrash (3)'])
    expect(report.reloads).toEqual([
      {
        model: {name: 'Llama 3 8B', digest: 'aaaaaaaaaaaa'},
        loads: 6,
        changes: 5,
        contexts: [
          {context: 4096, loads: 3, clients: [{client: '10.0.0.5', count: 3}]},
          {context: 16384, loads: 3, clients: [{client: '10.0.0.9', count: 3}]},
        ],
      },
    ])
  })

  it('counts prompts that were cut, by model and client', async () => {
    const cut = (second: number, prompt: number): string =>
      slog(second, `"truncating input prompt" limit=4096 prompt=${prompt} keep=4 new=4096`, 'WARN')
    const log = [
      slog(0, '"Listening on 127.0.0.1:11434 (version 0.12.11)"'),
      ...load(0, 4096),
      cut(5, 9000),
      access(6, 200, '10.0.0.5'),
      cut(30, 9731),
      cut(50, 5000),
      access(51, 200, '10.0.0.5'),
      // Nobody is known to have asked for it.
      cut(55, 4100),
    ]
    const {report} = await logsJson(['-'], {stdin: [log.join('\n')]})
    const model = {name: 'Llama 3 8B', digest: 'aaaaaaaaaaaa'}
    expect(report.truncations).toEqual([
      {model, client: '10.0.0.5', count: 2, longest: 9000, limit: 4096},
      {model, count: 2, longest: 9731, limit: 4096},
    ])
    expect(causesOf(report)).toEqual(['prompt-truncated (4)'])
  })

  it('folds a dump of goroutines to its first cause', async () => {
    const dump = Array.from({length: 300}, (_, index) => [
      `goroutine ${index} gp=0xc000002e00 m=nil [IO wait]:`,
      'runtime.gopark(0x0?, 0x0?, 0x0?, 0x0?, 0x0?)',
      '\truntime/proc.go:424 +0xce fp=0xc0004b1580 sp=0xc0004b1560 pc=0x5584a3a4e24e',
    ]).flat()
    const log = ['panic: failed to decode batch: could not find a kv cache slot', '', ...dump, ...crashed.slice(1)]
    const {report} = await logsJson(['-'], {stdin: [log.join('\n')]})
    const [first, ...others] = report.causes.filter(({alternativeTo}) => alternativeTo === null)
    expect(first?.evidence[0]).toEqual({source: 'line 1', text: log[0]})
    expect(others.map(({code}) => code)).toEqual([])
    expect(report.lines.read).toBe(log.length)
  })
})

describe('logs, problems', () => {
  it('tells a cause once, with what to do, and counts it from then on', async () => {
    const log = Array.from({length: 40}, (_, round) => [
      slog(round, '"all is well"'),
      ...Array.from({length: 60}, (_, index) => `slot update_slots: id 0 | task ${round}${index}`),
      crashed[0],
      access(round, 500, '10.0.0.7'),
    ]).flat()
    const {events} = await logsNdjson(['-', '--problems'], {stdin: [log.join('\n')]})
    expect(events.map(({event, code}) => code ?? event)).toEqual(['source', 'gpu-out-of-memory', 'report'])
    const [, problem, report] = events
    expect(problem).toMatchObject({line: 62, lines: 1, before: 0, remedy: {commands: expect.any(Array)}})
    expect(report).toMatchObject({
      causes: [{code: 'gpu-out-of-memory', lines: {count: 40, first: 62, last: 63 * 39 + 62}}],
    })
  })

  it('tells of an error that nobody knows that it does not know it', async () => {
    const odd = (second: number): string => slog(second, `"the flux capacitor ran dry" charge=${second}`, 'ERROR')
    const {report} = await logsJson(['-'], {stdin: [[odd(1), odd(30), odd(50)].join('\n')]})
    expect(report.causes).toEqual([])
    expect(report.unknown).toEqual([{text: odd(1), level: 'ERROR', line: 1, count: 3}])
  })

  it('tells a warning beside a crash, and the crash', async () => {
    const cut = slog(19, '"truncating input prompt" limit=4096 prompt=9000 keep=4 new=4096', 'WARN')
    const {report} = await logsJson(['-'], {stdin: [[cut, ...crashed].join('\n')]})
    expect(causesOf(report)).toEqual(['gpu-out-of-memory (1)', 'prompt-truncated (1)'])
  })

  it('does not take a request that failed for the cause of a crash', async () => {
    const log = [access(18, 404, '10.0.0.9', '/v1/messages'), ...crashed.slice(1)]
    const {report} = await logsJson(['-'], {stdin: [log.join('\n')]})
    expect(causesOf(report)).toEqual(['runner-crashed (1)', 'model-not-found (1)'])
  })

  it('does not say that all is well where requests failed, or errors are not known', async () => {
    const odd = slog(20, '"the flux capacitor ran dry"', 'ERROR')
    const log = [access(18, 500, '10.0.0.9'), odd, odd, access(20, 500, '10.0.0.9')]
    const {report} = await logsJson(['-'], {stdin: [log.join('\n')]})
    expect(report.unknown.map(({count}) => count)).toEqual([2, 2])
    const {stdout} = await runDoctor(['logs', '-'], {stdin: [log.join('\n')]})
    expect(stdout).not.toContain('Nothing wrong found')
  })

  it('tells what happened in the order of the lines', async () => {
    const filler = Array.from({length: 60}, (_, index) => `slot update_slots: id 0 | task ${index}`)
    const log = [access(1, 200, '::1'), full, ...load(12, 4096), ...filler, access(14, 200, '::1')]
    const {events} = await logsNdjson(['-'], {stdin: [log.join('\n')]})
    expect(events.slice(1, -1).map(({kind, code}) => kind ?? code)).toEqual([
      'requests',
      'disk-full',
      'model-load',
      'requests',
    ])
  })

  it('shows the lines around it with --problems, and no others', async () => {
    const {stdout} = await runDoctor(['logs', '-', '--problems'], {
      stdin: [['far away', 'near', 'before', crashed[0], 'after', 'after it', 'far away'].join('\n')],
    })
    expect(stdout).toContain('before')
    expect(stdout).toContain('after it')
    expect(stdout).not.toContain('far away')
  })

  it('shows every line with --verbose', async () => {
    const {stdout} = await runDoctor(['logs', '-', '-v'], {stdin: ['one\n', `${crashed[0]}\n`, 'three']})
    for (const line of ['one', 'cudaMalloc failed: out of memory', 'three']) expect(stdout).toContain(line)
    expect(stdout).toContain('Shown: 3')
  })

  it.each([
    ['error', crashed, 1],
    ['warning', crashed, 1],
    ['error', ['SIGSEGV: segmentation violation', 'goroutine 20 gp=0xc000002380 m=3 [running]:'], 1],
    ['error', [slog(1, '"truncating input prompt" limit=1 prompt=2 keep=1 new=1', 'WARN')], 0],
    ['warning', [slog(1, '"truncating input prompt" limit=1 prompt=2 keep=1 new=1', 'WARN')], 1],
    // It may be anything.
    ['error', [slog(1, '"nobody knows this"', 'ERROR')], 3],
    ['error', [slog(1, '"nobody knows this"', 'WARN')], 0],
    ['error', [access(1, 500, '::1')], 3],
    ['warning', [slog(1, '"nobody knows this"', 'ERROR')], 1],
    // It is merely possible.
    ['error', [access(1, 404, '::1', '/api/generate')], 0],
    ['warning', [slog(1, '"all is well"')], 0],
    // Nothing that could be judged.
    ['error', [], 3],
    ['error', ['ssh: connect to host gpu-box port 22: Connection refused'], 3],
  ])('gates with --fail-on %s on %j: %i', async (failOn, lines, expected) => {
    const {exitCode, report} = await logsJson(['-', '--fail-on', failOn], {stdin: [lines.join('\n')]})
    expect({exitCode, verdict: report.verdict}).toEqual({
      exitCode: expected,
      verdict: {0: 'pass', 1: 'fail', 3: 'undecided'}[expected],
    })
  })
})

describe('logs, safely', () => {
  const evil = `${slog(1, '"\u001b]0;owned\u0007\u009b2J\u202e cudaMalloc failed: out of memory"', 'ERROR')}\r\n`

  it.each([
    [[]],
    [['--problems']],
    [['-v']],
    [['--format', 'json']],
    [['--format', 'ndjson']],
    [['--format', 'ndjson', '-v']],
  ])('obeys nothing in it, with %j', async (argv) => {
    const {stdout} = await runDoctor(['logs', '-', ...argv], {stdin: [evil]})
    expect(stdout).toContain('gpu-out-of-memory')
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  })

  const secret = [
    slog(1, '"chat request" images=0 prompt="my secret diary: cudaMalloc failed: out of memory"', 'DEBUG'),
    slog(
      1,
      '"builtin parser output" content="my secret diary" thinking="my secret diary" error="x failed: out of memory"',
      'ERROR',
    ),
    slog(
      2,
      '"cannot push" error="https://me:secretword@example.com: no space left on device" api_key=secretword',
      'ERROR',
    ),
    `srv  log_server_r: request: {"messages":[{"role":"user","content":"my secret diary"}],"prompt":"my secret diary"}`,
  ].join('\n')

  it.each([[[]], [['--problems']], [['-v']], [['--format', 'json']], [['--format', 'ndjson', '-v']]])(
    'shows no secret and nothing of what was asked, with %j',
    async (argv) => {
      const {stdout} = await runDoctor(['logs', '-', ...argv], {stdin: [secret]})
      expect(stdout).toContain('disk-full')
      expect(stdout).not.toMatch(/secretword|diary/)
    },
  )

  it.each([[[]], [['--format', 'ndjson']], [['-v']]])(
    'shows no secret of the server’s environment, with %j',
    async (argv) => {
      const config = slog(
        0,
        '"server config" env="map[HTTPS_PROXY:http://bob:hunter2@proxy:3128 OLLAMA_API_KEY:abcdef123456 OLLAMA_DEBUG:1]"',
      )
      const [started = ''] = load(1, 4096)
      const failed = slog(
        2,
        '"error loading llama server" error="get https://bob:hunter2@host/ token=abcdef123456"',
        'ERROR',
      )
      const {stdout} = await runDoctor(['logs', '-', ...argv], {stdin: [[config, started, failed].join('\n')]})
      expect(stdout).toContain('OLLAMA_DEBUG')
      expect(stdout).not.toMatch(/hunter2|abcdef123456/)
    },
  )

  it('takes no word of a prompt for an error', async () => {
    const [asked] = secret.split('\n')
    const {report} = await logsJson(['-'], {stdin: [asked ?? '']})
    expect(report.causes).toEqual([])
  })
})

describe('logs, which part', () => {
  const log = Array.from({length: 50}, (_, second) =>
    second === 10 || second === 40
      ? slog(second, '"write /x: no space left on device"', 'ERROR')
      : slog(second, `"line ${second}"`),
  ).join('\n')

  it.each([
    ['--since', '2026-11-22T22:00:20Z', [41]],
    ['--until', '2026-11-22T22:00:20Z', [11]],
    ['--since', '2026-11-22T22:00:41Z', []],
    ['--since', '2026-11-22 22:00:20', [41]],
    ['--until', '2026-11-22 22:00:20', [11]],
    ['--since', '1d', []],
  ])('%s %s', async (option, time, lines) => {
    const {report} = await logsJson(['-', option, time], {stdin: [log]})
    expect(report.causes.map((cause) => cause.lines.first)).toEqual(lines)
  })

  it('takes the server’s own clock for what does not name its zone', async () => {
    const lines = [
      '2025-06-30T07:23:06Z time=2025-06-30T09:23:06.000+02:00 level=INFO source=x.go:1 msg="Listening on [::]:11434 (version 0.12.11)"',
      '2025-06-30T07:23:06Z llama_model_loader: loaded meta data',
      '2025-06-30T07:23:07Z [GIN] 2025/06/30 - 09:23:07 | 200 | 1.5s | ::1 | POST     "/api/chat"',
    ]
    const {report} = await logsJson(['-', '--until', '2025-06-30T08:00Z'], {stdin: [lines.join('\n')]})
    expect(report.requests.total).toBe(1)
    expect(Date.parse(report.to ?? '')).toBe(Date.parse('2025-06-30T07:23:07Z'))
  })

  it('says so where no line is of that time', async () => {
    const {stdout, exitCode} = await runDoctor(['logs', '-', '--since', '1h'], {stdin: [log]})
    expect(exitCode).toBe(3)
    expect(stdout.replace('\n', ' ')).toMatch(/they go from 2026-11-22 22:00:00\s+to 2026-11-22 22:00:49/)
  })

  it.each(['file', 'stdin'])('--lines, of %s', async (kind) => {
    const {report} = await logsJson(kind === 'file' ? [logFile(`${log}\n`), '--lines', '12'] : ['-', '--lines', '12'], {
      stdin: kind === 'file' ? 'terminal' : [log.slice(0, 500), log.slice(500)],
    })
    expect(report.lines.read).toBe(12)
    expect(report.causes.map((cause) => cause.lines)).toEqual([{count: 1, first: 3, last: 3}])
  })

  it('--lines of more than there are', async () => {
    const {report} = await logsJson([logFile(log), '--lines', '1000'])
    expect(report.lines.read).toBe(50)
  })

  it.each([
    [['--lines', '0'], 'A whole number from 1 on.'],
    [['--since', 'yesterday'], 'A time is how long ago'],
    [['--since', '1h', '--until', '2h'], '--since is after --until'],
    [['a.log', '--file', 'b.log'], 'a file, and --file: there can be one of them'],
    [['a.log', '--container', 'b'], '--file and --container: there can be one of them'],
    [['--container', 'b', '--source', 'journal'], '--container is not for --source journal'],
    [['--container=--kubeconfig=/tmp/x'], '--container has to be a name such as'],
    [['--source', 'syslog'], "argument 'syslog' is invalid"],
    [['/nonexistent/server.log'], '/nonexistent/server.log cannot be read: there is no such file'],
    [[folder()], 'cannot be read: it is a directory'],
  ])('%j is wrong usage: %s', async (argv, message) => {
    const {exitCode, stderr, stdout} = await runDoctor(['logs', ...argv], {stdin: 'terminal'})
    expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
    expect(stderr).toContain(message)
  })
})

describe('logs, of text in other forms', () => {
  it.each([
    ['UTF-16 of PowerShell', Buffer.from(`\ufeff${crashed.join('\r\n')}\r\n`, 'utf16le')],
    ['CRLF', Buffer.from(crashed.join('\r\n'))],
    ['invalid UTF-8', Buffer.concat([Buffer.from([0xff, 0xc3, 0x28, 0x0a]), Buffer.from(crashed.join('\n'))])],
    ['docker compose', Buffer.from(crashed.map((line) => `ollama  | ${line}`).join('\n'))],
    ['journald', Buffer.from(crashed.map((line) => `Nov 22 22:00:20 host ollama[12]: ${line}`).join('\n'))],
    ['colours', Buffer.from(crashed.map((line) => `\u001b[31m${line}\u001b[0m`).join('\n'))],
  ])('%s', async (_, bytes) => {
    for (const argv of [[logFile(bytes)], ['-']]) {
      const {report} = await logsJson(argv, argv[0] === '-' ? {stdin: [bytes.subarray(0, 31), bytes.subarray(31)]} : {})
      expect(causesOf(report)).toEqual(['gpu-out-of-memory (1)'])
      expect(report.requests).toMatchObject({total: 1, failed: 1})
    }
  })

  it.each([
    ['nothing', [], 'It is empty.'],
    ['another log', ['-- No entries --\n'], 'None of these lines is an Ollama server’s'],
  ])('is no log that was read where there is %s', async (_, stdin, text) => {
    const {stdout, exitCode} = await runDoctor(['logs', '-'], {stdin})
    expect({stdout, exitCode}).toEqual({stdout: expect.stringContaining(text), exitCode: 3})
  })
})

describe('logs, for people', () => {
  it.each([
    ['log', [], 80],
    ['log-problems-narrow', ['--problems'], 50],
    ['log-zh', ['--lang', 'zh-CN'], 80],
  ])('%s', async (golden, argv, columns) => {
    const stdin = [readFileSync(recording('0.33.0-rc2-little-memory'))]
    const {stdout} = await runDoctor(['logs', '-', ...argv], {columns, stdin})
    await expect(stdout).toMatchFileSnapshot(`../golden/${golden}.0.human`)
  })
})
