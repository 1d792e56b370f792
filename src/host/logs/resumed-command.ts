import {setTimeout as sleep} from 'node:timers/promises'
import type {Environment} from '../environment.ts'
import {streamCommand} from './command-stream.ts'
import {type LogPart, LogSourceError, type ReadOptions} from './log-source.ts'
import {later, readStamps, stampAfter} from './stamps.ts'

export interface ResumedCommand {
  readonly command: string
  /** With `--timestamps`: from a point in time, or the newest lines. Undefined while there is nothing to be read. */
  readonly args: (from: string | undefined, lines: number | undefined) => Promise<readonly string[] | undefined>
  readonly env: Environment
  readonly onBoth: boolean
}

/** How long after the end of a command it is tried again: the container may come back. */
const againMs = 250
const lineFeed = 0x0a

/**
 * The log that a command prints, which ends with its container: where it is followed, the command is run again, from the
 * newest line on that has come.
 */
export async function* resumeCommand(
  {command, args, env, onBoth}: ResumedCommand,
  {follow, since, lines, signal, onNotice}: ReadOptions,
): AsyncGenerator<LogPart> {
  let from = since?.toISOString()
  let newest = lines
  let isGone = false
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    const started = new Date().toISOString()
    const next = await args(from, newest)
    if (next !== undefined) {
      const stream = streamCommand(command, next, {env, signal, onBoth})
      let step = await stream.next()
      let hasCome = false
      let startsLine = true
      for (; !step.done; step = await stream.next()) {
        const chunk = Buffer.from(step.value)
        // A line without a stamp is the command's own.
        const {own, newest: stamp} = readStamps(chunk, startsLine)
        startsLine = chunk.at(-1) === lineFeed
        if (own.length === 0) continue
        if (isGone) onNotice('back')
        isGone = false
        hasCome = true
        if (stamp !== undefined) from = later(from, stampAfter(stamp))
        newest = undefined
        yield own
      }
      const {exitCode, message, trouble} = step.value
      if (signal.aborted) return
      if (exitCode !== 0 && isFirst && !hasCome)
        throw new LogSourceError(trouble.split('\n')[0] || message || `exit code ${exitCode}`)
    }
    if (!follow) return
    if (!isGone) onNotice('gone')
    isGone = true
    // What there was before is not new.
    from ??= started
    newest = undefined
    await sleep(againMs, undefined, {signal}).catch(() => undefined)
  }
}
