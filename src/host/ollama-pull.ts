import type {ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {setTimeout as sleep} from 'node:timers/promises'
import {stripVTControlCharacters} from 'node:util'
import {lineSplitter} from '../ollama/lines.ts'
import type {PullEnd, PullOptions} from '../ollama/pull.ts'
import type {PullLine} from '../ollama/responses.ts'
import {StallWatch} from '../ollama/stall-watch.ts'
import type {Environment} from './environment.ts'

export interface OllamaCommand {
  /** Its path. */
  readonly command: string
  readonly env: Environment
  /** The server's URL: the command asks no other, whatever its environment says. */
  readonly url: string
}

const forceKillAfterMs = 300
const keptLength = 16 * 1_024
const startOfLine = '\u001b[1G'
const rate = / [\d.]+ [KMGT]?B\/s/
/** For what the pipe still holds when the command has ended. */
const drainMs = 300
const unitBytes: Readonly<Record<string, number>> = {B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12}

/** `ollama pull`, without a shell. It draws on stderr, terminal or not, and there its last line tells what went wrong. */
export async function pullByCli({command, env, url}: OllamaCommand, options: PullOptions): Promise<PullEnd> {
  const {model, insecure, progress, signal} = options
  const {execa} = await import('execa')
  using watch = new StallWatch(progress, options.stallTimeoutMs)
  const child = execa(command, ['pull', ...(insecure ? ['--insecure'] : []), '--', model], {
    env: {...env, OLLAMA_HOST: url},
    extendEnv: false,
    reject: false,
    buffer: false,
    stdin: 'ignore',
    stdout: 'ignore',
    // A group of its own, so that what a wrapper started ends with it.
    detached: process.platform !== 'win32',
  })
  using _ = endWith(child, AbortSignal.any([signal, watch.signal]))
  let tail = ''
  const lines = lineSplitter((source) => {
    // Each drawing goes back to the start of a line, without a line end behind the one before.
    for (const part of source.split(startOfLine)) {
      const line = stripVTControlCharacters(part).trimEnd()
      tail = `${tail}${line}\n`.slice(-keptLength)
      const isNew = progress.read(readScreenLine(line))
      // Sizes are in whole gigabytes from ten on: that something comes is told by the rate, which falls to nothing in a stall.
      const isFlowing = rate.test(line)
      if (isNew || isFlowing) watch.moved(isFlowing)
      if (isNew) options.onProgress()
    }
    return undefined
  })
  child.stderr.setEncoding('utf8')
  child.stderr.on('data', (text: string) => lines.push(text))
  const ended = once(child.stderr, 'close').catch(() => undefined)
  const {exitCode, exitSignal, message} = await exitOf(child)
  // What a wrapper left behind may hold the pipe for ever.
  await Promise.race([ended, sleep(drainMs, undefined, {ref: false})])
  child.stderr.destroy()
  lines.finish()
  if (watch.stalled) return {kind: 'stalled', waitedMs: watch.waitedMs}
  if (signal.aborted) return {kind: 'stopped'}
  if (exitCode === 0) return {kind: 'success'}
  const said = /^Error: ([\s\S]*)$/m.exec(tail)?.[1]?.trim()
  const text = said || message || (exitSignal ? `ended by ${exitSignal}` : `exit code ${exitCode}`)
  return {kind: 'error', text, source: 'ollama pull'}
}

interface Exit {
  readonly exitCode?: number | null
  readonly exitSignal?: NodeJS.Signals | null
  /** Where it could not be started. */
  readonly message?: string
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('exit', (exitCode, exitSignal) => resolve({exitCode, exitSignal}))
    child.once('error', ({message}) => resolve({message}))
  })
}

/** Ends a process and all that it started when the signal aborts, or when this process ends before it. */
function endWith(child: ChildProcess, signal: AbortSignal): Disposable {
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
  process.once('exit', endNow)
  return {
    [Symbol.dispose]: () => {
      clearTimeout(force)
      // The child itself is gone; what ignored the request to end goes the hard way.
      if (signal.aborted) endNow()
      signal.removeEventListener('abort', end)
      process.off('exit', endNow)
    },
  }
}

/** `pulling b4df21fb08b9:  34% ▕███   ▏ 1.2 GB/5.2 GB  45 MB/s  1m20s`, or a step of the server's; before 0.6 with `...`. */
function readScreenLine(line: string): PullLine {
  const status = line.trim().replace(/ [⠀-⣿]$/, '')
  const layer = /^pulling ([^\s.:]+)(?:\.\.\.|:)? +\d+% \S.*?▏ *([\d.]+) ([KMGT]?B)(?:\/ *([\d.]+) ([KMGT]?B))?/.exec(
    status,
  )
  if (layer === null) return {status}
  const [, digest = '', amount, unit, total = amount, totalUnit = unit] = layer
  return {
    status,
    digest,
    totalBytes: toBytes(total, totalUnit),
    completedBytes: toBytes(amount, unit),
  }
}

function toBytes(amount = '0', unit = 'B'): number {
  return Number(amount) * (unitBytes[unit] ?? 0)
}
