import {expect, it} from 'vitest'
import {later, readStamps, stampAfter} from '../../../src/host/logs/stamps.ts'

const [first, second] = ['2026-11-22T22:00:00Z', '2026-11-22T22:00:00.5Z'] as const

it.each([
  ['whole lines', `${first} a\n${second} b\n`, true, `${first} a\n${second} b\n`, second],
  ['the rest of a line', ' rest of a line\n', false, ' rest of a line\n', undefined],
  ['a rest, and a line', ` rest\n${first} a\n`, false, ` rest\n${first} a\n`, first],
  ['words of the command’s own', `Error: no such container\n${first} a\n`, true, `${first} a\n`, first],
  ['a line without an end', `${second} b\n${first} half a li`, true, `${second} b\n${first} half a li`, second],
])('readStamps, of %s', (_, chunk, startsLine, own, newest) => {
  const read = readStamps(Buffer.from(chunk), startsLine)
  expect({own: read.own.toString(), newest: read.newest}).toEqual({own, newest})
})

it('tells the later of two times, and the point after it', () => {
  expect(later(first, second)).toBe(second)
  expect(later(second, first)).toBe(second)
  expect(later(undefined, first)).toBe(first)
  expect(stampAfter('2026-11-22T22:00:00.123456789Z')).toBe('2026-11-22T22:00:00.123456790Z')
  expect(stampAfter(first)).toBe('2026-11-22T22:00:00.000000001Z')
})
