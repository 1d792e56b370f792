import {type FileHandle, open, stat} from 'node:fs/promises'
import {basename} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import type {LogPart, ReadOptions} from './log-source.ts'

const pollMs = 50
const chunkSize = 256 * 1_024
/** So many bytes before the place that was read up to are remembered: where they differ, the file was written anew. */
const rememberedBytes = 64

/**
 * A file from a place on, and what is written to it from now on. Survives that it is renamed and made again, cut off, or
 * copied and cut off, on any file system: it is looked at rather than waited for.
 */
export async function* followFile(
  path: string,
  from: number,
  {signal, onNotice}: ReadOptions,
): AsyncGenerator<LogPart> {
  let handle = await open(path)
  let place = from
  let remembered = await bytesBefore(handle, place)
  let isGone = false
  let files = 1
  const nextFile = (): LogPart => {
    files += 1
    return {file: `${basename(path)} (${files})`}
  }
  try {
    while (!signal.aborted) {
      // Asked before it is read: what was written to a file until another took its place is read to its end.
      const now = await identityOf(path)
      const {size} = await handle.stat()
      if (size !== place && !(await isSame(handle, place, remembered))) {
        onNotice('truncated')
        yield nextFile()
        place = 0
        remembered = Buffer.alloc(0)
      }
      const buffer = Buffer.allocUnsafe(chunkSize)
      const {bytesRead} = await handle.read(buffer, 0, chunkSize, place)
      if (bytesRead > 0) {
        const bytes = buffer.subarray(0, bytesRead)
        place += bytesRead
        remembered = Buffer.from(Buffer.concat([remembered, bytes]).subarray(-rememberedBytes))
        yield bytes
        continue
      }
      if (now === undefined && !isGone) onNotice('gone')
      isGone = now === undefined
      if (now !== undefined && now !== (await identityOfHandle(handle))) {
        const next = await open(path).catch(() => undefined)
        if (next !== undefined) {
          onNotice('rotated')
          yield nextFile()
          await handle.close()
          handle = next
          place = 0
          remembered = Buffer.alloc(0)
          continue
        }
      }
      await sleep(pollMs, undefined, {signal}).catch(() => undefined)
    }
  } finally {
    await handle.close()
  }
}

async function bytesBefore(handle: FileHandle, place: number): Promise<Buffer> {
  const length = Math.min(place, rememberedBytes)
  const buffer = Buffer.alloc(length)
  const {bytesRead} = await handle.read(buffer, 0, length, place - length)
  return buffer.subarray(0, bytesRead)
}

async function isSame(handle: FileHandle, place: number, remembered: Buffer): Promise<boolean> {
  return (await bytesBefore(handle, place)).equals(remembered)
}

async function identityOf(path: string): Promise<string | undefined> {
  try {
    const {dev, ino} = await stat(path, {bigint: true})
    return `${dev}:${ino}`
  } catch {
    return undefined
  }
}

async function identityOfHandle(handle: FileHandle): Promise<string> {
  const {dev, ino} = await handle.stat({bigint: true})
  return `${dev}:${ino}`
}
