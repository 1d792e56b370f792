import {setTimeout as sleep} from 'node:timers/promises'
import {expect, it, vi} from 'vitest'
import {inParallel} from '../../src/diagnosis/in-parallel.ts'

it('keeps the order of the results, and no more than so many at a time', async () => {
  let running = 0
  let most = 0
  const results = await inParallel([30, 10, 20, 1], 2, async (ms) => {
    running += 1
    most = Math.max(most, running)
    await sleep(ms)
    running -= 1
    return ms
  })
  expect({results, most}).toEqual({results: [30, 10, 20, 1], most: 2})
})

it('lets others go on where one only waits', async () => {
  const ended: string[] = []
  const work = async (name: string): Promise<void> => {
    await sleep(name === 'dead' ? 300 : 1)
    ended.push(name)
  }
  await inParallel(['dead', 'a', 'b'], 1, work, 20)
  expect(ended).toEqual(['a', 'b', 'dead'])
})

it('holds no more than so many that wait', async () => {
  let running = 0
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const all = inParallel(
    Array.from({length: 600}, (_, index) => index),
    1,
    async (index) => {
      running += 1
      await opened
      return index
    },
    1,
  )
  await vi.waitFor(() => expect(running).toBe(513), {timeout: 20_000})
  await sleep(50)
  expect(running).toBe(513)
  open()
  expect(await all).toHaveLength(600)
})

it('rejects with the first error, and leaves none behind', async () => {
  const work = async (name: string): Promise<void> => {
    await sleep(name === 'slow' ? 60 : 1)
    throw new Error(name)
  }
  await expect(inParallel(['slow', 'quick'], 1, work, 10)).rejects.toThrow('quick')
  await sleep(50)
})

it('has nothing to do for nothing', async () => {
  expect(await inParallel([], 3, async () => 1)).toEqual([])
})
