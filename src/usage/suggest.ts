import {closest, distance} from 'fastest-levenshtein'

/** `, did you mean "x"?`, or nothing where no candidate is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  if (candidates.length === 0) return ''
  const best = closest(word, candidates as string[])
  return distance(word, best) <= Math.max(2, best.length / 3) ? `, did you mean "${best}"?` : ''
}
