import type {Io} from '../cli/io.ts'
import {isCi} from '../host/environment.ts'
import {wantsColour} from './colour.ts'

/** What goes on, for a person who waits. */
export interface Progress {
  show(text: string): void
  stop(): void
}

const still: Progress = {show: () => undefined, stop: () => undefined}

/** Whether somebody watches: a terminal that can move its cursor, of a width (some containers' have none), and no job of a CI. */
export function isWatched({stderr, env}: Io): boolean {
  return stderr.isTTY === true && stderr.columns !== 0 && !isCi(env) && env.TERM !== 'dumb'
}

/** A spinner on a terminal, and nothing at all where stderr is not one: a log has no use for it. */
export async function createProgress(io: Io, wanted: boolean): Promise<Progress> {
  if (!wanted || !isWatched(io)) return still
  const {default: ora} = await import('ora')
  // Reading stdin to swallow key presses would put the terminal into raw mode and take Ctrl-C from the process.
  const spinner = ora({
    stream: io.stderr,
    discardStdin: false,
    color: wantsColour(io.stderr, undefined, io.env) && 'cyan',
  })
  return {
    show: (text) => {
      spinner.text = text
      if (!spinner.isSpinning) spinner.start()
    },
    stop: () => {
      spinner.stop()
    },
  }
}
