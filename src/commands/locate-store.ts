import {readdir} from 'node:fs/promises'
import type {Surroundings} from '../checks/check.ts'
import {provenStore} from '../checks/own-store.ts'
import {isOnThisMachine} from '../checks/store.ts'
import {troubleText} from '../ollama/server.ts'
import {toUnreadable} from '../store/file-state.ts'
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
  /** Where was looked, and what was there. */
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
    return (await isStore(named))
      ? {path: named, from: 'named'}
      : {reason: 'absent', places: [await describePlace(named)]}
  const {host} = surroundings
  const own = await provenStore(surroundings)
  if (own !== undefined) return {path: own, from: 'server'}
  const paths = usualStores(host)
  if (!isOnThisMachine(surroundings)) return {reason: 'elsewhere', places: []}
  for (const path of paths) {
    if (await isStore(path)) return {path, from: path === host.env.OLLAMA_MODELS ? 'environment' : 'usual'}
  }
  const places = [await describeServer(surroundings), ...(await Promise.all(paths.map(describePlace)))]
  return {reason: 'absent', places}
}

async function describePlace(path: string): Promise<string> {
  try {
    await readdir(path)
    return `${path}: has no folder manifests, nor blobs`
  } catch (error) {
    const {kind, message} = await toUnreadable(error, path)
    const what = {gone: 'is not there', forbidden: 'may not be entered by this user: try sudo'}[kind as string]
    return `${path}: ${what ?? message}`
  }
}

async function describeServer({server}: Surroundings): Promise<string> {
  const {url} = server.client.address
  const installed = await server.installed()
  if (!installed.ok) return `the server at ${url} does not tell: ${troubleText(installed.trouble)}`
  const what =
    installed.value.length === 0 ? 'lists no model, and so does not tell' : 'tells of none that can be seen from here'
  return `the server at ${url} ${what}`
}
