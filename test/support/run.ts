import {EventEmitter} from 'node:events'
import {readdir} from 'node:fs/promises'
import {PassThrough, Readable, Writable} from 'node:stream'
import type {Io} from '../../src/cli/io.ts'
import type {Host} from '../../src/host/host.ts'
import {run} from '../../src/main.ts'

export interface Ran {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly columns?: number
  readonly tty?: boolean
  readonly platform?: NodeJS.Platform
  /** Of this machine's processes none is seen where absent: a server of Ollama's may run on it. */
  readonly host?: Partial<Host>
  /** What stands on standard input, in these chunks; without it, nothing ever comes. */
  readonly stdin?: readonly (string | Buffer)[] | 'terminal' | Typist
  /** Sends a signal as soon as the promise resolves. */
  readonly interruptAfter?: Promise<unknown>
  /** Hears everything that was printed to stdout so far, each time that more is. */
  readonly onOutput?: (stdout: string) => void
}

/** A person at a terminal. */
export interface Typist {
  /** What they type before they are asked anything. */
  readonly early?: string
  /** What they type when they are asked; the input then ends. */
  readonly answer: string
}

/** Runs the whole program in this process, with streams of its own. */
export async function runDoctor(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const stdout = new Collector(options, options.onOutput)
  const stdin = standardInput(options.stdin)
  const typist = typeof options.stdin === 'object' && 'answer' in options.stdin ? options.stdin : undefined
  const stderr = new Collector(options, (text) => {
    if (typist !== undefined && /\?[^\n]*\] $/.test(text)) (stdin as PassThrough).end(typist.answer)
  })
  const signals = new EventEmitter()
  const io: Io = Object.assign(signals, {
    stdin,
    stdout,
    stderr,
    env: {PATH: '', HOME: '/nonexistent', ...options.env},
    platform: options.platform ?? 'linux',
    host: options.host ?? {list: async (path: string) => (path === '/proc' ? [] : readdir(path).catch(() => []))},
  })
  void options.interruptAfter?.then(() => signals.emit('SIGINT'))
  const exitCode = await run(argv, io)
  return {exitCode, stdout: stdout.text, stderr: stderr.text}
}

function standardInput(stdin: RunOptions['stdin']): Io['stdin'] {
  // At which somebody ends the input at once.
  if (stdin === 'terminal') return Object.assign(Readable.from([]), {isTTY: true})
  if (stdin !== undefined && 'answer' in stdin) {
    const terminal = new PassThrough()
    terminal.write(stdin.early ?? '')
    return Object.assign(terminal, {isTTY: true})
  }
  return stdin === undefined ? new PassThrough() : Readable.from(stdin.map((chunk) => Buffer.from(chunk)))
}

class Collector extends Writable {
  text = ''
  readonly columns: number
  readonly isTTY: boolean

  readonly #onText: ((text: string) => void) | undefined

  constructor({columns, tty}: RunOptions, onText?: (text: string) => void) {
    super({decodeStrings: false})
    this.#onText = onText
    this.columns = columns ?? 80
    this.isTTY = tty ?? false
  }

  // What a spinner asks of a terminal.
  cursorTo(): void {}
  moveCursor(): void {}
  clearLine(): void {}

  override _write(chunk: string | Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString()
    this.#onText?.(this.text)
    done()
  }
}
