import type {CheckId} from '../catalogue/ids.ts'
import type {Check} from '../checks/check.ts'

/** Which checks run, which are shown as left out, and which do not appear at all. */
export interface Selection {
  readonly checks: readonly Check[]
  readonly excluded: ReadonlySet<CheckId>
}

/**
 * `only` keeps what it names and what that requires; `skip` leaves out, and what requires a left-out check runs all the
 * same. Both take ids with `*` for any part; what matches nothing is returned in `unknown`, and
 * `empty` says that nothing of what was wanted is left.
 */
export function selectChecks(
  all: readonly Check[],
  {only, skip}: {only: readonly string[]; skip: readonly string[]},
): Selection & {unknown: readonly string[]; empty: boolean} {
  const matching = (pattern: string): Check[] => {
    const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
    return all.filter(({id}) => new RegExp(`^${source}$`).test(id))
  }
  const unknown = [...only, ...skip].filter((pattern) => matching(pattern).length === 0)
  const excluded = new Set(skip.flatMap(matching).map(({id}) => id))
  if (only.length === 0) return {checks: all, excluded, unknown, empty: all.every(({id}) => excluded.has(id))}

  const kept = new Set(only.flatMap(matching))
  const empty = [...kept].every(({id}) => excluded.has(id))
  // A set that grows while it is walked: requirements of requirements are found, too.
  for (const check of kept) {
    for (const other of all) if (check.requires.includes(other.id)) kept.add(other)
  }
  return {checks: all.filter((check) => kept.has(check)), excluded, unknown, empty}
}

/** With further checks, and all that these require, whatever was selected; what was left out stays so. */
export function withChecks(selection: Selection, more: readonly Check[], all: readonly Check[]): Selection {
  const kept = new Set([...selection.checks, ...more])
  for (const check of kept) {
    for (const other of all) if (check.requires.includes(other.id)) kept.add(other)
  }
  return {checks: [...all.filter((check) => kept.has(check)), ...more], excluded: selection.excluded}
}
