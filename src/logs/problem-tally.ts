import type {Code} from '../catalogue/index.ts'
import type {Match} from '../catalogue/matcher.ts'
import {compareMatches} from '../diagnosis/explanation.ts'
import type {Problem} from './incidents.ts'
import type {LogLine} from './log-line.ts'

/** What a log says of one cause. */
export interface CauseTally {
  readonly match: Match
  /** The line that says it best. */
  readonly line: LogLine
  /** How many lines say it. */
  readonly count: number
  readonly first: LogLine
  readonly last: LogLine
  /** Whether it was never more than another explanation of what a surer one explains. */
  readonly isAlternative: boolean
}

/** Complaints of Ollama's own that the catalogue does not know, and that differ in numbers only. */
export type UnknownTally = Omit<CauseTally, 'match' | 'isAlternative'>

/** Others are counted as one. */
const maxUnknown = 200

/** Counts problems over a whole log. */
export class ProblemTally {
  readonly #causes = new Map<Code, CauseTally>()
  readonly #unknown = new Map<string, UnknownTally>()

  /** How many lines said the same before. */
  add({match, lines, isAlternative}: Problem): number {
    const [line] = lines
    const rising = [...lines].sort((a, b) => a.number - b.number)
    const tally = {line, count: lines.length, first: rising[0] ?? line, last: rising.at(-1) ?? line}
    if (match === undefined) {
      const shape = this.#unknown.size < maxUnknown ? shapeOf(line) : ''
      const known = this.#unknown.get(shape)
      this.#unknown.set(shape, known === undefined ? tally : added(known, tally))
      return known?.count ?? 0
    }
    const known = this.#causes.get(match.code)
    if (known === undefined) this.#causes.set(match.code, {match, ...tally, isAlternative})
    else {
      const isBetter = compareMatches(match, known.match) < 0
      this.#causes.set(match.code, {
        ...added(known, tally),
        ...(isBetter && {match, line}),
        isAlternative: known.isAlternative && isAlternative,
      })
    }
    return known?.count ?? 0
  }

  causes(): CauseTally[] {
    return [...this.#causes.values()]
  }

  unknown(): UnknownTally[] {
    return [...this.#unknown.values()]
  }
}

function added<Tally extends UnknownTally>(known: Tally, {count, last}: UnknownTally): Tally {
  return {...known, count: known.count + count, last}
}

/** What stays the same when it happens again. */
function shapeOf({text, level}: LogLine): string {
  const message = /msg=(?:"[^"]{1,300}|\S{1,300})/.exec(text)?.[0] ?? text.slice(0, 300)
  return `${level} ${message.replace(/[\da-f]{8,}|\d+/g, '#')}`
}
