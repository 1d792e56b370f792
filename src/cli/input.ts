import {createReadStream} from 'node:fs'
import {UsageError} from '../usage/usage-error.ts'
import type {Io} from './io.ts'

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
export async function* readFileBlocks(path: string, signal: AbortSignal, blockLength: number): AsyncGenerator<string> {
  try {
    yield* readBlocks(createReadStream(path, {signal}), blockLength)
  } catch (error) {
    signal.throwIfAborted()
    const {message} = error as NodeJS.ErrnoException
    throw new UsageError(`${path} cannot be read: ${message}`)
  }
}

/** UTF-8, or UTF-16 where a byte order mark says so, as PowerShell writes it. However it arrives, it is cut at the same places. */
async function* readBlocks(input: Input, blockLength: number): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let pending = ''
  try {
    for await (const chunk of input) {
      decoder ??= new TextDecoder(encodingOf(chunk))
      pending += typeof chunk === 'string' ? chunk : decoder.decode(chunk, {stream: true})
      for (let end = lineEnd(pending, blockLength); end > 0; end = lineEnd(pending, blockLength)) {
        yield pending.slice(0, end)
        pending = pending.slice(end)
      }
      pending = pending.slice(0, blockLength + maxLineLength)
    }
  } catch (error) {
    // What came before it broke off was read all the same.
    if (pending !== '') yield pending
    throw error
  }
  if (pending !== '') yield pending
}

/** Where the line ends that the block's last character is in; 0 where that has not come yet. */
function lineEnd(text: string, blockLength: number): number {
  return text.length < blockLength ? 0 : text.indexOf('\n', Math.max(0, blockLength - 1)) + 1
}

function encodingOf(chunk: Uint8Array | string): string {
  if (typeof chunk === 'string') return 'utf-8'
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  return chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-8'
}
