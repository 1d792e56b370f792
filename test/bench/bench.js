// Prints what the doctor costs, as ratios and differences within one run on one machine: `npm run bench`.
import {spawn, spawnSync} from 'node:child_process'
import {createHash, randomBytes} from 'node:crypto'
import {once} from 'node:events'
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import {availableParallelism, tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'

const doctor = fileURLToPath(new URL('../../bin/ollama-doctor.js', import.meta.url))
const minimal = fileURLToPath(new URL('minimal-client.js', import.meta.url))
const rssHook = new URL('print-rss.js', import.meta.url).href
const rounds = 21

/** Median wall time in milliseconds of each command, the commands taking turns so that noise hits all alike. */
function race(commands) {
  const times = commands.map(() => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, args] of commands.entries()) {
      const started = performance.now()
      spawnSync(process.execPath, args, {stdio: ['ignore', 'pipe', 'ignore'], env: {...process.env, OLLAMA_HOST: ''}})
      times[index].push(performance.now() - started)
    }
  }
  return times.map((series) => series.sort((a, b) => a - b)[Math.floor(rounds / 2)])
}

async function simulate(scenario) {
  const child = spawn(process.execPath, [doctor, 'simulate', scenario, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = await once(child.stdout, 'data')
  return {url: String(line).split(' ')[0], stop: () => child.kill()}
}

function peakMegabytes(args) {
  const {stderr} = spawnSync(process.execPath, ['--import', rssHook, doctor, ...args], {
    encoding: 'utf8',
    timeout: 120_000,
  })
  return Number(/maxRSS=(\d+)/.exec(stderr)?.[1] ?? Number.NaN) / 1_024
}

/** The median of a few runs: wall time, CPU time of the process, its peak memory. */
async function cost(args) {
  const runs = []
  for (let round = 0; round < 7; round += 1) {
    const started = performance.now()
    const child = spawn(process.execPath, ['--import', rssHook, ...args], {stdio: ['ignore', 'ignore', 'pipe']})
    const chunks = []
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    await once(child, 'close')
    const [, rss, cpu] = /maxRSS=(\d+) cpuMs=(\d+)/.exec(Buffer.concat(chunks).toString()) ?? []
    runs.push({wallMs: performance.now() - started, cpuMs: Number(cpu), peakMb: Number(rss) / 1_024})
  }
  return runs.sort((a, b) => a.wallMs - b.wallMs)[Math.floor(runs.length / 2)]
}

/** A server in a process of its own whose every pull is of so many lines; the model is there once it was pulled. */
async function servePull(lines) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('pull-server.js', import.meta.url)), String(lines)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = await once(child.stdout, 'data')
  return {url: String(line).trim(), stop: () => child.kill()}
}

/** How long `explain` takes for what it is given on standard input. */
async function seconds(args, input) {
  const started = performance.now()
  const child = spawn(process.execPath, [doctor, 'explain', ...args], {stdio: ['pipe', 'ignore', 'ignore']})
  child.stdin.end(input.join(''))
  await once(child, 'exit')
  return (performance.now() - started) / 1_000
}

/** The median time from when a line is written to when the doctor has printed what it means. */
async function followDelay(file) {
  writeFileSync(file, 'started\n')
  const child = spawn(process.execPath, [doctor, 'logs', '--follow', file, '--format', 'ndjson'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(child.stdout, 'data')
  const delays = []
  for (let round = 0; round < 21; round += 1) {
    await sleep(50 + 7 * round)
    const started = performance.now()
    appendFileSync(file, `level=ERROR msg="write /${round}: no space left on device"\n`)
    await once(child.stdout, 'data')
    delays.push(performance.now() - started)
  }
  child.kill()
  return delays.sort((a, b) => a - b)[10]
}

/** A model of eight files of random bytes; returns their paths. */
function writeStore(root, gigabytes) {
  mkdirSync(join(root, 'blobs'), {recursive: true})
  const chunk = randomBytes(1 << 20)
  const layers = Array.from({length: 8}, (_, index) => {
    const path = join(root, 'blobs', `new-${index}`)
    const hash = createHash('sha256')
    const file = openSync(path, 'w')
    const chunks = (gigabytes * 1_000) / 8
    for (let written = 0; written < chunks; written += 1) {
      chunk.writeUInt32LE(index * chunks + written)
      writeSync(file, chunk)
      hash.update(chunk)
    }
    closeSync(file)
    const digest = hash.digest('hex')
    renameSync(path, join(root, 'blobs', `sha256-${digest}`))
    return {mediaType: 'application/vnd.ollama.image.model', digest: `sha256:${digest}`, size: chunks << 20}
  })
  const folder = join(root, 'manifests', 'registry.ollama.ai', 'library', 'bench')
  mkdirSync(folder, {recursive: true})
  writeFileSync(join(folder, 'latest'), JSON.stringify({schemaVersion: 2, layers}))
  return layers.map(({digest}) => join(root, 'blobs', digest.replace(':', '-')))
}

/** Five hundred servers, of which one in fifty takes two seconds for each answer; and those ten alone. */
async function checkFleet() {
  const fleet = spawn(process.execPath, [fileURLToPath(new URL('fleet.js', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = await once(fleet.stdout, 'data')
  const hosts = Array.from({length: 500}, (_, index) => {
    const network = index % 50 === 25 ? 9 : 1 + Math.floor(index / 250)
    return `127.0.${network}.${(index % 250) + 1}:${String(line).trim()}`
  })
  const file = join(mkdtempSync(join(tmpdir(), 'doctor-bench-')), 'hosts')
  const check = (names) => {
    writeFileSync(file, names.join('\n'))
    const args = ['--import', rssHook, doctor, 'check', '--hosts-file', file, '--format', 'json']
    const started = performance.now()
    const {stderr} = spawnSync(process.execPath, args, {encoding: 'utf8', maxBuffer: 2 ** 28})
    return {wallMs: performance.now() - started, peakMb: Number(/maxRSS=(\d+)/.exec(stderr)?.[1]) / 1_024}
  }
  const all = check(hosts)
  const slow = check(hosts.filter((host) => host.startsWith('127.0.9.')))
  fleet.kill()
  return {all, slow}
}

const row = (name, value) => console.log(`${name.padEnd(58)} ${value}`)
const ms = (value) => `${value.toFixed(0)} ms`

const failure = 'llama runner process has terminated: cudaMalloc failed: out of memory'
const [bare, version, help, explain] = race([
  ['-e', '0'],
  [doctor, '--version'],
  [doctor, '--help'],
  [doctor, 'explain', failure],
])
row('bare node', ms(bare))
row('--version, against bare node', `${(version / bare).toFixed(2)} x`)
row('--help, against bare node', `${(help / bare).toFixed(2)} x`)
row('explain TEXT, against bare node', `${(explain / bare).toFixed(2)} x`)

const questions = Array.from({length: 20_000}, (_, id) => `${JSON.stringify({id, text: `${failure} (${id})`})}\n`)
row('explain --ndjson', `${(questions.length / (await seconds(['--ndjson'], questions))).toFixed(0)} texts/s`)
const line = 'time=2025-06-30T09:23:07.374-07:00 level=INFO source=sched.go:1 msg="all is well" model=llama3.2 n='
const access = '[GIN] 2025/06/30 - 09:23:07 | 200 |  4.123456789s |       127.0.0.1 | POST     "/api/generate"'
const log = Array.from({length: 200_000}, (_, index) => (index % 2 === 0 ? `${line}${index}\n` : `${access}\n`))
const megabytes = log.reduce((sum, {length}) => sum + length, 0) / 1e6
row('explain, a log on standard input', `${(megabytes / (await seconds([], log))).toFixed(0)} MB/s`)

// Logs of 100 MB and 1 GB, against what searches them for the same texts, the programs taking turns.
const folder = mkdtempSync(join(tmpdir(), 'doctor-bench-'))
try {
  const texts = join(folder, 'texts')
  const signs = JSON.parse(readFileSync(new URL('../../dist/data/logs/log-signs/all.json', import.meta.url), 'latin1'))
  const needles = JSON.parse(signs.needles).split('\n')
  writeFileSync(texts, needles.map((needle) => `${needle.slice(needle.indexOf(' ') + 1)}\n`).join(''))
  for (const size of [100, 1_000]) {
    const file = join(folder, `${size}.log`)
    spawnSync(process.execPath, [fileURLToPath(new URL('write-log.js', import.meta.url)), file, String(size)])
    const reading = ['logs', '--file', file, '--problems', '--format', 'ndjson']
    const programs = [
      ['logs', process.execPath, [doctor, ...reading]],
      ['grep', 'grep', ['-c', '-F', '-f', texts, file]],
      ['rg', 'rg', ['-c', '-F', '-f', texts, file]],
    ].filter(([, command]) => !spawnSync(command, ['--version']).error)
    const times = programs.map(() => [])
    for (let round = 0; round < (size > 100 ? 3 : 7); round += 1) {
      for (const [index, [, command, args]] of programs.entries()) {
        const started = performance.now()
        // Where its output goes nowhere, grep stops at the first line.
        spawnSync(command, args, {stdio: ['ignore', 'pipe', 'ignore']})
        times[index].push(performance.now() - started)
      }
    }
    const [own, ...others] = times.map((series) => series.sort((a, b) => a - b)[Math.floor(series.length / 2)])
    row(
      `logs --problems, ${size} MB`,
      `${ms(own)}, ${((size / own) * 1_000).toFixed(0)} MB/s, peak RSS ${peakMegabytes(reading).toFixed(0)} MB`,
    )
    for (const [index, [name]] of programs.slice(1).entries()) {
      row(
        `logs, against ${name} -c -F -f with its texts`,
        `${(own / others[index]).toFixed(2)} x  (${ms(others[index])})`,
      )
    }
    if (programs.length < 3) row('grep and rg', 'not both are installed')
  }
  row('logs --follow, from a write to its line', `${(await followDelay(join(folder, 'followed.log'))).toFixed(0)} ms`)
} finally {
  rmSync(folder, {recursive: true})
}

const healthy = await simulate('healthy')
const {stdout} = spawnSync(process.execPath, [doctor, 'check', '--host', healthy.url, '--format', 'json'], {
  encoding: 'utf8',
})
const requests = JSON.stringify(JSON.parse(stdout).targets[0].requests.map(({method, path}) => ({method, path})))
const [client, check, human] = race([
  [minimal, healthy.url, requests],
  [doctor, 'check', '--host', healthy.url, '--format', 'json'],
  [doctor, 'check', '--host', healthy.url],
])
const [node, health] = race([
  ['-e', '0'],
  [doctor, 'healthcheck', '--host', healthy.url],
])
row('healthcheck, against bare node', `${(health / node).toFixed(2)} x  (${ms(health)})`)
if (!spawnSync('curl', ['--version']).error) {
  const curls = Array.from({length: rounds}, () => {
    const started = performance.now()
    spawnSync('curl', ['-sf', `${healthy.url}/api/tags`], {stdio: ['ignore', 'pipe', 'ignore']})
    return performance.now() - started
  }).sort((a, b) => a - b)
  const curl = curls[Math.floor(rounds / 2)]
  row('healthcheck, against curl -f /api/tags', `${(health / curl).toFixed(1)} x  (${ms(curl)})`)
}
healthy.stop()
row('minimal script, the same requests in the same order', ms(client))
row('check --format json, over the minimal script', `+${ms(check - client)}  (${(check / client).toFixed(2)} x)`)
row('check, over the minimal script', `+${ms(human - client)}  (${(human / client).toFixed(2)} x)`)

const refused = ['check', '--host', '127.0.0.1:1', '--only', 'server-reachable']
const [base, json, text] = race([
  ['-e', '0'],
  [doctor, ...refused, '--format', 'json'],
  [doctor, ...refused],
])
row('refused connection, JSON, over bare node', `+${ms(json - base)}`)
row('refused connection, text, over bare node', `+${ms(text - base)}`)

for (const scenario of ['healthy', 'endless-body', 'gzip-bomb', 'huge-error', 'endless-stream']) {
  const server = await simulate(scenario)
  const peak = peakMegabytes(['check', '--host', server.url, '--format', 'json', '--timeout', '5s'])
  server.stop()
  row(`peak RSS, ${scenario}`, `${peak.toFixed(0)} MB`)
}

// A pull of 100,000 progress lines, as the server writes them: one every few kilobytes, sixteen a packet.
const pull = await servePull(100_000)
const pulling = ['pull-missing', 'llama3.2', '--host', pull.url, '--quiet']
const reader = fileURLToPath(new URL('minimal-pull.js', import.meta.url))
const [least, pulled, idle] = [
  await cost([reader, pull.url]),
  await cost([doctor, ...pulling]),
  await cost(['-e', '0']),
]
pull.stop()
row('pull of 100,000 lines, minimal script', `${ms(least.wallMs)}, ${ms(least.cpuMs)} CPU`)
row('pull-missing, the same', `${ms(pulled.wallMs)}, ${ms(pulled.cpuMs)} CPU`)
row(
  'pull-missing, over the minimal script',
  `${(pulled.wallMs / least.wallMs).toFixed(2)} x, CPU ${(pulled.cpuMs / least.cpuMs).toFixed(2)} x`,
)
row(
  'pull-missing, peak RSS',
  `${pulled.peakMb.toFixed(0)} MB (minimal script ${least.peakMb.toFixed(0)} MB, bare node ${idle.peakMb.toFixed(0)} MB)`,
)

// A store of four gigabytes in the page cache, against what hashes the same files.
const gigabytes = 4
const store = mkdtempSync(join(tmpdir(), 'doctor-bench-'))
try {
  const blobs = writeStore(store, gigabytes)
  const verify = [doctor, 'verify', '--store', store, '--host', '127.0.0.1:1', '--format', 'json']
  const env = {...process.env, XDG_CACHE_HOME: join(store, 'cache')}
  const cores = availableParallelism()
  const programs = [
    ['verify --no-cache', process.execPath, [...verify, '--no-cache']],
    [
      `openssl, ${cores} at a time`,
      'sh',
      ['-c', `printf '%s\\n' "$@" | xargs -P${cores} -n1 openssl dgst -sha256`, 'sh', ...blobs],
    ],
    ['openssl, one after another', 'openssl', ['dgst', '-sha256', ...blobs]],
    ['sha256sum', 'sha256sum', blobs],
  ]
  const times = programs.map(() => [])
  for (let round = 0; round < 3; round += 1) {
    for (const [index, [, command, args]] of programs.entries()) {
      const started = performance.now()
      spawnSync(command, args, {stdio: ['ignore', 'pipe', 'ignore'], env})
      times[index].push(performance.now() - started)
    }
  }
  const [own, ...others] = times.map((series) => series.sort((a, b) => a - b)[1])
  row(
    `verify --no-cache, ${gigabytes} GB`,
    `${ms(own)}, peak RSS ${peakMegabytes([...verify.slice(1), '--no-cache']).toFixed(0)} MB`,
  )
  for (const [index, [name]] of programs.slice(1).entries())
    row(`verify, throughput against ${name}`, `${(others[index] / own).toFixed(2)} x  (${ms(others[index])})`)
  spawnSync(process.execPath, verify, {stdio: 'ignore', env})
  const started = performance.now()
  spawnSync(process.execPath, verify, {stdio: 'ignore', env})
  row('verify again, from its cache, beyond --version', ms(performance.now() - started - version))
} finally {
  rmSync(store, {recursive: true})
}

const {all, slow} = await checkFleet()
row('check of 500 servers, of which 10 are slow', `${ms(all.wallMs)}, peak RSS ${all.peakMb.toFixed(0)} MB`)
row('check of 500 servers, against the 10 slow ones alone', `${(all.wallMs / slow.wallMs).toFixed(2)} x`)
