import type {Code} from '../catalogue/index.ts'
import {compareMatches, type Match} from '../catalogue/matcher.ts'
import type {Problem} from './incidents.ts'
import type {LogLine} from './log-line.ts'

/** What a log says of one cause. */
export interface CauseTally {
  readonly match: Match
  /** The line that says it best. */
  readonly line: LogLine
  /** How many incidents it was in, and how many lines say it. */
  readonly times: number
  readonly count: number
  readonly first: LogLine
  readonly last: LogLine
  /** The surer cause that explains the same, where it was never more than another explanation. */
  readonly alternativeTo: Code | undefined
}

/** Complaints of Ollama's own that the catalogue does not know, and that differ in numbers only. */
export type UnknownTally = Omit<CauseTally, 'match' | 'alternativeTo'>

/** Others are counted as one. */
const maxUnknown = 200

/** Counts problems over a whole log. */
export class ProblemTally {
  readonly #causes = new Map<Code, CauseTally>()
  readonly #unknown = new Map<string, UnknownTally>()

  /** How many lines said the same before. */
  add({match, lines, alternativeTo, isContinued}: Problem): number {
    const [line] = lines
    const rising = [...lines].sort((a, b) => a.number - b.number)
    const tally = {
      line,
      times: isContinued ? 0 : 1,
      count: lines.length,
      first: rising[0] ?? line,
      last: rising.at(-1) ?? line,
    }
    if (match === undefined) {
      const shape = this.#unknown.size < maxUnknown ? shapeOf(line) : ''
      const known = this.#unknown.get(shape)
      this.#unknown.set(shape, known === undefined ? tally : added(known, tally))
      return known?.count ?? 0
    }
    const known = this.#causes.get(match.code)
    if (known === undefined) this.#causes.set(match.code, {match, ...tally, alternativeTo})
    else {
      const isBetter = compareMatches(match, known.match) < 0
      this.#causes.set(match.code, {
        ...added(known, tally),
        ...(isBetter && {match, line}),
        alternativeTo: known.alternativeTo && alternativeTo,
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

function added<Tally extends UnknownTally>(known: Tally, {times, count, last}: UnknownTally): Tally {
  return {...known, times: known.times + times, count: known.count + count, last}
}

/** What stays the same when it happens again. */
function shapeOf({text, level}: LogLine): string {
  const message =
    /msg=(?:"[^"]{1,300}|\S{1,300})/.exec(text)?.[0] ?? text.slice(0, 300).replace(/(?<=\| )[^|]*(?= \|)/g, '')
  return `${level} ${message.replace(/[\da-f]{8,}|\d+/g, '#')}`
}
