import {once} from 'node:events'
import {createInterface} from 'node:readline/promises'
import {setTimeout as sleep} from 'node:timers/promises'
import type {Session} from '../cli/program.ts'
import {isWatched} from '../terminal/progress.ts'

/** For what was typed before the question was there. */
const drainMs = 50

/** Whether there is somebody to ask. */
export function canAsk({io}: Session): boolean {
  return io.stdin.isTTY === true && isWatched(io)
}

/** Asks a person; an empty line is the answer in `byDefault`, the end of the input a no. Rejects with the signal's reason. */
export async function askYesNo(
  question: string,
  {byDefault}: {byDefault: boolean},
  {io, signal}: Session,
): Promise<boolean> {
  const ignore = (): void => undefined
  io.stdin.on('data', ignore)
  await sleep(drainMs, undefined, {signal}).catch(() => signal.throwIfAborted())
  io.stdin.off('data', ignore)
  if (io.stdin.readableEnded) {
    io.stderr.write(`${question}\n`)
    return false
  }
  // Not as a terminal: raw mode would take Ctrl-C from the process.
  const terminal = createInterface({input: io.stdin, output: io.stderr, terminal: false})
  try {
    const closed = once(terminal, 'close', {signal}).then(() => 'no')
    const answer = (await Promise.race([terminal.question(question, {signal}), closed])).trim()
    return answer === '' ? byDefault : /^(?:y|yes|是)$/i.test(answer)
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    terminal.close()
    io.stdin.pause()
  }
}
