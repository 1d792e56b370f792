import {expect, it} from 'vitest'
import {printable, printableJson, printableLine} from '../../src/terminal/printable.ts'

it.each([
  ['plain 中文 é', 'plain 中文 é'],
  ['a\u001b[31mb', 'a\\x1b[31mb'],
  ['\u009b31m', '\\x9b31m'],
  ['a\rb', 'a\\x0db'],
  ['\u202egnp', '\\u202egnp'],
  ['zero\u200bwidth', 'zero\\u200bwidth'],
  ['a\nb', 'a\nb'],
])('%j is printed as %j', (text, shown) => {
  expect(printable(text)).toBe(shown)
})

it('stays on one line where it must', () => {
  expect(printableLine('a\nb')).toBe('a\\nb')
})

it('changes nothing of what JSON means', () => {
  const value = {text: '\u009b31m \u202e \u2028 \u001b \t 中文'}
  const json = printableJson(JSON.stringify(value, null, 2))
  expect(json).not.toMatch(/[\u009b\u202e\u2028]/)
  expect(JSON.parse(json)).toEqual(value)
})
