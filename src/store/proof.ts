import {createHash, randomUUID} from 'node:crypto'
import {readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {modelKey} from '../ollama/model-name.ts'
import type {Server} from '../ollama/server.ts'
import {manifestPath} from './read-manifests.ts'
import type {StoreResult} from './verify-store.ts'

/**
 * Whether a server reads this very store, and not a copy of it, or another one of the same models: it lists what is good in it, and
 * nothing else than is there, and it sees a file come that was not there. Rejects where none can be written.
 */
export async function isReadBy(server: Pick<Server, 'hasBlob' | 'installed'>, result: StoreResult): Promise<boolean> {
  const {root} = result.store
  return (await listsThis(server, result)) && (await seesWhatComes(server, join(root, 'blobs')))
}

async function listsThis(
  {installed}: Pick<Server, 'installed'>,
  {store, models, damages}: StoreResult,
): Promise<boolean> {
  const answer = await installed()
  if (!answer.ok) return false
  for (const {name, digest} of answer.value) {
    const path = manifestPath(store.root, name)
    const bytes = path === undefined ? undefined : await readFile(path).catch(() => undefined)
    if (bytes === undefined) return false
    if (digest !== undefined && createHash('sha256').update(bytes).digest('hex') !== digest) return false
  }
  const listed = new Set(answer.value.map(({name}) => modelKey(name)))
  const damaged = new Set(damages.flatMap((damage) => damage.models))
  return models.every((model) => damaged.has(model) || listed.has(modelKey(model)))
}

async function seesWhatComes({hasBlob}: Pick<Server, 'hasBlob'>, blobs: string): Promise<boolean> {
  const text = `ollama-doctor ${randomUUID()}`
  const digest = createHash('sha256').update(text).digest('hex')
  if ((await hasBlob(digest)) !== false) return false
  const path = join(blobs, `sha256-${digest}`)
  try {
    await writeFile(path, text, {flag: 'wx'})
    return (await hasBlob(digest)) === true
  } finally {
    await rm(path, {force: true})
  }
}
