import type {ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {setTimeout as sleep} from 'node:timers/promises'
import type {Environment} from './environment.ts'

const forceKillAfterMs = 300
/** For what a pipe still holds when its process has ended, or was ended. */
export const drainMs = 300

/** How a process ended. */
export interface Exit {
  readonly exitCode?: number | null
  readonly exitSignal?: NodeJS.Signals | null
  /** Where it could not be started. */
  readonly message?: string
}

/** What a command printed that was asked something. */
export interface Answer {
  /** Undefined where it could not be started, or had to be ended. */
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
}

export interface AskOptions {
  readonly env: Environment
  readonly timeoutMs: number
  /** Ends it before its time: nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined
}

const maxAnswerLength = 1 << 20

/** Runs a command without a shell, for what it prints. Never throws, and ends within its time, with all that it started. */
export async function ask(command: string, args: readonly string[], options: AskOptions): Promise<Answer> {
  const {execa} = await import('execa')
  const {env, timeoutMs, signal} = options
  const over = new AbortController()
  const end = (): void => over.abort()
  const timer = setTimeout(end, timeoutMs)
  if (signal?.aborted) end()
  signal?.addEventListener('abort', end, {once: true})
  const child = execa(command, args, {
    env: {...env, LC_ALL: 'C'},
    extendEnv: false,
    reject: false,
    maxBuffer: maxAnswerLength,
    stdin: 'ignore',
    // A group of its own, so that what a wrapper started ends with it.
    detached: process.platform !== 'win32',
  })
  try {
    using _ = endWith(child, over.signal)
    // A wrapper's own child may keep the pipe open after the wrapper was killed.
    const cut = once(over.signal, 'abort').then(() => sleep(drainMs, undefined, {ref: false}))
    const answer = await Promise.race([child, cut])
    return {exitCode: answer?.exitCode, stdout: answer?.stdout ?? '', stderr: answer?.stderr ?? ''}
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', end)
    child.stdout?.destroy()
    child.stderr?.destroy()
  }
}

/** Resolves when the process has ended, whoever still holds its pipes. */
export function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('exit', (exitCode, exitSignal) => resolve({exitCode, exitSignal}))
    child.once('error', ({message}) => resolve({message}))
  })
}

/** How each that runs is ended: one listener for all of them, as Node warns of many. */
const running = new Set<() => void>()

function endAll(): void {
  for (const endNow of running) endNow()
}

/** Ends a process and all that it started when the signal aborts, or when this process ends before it. */
export function endWith(child: ChildProcess, signal: AbortSignal): Disposable {
  const kill = (how: NodeJS.Signals): void => {
    if (child.pid === undefined) return
    try {
      if (process.platform === 'win32') child.kill(how)
      else process.kill(-child.pid, how)
    } catch {
      // There is nobody left.
    }
  }
  let force: NodeJS.Timeout | undefined
  const end = (): void => {
    kill('SIGTERM')
    force = setTimeout(() => kill('SIGKILL'), forceKillAfterMs)
  }
  const endNow = (): void => kill('SIGKILL')
  if (signal.aborted) end()
  signal.addEventListener('abort', end, {once: true})
  if (running.size === 0) process.on('exit', endAll)
  running.add(endNow)
  return {
    [Symbol.dispose]: () => {
      clearTimeout(force)
      // The child itself is gone; what ignored the request to end goes the hard way.
      if (signal.aborted) endNow()
      signal.removeEventListener('abort', end)
      running.delete(endNow)
      if (running.size === 0) process.off('exit', endAll)
    },
  }
}
