// node write-log.js FILE MEGABYTES: a log with the mix of a server that is used: access lines, slots, debug noise, and one
// line in two thousand that tells of something wrong. The same each time.
import {closeSync, openSync, writeSync} from 'node:fs'

const [file = '', megabytes = '100'] = process.argv.slice(2)
let seed = 1
const random = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}
const below = (limit) => Math.floor(random() * limit)
const pick = (list) => list[below(list.length)]

let time = Date.UTC(2026, 10, 22)
const slog = (level, source, rest) =>
  `time=${new Date(time).toISOString()} level=${level} source=${source} msg=${rest}\n`
const access = (status, latency, route) => {
  const [date, clock] = new Date(time).toISOString().slice(0, 19).split('T')
  const client = `192.168.1.${below(50)}`
  return `[GIN] ${date.replaceAll('-', '/')} - ${clock} | ${status} | ${latency.padStart(12)} | ${client.padStart(15)} | ${route}\n`
}
const routes = [
  'POST     "/api/chat"',
  'POST     "/api/generate"',
  'GET      "/api/tags"',
  'POST     "/api/show"',
  'POST     "/v1/chat/completions"',
  'GET      "/api/ps"',
  'POST     "/api/embed"',
]
const model = 'sha256-dde5aa3fc5ffc17176b5e8bdc82f587b24b2678c6c66101bf7da77af9f7ccdff'
const ordinary = [
  [40, () => access(200, `${(random() * 5).toFixed(9)}s`, pick(routes))],
  [
    22,
    () =>
      `slot update_slots: id  ${below(4)} | task ${below(100_000)} | n_past = ${below(4_096)}, n_tokens = ${below(512)}, progress = ${random().toFixed(6)}\n`,
  ],
  [
    8,
    () =>
      `slot      release: id  ${below(4)} | task ${below(100_000)} | stop processing: n_tokens = ${below(4_096)}, truncated = 0\n`,
  ],
  [
    24,
    () =>
      slog(
        'DEBUG',
        'cache.go:104',
        `"loading cache slot" id=${below(4)} cache=${below(4_096)} prompt=${below(4_096)} used=0`,
      ),
  ],
  [
    6,
    () =>
      slog(
        'DEBUG',
        'sched.go:360',
        `"after processing request finished event" runner.name=registry.ollama.ai/library/llama3.2:latest runner.size="3.7 GiB" runner.vram="3.7 GiB" runner.parallel=1 runner.pid=4242 runner.model=/root/.ollama/models/blobs/${model} runner.num_ctx=4096 refCount=0`,
      ),
  ],
]
const rare = [
  () =>
    slog(
      'WARN',
      'runner.go:153',
      `"truncating input prompt" limit=4096 prompt=${5_000 + below(5_000)} keep=4 new=4096`,
    ),
  () =>
    'ggml_backend_cuda_buffer_type_alloc_buffer: allocating 4096.00 MiB on device 0: cudaMalloc failed: out of memory\n' +
    slog(
      'ERROR',
      'sched.go:455',
      '"error loading llama server" error="llama runner process has terminated: exit status 2"',
    ) +
    access(500, '5.912345678s', pick(routes)),
  () => access(404, '212.345µs', pick(routes)),
  () =>
    slog(
      'INFO',
      'server.go:392',
      `"starting runner" cmd="/usr/bin/ollama runner --model /root/.ollama/models/blobs/${model} --port 41234"`,
    ) +
    slog('INFO', 'ggml.go:502', '"offloaded 29/29 layers to GPU"') +
    slog('INFO', 'server.go:1432', '"llama runner started in 4.27 seconds"'),
]

function line() {
  time += below(300)
  if (random() < 1 / 2_000) return pick(rare)()
  let at = random() * 100
  for (const [share, make] of ordinary) {
    at -= share
    if (at < 0) return make()
  }
  return ordinary[0][1]()
}

const handle = openSync(file, 'w')
writeSync(
  handle,
  slog('INFO', 'routes.go:1544', '"server config" env="map[OLLAMA_DEBUG:DEBUG OLLAMA_HOST:http://0.0.0.0:11434]"'),
)
writeSync(handle, slog('INFO', 'routes.go:2008', '"Listening on [::]:11434 (version 0.12.11)"'))
for (let written = 0; written < Number(megabytes) * 1e6; ) {
  let text = ''
  while (text.length < 1 << 20) text += line()
  written += writeSync(handle, text)
}
closeSync(handle)
