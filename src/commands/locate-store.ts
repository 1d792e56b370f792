import type {Surroundings} from '../checks/check.ts'
import {provenStore} from '../checks/own-store.ts'
import {isOnThisMachine} from '../checks/store.ts'
import {isStore} from '../store/read-store.ts'
import type {StoreSource} from '../store/store-report.ts'
import {usualStores} from '../store/usual-stores.ts'

/** A store to look into, and why this one. */
export interface LocatedStore {
  readonly path: string
  readonly from: StoreSource
}

/** Why there is none. */
export interface NoStore {
  readonly reason: 'absent' | 'elsewhere'
  /** Where was looked. */
  readonly places: readonly string[]
}

/**
 * The store that is meant: the one that is named, else that of the server that answers, else what OLLAMA_MODELS says, else the
 * first of the usual places that is there.
 */
export async function locateStore(
  named: string | undefined,
  surroundings: Surroundings,
): Promise<LocatedStore | NoStore> {
  if (named !== undefined)
    return (await isStore(named)) ? {path: named, from: 'named'} : {reason: 'absent', places: [named]}
  const {host} = surroundings
  const own = await provenStore(surroundings)
  if (own !== undefined) return {path: own, from: 'server'}
  const places = usualStores(host)
  if (!isOnThisMachine(surroundings)) return {reason: 'elsewhere', places}
  for (const path of places) {
    if (await isStore(path)) return {path, from: path === host.env.OLLAMA_MODELS ? 'environment' : 'usual'}
  }
  return {reason: 'absent', places}
}
