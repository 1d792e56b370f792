// Holds the usual recipes for "is Ollama ready?" against servers that are, and are not: `npm run bench:readiness`. Prints the table
// of docs/ci.md, and with --write puts it there. Ends with 1 where one of our own cells is wrong.
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

const bin = fileURLToPath(new URL('../../bin/ollama-doctor.js', import.meta.url))
const page = fileURLToPath(new URL('../../docs/ci.md', import.meta.url))
const doctor = `${process.execPath} ${bin}`
/** A recipe that has not ended by then never does. It is longer than the simulated start takes. */
const limitMs = 12_000
const lanes = 3

/** What asks whether $MODEL can be used at $URL; 0 is yes. */
const recipes = [
  {name: '`</dev/tcp/HOST/PORT`', script: 'exec 3<>"/dev/tcp/127.0.0.1/$PORT"'},
  {name: '`curl -f URL`', script: 'curl -sf "$URL"'},
  {name: '`until curl -f URL; do sleep 1; done`', script: 'until curl -sf "$URL"; do sleep 1; done'},
  {name: '`curl -f URL/api/version`', script: 'curl -sf "$URL/api/version"'},
  {name: '`curl -f URL/api/tags`', script: 'curl -sf "$URL/api/tags"'},
  {name: '`curl URL/api/tags \\| grep MODEL`', script: 'curl -s "$URL/api/tags" | grep -q "$MODEL"'},
  {name: '`ollama list` (its two requests)', script: 'curl -sfI "$URL" && curl -sf "$URL/api/tags"'},
  {name: '`ollama ps` (its two requests)', script: 'curl -sfI "$URL" && curl -sf "$URL/api/ps"'},
  {name: '`curl -f URL/api/show`', script: `curl -sf "$URL/api/show" -d "{\\"model\\": \\"$MODEL\\"}"`},
  {name: '`grep "Listening on" LOG`', script: 'grep -q "Listening on" "$LOG"'},
  {name: '`sleep 5`', script: 'sleep 5'},
  {name: '`curl -f URL/api/pull`', pulls: true, script: `curl -sf "$URL/api/pull" -d "{\\"model\\": \\"$MODEL\\"}"`},
  {
    name: '`curl -f URL/api/generate`',
    script: `curl -sf "$URL/api/generate" -d "{\\"model\\": \\"$MODEL\\", \\"prompt\\": \\"hi\\"}"`,
  },
  {name: '**`ollama-doctor wait MODEL`**', own: true, script: `${doctor} wait "$MODEL" --host "$URL" --timeout 8s`},
  {
    name: '**`ollama-doctor wait MODEL --pull`**',
    own: true,
    pulls: true,
    script: `${doctor} wait "$MODEL" --pull --host "$URL" --timeout 8s`,
  },
  {
    name: '**`ollama-doctor check MODEL`**',
    own: true,
    script: `${doctor} check "$MODEL" --host "$URL" --timeout 3s`,
  },
]

/** Whether the model can be used: at once, later, once it is pulled, or not at all. */
const scenarios = [
  {name: 'healthy', ready: 'now'},
  {name: 'loaded', ready: 'now'},
  {name: 'starting', ready: 'later'},
  {name: 'tcp-only', ready: 'never'},
  {name: 'model-missing', ready: 'pulled'},
  {name: 'pull-error-midstream', ready: 'never'},
  {name: 'hung-runner', ready: 'never'},
  {name: 'gpu-out-of-memory', ready: 'never'},
  {name: 'midstream-crash', ready: 'never'},
  {name: 'busy', ready: 'never'},
  {name: 'proxy-html', ready: 'never'},
  {name: 'not-ollama', ready: 'never'},
]
/** From the opening of the port; the scenario's own number. */
const startsServingMs = 5_000

const log = join(mkdtempSync(join(tmpdir(), 'readiness-')), 'server.log')
// What Ollama writes as soon as its port is open, before it looks for GPUs.
writeFileSync(log, 'level=INFO source=routes.go msg="Listening on 127.0.0.1:11434 (version 0.12.11)"\n')

async function ask(recipe, scenario) {
  const server = spawn(process.execPath, [bin, 'simulate', scenario.name, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    const [line] = await once(server.stdout, 'data')
    const opened = performance.now()
    const url = String(line).split(' ')[0]
    const env = {PATH: process.env.PATH, URL: url, PORT: new URL(url).port, MODEL: 'llama3.2:1b', LOG: log}
    // A group of its own, so that a loop ends with what it has started.
    const child = spawn('bash', ['-c', recipe.script], {env, stdio: 'ignore', detached: true})
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), limitMs)
    const [code] = await once(child, 'exit')
    clearTimeout(timer)
    return judge(code, performance.now() - opened, recipe, scenario)
  } finally {
    server.kill()
  }
}

function judge(code, ms, {pulls}, {ready}) {
  if (code === null) return 'never ends'
  const isReady =
    ready === 'now' || (ready === 'pulled' && pulls === true) || (ready === 'later' && ms >= startsServingMs * 0.95)
  if (code === 0) return isReady ? 'ok' : '**says ready**'
  return ready === 'now' || (ready === 'pulled' && pulls === true) ? '**says not ready**' : 'ok'
}

const cells = recipes.flatMap((recipe) => scenarios.map((scenario) => ({recipe, scenario})))
const queue = cells.values()
await Promise.all(
  Array.from({length: lanes}, async () => {
    for (const cell of queue) {
      cell.result = await ask(cell.recipe, cell.scenario)
      process.stderr.write('.')
    }
  }),
)
process.stderr.write('\n')

const rows = recipes.map((recipe) => {
  const results = cells.filter((cell) => cell.recipe === recipe).map(({result}) => result)
  return `| ${[recipe.name, ...results].join(' | ')} |`
})
const table = [
  `| | ${scenarios.map(({name}) => `\`${name}\``).join(' | ')} |`,
  `|---|${'---|'.repeat(scenarios.length)}`,
  ...rows,
].join('\n')
console.log(table)

if (process.argv.includes('--write')) {
  const marked = /(<!-- readiness -->\n)[\s\S]*?(<!-- \/readiness -->)/
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(marked, (_, start, end) => `${start}${table}\n${end}`),
  )
}
const wrong = cells.filter(({recipe, result}) => recipe.own && result !== 'ok')
for (const {recipe, scenario, result} of wrong) console.error(`wrong: ${recipe.name} on ${scenario.name}: ${result}`)
process.exitCode = wrong.length > 0 ? 1 : 0
