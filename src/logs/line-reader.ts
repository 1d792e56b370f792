import {withoutPrompts} from '../redact/redact.ts'
import type {ByteFinder} from './byte-finder.ts'

/** A line as it stands, without its end. */
export interface RawLine {
  readonly text: string
  /** Counted from 1 in its file. */
  readonly number: number
  /** Whether one of the texts that are looked for stands in it; else it is only near to one that has it. */
  readonly isFound: boolean
}

export interface LineReaderOptions {
  readonly finder: ByteFinder
  /** Of the access log's lines. */
  readonly accessNeedle: number
  /** Passes on every line, found or not. */
  readonly all: boolean
  readonly onLine: (line: RawLine) => void
  /** Takes an access line as its bytes, from its bracket on, and tells whether there is nothing more to it. */
  readonly onAccess: (bytes: Buffer, at: number, end: number) => boolean
}

const capacity = 1 << 20
/** How many lines before and after one that is found may belong to it. */
export const near = 2
/** Passed on at the start of a file, whatever is in them. */
const firstLines = 3
/** Kept of what was read, for the lines before. */
const keptLength = 16 * 1_024
/** Of a longer line, what is near what was found. */
const maxLineLength = 64 * 1_024
const aroundLength = 2 * 1_024
const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * Reads the bytes of a log and passes on the lines that matter, with their neighbours; the others are counted and never
 * become strings. Its memory does not grow: of a line beyond a megabyte, the rest is counted as part of it.
 */
export class LineReader {
  readonly #options: LineReaderOptions
  readonly #bytes = Buffer.allocUnsafeSlow(capacity)
  readonly #words = new Int32Array(this.#bytes.buffer)
  /** Where the bytes end, the lines that are done, and those that were passed on. */
  #end = 0
  #done = 0
  #passed = 0
  /** How many lines have been counted, and up to where. */
  #lines = 0
  #counted = 0
  /** How many more lines follow one that was found. */
  #after = firstLines
  /** Whether the line is too long, and its rest is left out. */
  #isCut = false

  constructor(options: LineReaderOptions) {
    this.#options = options
  }

  /** Takes bytes as they come, and passes on what lines they end. */
  push(chunk: Uint8Array): void {
    for (let taken = 0; taken < chunk.length; ) {
      if (this.#end === capacity) this.#makeRoom()
      const part = chunk.subarray(taken, taken + capacity - this.#end)
      this.#bytes.set(part, this.#end)
      const newLine = part.lastIndexOf(lineFeed)
      const lineEnd = newLine < 0 ? this.#done : this.#end + newLine + 1
      this.#end += part.length
      taken += part.length
      this.#read(lineEnd)
    }
  }

  /** The file has ended, maybe within a line. How many lines it had; the next one's are counted from 1 again. */
  finish(): number {
    if (this.#end > this.#done || this.#isCut) this.push(Buffer.of(lineFeed))
    // The last line tells when the log ends.
    const last = this.#end < 2 ? 0 : this.#bytes.lastIndexOf(lineFeed, this.#end - 2) + 1
    if (this.#end > 0 && last >= this.#passed) this.#passLine(last)
    this.numberOf(this.#end)
    const lines = this.#lines
    this.#end = this.#done = this.#passed = this.#counted = this.#lines = 0
    this.#after = firstLines
    return lines
  }

  /** Passes on what matters in the lines up to a place, where one ends. */
  #read(to: number): void {
    const {finder, accessNeedle, all, onLine, onAccess} = this.#options
    if (this.#isCut && to > this.#done) {
      // The rest of the line that was too long.
      this.#done = this.#passed = this.#bytes.indexOf(lineFeed, this.#done) + 1
      this.#isCut = false
    }
    while (this.#done < to) {
      const found = finder.find(this.#bytes, this.#words, (this.#done + 3) & ~3, to)
      if (found === undefined) break
      const end = this.#bytes.indexOf(lineFeed, found.at)
      // What follows a line that was found comes before what is further down.
      if (this.#after > 0 && !all) this.#passNear(this.#bytes.lastIndexOf(lineFeed, found.at) + 1, 0)
      const isOrdinary = found.needle === accessNeedle && onAccess(this.#bytes, found.start, end)
      if (isOrdinary && this.#after > 0 && !all) this.#passNear(end + 1, 0)
      if (!isOrdinary) {
        const start = this.#bytes.lastIndexOf(lineFeed, found.at) + 1
        if (all) this.#passAll(start)
        else this.#passNear(start, near)
        onLine({text: this.#text(start, end), number: this.numberOf(start), isFound: true})
        this.#after = near
        this.#passed = end + 1
      }
      this.#done = end + 1
    }
    if (all) this.#passAll(to)
    else if (this.#after > 0) this.#passNear(to, 0)
    this.#done = to
    this.numberOf(to)
  }

  /** Passes on the lines up to a place that follow what was found before, and those that come right before the place. */
  #passNear(to: number, before: number): void {
    let at = this.#passed
    for (; this.#after > 0 && at < to; this.#after -= 1) at = this.#passLine(at)
    if (before === 0) return
    let start = to
    for (let count = 0; count < before && start > at; count += 1)
      start = this.#bytes.lastIndexOf(lineFeed, start - 2) + 1
    this.#passAll(to, Math.max(start, at))
  }

  #passAll(to: number, from = this.#passed): void {
    for (let at = from; at < to; ) at = this.#passLine(at)
  }

  #passLine(start: number): number {
    const end = this.#bytes.indexOf(lineFeed, start)
    this.#options.onLine({text: this.#text(start, end), number: this.numberOf(start), isFound: false})
    this.#passed = end + 1
    return end + 1
  }

  #text(start: number, end: number): string {
    const last = this.#bytes[end - 1] === carriageReturn ? end - 1 : end
    const text = this.#bytes.toString('utf8', start, last)
    // Before it is cut, as nothing would tell of the rest what it was.
    return text.length <= maxLineLength ? text : this.#shortened(withoutPrompts(text))
  }

  /** Of a long line its start, and what is around all that is found in it. */
  #shortened(text: string): string {
    if (text.length <= maxLineLength) return text
    const bytes = Buffer.allocUnsafeSlow((Buffer.byteLength(text) + 3) & ~3)
    const end = bytes.write(text)
    const words = new Int32Array(bytes.buffer)
    const parts: {start: number; end: number}[] = [{start: 0, end: aroundLength}]
    for (let from = 0; parts.length * aroundLength * 2 < maxLineLength; ) {
      const found = this.#options.finder.find(bytes, words, from, end)
      if (found === undefined) break
      const last = parts.at(-1)
      if (last !== undefined && found.start <= last.end) last.end = Math.min(end, found.at + aroundLength)
      else parts.push({start: found.start - aroundLength, end: Math.min(end, found.at + aroundLength)})
      from = (found.at + 4) & ~3
    }
    return parts.map((part) => bytes.toString('utf8', Math.max(0, part.start), part.end)).join(' … ')
  }

  /** Of the line in which a place lies, while its bytes are at hand. */
  numberOf(start: number): number {
    const [from, to] = this.#counted < start ? [this.#counted, start] : [start, this.#counted]
    const lines = countLineFeeds(this.#bytes, this.#words, from, to)
    // A line before one that was found may be of what was counted already.
    this.#lines += this.#counted < start ? lines : -lines
    this.#counted = start
    return this.#lines + 1
  }

  /** Leaves out what was read, but for the last lines of it, and where that is not enough, the middle of an endless line. */
  #makeRoom(): void {
    const kept = this.#bytes.indexOf(lineFeed, Math.max(0, this.#done - keptLength)) + 1
    this.#shift(kept > 0 && kept <= this.#done && this.#end - kept < capacity / 2 ? kept : this.#done)
    if (this.#end < capacity) return
    if (!this.#isCut) this.#passPiece(this.#end)
    this.#isCut = true
    this.#end = 0
  }

  /** Of a line that is too long, its start: of what comes later nothing would tell what it is, as of a prompt. */
  #passPiece(end: number): void {
    const {finder, all, onLine} = this.#options
    const isFound = finder.find(this.#bytes, this.#words, (this.#done + 3) & ~3, end) !== undefined
    if (isFound || all) onLine({text: this.#text(this.#done, end), number: this.numberOf(this.#done), isFound})
  }

  #shift(by: number): void {
    this.#bytes.copyWithin(0, by, this.#end)
    this.#end -= by
    this.#done -= by
    this.#passed = Math.max(0, this.#passed - by)
    this.#counted -= by
  }
}

/** Words are summed byte by byte up to so many times before a byte is full. */
const maxWords = 255

/** Four bytes at a time: where one of them is a line feed, the byte of the sum grows by one. */
function countLineFeeds(bytes: Uint8Array, words: Int32Array, from: number, to: number): number {
  let count = 0
  let at = from
  for (; at < to && (at & 3) !== 0; at += 1) count += bytes[at] === lineFeed ? 1 : 0
  const last = to >> 2
  for (let word = at >> 2; word < last; ) {
    let sum = 0
    for (const end = Math.min(last, word + maxWords); word < end; word += 1) {
      const difference = (words[word] as number) ^ 0x0a0a0a0a
      sum = (sum + ((~(((difference & 0x7f7f7f7f) + 0x7f7f7f7f) | difference | 0x7f7f7f7f) >>> 7) & 0x01010101)) | 0
    }
    count += (sum & 0xff) + ((sum >>> 8) & 0xff) + ((sum >>> 16) & 0xff) + (sum >>> 24)
    at = word << 2
  }
  for (; at < to; at += 1) count += bytes[at] === lineFeed ? 1 : 0
  return count
}
