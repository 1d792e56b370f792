import {expect, it} from 'vitest'
import {parseDuration} from '../../src/usage/duration.ts'

it.each([
  ['500ms', 500],
  ['90s', 90_000],
  ['2m', 120_000],
  ['1h30m', 5_400_000],
  ['1.5s', 1_500],
  ['0s', 0],
])('%s is %d ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

it.each(['', '5', '5 s', '-1s', 's', '1d', '1s ', '999h999h'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined()
})
