import {setMaxListeners} from 'node:events'

/** A signal that aborts when its parent does, or when a time has passed. */
export interface TimeLimit extends Disposable {
  readonly signal: AbortSignal
  /** Whether it was the time that ended it. */
  readonly expired: boolean
}

/** What Node's timers can wait: 24 days. A longer time would be none at all. */
const longestMs = 2 ** 31 - 1

/** `using` it releases the timer and the listener. AbortSignal.any over AbortSignal.timeout may be collected before it fires (Node 20). */
export function timeLimit(ms: number, parent: AbortSignal | undefined, reason: Error): TimeLimit {
  const controller = new AbortController()
  // Every request of every target listens.
  setMaxListeners(0, controller.signal)
  const follow = (): void => controller.abort(parent?.reason)
  const timer = setTimeout(() => controller.abort(reason), Math.min(ms, longestMs))
  if (parent?.aborted) follow()
  parent?.addEventListener('abort', follow, {once: true})
  return {
    signal: controller.signal,
    get expired() {
      return controller.signal.reason === reason
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer)
      parent?.removeEventListener('abort', follow)
    },
  }
}
