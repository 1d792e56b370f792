import {expect, it} from 'vitest'
import {compareVersions, missingFeatures, parseVersionRange} from '../../src/ollama/version.ts'

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

it.each([
  ['>=0.12', '0.12.0', true],
  ['>=0.12', '0.11.9', false],
  ['>=0.12 <0.30', '0.30.0', false],
  ['>= 0.12, < 0.30', '0.29.9', true],
  ['0.12', '0.12.11', true],
  ['0.12', '0.13.0', false],
  ['0.12.11', '0.12.11', true],
  ['=0.12.11', '0.12.12', false],
  ['>0.12', '0.12.11', false],
  ['>0.12', '0.13.0', true],
  ['<=0.12', '0.12.11', true],
  ['<=0.12.3', '0.12.4', false],
  ['v0.12.11', 'v0.12.11', true],
  ['>=0.33.0', '0.33.0-rc2', true],
])('in the range %j, %s: %j', (range, version, isIn) => {
  expect(parseVersionRange(range)?.(version)).toBe(isIn)
})

it.each([[''], ['latest'], ['>='], ['1.2.3.4'], ['>=0.12 || 1'], ['^0.12']])('%j is no range', (range) => {
  expect(parseVersionRange(range)).toBeUndefined()
})
