import {expect, it} from 'vitest'
import {LiteralIndex} from '../../src/catalogue/literal-index.ts'

const literals = [
  'out of memory',
  'memory',
  'of',
  'a',
  'signal: killed',
  'signal: aborted',
  'ist nicht möglich',
  '权限不足',
]

/** The literals of a list that the index finds in a text. */
function find(list: readonly string[], text: string): Set<string | undefined> {
  return new Set([...new LiteralIndex(list).in(text).keys()].map((number) => list[number]))
}

it.each([
  ['', []],
  ['llama runner: out of memory', ['of', 'a', 'out of memory', 'memory']],
  ['signal: killed', ['a', 'signal: killed']],
  ['xsignal: abortedx', ['a', 'signal: aborted']],
  ['signal: kille', ['a']],
  ['das ist nicht möglich', ['a', 'ist nicht möglich']],
  ['打开失败：权限不足', ['权限不足']],
])('in %j are %j', (text, expected) => {
  expect(find(literals, text)).toEqual(new Set(expected))
})

it('finds what a plain search finds', () => {
  const text = Array.from({length: 3_000}, (_, index) => `${index * 7_919}abc${index}`).join(' ')
  const some = Array.from({length: 500}, (_, index) => text.slice(index * 13, index * 13 + 3 + (index % 9)))
  const others = some.map((literal) => [...literal].reverse().join(''))
  const expected = [...some, ...others].filter((literal) => text.includes(literal))
  expect(find([...some, ...others], text)).toEqual(new Set(expected))
})

it('tells each place', () => {
  expect([...new LiteralIndex(['no host', 'not there']).in('no host, no host; not there')]).toEqual([
    [0, [0, 9]],
    [1, [18]],
  ])
  expect([...new LiteralIndex(['eof']).in('eof eof')]).toEqual([[0, [0, 4]]])
})
