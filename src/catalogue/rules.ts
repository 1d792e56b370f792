import type {Pattern} from './entry.ts'
import {type Code, codes, entryOf} from './index.ts'
import {LiteralIndex} from './literal-index.ts'
import {literalsOf} from './phrase.ts'

/** One pattern of one code. */
export interface Rule {
  readonly code: Code
  readonly pattern: Pattern
}

/** From this length on, one pass for all literals is cheaper than a search for each. */
const longText = 8_192

let rules: readonly (Rule & {readonly literals: readonly string[]})[] | undefined
let byLiteral: {readonly index: LiteralIndex; readonly rules: ReadonlyMap<string, readonly Rule[]>} | undefined

/**
 * The rules of which a literal stands in a text: of thousands, the few that may hold. The text is in lower case with single
 * spaces. An index of all literals pays for itself with the second text, or with a long one.
 */
export function candidates(haystack: string): readonly Rule[] {
  const first = rules === undefined
  rules ??= codes.flatMap((code) =>
    entryOf(code).patterns.map((pattern) => ({code, pattern, literals: pattern.says.flatMap(literalsOf)})),
  )
  if (first && haystack.length < longText)
    return rules.filter(({literals}) => literals.some((literal) => haystack.includes(literal)))
  byLiteral ??= indexed(rules)
  const found = new Set<Rule>()
  for (const literal of byLiteral.index.in(haystack)) {
    for (const rule of byLiteral.rules.get(literal) ?? []) found.add(rule)
  }
  return rules.filter((rule) => found.has(rule))
}

function indexed(all: readonly (Rule & {readonly literals: readonly string[]})[]): NonNullable<typeof byLiteral> {
  const rulesOf = new Map<string, Rule[]>()
  for (const rule of all) {
    for (const literal of rule.literals) {
      const known = rulesOf.get(literal)
      if (known === undefined) rulesOf.set(literal, [rule])
      else known.push(rule)
    }
  }
  return {index: new LiteralIndex(rulesOf.keys()), rules: rulesOf}
}
