import {expect, it, vi} from 'vitest'
import {en} from '../../src/catalogue/en/index.ts'
import {lineObserver} from '../../src/commands/pull-observers.ts'
import {PullProgress} from '../../src/ollama/pull-progress.ts'

it('takes for speed only what comes now, not what the server had before', () => {
  vi.useFakeTimers()
  try {
    const lines: string[] = []
    const describe = (): never => {
      throw new Error('nothing is wrong here')
    }
    const observer = lineObserver((text) => lines.push(text), {language: en, describe})
    const progress = new PullProgress()
    const tell = (completedBytes: number): void => {
      vi.advanceTimersByTime(2_000)
      progress.read({status: 'pulling a', digest: 'sha256:a', totalBytes: 1_000_000, completedBytes})
      observer.progressed?.('m', progress)
    }
    observer.started?.('m', progress)
    tell(700_000)
    tell(800_000)
    expect(lines).toEqual([
      'm  asking the registry\n',
      'm  70 %  700 KB of 1.0 MB\n',
      'm  80 %  800 KB of 1.0 MB  50.0 KB/s  4.0 s left\n',
    ])
  } finally {
    vi.useRealTimers()
  }
})
