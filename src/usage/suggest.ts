import {closest, distance} from 'fastest-levenshtein'

/** `, did you mean "x"?`, or nothing where no candidate is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const best = suggestion(word, candidates)
  return best === undefined ? '' : `, did you mean "${best}"?`
}

/** The candidate that was probably meant; undefined where none is near. */
export function suggestion(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined
  const best = closest(word, candidates as string[])
  return distance(word, best) <= Math.max(2, best.length / 3) ? best : undefined
}
