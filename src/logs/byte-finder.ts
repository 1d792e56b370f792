/** A text to look for, in ASCII lower case, and the place in it of the bytes that it is found by. */
export interface Needle {
  readonly text: string
  /** Counted in bytes of UTF-8; as many as `needleWidth` follow. */
  readonly at: number
}

/** What stands somewhere in the bytes. */
export interface Found {
  readonly needle: number
  /** Where it starts, but for blanks that it has more of. */
  readonly start: number
  /** A place within it. */
  readonly at: number
}

/** Where in a needle four of its bytes stand. */
interface Place {
  readonly text: Uint8Array
  readonly offset: number
  readonly needle: number
}

/** So many bytes hold four that lie at a multiple of four, however they lie themselves. */
export const needleWidth = 7

const hashBits = 18
/** The bit in which the cases of an ASCII letter differ. What else it makes equal is told apart later. */
const caseBit = 0x20
const caseBits = 0x20202020
const [space, tab, quote, backslash] = [0x20, 0x09, 0x22, 0x5c]

/**
 * Finds where thousands of texts stand in the bytes of a log, in any letter case, without making strings of them. Every
 * fourth byte alone is looked at: the four bytes from there, in a table of those that the needles can have at such a place.
 */
export class ByteFinder {
  /** By the hash of four bytes: whether a needle has them. A table of its own, as it is what stays in the cache. */
  readonly #known = new Uint8Array(1 << hashBits)
  /** And the number of the bucket. */
  readonly #bucketOf = new Uint16Array(1 << hashBits)
  readonly #buckets: Place[][] = [[]]

  constructor(needles: readonly Needle[]) {
    for (const [needle, {text, at}] of needles.entries()) {
      const bytes = Buffer.from(text)
      for (let offset = at; offset <= at + needleWidth - 4; offset += 1) {
        const key = hash(bytes.readInt32LE(offset) | caseBits)
        const bucket = this.#bucketOf[key] || this.#buckets.push([]) - 1
        this.#bucketOf[key] = bucket
        this.#known[key] = 1
        this.#buckets[bucket]?.push({text: bytes, offset, needle})
      }
    }
  }

  /** The first of the needles from a place on, which has to be a multiple of four. `words` are the same bytes. */
  find(bytes: Uint8Array, words: Int32Array, from: number, end: number): Found | undefined {
    const known = this.#known
    const last = end >> 2
    for (let index = from >> 2; index < last; index += 1) {
      const key = hash((words[index] as number) | caseBits)
      if (known[key] === 0) continue
      const at = index << 2
      for (const {text, offset, needle} of this.#buckets[this.#bucketOf[key] as number] as Place[]) {
        if (isRead(text, offset, 1, bytes, at, end) && isRead(text, offset - 1, -1, bytes, at - 1, end))
          return {needle, start: at - offset, at}
      }
    }
    return undefined
  }
}

function hash(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - hashBits)
}

/** Whether a text goes on in the bytes as it does from `offset`, in one direction. Its blanks may be more, its quotes escaped. */
function isRead(text: Uint8Array, offset: number, step: 1 | -1, bytes: Uint8Array, at: number, end: number): boolean {
  let place = at
  for (let index = offset; index >= 0 && index < text.length; index += step) {
    const wanted = text[index] as number
    if (wanted === quote) while (step === 1 && bytes[place] === backslash) place += 1
    if (place < 0 || place >= end || !isSame(wanted, bytes[place] as number)) return false
    place += step
    if (wanted === space) while (isSame(space, bytes[place] as number) && place < end) place += step
    if (wanted === quote) while (step === -1 && bytes[place] === backslash) place -= 1
  }
  return true
}

function isSame(wanted: number, byte: number): boolean {
  if (wanted === space) return byte === space || byte === tab
  return byte === wanted || (wanted >= 0x61 && wanted <= 0x7a && (byte | caseBit) === wanted)
}
