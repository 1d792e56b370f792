import {expect, it} from 'vitest'
import {compareVersions, missingFeatures} from '../../src/ollama/version.ts'

it.each([
  ['0.9.6', '0.12.11', -1],
  ['0.12.11', '0.12.6', 1],
  ['v0.5.7', '0.5.7', 0],
  ['0.33.0-rc2', '0.33.0', 0],
])('%s against %s', (a, b, expected) => {
  expect(Math.sign(compareVersions(a, b))).toBe(expected)
})

it('claims nothing of a server that was built without a version', () => {
  expect(missingFeatures('0.0.0')).toEqual([])
  expect(missingFeatures('nightly')).toEqual([])
})

it('knows what an old server lacks', () => {
  expect(missingFeatures('0.9.6').map(({since}) => since)).toContain('0.10.0')
  expect(missingFeatures('0.33.0')).toEqual([])
})
