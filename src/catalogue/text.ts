import {literalsOf, Phrase} from './phrase.ts'
import {plainText} from './plain-text.ts'

/** Where a phrase stands in a text. */
export interface Place {
  readonly index: number
  readonly weight: number
  /** What the phrase's holes hold. */
  readonly groups: Readonly<Record<string, string | undefined>>
}

const phrases = new Map<string, Phrase>()

/** A text to look for phrases in. */
export class Text {
  /** See plain-text.ts. */
  readonly plain: string
  /** In lower case and with single spaces, as literals are. */
  readonly haystack: string
  #lineEnds: number[] | undefined

  constructor(text: string) {
    this.plain = plainText(text)
    this.haystack = this.plain.toLowerCase().replace(/\s+/g, ' ')
  }

  find(source: string): Place[] {
    if (!literalsOf(source).some((literal) => this.haystack.includes(literal))) return []
    const phrase = phrases.get(source) ?? new Phrase(source)
    phrases.set(source, phrase)
    const {weight} = phrase
    return [...this.plain.matchAll(phrase.regexp)].map(({index, groups = {}}) => ({index, weight, groups}))
  }

  /** The version of Ollama that the text itself names. */
  version(): string | undefined {
    return /(?:ollama version is|\(version) v?(\d[\w.-]{0,30})/i.exec(this.plain)?.[1]
  }

  /** The number of the line in which an index lies, from 0. */
  lineOf(index: number): number {
    this.#lineEnds ??= [...this.plain.matchAll(/\n/g)].map((end) => end.index)
    const next = this.#lineEnds.findIndex((end) => end >= index)
    return next < 0 ? this.#lineEnds.length : next
  }

  line(index: number): string {
    const end = this.plain.indexOf('\n', index)
    return this.plain.slice(this.plain.lastIndexOf('\n', index - 1) + 1, end < 0 ? undefined : end)
  }
}
