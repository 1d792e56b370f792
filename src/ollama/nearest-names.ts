import {distance as editDistance} from 'fastest-levenshtein'
import {modelKey, parseModelName} from './model-name.ts'

/** The installed names nearest to a missing one: the same model under another tag first, then near spellings. */
export function nearestNames(wanted: string, installed: readonly string[], most = 3): string[] {
  const target = withoutTag(wanted)
  return installed
    .filter((name) => parseModelName(name) !== undefined)
    .map((name) => ({name, distance: editDistance(target, withoutTag(name)) / Math.max(target.length, 1)}))
    .filter(({distance}) => distance <= 0.4)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({name}) => name)
}

function withoutTag(name: string): string {
  return modelKey(name).replace(/:[^:]*$/, '')
}
