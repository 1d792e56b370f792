import type {Pattern} from './entry.ts'
import {type Code, codes, entryOf} from './index.ts'
import {LiteralIndex} from './literal-index.ts'
import {literalTable} from './literal-table.ts'
import type {Text} from './text.ts'

/** One pattern of one code. */
export interface Rule {
  readonly code: Code
  readonly pattern: Pattern
}

interface Table {
  readonly literals: readonly string[]
  readonly numbers: ReadonlyMap<string, number>
  readonly patterns: readonly string[]
}

let table: Table | undefined
let index: LiteralIndex | undefined

/**
 * The rules of which a literal stands in a text: of hundreds, the few that may hold, in the catalogue's order. An index of
 * the literals pays for itself with the second text, or with a long one.
 */
export function candidates(text: Text): Rule[] {
  const isFirst = table === undefined
  table ??= readTable()
  const {literals, numbers, patterns} = table
  if (!isFirst || text.isLong) index ??= new LiteralIndex(literals)
  const found = index?.in(text.haystack)
  if (found !== undefined) text.know((literal) => found.get(numbers.get(literal) ?? -1))
  const held = found?.keys() ?? [...literals.keys()].filter((number) => text.holds(literals[number] ?? ''))
  const names = new Set([...held].flatMap((number) => patterns[number]?.split(' ') ?? []).filter(Boolean))
  return [...names]
    .map((name) => name.split('.').map(Number) as [number, number])
    .sort(([codeA, a], [codeB, b]) => codeA - codeB || a - b)
    .flatMap(([number, own]) => {
      const code = codes[number] as Code
      const pattern = entryOf(code).patterns[own]
      return pattern === undefined ? [] : [{code, pattern}]
    })
}

function readTable(): Table {
  const {literals, patterns} = literalTable.all
  const lines = literals.split('\n')
  return {
    literals: lines,
    numbers: new Map(lines.map((literal, number) => [literal, number])),
    patterns: patterns.split('\n'),
  }
}
