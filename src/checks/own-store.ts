import {createHash} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {manifestPath} from '../store/read-manifests.ts'
import {isStore} from '../store/read-store.ts'
import type {Surroundings} from './check.ts'
import {isOnThisMachine} from './store.ts'

/** So many models are asked for where they are. */
const mostAsked = 5

/**
 * The store of the server that answers, where it can be seen from here and is proven to be it: the path that the server tells may
 * be that of its container, which is another folder here. The proof is a manifest whose digest is the one that the server lists.
 */
export async function provenStore({server, ...rest}: Surroundings): Promise<string | undefined> {
  if (!isOnThisMachine({server, ...rest})) return undefined
  const installed = await server.installed()
  const models = (installed.ok ? installed.value : []).filter(({remote}) => !remote).slice(0, mostAsked)
  for (const {name} of models) {
    const details = await server.details(name)
    // One whose files are damaged cannot be shown: the next may tell.
    if (!details.ok) continue
    const path = details.value.storePath
    if (path === undefined || !(await isStore(path))) return undefined
    for (const model of models) if (await isSameManifest(path, model)) return path
    return undefined
  }
  return undefined
}

async function isSameManifest(root: string, {name, digest}: {name: string; digest?: string}): Promise<boolean> {
  const path = manifestPath(root, name)
  if (path === undefined || digest === undefined) return false
  const bytes = await readFile(path).catch(() => undefined)
  return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === digest
}
