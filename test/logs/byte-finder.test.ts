import {describe, expect, it} from 'vitest'
import {ByteFinder, type Needle, needleWidth} from '../../src/logs/byte-finder.ts'
import {logSigns} from '../../src/logs/log-signs.ts'

function find(needles: readonly Needle[], text: string): number | undefined {
  const bytes = Buffer.alloc(Math.ceil((Buffer.byteLength(text) + 8) / 4) * 4)
  const end = bytes.write(text)
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
  return new ByteFinder(needles).find(bytes, words, 0, end)?.needle
}

describe('ByteFinder', () => {
  it('finds a text wherever it lies, by whichever of its bytes', () => {
    const text = 'cudaMalloc failed: out of memory'
    for (let at = 0; at <= text.length - needleWidth; at += 1) {
      for (let before = 0; before < 9; before += 1) {
        expect(find([{text: text.toLowerCase(), at}], `${'x'.repeat(before)}${text}y`)).toBe(0)
      }
    }
  })

  it.each([
    ['the end of the bytes', 'ran out of something', true],
    ['another letter case', 'RAN OUT OF Something', true],
    ['more blanks', 'ran   out of\tsomething', true],
    ['a part of it', 'ran out of somethin', false],
    ['a text that differs before the bytes that tell', 'ran out if something', false],
    ['a text that differs after them', 'ran out of somethinG!'.replace('G', '?'), false],
    ['bytes that are the same but for the case bit, and no letters', 'ran\u0000out of something', false],
  ])('%s', (_, text, isFound) => {
    expect(find([{text: 'ran out of something', at: 11}], text) === 0).toBe(isFound)
  })

  it('takes quotes that are escaped for quotes', () => {
    expect(find([{text: 'model "x" not found', at: 10}], 'error="model \\"x\\" not found"')).toBe(0)
  })

  it('finds what is not ASCII', () => {
    expect(find([{text: '磁盘空间不足', at: 0}], 'write: 磁盘空间不足。')).toBe(0)
  })

  it('holds every sign of the catalogue, each found in itself', () => {
    const needles = logSigns.all.needles.split('\n').map((line) => {
      const [at = ''] = line.split(' ')
      return {at: Number(at), text: line.slice(at.length + 1)}
    })
    expect(needles.length).toBeGreaterThan(2_000)
    const finder = new ByteFinder(needles)
    for (const {text} of needles) {
      const bytes = Buffer.alloc(1_024)
      const end = bytes.write(`xy ${text} z`)
      const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
      expect({text, found: finder.find(bytes, words, 0, end) !== undefined}).toEqual({text, found: true})
    }
  })
})
