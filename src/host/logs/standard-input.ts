import {fstatSync} from 'node:fs'
import type {Readable} from 'node:stream'
import type {LogPart, LogSource} from './log-source.ts'
import {asUtf8} from './utf8.ts'

const lineFeed = 0x0a

/** Whether somebody sends a log on standard input: a pipe or a file, and neither a terminal nor nothing at all. */
export function isPiped(stdin: Readable & {isTTY?: boolean; fd?: number}): boolean {
  if (stdin.isTTY) return false
  if (stdin.fd === undefined) return true
  try {
    const stat = fstatSync(stdin.fd)
    return stat.isFIFO() || stat.isFile()
  } catch {
    return false
  }
}

export function readStandardInput(stdin: Readable): LogSource {
  return {
    kind: 'stdin',
    name: '-',
    read: async function* ({lines, signal}): AsyncGenerator<LogPart> {
      const end = (): unknown => stdin.destroy()
      signal.addEventListener('abort', end)
      try {
        const parts = asUtf8(stdin as AsyncIterable<Uint8Array>)
        yield* lines === undefined ? parts : lastLines(parts, lines)
      } catch (error) {
        if (!signal.aborted) throw error
      } finally {
        signal.removeEventListener('abort', end)
      }
    },
  }
}

/** The end of what comes, once it has come: what is before is not kept. */
async function* lastLines(parts: AsyncIterable<LogPart>, wanted: number): AsyncGenerator<LogPart> {
  const kept: {readonly bytes: Uint8Array; readonly lines: number}[] = []
  let lines = 0
  for await (const part of parts) {
    if (!(part instanceof Uint8Array)) continue
    const own = part.reduce((sum, byte) => (byte === lineFeed ? sum + 1 : sum), 0)
    kept.push({bytes: part, lines: own})
    lines += own
    while (lines - (kept[0]?.lines ?? lines) > wanted) lines -= kept.shift()?.lines ?? 0
  }
  const all = Buffer.concat(kept.map(({bytes}) => bytes))
  // The end of the last line starts none.
  let start = all.length - 1
  for (let left = wanted; left > 0 && start > 0; left -= 1) start = all.lastIndexOf(lineFeed, start - 1)
  yield start > 0 ? all.subarray(start + 1) : all
}
