import {codes, entryOf} from './index.ts'
import {literalsOf} from './phrase.ts'

const patternsOf = new Map<string, Set<string>>()
for (const [code, name] of codes.entries()) {
  for (const [number, {says, with: others = [], unless = [], unlessThen = []}] of entryOf(name).patterns.entries()) {
    for (const literal of says.flatMap(literalsOf)) {
      patternsOf.set(literal, (patternsOf.get(literal) ?? new Set()).add(`${code}.${number}`))
    }
    for (const literal of [...others, ...unless, ...unlessThen].flatMap(literalsOf)) {
      patternsOf.set(literal, patternsOf.get(literal) ?? new Set())
    }
  }
}

/**
 * Every literal, one a line, and on the same line of `patterns` the patterns that may hold where it stands, each as the
 * number of its code and its number there: `12.0 97.3`; none for what only adds to a pattern. It follows from the catalogue, so the build computes it beforehand,
 * and it is text, as thousands of small arrays take longer to read.
 */
export const literalTable = {
  all: {
    literals: [...patternsOf.keys()].join('\n'),
    patterns: [...patternsOf.values()].map((patterns) => [...patterns].join(' ')).join('\n'),
  },
}
