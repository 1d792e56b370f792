import {once} from 'node:events'
import {setTimeout as sleep} from 'node:timers/promises'
import {stripVTControlCharacters} from 'node:util'
import {lineSplitter} from '../ollama/lines.ts'
import type {PullEnd, PullOptions} from '../ollama/pull.ts'
import type {PullLine} from '../ollama/responses.ts'
import {StallWatch} from '../ollama/stall-watch.ts'
import {drainMs, endWith, exitOf} from './child.ts'
import type {Environment} from './environment.ts'

export interface OllamaCommand {
  /** Its path. */
  readonly command: string
  readonly env: Environment
  /** The server's URL: the command asks no other, whatever its environment says. */
  readonly url: string
}

const keptLength = 16 * 1_024
const startOfLine = '\u001b[1G'
const rate = / [\d.]+ [KMGT]?B\/s/
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
