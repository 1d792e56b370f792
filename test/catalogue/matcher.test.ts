import {describe, expect, it} from 'vitest'
import type {Example} from '../../src/catalogue/entry.ts'
import {codes, entryOf} from '../../src/catalogue/index.ts'
import {type Context, matchText} from '../../src/catalogue/matcher.ts'

function answer(text: string, context?: Context): string[] {
  return matchText(text, context).map(({code, confidence}) => `${code} (${confidence})`)
}

const outOfMemory =
  'ggml_backend_cuda_buffer_type_alloc_buffer: allocating 9000.00 MiB on device 0: cudaMalloc failed: out of memory'
const started = 'level=INFO source=server.go:628 msg="llama runner started in 2.50 seconds"'
const wrapper =
  'level=ERROR source=sched.go:455 msg="error loading llama server" error="llama runner process has terminated: exit status 2"'

const padding = 'level=DEBUG source=x.go:1 msg=nothing\n'.repeat(400)

describe('the matcher', () => {
  it('takes the cause, not what is wrapped around it', () => {
    expect(answer('llama runner process has terminated: cudaMalloc failed: out of memory', {surface: 'api'})).toEqual([
      'gpu-out-of-memory (certain)',
    ])
    expect(answer(`${outOfMemory}\n${wrapper}`)).toEqual(['gpu-out-of-memory (certain)'])
  })

  it('says of a wrapper alone that it is one', () => {
    expect(matchText(wrapper)[0]).toMatchObject({code: 'runner-crashed', kind: 'wrapper'})
  })

  it('does not mind what was survived', () => {
    expect(answer(`${outOfMemory}\n${started}`)).not.toContain('gpu-out-of-memory (certain)')
    expect(answer(`${started}\n${outOfMemory}`)).toEqual(['gpu-out-of-memory (certain)'])
    expect(answer(`${outOfMemory}\n${started}\n${outOfMemory}`)).toEqual(['gpu-out-of-memory (certain)'])
  })

  it('compares the numbers of a line', () => {
    const offloaded = (layers: number): string => `load_tensors: offloaded ${layers}/33 layers to GPU`
    expect(answer(offloaded(20))[0]).toMatch(/^model-partly-on-cpu /)
    expect(answer(offloaded(33))[0]).not.toMatch(/^model-partly-on-cpu /)
  })

  it('tells a refusing runner from a server that is down', () => {
    const refused = (port: number): string =>
      `Post "http://127.0.0.1:${port}/completion": dial tcp 127.0.0.1:${port}: connect: connection refused`
    expect(answer(refused(43_015), {surface: 'api'})[0]).toMatch(/^runner-crashed /)
    expect(answer(refused(11_434), {surface: 'client'})[0]).toMatch(/^server-not-running /)
  })

  it('knows what an empty answer means only by its status', () => {
    expect(answer('', {surface: 'api', status: 403})[0]).toMatch(/^cors-origin-forbidden /)
    expect(answer('', {surface: 'api', status: 500})[0]).toMatch(/^server-panic /)
    expect(answer('', {surface: 'api'})).toEqual([])
    expect(answer(`\n${'<html>hello world</html>\n'.repeat(500)}`, {surface: 'api', status: 403})).toEqual([])
  })

  it('tells the right line of a text in which letters have no small twin', () => {
    const [first] = matchText(`${'\u0130'.repeat(3_000)}\n${padding}${outOfMemory}\n`)
    expect(first).toMatchObject({
      lines: [401],
      evidence: [expect.stringMatching(/^ggml_backend/), expect.stringMatching(/^cudaMalloc/)],
    })
  })

  it('finds the shortest words wherever they stand in a long text', () => {
    const text = `${padding}geoffrey\n${'EOF\n'.repeat(3)}`
    expect(matchText(text, {surface: 'api', status: 500})[0]).toMatchObject({
      code: 'manifest-corrupt',
      lines: [401, 402, 403],
    })
  })

  it('counts hundreds of thousands of lines', () => {
    expect(matchText('no space left on device\n'.repeat(200_000))[0]?.lines.length).toBe(200_000)
  })

  it('holds a pattern only in the versions that print it so', () => {
    const text = '{"error":"invalid options: tfs"}'
    expect(answer(text, {version: '0.1.20'})[0]).toMatch(/^option-unknown /)
    expect(answer(text, {version: '0.12.11'})).toEqual([])
    expect(answer(`ollama version is 0.12.11\n${text}`)).toEqual([])
  })

  it('names the parts of the text', () => {
    const [first] = matchText('model requires more system memory (5.6 GiB) than is available (3.2 GiB)')
    expect(first?.args).toEqual({required: '5.6 GiB', available: '3.2 GiB'})
  })

  it('tells every line that says it', () => {
    const [first] = matchText(`a\n${outOfMemory}\nb\n${outOfMemory}`)
    expect(first).toMatchObject({evidence: [expect.any(String), expect.any(String)], lines: [1, 3]})
    expect(first?.evidence.join('')).toBe(outOfMemory)
  })

  it('says nothing of what it does not know', () => {
    expect(answer('the flux capacitor is out of tune')).toEqual([])
  })

  it('answers a long text as it answers a short one', () => {
    expect(answer(`${padding}${outOfMemory}\n${wrapper}\n`)).toEqual(['gpu-out-of-memory (certain)'])
    expect(matchText(`${padding}${outOfMemory}\n`)[0]?.lines).toEqual([400])
  })
})

/** How texts reach us. */
const manglings: Readonly<Record<string, {mangle: (text: string) => string; fits?: (example: Example) => boolean}>> = {
  'with CRLF': {mangle: (text) => text.replaceAll('\n', '\r\n')},
  'in colour': {mangle: (text) => `\u001b[31m${text}\u001b[0m`},
  'with typographic quotes': {mangle: (text) => text.replace(/"([^"]*)"/g, '\u201c$1\u201d').replaceAll("'", '\u2019')},
  'behind journald’s prefix': {
    mangle: (text) => text.replace(/^/gm, 'Jun 30 09:23:07 gpu-box ollama[1234]: '),
    fits: ({surface, text}) => surface === 'log' && !text.startsWith('host '),
  },
  'behind the prefix of Docker Compose': {
    mangle: (text) => text.replace(/^/gm, 'ollama-1  | '),
    fits: ({surface}) => surface === 'log',
  },
  'as JSON in JSON': {
    mangle: (text) => JSON.stringify({error: JSON.stringify({error: {message: text}})}),
    fits: ({surface, text}) => surface === 'api' && text !== '' && !text.includes('\\') && !/^[[{]/.test(text),
  },
}

describe.each(Object.entries(manglings))('a text %s', (_, {mangle, fits}) => {
  it('is answered as without', () => {
    const examples = codes.flatMap((code) => entryOf(code).examples.map((example) => ({code, example})))
    const fitting = examples.filter(({example}) => fits?.(example) ?? true)
    expect(fitting.length).toBeGreaterThan(40)
    const lost = fitting.filter(({code, example}) => matchText(mangle(example.text), example)[0]?.code !== code)
    expect(lost.map(({code, example}) => `${code}: ${example.text}`)).toEqual([])
  })
})
