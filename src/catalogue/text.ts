import {Phrase} from './phrase.ts'
import {plainText} from './plain-text.ts'

/** Where a phrase stands in a text. */
export interface Place {
  readonly index: number
  readonly weight: number
  /** What the phrase's holes hold. */
  readonly groups: Readonly<Record<string, string | undefined>>
}

/** A longer text is a log, whose lines are whole; in a shorter one they may be wrapped. */
const longText = 8_192

/** Of a line that is evidence. */
const shownLength = 1_000

const phrases = new Map<string, Phrase>()

/** A text to look for phrases in. */
export class Text {
  /** See plain-text.ts. */
  readonly plain: string
  readonly isLong: boolean
  /** In lower case, as literals are, and where lines may be wrapped, with blanks for their ends. */
  readonly haystack: string
  #indicesOf: ((literal: string) => readonly number[] | undefined) | undefined
  #lineEnds: number[] | undefined

  constructor(text: string) {
    this.plain = plainText(text)
    this.isLong = this.plain.length >= longText
    const lower = this.plain.toLowerCase()
    this.haystack = this.isLong ? lower : lower.replace(/\s+/g, ' ')
  }

  /** Tells how to know where a literal of the catalogue stands, so that none has to be looked for. */
  know(indicesOf: (literal: string) => readonly number[] | undefined): void {
    this.#indicesOf = indicesOf
  }

  holds(literal: string): boolean {
    return this.#indicesOf === undefined ? this.haystack.includes(literal) : this.#indicesOf(literal) !== undefined
  }

  find(source: string): Place[] {
    const phrase = phrases.get(source) ?? new Phrase(source)
    phrases.set(source, phrase)
    if (!this.isLong)
      return phrase.literals.some((literal) => this.holds(literal)) ? placesIn(this.plain, phrase, 0) : []
    if (!phrase.isPlain)
      return this.#linesWith(phrase.literals).flatMap((start) => placesIn(this.line(start), phrase, start))
    const {weight} = phrase
    return phrase.literals
      .flatMap((literal) => this.#indicesOf?.(literal) ?? [])
      .map((index) => ({index, weight, groups: {}}))
  }

  /** The starts of the lines that hold one of the literals. */
  #linesWith(literals: readonly string[]): number[] {
    const starts = new Set<number>()
    for (const literal of literals) {
      let end = -1
      for (const index of this.#indicesOf?.(literal) ?? []) {
        if (index < end) continue
        const lineEnd = this.haystack.indexOf('\n', index)
        end = lineEnd < 0 ? this.haystack.length : lineEnd
        starts.add(index === 0 ? 0 : this.haystack.lastIndexOf('\n', index - 1) + 1)
      }
    }
    return [...starts].sort((a, b) => a - b)
  }

  /** The version of Ollama that the text itself names. */
  version(): string | undefined {
    return /(?:ollama version is|\(version) v?(\d[\w.-]{0,30})/i.exec(this.plain)?.[1]
  }

  /** The number of the line in which an index lies, from 0. */
  lineOf(index: number): number {
    this.#lineEnds ??= [...this.plain.matchAll(/\n/g)].map((end) => end.index)
    let low = 0
    let high = this.#lineEnds.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#lineEnds[middle] ?? 0) < index) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The line in which an index lies, or what of a long one stands around it. */
  excerpt(index: number): string {
    const line = this.line(index)
    const at = index - (index === 0 ? 0 : this.plain.lastIndexOf('\n', index - 1) + 1)
    const start =
      line.length <= shownLength ? 0 : Math.max(0, Math.min(at - shownLength / 4, line.length - shownLength))
    return `${start > 0 ? '…' : ''}${line.slice(start, start + shownLength)}${start + shownLength < line.length ? '…' : ''}`
  }

  /** The line in which an index lies. */
  line(index: number): string {
    const end = this.plain.indexOf('\n', index)
    const start = index === 0 ? 0 : this.plain.lastIndexOf('\n', index - 1) + 1
    return this.plain.slice(start, end < 0 ? undefined : end)
  }
}

function placesIn(text: string, {regexp, weight}: Phrase, start: number): Place[] {
  const places: Place[] = []
  regexp.lastIndex = 0
  for (let found = regexp.exec(text); found !== null; found = regexp.exec(text)) {
    places.push({index: start + found.index, weight, groups: found.groups ?? {}})
    // A phrase may stand for nothing but an empty text.
    if (found[0] === '') regexp.lastIndex += 1
  }
  return places
}
