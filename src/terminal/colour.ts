import type {Output} from '../cli/io.ts'
import type {Environment} from '../host/environment.ts'

/**
 * Whether a stream gets colour, the one place where that is decided: the flag, then NO_COLOR (where not empty), then
 * FORCE_COLOR, then TERM=dumb, then whether the stream is a terminal.
 */
export function wantsColour(stream: Output, flag: boolean | undefined, env: Environment): boolean {
  if (flag !== undefined) return flag
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return !['0', 'false'].includes(env.FORCE_COLOR)
  return env.TERM !== 'dumb' && stream.isTTY === true
}
