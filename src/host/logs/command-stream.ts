import {PassThrough, type Readable, Transform, type TransformCallback} from 'node:stream'
import {drainMs, type Exit, endWith, exitOf} from '../child.ts'
import type {Environment} from '../environment.ts'

export interface StreamOptions {
  readonly env: Environment
  readonly signal: AbortSignal
  /** Whether the log comes on standard error, too, as that of a container does; else that holds the command's own trouble. */
  readonly onBoth?: boolean
}

export interface StreamEnd extends Exit {
  /** The last that the command said of its own trouble. */
  readonly trouble: string
}

const keptTrouble = 4_096
const lineFeed = 0x0a
/** A line in more pieces is passed on as it comes. */
const maxPieces = 64

/** What a command prints, as it comes, without a shell. Nothing that it started is left when it is read no longer. */
export async function* streamCommand(
  command: string,
  args: readonly string[],
  {env, signal, onBoth = false}: StreamOptions,
): AsyncGenerator<Uint8Array, StreamEnd> {
  const {execa} = await import('execa')
  const child = execa(command, args, {
    env,
    extendEnv: false,
    reject: false,
    buffer: false,
    stdin: 'ignore',
    // A group of its own, so that what a wrapper started ends with it, and Ctrl-C is ours to pass on.
    detached: process.platform !== 'win32',
  })
  const left = new AbortController()
  using _ = endWith(child, AbortSignal.any([signal, left.signal]))
  const exited = exitOf(child)
  let trouble = ''
  const output = onBoth ? merged([child.stdout, child.stderr]) : child.stdout
  child.stderr.on('data', (chunk: Buffer) => {
    trouble = `${trouble}${chunk}`.slice(-keptTrouble)
  })
  const closing = closeWhenDry([child.stdout, child.stderr], exited)
  try {
    for await (const chunk of output) yield chunk as Uint8Array
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  } finally {
    left.abort()
    clearInterval(await closing)
  }
  return {...(await exited), trouble: trouble.trim()}
}

/** What a wrapper left behind may hold the pipes of a command for ever: they are closed once nothing has come for a while. */
async function closeWhenDry(pipes: readonly Readable[], exited: Promise<unknown>): Promise<NodeJS.Timeout> {
  let isDry = false
  await exited
  return setInterval(() => {
    // What is read slowly is still there, and not lost.
    const wasDry = isDry
    isDry = pipes.every(({readableLength}) => readableLength === 0)
    if (wasDry && isDry) for (const pipe of pipes) pipe.destroy()
  }, drainMs).unref()
}

/** The lines of several streams in one, as they come. */
function merged(streams: readonly Readable[]): Readable {
  const all = new PassThrough()
  let open = streams.length
  for (const stream of streams) {
    const lines = new WholeLines()
    stream.once('close', () => lines.end())
    stream.pipe(lines).pipe(all, {end: false})
    lines.once('end', () => {
      open -= 1
      if (open === 0) all.end()
    })
  }
  return all
}

/** Passes on lines that have ended, so that those of two streams do not run into each other. */
class WholeLines extends Transform {
  #rest: Buffer[] = []

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    const end = chunk.lastIndexOf(lineFeed) + 1
    if (end > 0) {
      this.push(Buffer.concat([...this.#rest, chunk.subarray(0, end)]))
      this.#rest = []
    }
    if (end < chunk.length) this.#rest.push(chunk.subarray(end))
    if (this.#rest.length > maxPieces) this.push(Buffer.concat(this.#rest.splice(0)))
    done()
  }

  override _flush(done: TransformCallback): void {
    if (this.#rest.length > 0) this.push(Buffer.concat([...this.#rest, Buffer.of(lineFeed)]))
    done()
  }
}
