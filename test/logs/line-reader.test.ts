import {describe, expect, it} from 'vitest'
import {ByteFinder} from '../../src/logs/byte-finder.ts'
import {LineReader} from '../../src/logs/line-reader.ts'

interface Read {
  readonly lines: number
  /** `12 text`, with a star where something was found. */
  readonly passed: string[]
  readonly accesses: number
}

function read(chunks: readonly (string | Buffer)[], all = false): Read {
  const passed: string[] = []
  let accesses = 0
  const reader = new LineReader({
    finder: new ByteFinder([
      {text: '[gin] 2', at: 0},
      {text: 'failed:', at: 0},
    ]),
    accessNeedle: 0,
    all,
    onLine: ({number, text, isFound}) => passed.push(`${number}${isFound ? '*' : ''} ${text}`),
    onAccess: (bytes, at, end) => {
      accesses += 1
      return bytes.toString('utf8', at, end).includes('| 200 |')
    },
  })
  for (const chunk of chunks) reader.push(Buffer.from(chunk))
  return {lines: reader.finish(), passed, accesses}
}

const access = (status: number): string => `[GIN] 2025/06/30 - 09:23:07 | ${status} | 1ms | ::1 | POST "/api/chat"`

describe('LineReader', () => {
  it('passes on what is found, with two lines before and after, the first three and the last', () => {
    const text = ['1', '2', '3', '4', '5', '6', '7', 'it failed: x', '9', '10', '11', ''].join('\n')
    const passed = ['1 1', '2 2', '3 3', '6 6', '7 7', '8* it failed: x', '9 9', '10 10', '11 11']
    expect(read([text])).toEqual({lines: 11, accesses: 0, passed})
  })

  it('passes on no line twice', () => {
    const text = ['1', 'failed: a', '3', 'failed: b', 'failed: c', '6', '7', '8'].join('\n')
    expect(read([text]).passed).toEqual([
      '1 1',
      '2* failed: a',
      '3 3',
      '4* failed: b',
      '5* failed: c',
      '6 6',
      '7 7',
      '8 8',
    ])
  })

  it('tells access lines, and passes on those to which there is more', () => {
    const text = [access(200), access(404), access(200), 'failed: x', ''].join('\n')
    const {passed, accesses} = read([text])
    expect(accesses).toBe(3)
    expect(passed).toEqual([`1 ${access(200)}`, `2* ${access(404)}`, `3 ${access(200)}`, '4* failed: x'])
  })

  it('passes on everything in the order of the lines', () => {
    const order: string[] = []
    const reader = new LineReader({
      finder: new ByteFinder([
        {text: '[gin] 2', at: 0},
        {text: 'failed:', at: 0},
      ]),
      accessNeedle: 0,
      all: false,
      onLine: ({text}) => order.push(text),
      onAccess: () => order.push('access') > 0,
    })
    reader.push(Buffer.from(['1', '2', '3', 'failed: x', '5', access(200), '7', access(200), '9', ''].join('\n')))
    expect(order).toEqual(['1', '2', '3', 'failed: x', '5', 'access', access(200), 'access'])
  })

  it('reads the same however it arrives', () => {
    const lines = Array.from({length: 3_000}, (_, index) =>
      index % 97 === 5
        ? `a thing failed: ${index}\r`
        : index % 3 === 0
          ? access(200)
          : `line ${index} ${'é'.repeat(index % 40)}`,
    )
    const bytes = Buffer.from(`${lines.join('\n')}\n`)
    const whole = read([bytes])
    expect(whole.lines).toBe(3_000)
    expect(whole.passed.filter((line) => line.includes('*'))).toHaveLength(31)
    expect(whole.passed.join('\n')).not.toContain('\r')
    for (const size of [1, 7, 1_000, 65_536]) {
      const chunks = Array.from({length: Math.ceil(bytes.length / size)}, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      )
      expect(read(chunks)).toEqual(whole)
    }
  })

  it('passes on everything where all is wanted', () => {
    expect(read(['1\nfailed: 2\n', `3\n${access(200)}\n5`], true)).toEqual({
      lines: 5,
      accesses: 1,
      passed: ['1 1', '2* failed: 2', '3 3', `4 ${access(200)}`, '5 5'],
    })
  })

  it('counts lines beyond its memory, of megabytes, of bytes that are no text, and the last without an end', () => {
    // What comes after its first megabyte may be a prompt's.
    const long = `${'x'.repeat(3 << 20)} failed: in the middle of it ${'y'.repeat(3 << 20)}`
    const garbage = Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x0a, 0xc3, 0x28, 0x0a])
    const filler = 'nothing here\n'.repeat(200_000)
    const {lines, passed} = read(['1\n', long, '\nfailed: after it\n', filler, garbage, 'failed: at the end'])
    expect(lines).toBe(200_006)
    const found = passed.filter((line) => line.includes('*'))
    expect(found.map((line) => line.slice(0, 30))).toEqual(['3* failed: after it', '200006* failed: at the end'])
  })

  it('shows of a long line what is near', () => {
    const {passed} = read([`${'x'.repeat(300_000)} failed: here ${'y'.repeat(300_000)}\n`])
    expect(passed[0]?.length).toBeLessThan(70_000)
    expect(passed[0]).toContain(' failed: here ')
  })

  it('shows of a long line all that is found, and its start', () => {
    const filler = 'x'.repeat(100_000)
    const [line] = read([`level=ERROR ${filler} failed: one ${filler} failed: two\n`]).passed
    for (const part of ['1* level=ERROR', 'failed: one', 'failed: two']) expect(line).toContain(part)
  })

  it('reads the first megabyte of an endless line', () => {
    const {passed, lines} = read([`${'x'.repeat(500_000)} failed: here ${'x'.repeat(2_000_000)}`, '\nnext\n'])
    expect(lines).toBe(2)
    expect(passed[0]).toMatch(/^1\* x+ … x+ failed: here x/)
  })

  it('does not show of a long line what somebody asked', () => {
    const {passed} = read([`msg="chat request" prompt="${'private '.repeat(50_000)}" error="it failed: x"\n`])
    expect(passed).toEqual(['1* msg="chat request" prompt="***" error="it failed: x"'])
  })
})
