import type {Confidence, Pattern, Surface} from './entry.ts'
import {type Code, codes, entryOf} from './index.ts'
import type {Args} from './template.ts'

/** A cause that a text may have. */
export interface Match {
  readonly code: Code
  readonly confidence: Confidence
  /** The named parts of the text: the model, the numbers. */
  readonly args: Args
}

const rank: Readonly<Record<Confidence, number>> = {certain: 0, likely: 1, possible: 2}

/**
 * The causes that a text may have, best first; empty where it is unknown. A text that names a cause beats one that only
 * says that something failed.
 */
export function matchText(text: string, surface?: Surface): Match[] {
  const found = codes.flatMap((code) => {
    const hit = entryOf(code)
      .patterns.filter((pattern) => holdsOn(pattern, surface))
      .map((pattern) => ({pattern, result: pattern.match.exec(text)}))
      .find(({result}) => result !== null)
    return hit === undefined ? [] : {code, pattern: hit.pattern, args: definedGroups(hit.result?.groups)}
  })
  const causes = found.some(({pattern}) => !pattern.wrapper) ? found.filter(({pattern}) => !pattern.wrapper) : found
  return causes
    .sort((a, b) => rank[a.pattern.confidence] - rank[b.pattern.confidence])
    .map(({code, pattern, args}) => ({code, confidence: pattern.confidence, args}))
}

function holdsOn(pattern: Pattern, surface: Surface | undefined): boolean {
  return pattern.surfaces === undefined || surface === undefined || pattern.surfaces.includes(surface)
}

function definedGroups(groups: Record<string, string | undefined> | undefined): Args {
  return Object.fromEntries(
    Object.entries(groups ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
