import type {LogPart} from './log-source.ts'

/** The same bytes in UTF-8 without a byte order mark, where one says that they are UTF-16, as PowerShell writes what it redirects. */
export async function* asUtf8(parts: AsyncIterable<LogPart | string>): AsyncGenerator<LogPart> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let isFirst = true
  for await (const part of parts) {
    if (typeof part === 'object' && 'file' in part) {
      isFirst = true
      yield part
      continue
    }
    const bytes = typeof part === 'string' ? Buffer.from(part) : part
    const wasFirst = isFirst
    if (isFirst && bytes.length > 0) {
      const encoding = utf16Of(bytes)
      decoder = encoding === undefined ? undefined : new TextDecoder(encoding)
      isFirst = false
    }
    if (decoder !== undefined) yield Buffer.from(decoder.decode(bytes, {stream: true}))
    else yield wasFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
  }
}

/** The encoding that the first bytes of a text name, where it is not UTF-8. */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}
