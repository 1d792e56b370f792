import {expect, it} from 'vitest'
import {PullProgress} from '../../src/ollama/pull-progress.ts'

const layer = (digest: string, totalBytes: number, completedBytes: number) => ({
  status: `pulling ${digest}`,
  digest,
  totalBytes,
  completedBytes,
})

it('counts each layer by the most that it had, over all requests', () => {
  const progress = new PullProgress()
  expect(progress.read({status: 'pulling manifest'})).toBe(false)
  expect(progress.read(layer('a', 1_000, 600))).toBe(true)
  expect(progress.read(layer('a', 1_000, 600))).toBe(false)
  expect(progress.read(layer('a', 1_000, 200))).toBe(true)
  progress.restart()
  expect(progress.phase).toBe('manifest')
  progress.read(layer('a', 1_000, 0))
  progress.read(layer('b', 500, 100))
  expect([progress.completedBytes, progress.totalBytes, progress.attemptBytes]).toEqual([700, 1_500, 100])
  expect([...progress.remaining()]).toEqual([
    ['a', 400],
    ['b', 400],
  ])
})

it('takes all as there once the server verifies it: its last bytes may come without a line', () => {
  const progress = new PullProgress()
  progress.read(layer('a', 1_000, 830))
  expect(progress.read({status: 'verifying sha256 digest'})).toBe(true)
  expect([progress.phase, progress.completedBytes]).toEqual(['verify', 1_000])
  // The command draws what came before again.
  expect(progress.read({status: 'pulling manifest'})).toBe(false)
  expect(progress.phase).toBe('verify')
  expect(progress.read({status: 'writing manifest'})).toBe(true)
  expect(progress.phase).toBe('finish')
})

it('is not filled up by layers without end', () => {
  const progress = new PullProgress()
  for (let index = 0; index < 20_000; index += 1) progress.read(layer(`sha256:${index}`, 10, 1))
  expect([progress.totalBytes, progress.completedBytes]).toEqual([100_000, 10_000])
  expect(progress.read(layer('sha256:19999', 10, 2))).toBe(false)
})
