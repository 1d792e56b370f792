import {lowerCase, Phrase} from './phrase.ts'
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

/** How much of an endless line counts as near a place. */
const nearLength = 8_192

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
    const lower = lowerCase(this.plain)
    this.haystack = this.isLong ? lower.replaceAll('\u2028', ' ') : lower.replace(/\s+/g, ' ')
  }

  /** Tells how to know where a literal of the catalogue stands, so that none has to be looked for. */
  know(indicesOf: (literal: string) => readonly number[] | undefined): void {
    this.#indicesOf = indicesOf
  }

  holds(literal: string): boolean {
    return this.#indicesOf === undefined ? this.haystack.includes(literal) : this.#indicesOf(literal) !== undefined
  }

  find(source: string): Place[] {
    if (source === '') return this.plain.trim() === '' ? [{index: 0, weight: 0, groups: {}}] : []
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

  /** The line in which an index lies, before it and from it on; of an endless one what is near. */
  around(index: number): [before: string, from: string] {
    const line = this.line(index)
    const at = index - (index === 0 ? 0 : this.plain.lastIndexOf('\n', index - 1) + 1)
    return [line.slice(Math.max(0, at - nearLength), at), line.slice(at, at + nearLength)]
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
  }
  return places
}

/** The version of Ollama that a text itself names. */
export function versionIn(text: string): string | undefined {
  return /(?:ollama version is|\(version) v?(\d[\w.-]{0,30})/i.exec(text)?.[1]
}
