import type {CheckContext} from '../checks/check.ts'
import {timeLimit} from '../ollama/time-limit.ts'

/** Looking for a cause takes no longer, whatever hangs on this machine: what was found before stands. */
const limitMs = 4_000

/** What a look for a cause comes to, or `found` where it takes too long. Nothing of it goes on then. */
export async function inTime<T>(
  found: T,
  context: CheckContext,
  look: (context: CheckContext) => Promise<T>,
  longestMs = limitMs,
): Promise<T> {
  using limit = timeLimit(longestMs, context.signal, new Error('the cause was looked for too long'))
  const {signal} = limit
  if (signal.aborted) return found
  const over = new Promise<T>((resolve) => signal.addEventListener('abort', () => resolve(found), {once: true}))
  // Awaited here: the limit is let go where this function returns.
  return await Promise.race([look({...context, signal}), over])
}
