import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {codes} from '../../src/catalogue/index.ts'
import type {Explanation} from '../../src/diagnosis/explanation.ts'
import {readDocument} from '../support/report.ts'
import {type RunOptions, runDoctor} from '../support/run.ts'

async function explain(argv: readonly string[], options?: RunOptions): Promise<{exitCode: number; codes: string[]}> {
  const ran = await runDoctor(['explain', '--format', 'json', ...argv], options)
  const {diagnoses} = readDocument(ran) as Explanation
  return {exitCode: ran.exitCode, codes: diagnoses.map(({code, confidence}) => `${code} (${confidence})`)}
}

function file(content: string | Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), 'doctor-')), 'body')
  writeFileSync(path, content)
  return path
}

const killed = '{"error":"llama runner process has terminated: signal: killed"}'

describe('explain TEXT', () => {
  it('tells what an error means', async () => {
    expect(await explain([killed])).toEqual({exitCode: 0, codes: ['host-oom-killed (likely)']})
  })

  it('takes unquoted words as one text', async () => {
    expect(await explain(['no', 'space', 'left', 'on', 'device'])).toMatchObject({
      exitCode: 0,
      codes: ['disk-full (likely)'],
    })
  })

  it('ends with 1 where it knows nothing', async () => {
    expect(await explain(['the flux capacitor is out of tune'])).toEqual({exitCode: 1, codes: []})
    const {exitCode, stdout} = await runDoctor(['explain', 'the flux capacitor is out of tune'])
    expect({exitCode, stdout}).toEqual({
      exitCode: 1,
      stdout: expect.stringContaining('Nothing here is known to the doctor.'),
    })
  })

  it('says so where nothing is wrong', async () => {
    const text = 'level=WARN source=sched.go:646 msg="gpu VRAM usage didn\'t recover within timeout" seconds=5.1'
    expect(await explain([text])).toEqual({exitCode: 0, codes: [expect.stringMatching(/^benign /)]})
  })

  it('takes a text that starts like an option', async () => {
    expect((await explain(['-bash: ollama: command not found'])).codes[0]).toMatch(/^not-installed-or-path /)
    const {stdout} = await runDoctor(['explain', '-bash: ollama: command not found', '--format', 'json'])
    expect(readDocument({stdout})).toHaveProperty('diagnoses')
  })

  it('takes an empty text as one', async () => {
    expect(await explain([''])).toEqual({exitCode: 1, codes: []})
  })

  it('shows no secret of which the name was cut off', async () => {
    const line = `${'x'.repeat(900)} Authorization: Bearer ${'SECRET'.repeat(60)} no space left on device`
    const {stdout} = await runDoctor(['explain', line])
    expect(stdout).toContain('no space left on device')
    expect(stdout).not.toContain('SECRET')
  })

  it('names the line on which its evidence stands', async () => {
    const text =
      'httpx.ReadTimeout: timed out\nlevel=WARN msg="client connection closed before server finished loading, aborting load"'
    const [first] = (readDocument(await runDoctor(['explain', '--format', 'json', text])) as Explanation).diagnoses
    expect(first?.evidence[0]).toEqual({source: 'line 2', text: expect.stringContaining('client connection closed')})
  })

  it('gives the commands of the system on which the text was printed', async () => {
    const onWindows =
      'Error: listen tcp 127.0.0.1:11434: bind: Only one usage of each socket address is permitted. C:\\Users\\me'
    const {stdout} = await runDoctor(['explain', onWindows])
    expect(stdout).toContain('Stop-Process')
    expect(stdout).not.toContain('systemctl')
  })

  it('cuts a line that is too long to be read around what matters', async () => {
    const {stdout} = await runDoctor(['explain', `${'x '.repeat(100_000)} signal: killed ${'y '.repeat(100_000)}`])
    expect(stdout).toContain('signal: killed')
    expect(stdout.length).toBeLessThan(6_000)
  })

  it('shows no secret of the text', async () => {
    const {stdout} = await runDoctor(['explain', 'Authorization: Bearer abcdef123456 no space left on device'])
    expect(stdout).toContain('no space left on device')
    expect(stdout).not.toContain('abcdef123456')
  })

  it('obeys no terminal sequence of the text', async () => {
    const {stdout} = await runDoctor(['explain', '\u001b]0;owned\u0007\u009b2Jmodel "\u202ex\u001bc" not found'])
    expect(stdout).toContain('model-not-found')
    expect(stdout).not.toMatch(/[\u001b\u009b\u202e]/)
  })
})

describe('explain, of standard input', () => {
  it('reads a text in pieces', async () => {
    const pieces = ['llama runner process has term', 'inated: signal: ', 'killed\n']
    expect(await explain([], {stdin: pieces})).toEqual({exitCode: 0, codes: ['host-oom-killed (likely)']})
  })

  it('reads a character that is cut in two', async () => {
    const bytes = Buffer.from('端口被占用 bind: address already in use')
    const {codes} = await explain([], {stdin: [bytes.subarray(0, 4), bytes.subarray(4)]})
    expect(codes[0]).toMatch(/^port-in-use /)
  })

  it.each(['utf16le', 'utf16be'])('reads %s, as PowerShell writes it', async (encoding) => {
    const bytes = Buffer.from('\ufeffno space left on device\r\n', 'utf16le')
    expect(await explain([], {stdin: [encoding === 'utf16le' ? bytes : bytes.swap16()]})).toMatchObject({
      codes: ['disk-full (likely)'],
    })
  })

  it('says on a terminal how a text is ended', async () => {
    const {stderr, exitCode} = await runDoctor(['explain'], {stdin: 'terminal'})
    expect({stderr, exitCode}).toEqual({stderr: expect.stringContaining('Ctrl-D'), exitCode: 1})
  })

  it('ends with 1 on nothing', async () => {
    expect(await explain([], {stdin: []})).toEqual({exitCode: 1, codes: []})
  })

  it('counts the lines of a long text, and tells where they are', async () => {
    const line = 'time=2025-06-30T09:23:07.374-07:00 level=INFO source=routes.go:1 msg="all is well" n='
    const block = Array.from({length: 12_000}, (_, index) => `${line}${index}\n`).join('')
    const harmless = 'msg="gpu VRAM usage didn\'t recover within timeout" seconds=5.1 '
    const stdin = [
      harmless,
      block,
      'write /x: no space left on device\n',
      block,
      block,
      'write /y: no space left on device',
    ]
    const ran = await runDoctor(['explain', '--format', 'json'], {stdin})
    const {diagnoses} = readDocument(ran) as Explanation
    const [first] = diagnoses
    expect(diagnoses.map(({code}) => code)).toEqual(['disk-full'])
    expect(first?.lines).toEqual({count: 2, first: 12_001, last: 36_002})
    expect(first?.evidence).toEqual([{source: 'line 12001', text: 'write /x: no space left on device'}])
  })

  it('answers the same however the text arrives', async () => {
    const filler = 'level=INFO source=x.go:1 msg="all is well"\n'.repeat(3_000)
    const log = `${filler}${'cudaMalloc failed: out of memory'}\n${filler}level=INFO msg="llama runner started in 2.5 seconds"\n`
    const whole = await explain([], {stdin: [log]})
    const middle = filler.length + 40
    expect(await explain([], {stdin: [log.slice(0, middle), log.slice(middle)]})).toEqual(whole)
    expect(whole.codes).not.toContain('gpu-out-of-memory (certain)')
  })

  it('tells what a wrapper hides where the cause stands some lines further up', async () => {
    const log = [
      'ggml_backend_cuda_buffer_type_alloc_buffer: allocating 9000.00 MiB on device 0: cudaMalloc failed: out of memory',
      'level=ERROR source=sched.go:455 msg="error loading llama server" error="llama runner process has terminated: exit status 2"',
    ]
    expect((await explain([], {stdin: [log.join('\n')]})).codes).toEqual(['gpu-out-of-memory (certain)'])
  })
})

describe('explain --http and --body', () => {
  it.each([
    ['nothing', [], {}],
    ['an empty file', ['--body', file('')], {}],
    ['an empty standard input', ['--body', '-'], {stdin: []}],
    ['a terminal', [], {stdin: 'terminal' as const}],
  ])('explains an empty 403, of %s', async (_, argv, options) => {
    const {exitCode, codes} = await explain(['--http', '403', ...argv], options)
    expect({exitCode, codes}).toEqual({
      exitCode: 0,
      codes: expect.arrayContaining([expect.stringMatching(/^cors-origin-forbidden/)]),
    })
  })

  it('reads a body from a file, and from standard input', async () => {
    const expected = {exitCode: 0, codes: ['host-oom-killed (likely)']}
    expect(await explain(['--http', '500', '--body', file(killed)])).toEqual(expected)
    expect(await explain(['--http', '500', '--body', '-'], {stdin: [killed]})).toEqual(expected)
  })

  it.each([
    [['--body', '/nonexistent/body'], '/nonexistent/body cannot be read: ENOENT'],
    [['--body', tmpdir()], 'cannot be read: EISDIR'],
    [['--http', '99'], 'A status is a number from 100 to 599.'],
    [['--http', '200', '--list'], '--list goes without a text'],
    [['text', '--body', '-'], 'a text and --body: there can be one of them'],
    [['text', '--ndjson'], '--ndjson reads everything from standard input'],
    [['--list', 'gpus'], 'no domain is called "gpus", did you mean "gpu"?'],
    [['--format', 'xml', 'x'], "argument 'xml' is invalid"],
    [['--surface', 'moon', 'x'], "argument 'moon' is invalid"],
  ])('%j is wrong usage: %s', async (argv, message) => {
    const {exitCode, stderr, stdout} = await runDoctor(['explain', ...argv])
    expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
    expect(stderr).toContain(message)
  })
})

describe('explain CODE', () => {
  it('shows the whole entry', async () => {
    const ran = await runDoctor(['explain', 'disk-full', '--format', 'json'])
    expect(readDocument(ran)).toMatchObject({entry: {code: 'disk-full', domain: 'store', severity: 'error'}})
  })

  it('is not what --http asks for', async () => {
    expect((await explain(['--http', '404', 'model-not-found'])).codes).toEqual([])
  })

  it.each(['DISK_FULL', 'disk-ful'])('knows what %s means', async (word) => {
    expect((await runDoctor(['explain', word])).stdout).toContain('disk-full')
  })

  it('takes a prefix that no other code has', async () => {
    const {stdout} = await runDoctor(['explain', 'node-head'])
    expect(stdout).toContain('node-headers-timeout')
  })

  it.each([
    ['disk-ful1', 'no code is called "disk-ful1", did you mean "disk-full"?'],
    ['gpu-', '"gpu-" is the start of several codes: gpu-'],
  ])('%s is wrong usage', async (word, message) => {
    const {exitCode, stderr} = await runDoctor(['explain', word])
    expect({exitCode, stderr}).toMatchObject({exitCode: 2, stderr: expect.stringContaining(message)})
  })

  it('takes a word that is no code as a text', async () => {
    expect((await explain(['unauthorized'])).codes[0]).toMatch(/^cloud-auth-required/)
  })
})

describe('explain --list', () => {
  it('lists every code', async () => {
    const ran = await runDoctor(['explain', '--list', '--format', 'json'])
    const {codes: listed} = readDocument(ran) as {codes: {code: string}[]}
    expect(listed.map(({code}) => code)).toEqual(codes)
  })

  it('lists a domain', async () => {
    const {stdout, exitCode} = await runDoctor(['explain', '--list', 'cloud', '--lang', 'zh-CN'])
    expect(exitCode).toBe(0)
    expect(stdout.split('\n')[0]).toBe('Ollama 云端 (cloud)')
    expect(stdout).not.toContain('disk-full')
  })
})

describe('explain --ndjson', () => {
  async function ndjson(lines: readonly string[]): Promise<{exitCode: number; answers: unknown[]}> {
    const {exitCode, stdout} = await runDoctor(['explain', '--ndjson'], {stdin: lines.map((line) => `${line}\n`)})
    return {
      exitCode,
      answers: stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    }
  }

  it('answers each line, in order', async () => {
    const {exitCode, answers} = await ndjson([
      JSON.stringify({id: 'a', text: killed, surface: 'api', status: 500}),
      JSON.stringify({id: 2, text: 'the flux capacitor'}),
      JSON.stringify({id: 'c', text: 'level=WARN msg="gpu VRAM usage didn\'t recover within timeout"', surface: 'log'}),
    ])
    expect({exitCode, answers}).toEqual({
      exitCode: 0,
      answers: [
        {id: 'a', diagnoses: [{code: 'host-oom-killed', confidence: 'likely', evidence: killed}]},
        {id: 2, diagnoses: []},
        {id: 'c', diagnoses: []},
      ],
    })
  })

  it('answers what is malformed with its line, and goes on', async () => {
    const {exitCode, answers} = await ndjson([
      '{"id": "a", "text": ',
      '',
      '["text"]',
      '{"id": "b"}',
      '{"id": {}, "text": "x"}',
      '{"id": "c", "text": "x", "surface": "moon"}',
      '{"id": "d", "text": "x", "status": "exit 1"}',
      '{"text": "no space left on device", "more": true}',
    ])
    expect(exitCode).toBe(2)
    expect(answers).toEqual([
      {error: {line: 1, message: expect.stringMatching(/^not JSON: /)}},
      {error: {line: 3, message: 'not an object'}},
      {id: 'b', error: {line: 4, message: '"text" has to be a string'}},
      {error: {line: 5, message: '"id" has to be a string or a number'}},
      {id: 'c', error: {line: 6, message: '"surface" has to be one of api, cli, log, client'}},
      {id: 'd', error: {line: 7, message: '"status" has to be the number of an HTTP status'}},
      {id: null, diagnoses: [expect.objectContaining({code: 'disk-full'})]},
    ])
  })

  it('answers a last line without an end', async () => {
    const {stdout} = await runDoctor(['explain', '--ndjson'], {stdin: ['{"id":1,"text":"x"}']})
    expect(stdout).toBe('{"id":1,"diagnoses":[]}\n')
  })
})
