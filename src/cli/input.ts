import {createReadStream} from 'node:fs'
import type {Io} from './io.ts'
import {UsageError} from './usage-error.ts'

type Input = AsyncIterable<Uint8Array | string>

/** What is longer without a line end is cut there: it is no text. */
const maxLineLength = 1 << 20

/**
 * What comes on standard input, in blocks that end where a line does; a block is passed on when it has `blockLength`
 * characters. Throws the signal's reason when it aborts.
 */
export async function* readStdin(
  {io, signal}: {readonly io: Io; readonly signal: AbortSignal},
  blockLength: number,
): AsyncGenerator<string> {
  const end = (): unknown => io.stdin.destroy(signal.reason)
  signal.addEventListener('abort', end)
  try {
    yield* readBlocks(io.stdin, blockLength)
  } finally {
    signal.removeEventListener('abort', end)
  }
}

/** The same for a file. Throws a usage error where it cannot be read. */
export async function* readFileBlocks(path: string, blockLength: number): AsyncGenerator<string> {
  try {
    yield* readBlocks(createReadStream(path), blockLength)
  } catch (error) {
    const {message} = error as NodeJS.ErrnoException
    throw new UsageError(`${path} cannot be read: ${message}`)
  }
}

/** UTF-8, or UTF-16 where a byte order mark says so, as PowerShell writes it. */
async function* readBlocks(input: Input, blockLength: number): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let pending = ''
  try {
    for await (const chunk of input) {
      decoder ??= new TextDecoder(encodingOf(chunk))
      const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, {stream: true})
      const lineEnd = text.lastIndexOf('\n') + 1
      if (lineEnd === 0 || pending.length + lineEnd < blockLength) {
        const lineStart = pending.lastIndexOf('\n') + 1
        pending = lineEnd > 0 ? pending + text : (pending + text).slice(0, lineStart + maxLineLength)
      } else {
        yield pending + text.slice(0, lineEnd)
        pending = text.slice(lineEnd)
      }
    }
  } catch (error) {
    // What came before it broke off was read all the same.
    if (pending !== '') yield pending
    throw error
  }
  if (pending !== '') yield pending
}

function encodingOf(chunk: Uint8Array | string): string {
  if (typeof chunk === 'string') return 'utf-8'
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  return chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-8'
}
