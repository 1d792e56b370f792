// The `ollama` command as tests have it: `pull` asks the server of OLLAMA_HOST and draws on stderr, terminal or not, as the
// recordings of the real one show.
import {request} from 'node:http'
import {parseArgs} from 'node:util'

const fail = (message) => {
  process.stderr.write(`Error: ${message}\n`)
  process.exit(1)
}

const parsed = (() => {
  try {
    return parseArgs({allowPositionals: true, options: {insecure: {type: 'boolean'}}})
  } catch (error) {
    return fail(`unknown shorthand flag: ${error.message}`)
  }
})()
const [command, ...models] = parsed.positionals
if (command !== 'pull') fail(`unknown command "${command}" for "ollama"`)
if (models.length !== 1) fail(`accepts 1 arg(s), received ${models.length}`)

const size = (bytes) => {
  const units = ['B', 'KB', 'MB', 'GB']
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1_000 ** power
  return `${value.toFixed(power === 0 || value >= 10 ? 0 : 1)} ${units[power]}`.padStart(6)
}
const rows = new Map()
const draw = () => {
  const up = '\u001b[A'.repeat(Math.max(0, rows.size - 1))
  const drawn = [...rows.values()].map((row) => `${rowOf(row)} \u001b[K`).join('\n')
  process.stderr.write(`\u001b[?2026h\u001b[?25l${up}\u001b[1G${drawn}\u001b[?25h\u001b[?2026l`)
}
// The rate falls to nothing where nothing comes: here at once, there within ten seconds.
const rateMs = 200
const rowOf = ({status, digest, total, completed = 0, at}) => {
  if (digest === undefined) return status
  const percent = Math.floor((100 * completed) / total)
  const cells = '█'.repeat(Math.floor(percent / 6.25)).padEnd(16)
  const sizes =
    completed === total
      ? size(total)
      : `${size(completed)}/${size(total)}${Date.now() - at < rateMs ? '   45 MB/s   1m20s' : ''}`
  return `${status}: ${String(percent).padStart(3)}% ▕${cells}▏ ${sizes.padStart(8)}`
}

const timer = setInterval(draw, 20)
const pull = request(`${process.env.OLLAMA_HOST}/api/pull`, {method: 'POST'}, (response) => {
  let rest = ''
  let error
  response.setEncoding('utf8')
  response.on('data', (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()
    for (const line of lines.map((source) => JSON.parse(source))) {
      if (line.error !== undefined) error = line.error
      else rows.set(line.digest ?? line.status, {...line, at: Date.now()})
    }
  })
  response.on('close', () => {
    clearInterval(timer)
    if (rest !== '') error = JSON.parse(rest).error
    draw()
    process.stderr.write('\n')
    if (error !== undefined) fail(error)
    if (!rows.has('success')) fail('unexpected EOF')
  })
})
pull.on('error', () => fail("could not connect to ollama server, run 'ollama serve' to start it"))
pull.end(JSON.stringify({model: models[0], insecure: parsed.values.insecure ?? false}))
