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

it.each([
  ['', []],
  ['llama runner: out of memory', ['of', 'a', 'out of memory', 'memory']],
  ['signal: killed', ['a', 'signal: killed']],
  ['xsignal: abortedx', ['a', 'signal: aborted']],
  ['signal: kille', ['a']],
  ['das ist nicht möglich', ['a', 'ist nicht möglich']],
  ['打开失败：权限不足', ['权限不足']],
])('in %j are %j', (text, expected) => {
  expect(new LiteralIndex(literals).in(text)).toEqual(new Set(expected))
})

it('finds what a plain search finds', () => {
  const text = Array.from({length: 3_000}, (_, index) => `${index * 7_919}abc${index}`).join(' ')
  const some = Array.from({length: 500}, (_, index) => text.slice(index * 13, index * 13 + 3 + (index % 9)))
  const others = some.map((literal) => [...literal].reverse().join(''))
  const expected = [...some, ...others].filter((literal) => text.includes(literal))
  expect(new LiteralIndex([...some, ...others]).in(text)).toEqual(new Set(expected))
})
