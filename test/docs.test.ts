import {execFile} from 'node:child_process'
import {chmodSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {PassThrough} from 'node:stream'
import {fileURLToPath} from 'node:url'
import type {Command} from 'commander'
import {describe, expect, it} from 'vitest'
import {parseAllDocuments} from 'yaml'
import packageJson from '../package.json' with {type: 'json'}
import {createProgram} from '../src/cli/program.ts'
import {findScenario} from '../src/simulator/scenarios.ts'
import {runDoctor} from './support/run.ts'
import {withScenario} from './support/servers.ts'
import {BuiltStore} from './support/store.ts'
import {terminalSvg} from './support/terminal-svg.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => /^(?!codes).*\.md$/.test(name))
    .map((name) => `docs/${name}`),
]
const read = (page: string): string => readFileSync(join(root, page), 'utf8')

interface Block {
  readonly page: string
  readonly language: string
  readonly text: string
}

const blocks = pages.flatMap((page) =>
  [...read(page).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', text = '']): Block => ({page, language, text}),
  ),
)
const action = {page: 'action.yml', language: 'yaml', text: read('action.yml')}

/** Every call of the doctor in the text of a shell, as its words. */
function callsIn(script: string): string[][] {
  return script
    .replace(/\\\n\s*/g, ' ')
    .replace(/<\([^)]*\)/g, 'FILE')
    .split('\n')
    .filter((line) => !/^\s*#|docker build|npm install/.test(line))
    .flatMap((line) => [
      ...line.matchAll(/(?:^|[\s/(])(?:npx (?:--yes )?)?(?:ollama-doctor|"\$DOCTOR")(?= |$)([^|;&]*)/g),
    ])
    .map(([, words = '']) => wordsOf(words))
}

function wordsOf(text: string): string[] {
  const cut = text.replace(/\s(?:#|<<<|<\(|>).*$/, '')
  return [...cut.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replace(/["']/g, ''))
}

/** The same in the values of a YAML document: scripts, and the lists of words that containers are given. */
function callsInYaml(text: string): {call: string[]; script?: string}[] {
  const calls: {call: string[]; script?: string}[] = []
  const visit = (value: unknown, key = ''): void => {
    if (typeof value === 'string') calls.push(...callsIn(value).map((call) => ({call, script: value})))
    else if (Array.isArray(value)) visitList(value, key)
    else if (typeof value === 'object' && value !== null)
      for (const [name, item] of Object.entries(value)) visit(item, name)
  }
  const visitList = (list: readonly unknown[], key: string): void => {
    const at = list.indexOf('ollama-doctor')
    const isImageCall =
      ['command', 'args'].includes(key) && typeof list[0] === 'string' && /^(?:wait|check)$/.test(list[0])
    if (at >= 0 || isImageCall) calls.push({call: list.slice(at + 1).map(String)})
    else for (const item of list) visit(item)
  }
  for (const document of parseAllDocuments(text)) {
    expect(document.errors).toEqual([])
    visit(document.toJS())
  }
  return calls
}

const stub = {
  stdin: new PassThrough(),
  stdout: process.stdout,
  stderr: process.stderr,
  env: {},
  platform: 'linux',
  once: () => undefined,
  off: () => undefined,
} as const
const program = createProgram(
  {io: stub, signal: new AbortController().signal, tool: {name: 'ollama-doctor', version: '0'}},
  () => undefined,
)

/** What a call gets wrong of the commands and options that there are. */
function mistakeIn(call: readonly string[]): string | undefined {
  const [first = ''] = call
  const name = first === '' || first.startsWith('-') ? 'check' : first
  const command: Command | undefined = program.commands.find((one) => one.name() === name)
  if (command === undefined) return `no command ${name}`
  const words = call.slice(name === first ? 1 : 0)
  for (let index = 0; index < words.length; index += 1) {
    const [flag = '', inline] = (words[index] ?? '').split(/=(.*)/s)
    if (flag === '--' || !/^--?[a-z]/i.test(flag)) continue
    const option = command.options.find(({long, short}) => long === flag || short === flag)
    if (option === undefined) return `${name} has no ${flag}`
    const takesNext = option.required && inline === undefined
    if (takesNext) index += 1
    const value = takesNext ? words[index] : inline
    if (option.required && value === undefined) return `${flag} has no value`
    if (option.argChoices && value !== undefined && !option.argChoices.includes(value))
      return `${flag} takes no ${value}`
  }
  return undefined
}

describe('the pages', () => {
  it.each([...blocks, action].filter(({language}) => ['sh', 'yaml', 'yml', 'ini', 'dockerfile'].includes(language)))(
    '$page: $language has no command or option that does not exist',
    ({language, text}) => {
      const calls = language.startsWith('y') ? callsInYaml(text).map(({call}) => call) : callsIn(text)
      expect(calls.map(mistakeIn).filter(Boolean)).toEqual([])
    },
  )

  it('call the doctor often enough for that to mean something', () => {
    const shell = blocks.filter(({language}) => language === 'sh').flatMap(({text}) => callsIn(text))
    const yaml = [...blocks, action].filter(({language}) => language === 'yaml').flatMap(({text}) => callsInYaml(text))
    expect(shell.length).toBeGreaterThan(20)
    expect(yaml.length).toBeGreaterThan(12)
    expect(mistakeIn(['check', '--bogus'])).toBe('check has no --bogus')
    expect(mistakeIn(['chekc'])).toBe('no command chekc')
    expect(mistakeIn(['--format', 'xml'])).toBe('--format takes no xml')
  })

  it.each(blocks.filter(({language}) => language === 'json'))('$page: its JSON is JSON', ({text}) => {
    expect(() => JSON.parse(text)).not.toThrow()
  })

  it.each(pages)('%s: every link leads to a file and a heading', (page) => {
    for (const [, target = '', heading] of read(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)) {
      const file = target === '' ? page : join(page, '..', target)
      const text = read(file)
      const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\s-]/gu, '')
          .replace(/\s/g, '-'),
      )
      if (heading !== undefined) expect(anchors).toContain(decodeURIComponent(heading))
    }
  })

  it('has the table of what other recipes do, of which none is right everywhere but ours', () => {
    const rows = [...read('docs/ci.md').matchAll(/^\| (\*\*)?`[^\n]+$/gm)].filter(([row]) => /(?: ok \|){2}/.test(row))
    const own = rows.filter(([, bold]) => bold !== undefined).map(([row]) => row)
    expect({own: own.length, others: rows.length - own.length}).toEqual({own: 3, others: 13})
    for (const [row, bold] of rows) expect(/says|never/.test(row)).toBe(bold === undefined)
  })

  it('has the version of the package as the default of the action', () => {
    expect(action.text).toContain(`default: ${packageJson.version}\n`)
  })
})

/** Runs a script as the pages have it, against a simulated server that has their models. */
async function runScript(script: string, env: Record<string, string> = {}, scenario = 'healthy') {
  const [llama] = findScenario('healthy').models
  const models = [...findScenario('healthy').models, ...(llama ? [{...llama, name: 'llama3.2:latest'}] : [])]
  return withScenario(scenario, scenario === 'healthy' ? {models} : {}, async ({url}) => {
    const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
    symlinkSync(join(root, 'bin/ollama-doctor.js'), join(folder, 'ollama-doctor'))
    writeFileSync(join(folder, 'npx'), '#!/bin/sh\n[ "$1" = --yes ] && shift\nshift\nexec ollama-doctor "$@"\n')
    chmodSync(join(folder, 'npx'), 0o755)
    writeFileSync(join(folder, 'hosts.txt'), `${url}\n`)
    writeFileSync(join(folder, 'models.txt'), 'llama3.2:1b # ours\n')
    const here = script.replace(/(--host[ =])\S+/g, `$1${url}`)
    const store = new BuiltStore()
    store.model('llama3.2:latest', [store.blob('weights')])
    const options = {
      cwd: folder,
      env: {
        OLLAMA_MODELS: store.root,
        PATH: `${folder}:${process.env.PATH}`,
        HOME: folder,
        RUNNER_TEMP: folder,
        OLLAMA_HOST: url,
        ...env,
      },
      timeout: 60_000,
    }
    return new Promise<{exitCode: number; stdout: string; stderr: string; folder: string}>((resolve) => {
      const child = execFile('bash', ['-eo', 'pipefail', '-c', here], options, (error, stdout, stderr) =>
        resolve({exitCode: error === null ? 0 : Number(error.code ?? -1), stdout, stderr, folder}),
      )
      child.stdin?.end()
    })
  })
}

/** What needs a program, a log or an answer that is not there, or ends only when somebody ends it. */
const elsewhere =
  /docker|kubectl|--repair|--from|ssh |journalctl|ollama run|npm |--follow|^ollama-doctor logs(?!.*-$)|simulate (?!--list)|complete|--via cli|-$|gpu-out-of-memory|--http|llama runner|no such/

const runnable = blocks
  .filter(({language}) => language === 'sh')
  .flatMap(({page, text}) => text.split('\n').map((line) => ({page, line})))
  .filter(({line}) => /^(?:npx )?ollama-doctor /.test(line) && !elsewhere.test(line))

/** What a recipe runs, without what is only there in a cluster. */
function commandOf(call: readonly string[], script: string | undefined): string {
  const words = call.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`))
  const whole = script?.replace(/&& sleep infinity|npm test/g, '') ?? `ollama-doctor ${words.join(' ')}`
  return whole.replace(/--report[ =]prometheus=\S+/, '')
}

describe('the recipes', () => {
  it.each(runnable)('$page: $line', async ({line}) => {
    const {exitCode, stderr} = await runScript(line)
    expect({exitCode, stderr: /error:/.exec(stderr)}).toEqual({exitCode: 0, stderr: null})
  })

  const scripts = [...blocks, action]
    .filter(({language}) => language === 'yaml')
    .flatMap(({page, text}) => callsInYaml(text).map((found) => ({page, ...found})))
    .filter(({call}) => !call.includes('logs'))
  const inputs = {
    DOCTOR: 'ollama-doctor@0',
    TIMEOUT: '20s',
    MODELS: 'llama3.2:1b nomic-embed-text',
    ARGS: '--max-first-token 1m',
  }

  it.each(scripts)('$page: $call passes on a server that is ready', async ({call, script}) => {
    const {exitCode, stderr} = await runScript(commandOf(call, script), inputs)
    expect({exitCode, stderr: /error:/.exec(stderr)}).toEqual({exitCode: 0, stderr: null})
  })

  it.each(scripts)('$page: $call fails where another program has the port', async ({call, script}) => {
    const {exitCode} = await runScript(commandOf(call, script), {...inputs, CI: 'true'}, 'not-ollama')
    expect(exitCode).toBe(1)
  })

  it.each([
    ['model-missing', 'fail', 'model-not-found'],
    ['gpu-out-of-memory', 'fail', 'gpu-out-of-memory'],
  ])('the action says what is wrong with %s, step for step', async (scenario, verdict, code) => {
    const steps = parseAllDocuments(action.text)[0]?.toJS() as {runs: {steps: {run: string}[]}}
    const [wait, , check] = steps.runs.steps.map(({run}) => run)
    expect((await runScript(wait ?? '', inputs, scenario)).exitCode).toBe(0)
    const output = join(mkdtempSync(join(tmpdir(), 'doctor-')), 'output')
    const {exitCode, stdout, folder} = await runScript(check ?? '', {...inputs, GITHUB_OUTPUT: output}, scenario)
    expect(exitCode).toBe(1)
    expect(stdout).toContain(`::error title=${code}`)
    expect(readFileSync(output, 'utf8')).toBe(`verdict=${verdict}\nreport=${join(folder, 'ollama-doctor.json')}\n`)
  })
})

it('shows in the README what a failing check looks like (written by this test with --update)', async () => {
  await withScenario('gpu-out-of-memory', {}, async ({url}) => {
    const {stdout} = await runDoctor(['check', '--host', url, '--color'])
    const usual = stdout
      .replaceAll(url, 'http://127.0.0.1:11434')
      .replaceAll('OLLAMA_HOST=http://127.0.0.1:11434 ', '')
      .replace(/answered in [\d.]+ ms/, 'answered in 3.1 ms')
    const svg = terminalSvg(
      `$ ollama-doctor check\n${usual}`,
      'ollama-doctor check on a server whose GPU runs out of memory',
    )
    await expect(svg).toMatchFileSnapshot('../docs/check.svg')
  })
  expect(read('README.md')).toContain('docs/check.svg')
})
