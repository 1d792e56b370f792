import {closest, distance} from 'fastest-levenshtein'

/** `, did you mean "x"?`, or nothing where no candidate is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const best = suggestion(word, candidates)
  return best === undefined ? '' : `, did you mean "${best}"?`
}

/** How many letters of a candidate may be otherwise. */
const usualDistance = ({length}: string): number => Math.max(2, length / 3)

/** The candidate that was probably meant; undefined where none is near. */
export function suggestion(
  word: string,
  candidates: readonly string[],
  most: (candidate: string) => number = usualDistance,
): string | undefined {
  if (candidates.length === 0) return undefined
  const best = closest(word, candidates as string[])
  return distance(word, best) <= most(best) ? best : undefined
}
