import {expect, it} from 'vitest'
import {parseBytes} from '../../src/usage/size.ts'

it.each([
  ['20GB', 20e9],
  ['20 gb', 20e9],
  ['1.5GiB', 1.5 * 2 ** 30],
  ['500M', 500e6],
  ['10Gi', 10 * 2 ** 30],
  ['1000000', 1e6],
  ['7b', 7],
  ['0', undefined],
  ['-1GB', undefined],
  ['GB', undefined],
  ['20 apples', undefined],
  ['', undefined],
])('%j is %j bytes', (text, bytes) => {
  expect(parseBytes(text)).toBe(bytes)
})
