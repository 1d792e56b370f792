import {dirname} from 'node:path'
import type {Finding} from '../checks/check.ts'
import {stateOf} from './file-state.ts'
import type {Store} from './read-store.ts'
import {repairModel} from './repair-model.ts'
import {formsOf} from './set-aside.ts'
import {isOpen} from './store-findings.ts'
import type {Damage, StoreResult} from './verify-store.ts'

/** What became of a damaged file. */
export interface Repair {
  readonly path: string
  readonly models: readonly string[]
  readonly outcome: RepairOutcome
  /** Why it was left alone. */
  readonly message?: string
  /** Why the server could not pull it anew. */
  readonly findings: readonly Finding[]
}

/**
 * `planned`: nothing was done, as that was asked for. `untouched`: nothing could be done. `by-hand`: it is no plain file, or there are two of
 * it. `in-use`: a model that needs it is loaded. `kept`: no good file came, and what was there is there again; `not-in-registry`:
 * as there is no such model; `superseded`: as there is another version of it by now. `changed`: somebody else changed the model
 * meanwhile. `unfinished`: it is not known whether a good one comes; what was there is set aside.
 */
export type RepairOutcome =
  | 'planned'
  | 'untouched'
  | 'by-hand'
  | 'in-use'
  | 'fixed'
  | 'kept'
  | 'not-in-registry'
  | 'superseded'
  | 'changed'
  | 'unfinished'

/** Of a file that several models share, the attempt that came closest tells. */
const closeness: readonly RepairOutcome[] = [
  'untouched',
  'in-use',
  'not-in-registry',
  'changed',
  'superseded',
  'kept',
  'unfinished',
  'fixed',
]

export interface RepairOptions {
  /** The models that are in memory now; undefined where the server does not tell. */
  loaded(): Promise<readonly string[] | undefined>
  /** Whether a file may be taken from a model that is loaded. */
  readonly disruptive: boolean
  /** Has the server pull a model; where a large layer that is not expected is to come, that is stopped. */
  pull(model: string, isExpected: (digest: string) => boolean): Promise<Pulled>
  /** Looks at a model once more. */
  verify(model: string): Promise<StoreResult>
  readonly signal: AbortSignal
}

export interface Pulled {
  readonly findings: readonly Finding[]
  /** What the registry's version of the model is made of, as far as the server named it. */
  readonly digests: ReadonlySet<string>
  /** Whether the server is done with it, and will write nothing more. */
  readonly isOver: boolean
  /** Whether it may have written the manifest. */
  readonly isWritten: boolean
}

/** The same outcome for each. */
export function allOf(
  damages: readonly Damage[],
  outcome: 'planned' | 'untouched' | 'by-hand',
  message?: string,
): Repair[] {
  return damages.map(({path, models}) => ({
    path,
    models,
    outcome,
    ...(message !== undefined && {message}),
    findings: [],
  }))
}

/** Those that pulling anew can mend, and those that somebody has to look at; neither, what could only not be read. */
export async function sortDamages(damages: readonly Damage[]): Promise<{mendable: Damage[]; byHand: Damage[]}> {
  const mendable: Damage[] = []
  const byHand: Damage[] = []
  for (const damage of damages.filter(({defect}) => !isOpen(defect)))
    ((await isPlain(damage)) ? mendable : byHand).push(damage)
  return {mendable, byHand}
}

/** One plain file, or none, under one form of its name. */
async function isPlain({path, digest}: Damage): Promise<boolean> {
  const paths = digest === undefined ? [path] : formsOf(dirname(path), digest)
  const states = await Promise.all(paths.map(stateOf))
  return !states.includes('other') && states.filter((state) => state === 'file').length <= 1
}

/** Has each model pulled that needs a damaged file, until it is good. */
export async function repairStore(
  damages: readonly Damage[],
  store: Store,
  options: RepairOptions,
): Promise<readonly Repair[]> {
  const repairs = new Map<string, Repair>()
  for (const model of new Set(damages.flatMap(({models}) => models))) {
    const open = damages.filter(({path, models}) => models.includes(model) && repairs.get(path)?.outcome !== 'fixed')
    if (open.length === 0) continue
    const attempts = await repairModel(model, open, store, options)
    for (const repair of attempts) {
      const before = repairs.get(repair.path)
      if (before === undefined || closeness.indexOf(repair.outcome) > closeness.indexOf(before.outcome))
        repairs.set(repair.path, repair)
    }
    // The server may still be at it: nothing else is asked of it.
    if (options.signal.aborted || attempts.some(({outcome}) => outcome === 'unfinished')) break
  }
  return [...repairs.values()]
}
