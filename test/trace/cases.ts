import type {FakeCommand} from '../support/machine.ts'

/** A failure at the API, a log that tells why, with lines beside it that do not, and a machine. */
export interface Case {
  readonly name: string
  readonly version?: string
  /** The answer to /api/generate; a number of tokens, and then an error inside the stream; or none. */
  readonly symptom:
    | {readonly status: number; readonly error: string}
    | {readonly tokens: number; readonly error: string}
    | 'hang'
  /** Written long before. */
  readonly before?: readonly string[]
  /** Written when the request fails; `{at}` is the time, `{blob}` the model's weights. Undefined where no log is found. */
  readonly log?: readonly string[]
  /** Written a moment after the request has ended. */
  readonly after?: string
  /** The kernel's lines of the same time; undefined where it may not be read. */
  readonly kernel?: readonly string[]
  readonly commands?: Readonly<Record<string, FakeCommand>>
  /** Of the system's own folders. */
  readonly files?: Readonly<Record<string, string>>
  /** Of the findings, in order. */
  readonly expected: readonly string[]
  /** `source: text`, or parts of it, of the first finding's evidence, in order. */
  readonly seen?: readonly string[]
}

const exit2 = 'llama runner process has terminated: exit status 2'
const oom =
  'ggml_backend_cuda_buffer_type_alloc_buffer: allocating 6656.00 MiB on device 0: cudaMalloc failed: out of memory'
const otherBlob = `/usr/share/ollama/.ollama/models/blobs/sha256-${'ab'.repeat(32)}`
const start = (blob = '{blob}'): string =>
  `time={at} level=INFO source=server.go:438 msg="starting llama server" cmd="/usr/local/bin/ollama runner --model ${blob} --ctx-size 4096 --batch-size 512 --n-gpu-layers 29 --threads 8 --parallel 1 --port 41235"`
const failed = (error: string): string =>
  `time={at} level=ERROR source=sched.go:456 msg="error loading llama server" error=${JSON.stringify(error)}`
const loadFailed = (...cause: string[]): string[] => [start(), ...cause, failed(exit2)]
const rtx = (usedMiB: number): string =>
  `GPU-1b2c3d4e-0000-1111-2222-333344445555, NVIDIA GeForce RTX 4090, 550.54.14, 24564, ${usedMiB}\n`
const holder = (name: string, mib: number): FakeCommand => ({
  when: {
    'query-gpu': rtx(mib + 400),
    'query-compute-apps': `4242, ${name}, GPU-1b2c3d4e-0000-1111-2222-333344445555, ${mib}\n`,
  },
})
const stopped = 'an error was encountered while running the model: unexpected EOF'
const killed =
  'time={at} level=WARN source=server.go:1214 msg="llama runner process no longer running" sys=9 string="signal: killed"'
const anHourAgo = 'time=2026-01-01T10:00:00.000Z level=INFO source=routes.go:1 msg="x"'

export const cases: readonly Case[] = [
  {
    name: 'exit status 2, and the line above it says that the GPU is full',
    symptom: {status: 500, error: exit2},
    before: [
      anHourAgo,
      'time=2026-01-01T10:00:01.000Z level=WARN source=gpu.go:1 msg="NVIDIA driver too old"',
      'CUDA error: an illegal memory access was encountered',
    ],
    log: loadFailed(oom, 'llama_model_load: error loading model: unable to allocate CUDA0 buffer'),
    expected: ['gpu-out-of-memory: certain'],
    seen: ['/api/generate, HTTP 500: llama runner process has terminated', 'cudaMalloc failed'],
  },
  {
    name: 'the same, and another program has the memory',
    symptom: {status: 500, error: exit2},
    log: loadFailed(oom),
    commands: {'nvidia-smi': holder('/usr/bin/python3', 23_000)},
    expected: ['gpu-memory-held: likely'],
    seen: [
      'exit status 2',
      'cudaMalloc failed',
      'nvidia-smi: /usr/bin/python3 (process 4242) has 23000 MiB of 24564 MiB',
    ],
  },
  {
    name: 'the same, and another program leaves room enough',
    symptom: {status: 500, error: exit2},
    log: loadFailed(oom),
    commands: {'nvidia-smi': holder('/usr/bin/python3', 12_000)},
    expected: ['gpu-out-of-memory: certain'],
  },
  {
    name: 'the same, and the memory is held by another runner of Ollama’s',
    symptom: {status: 500, error: exit2},
    log: loadFailed(oom),
    commands: {'nvidia-smi': holder('/usr/local/lib/ollama/llama-server', 20_480)},
    expected: ['gpu-out-of-memory: certain'],
  },
  {
    name: 'the same, and what another program has is too little to matter',
    symptom: {status: 500, error: exit2},
    log: loadFailed(oom),
    commands: {'nvidia-smi': holder('/usr/lib/xorg/Xorg', 300)},
    expected: ['gpu-out-of-memory: certain'],
  },
  {
    name: 'the answer itself says that the GPU is full, and another program has the memory',
    symptom: {status: 500, error: 'llama runner process has terminated: cudaMalloc failed: out of memory'},
    log: [start(), oom, failed('llama runner process has terminated: cudaMalloc failed: out of memory')],
    commands: {'nvidia-smi': holder('C:\\ComfyUI, portable\\python.exe', 23_000)},
    expected: ['gpu-memory-held: likely'],
  },
  {
    name: 'killed, and the kernel says that it was the OOM killer',
    symptom: {status: 500, error: 'llama runner process has terminated: signal: killed'},
    log: [start(), failed('llama runner process has terminated: signal: killed')],
    kernel: [
      'oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/system.slice/ollama.service,task=ollama,pid=50111,uid=997',
      'Out of memory: Killed process 50111 (ollama) total-vm:69896552kB, anon-rss:60197036kB, file-rss:0kB, shmem-rss:0kB, UID:997 pgtables:508kB oom_score_adj:0',
    ],
    expected: ['host-oom-killed: certain'],
    seen: ['signal: killed', 'server.log', 'kernel log'],
  },
  {
    name: 'killed, and the kernel says that it was the limit of the container',
    symptom: {status: 500, error: 'llama runner process has terminated: signal: killed'},
    log: [start(), failed('llama runner process has terminated: signal: killed')],
    kernel: [
      'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=5f,mems_allowed=0,oom_memcg=/docker/5f,task_memcg=/docker/5f,task=ollama,pid=2343,uid=0',
      'Memory cgroup out of memory: Killed process 2343 (ollama) total-vm:21457280kB, anon-rss:8128640kB, file-rss:0kB, shmem-rss:0kB',
    ],
    expected: ['container-memory-limit: certain'],
    seen: ['signal: killed', 'kernel log'],
  },
  {
    name: 'killed, and the kernel killed something else',
    symptom: {status: 500, error: 'llama runner process has terminated: signal: killed'},
    log: [start(), failed('llama runner process has terminated: signal: killed')],
    kernel: ['Out of memory: Killed process 901 (chrome) total-vm:9896552kB, anon-rss:197036kB, file-rss:0kB'],
    expected: ['host-oom-killed: possible'],
    seen: ['signal: killed', 'server.log', 'it killed nothing of Ollama’s'],
  },
  {
    name: 'killed, and the kernel killed nothing at all',
    symptom: {status: 500, error: 'llama runner process has terminated: signal: killed'},
    log: [start(), failed('llama runner process has terminated: signal: killed')],
    kernel: [],
    expected: ['host-oom-killed: possible'],
  },
  {
    name: 'killed, and the kernel’s log may not be read',
    symptom: {status: 500, error: 'llama runner process has terminated: signal: killed'},
    log: [start(), failed('llama runner process has terminated: signal: killed')],
    commands: {dmesg: {exitCode: 1, stderr: 'dmesg: read kernel buffer failed: Operation not permitted\n'}},
    expected: ['host-oom-killed: likely'],
  },
  {
    name: 'the stream breaks, and the runner was killed',
    symptom: {tokens: 3, error: stopped},
    log: [killed, killed],
    kernel: ['Out of memory: Killed process 612 (llama-server) total-vm:69896552kB, anon-rss:60197036kB, file-rss:0kB'],
    version: '0.33.0',
    expected: ['host-oom-killed: certain'],
    seen: ['unexpected EOF', 'server.log', 'kernel log'],
  },
  {
    name: 'the stream breaks, and the log has a fault of CUDA while nothing else was asked',
    symptom: {tokens: 2, error: stopped},
    log: [
      'CUDA error: an illegal memory access was encountered',
      '  current device: 1, in function ggml_cuda_mul_mat_id at //ml/backend/ggml/ggml/src/ggml-cuda/ggml-cuda.cu:2027',
      'time={at} level=ERROR source=server.go:1539 msg="post predict" error="Post \\"http://127.0.0.1:36941/completion\\": EOF"',
    ],
    expected: ['cuda-illegal-memory-access: likely'],
    seen: ['unexpected EOF', 'illegal memory access'],
  },
  {
    name: 'the model cannot be loaded, and its architecture is not known',
    symptom: {status: 500, error: `unable to load model: ${otherBlob}`},
    log: [
      start(),
      "llama_model_load: error loading model: error loading model architecture: unknown model architecture: 'hunyuan-dense'",
      'llama_model_load_from_file_impl: failed to load model',
      `time={at} level=INFO source=sched.go:471 msg="NewLlamaServer failed" model={blob} error="unable to load model: ${otherBlob}"`,
    ],
    expected: ['ollama-too-old-for-model: likely'],
  },
  {
    name: 'the model cannot be loaded, and its file is cut off',
    symptom: {status: 500, error: `unable to load model: ${otherBlob}`},
    log: [
      start(),
      "llama_model_load: error loading model: tensor 'blk.27.ffn_down.weight' data is not within the file bounds, model is corrupted or incomplete",
      'llama_model_load_from_file_impl: failed to load model',
    ],
    expected: ['blob-corrupt: likely'],
  },
  {
    name: 'exit status 127, and a library is missing',
    symptom: {status: 500, error: 'llama runner process has terminated: exit status 127'},
    log: [
      start(),
      '/tmp/ollama2415219728/runners/cuda_v12/ollama_llama_server: error while loading shared libraries: libcublas.so.11: cannot open shared object file: No such file or directory',
      failed('llama runner process has terminated: exit status 127'),
    ],
    version: '0.4.0',
    expected: ['runner-missing-shared-library: certain'],
  },
  {
    name: 'exit status 1 of llama-server, which could not get memory',
    symptom: {status: 500, error: 'llama-server process has terminated: exit status 1'},
    log: [
      'time={at} level=INFO source=llama_server.go:433 msg="starting llama-server" cmd="/usr/local/lib/ollama/llama-server --model {blob} --port 46383 -c 4096 -np 1"',
      'ggml_aligned_malloc: insufficient memory (attempted to allocate 148502.31 MB)',
      'ggml_backend_cpu_buffer_type_alloc_buffer: failed to allocate buffer of size 155716448256',
      'llama_model_load: error loading model: unable to allocate CPU buffer',
      'time={at} level=ERROR source=sched.go:571 msg="error loading llama server" error="llama-server process has terminated: exit status 1"',
    ],
    version: '0.33.0',
    expected: ['system-memory-insufficient: likely'],
    seen: [
      'exit status 1',
      'insufficient memory',
      'memory of this machine: 8.2 GB in all, 2.0 GB available now, no swap, the server may have 4.3 GB',
    ],
    files: {
      '/proc/meminfo': 'MemTotal: 8000000 kB\nMemAvailable: 2000000 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n',
      '/proc/900/cmdline': '/usr/local/bin/ollama\0serve\0',
      '/proc/900/cgroup': '0::/system.slice/ollama.service\n',
      '/sys/fs/cgroup/system.slice/ollama.service/memory.max': '4294967296\n',
    },
  },
  {
    name: 'exit status 2, and ROCm has no kernels for the GPU',
    symptom: {status: 500, error: exit2},
    log: loadFailed(
      'ROCm error: invalid device function',
      '  current device: 0, in function ggml_cuda_compute_forward at /go/src/github.com/ollama/ollama/llm/llama.cpp/ggml/src/ggml-cuda.cu:2416',
    ),
    expected: ['amd-gfx-unsupported: likely'],
  },
  {
    name: 'exit status 2, and at the same moment another model failed for another reason',
    symptom: {status: 500, error: exit2},
    log: [
      start(otherBlob),
      oom,
      `time={at} level=INFO source=sched.go:471 msg="NewLlamaServer failed" model=${otherBlob} error="x"`,
    ],
    expected: ['runner-crashed: likely', 'gpu-out-of-memory: possible'],
  },
  {
    name: 'the stream breaks while another request is being answered',
    symptom: {tokens: 2, error: stopped},
    log: [
      'CUDA error: an illegal memory access was encountered',
      '[GIN] {gin} | 500 |  9.123456789s |    192.168.1.20 | POST     "/api/chat"',
    ],
    expected: ['runner-crashed: likely', 'cuda-illegal-memory-access: possible'],
  },
  {
    name: 'the stream breaks while another request is going on, whose line comes later',
    symptom: {tokens: 2, error: stopped},
    log: [
      'CUDA error: an illegal memory access was encountered',
      ...Array.from({length: 4}, () => 'slot print_timing: id  0 | task 0 | eval time = 977.81 ms'),
    ],
    after: '[GIN] {gin} | 200 |  9.123456789s |    192.168.1.20 | POST     "/api/chat"',
    expected: ['runner-crashed: likely', 'cuda-illegal-memory-access: possible'],
  },
  {
    name: 'exit status 2, and the log has a warning that is no reason',
    symptom: {status: 500, error: exit2},
    log: loadFailed(
      'time={at} level=WARN source=runner.go:152 msg="truncating input prompt" limit=4096 prompt=9731 keep=4 new=4096',
    ),
    expected: ['runner-crashed: likely'],
  },
  {
    name: 'exit status 2, and a pull of somebody else found no room just before',
    symptom: {status: 500, error: exit2},
    log: [
      'time={at} level=ERROR source=download.go:1 msg="write /x/blobs/sha256-1-partial: no space left on device"',
      'time={at} level=WARN source=x.go:1 msg="dial tcp: lookup registry.ollama.ai: no such host"',
      ...loadFailed(),
    ],
    expected: ['runner-crashed: likely'],
  },
  {
    name: 'exit status 2, and another model failed with the same words, whose start is far above',
    symptom: {status: 500, error: exit2},
    log: [
      start(otherBlob),
      ...Array.from({length: 90}, (_, index) => `llama_model_loader: - kv ${index}: x = y`),
      oom,
      failed(exit2),
      '[GIN] {gin} | 500 |  2.123456789s |    192.168.1.20 | POST     "/api/chat"',
    ],
    expected: ['runner-crashed: likely', 'gpu-out-of-memory: possible'],
  },
  {
    name: 'exit status 2, and the kernel killed some other container’s ollama',
    symptom: {status: 500, error: exit2},
    log: loadFailed(),
    kernel: [
      'Memory cgroup out of memory: Killed process 2343 (ollama) total-vm:21457280kB, anon-rss:8128640kB, file-rss:0kB, shmem-rss:0kB',
    ],
    expected: ['runner-crashed: likely', 'container-memory-limit: possible'],
  },
  {
    name: 'exit status 2, and the log has nothing of that time',
    symptom: {status: 500, error: exit2},
    before: [
      anHourAgo,
      oom,
      `time=2026-01-01T10:00:02.000Z level=ERROR source=sched.go:456 msg="error loading llama server" error="${exit2}"`,
    ],
    log: [],
    expected: ['runner-crashed: likely'],
  },
  {
    name: 'exit status 2, and there is no log',
    symptom: {status: 500, error: exit2},
    expected: ['runner-crashed: likely', 'log-unreadable: certain'],
  },
  {
    name: 'no answer, and a GPU fell off the bus at that time',
    symptom: 'hang',
    log: [],
    kernel: ["NVRM: Xid (PCI:0000:01:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus."],
    expected: ['client-timeout: likely', 'runner-hang: possible', 'gpu-hardware-fault: possible'],
  },
  {
    name: 'a line that says nothing, a secret and an escape sequence',
    symptom: {status: 500, error: exit2},
    log: loadFailed(
      `\u001b[31m${oom} authorization=Bearer abcdefgh12345678 sk-aaaabbbbccccddddeeee\u001b[0m`,
      'time={at} level=WARN source=server.go:1 msg="requested context size too large for model" num_ctx=8192 n_ctx_train=2048',
    ),
    expected: ['gpu-out-of-memory: certain'],
    seen: ['exit status 2', 'cudaMalloc failed: out of memory'],
  },
]
