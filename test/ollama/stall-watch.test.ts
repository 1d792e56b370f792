import {afterEach, beforeEach, expect, it, vi} from 'vitest'
import {PullProgress} from '../../src/ollama/pull-progress.ts'
import {StallWatch} from '../../src/ollama/stall-watch.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function watchOver(totalBytes: number): {
  watch: StallWatch
  tell: (completedBytes: number) => void
  verify: () => void
} {
  const progress = new PullProgress()
  const watch = new StallWatch(progress, minuteMs)
  const read = (line: Parameters<PullProgress['read']>[0]): void => {
    if (progress.read(line)) watch.moved()
  }
  return {
    watch,
    tell: (completedBytes) => read({status: 'pulling a', digest: 'sha256:a', totalBytes, completedBytes}),
    verify: () => read({status: 'verifying sha256 digest'}),
  }
}

it('ends what does not move, whatever lines come', () => {
  const {watch, tell} = watchOver(1_000)
  for (let second = 0; second < 58; second += 1) {
    tell(10)
    vi.advanceTimersByTime(1_000)
  }
  expect(watch.stalled).toBe(false)
  vi.advanceTimersByTime(6_000)
  expect({stalled: watch.stalled, waitedMs: watch.waitedMs}).toEqual({stalled: true, waitedMs: 63_000})
})

it('ends what goes forth and back and gets no further', () => {
  const {watch, tell} = watchOver(1_000)
  for (let minute = 0; minute < 5.5; minute += 0.5) {
    tell(minute % 1 === 0 ? 10 : 0)
    vi.advanceTimersByTime(minuteMs / 2)
  }
  expect({stalled: watch.stalled, waitedMs: watch.waitedMs}).toEqual({stalled: true, waitedMs: 183_000})
})

it('gives hashing the time that the size takes, and no claim for ever', () => {
  const honest = watchOver(40e9)
  honest.tell(40e9)
  honest.verify()
  // 40 GB at 10 MB/s are 67 minutes.
  vi.advanceTimersByTime(hourMs)
  expect(honest.watch.stalled).toBe(false)
  vi.advanceTimersByTime(10 * minuteMs)
  expect(honest.watch.stalled).toBe(true)

  const boastful = watchOver(1e15)
  boastful.tell(1)
  boastful.verify()
  vi.advanceTimersByTime(4 * hourMs + 2 * minuteMs)
  expect(boastful.watch.stalled).toBe(true)
})
