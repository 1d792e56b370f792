import {createHash, randomUUID} from 'node:crypto'
import {unlink, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Server} from '../ollama/server.ts'

/**
 * Whether a server reads this very store, and not a copy of it, or another one of the same models: it must see a file come that
 * was not there. Rejects where none can be written.
 */
export async function isReadBy({hasBlob}: Pick<Server, 'hasBlob'>, root: string): Promise<boolean> {
  const text = `ollama-doctor ${randomUUID()}`
  const digest = createHash('sha256').update(text).digest('hex')
  if ((await hasBlob(digest)) !== false) return false
  const path = join(root, 'blobs', `sha256-${digest}`)
  await writeFile(path, text, {flag: 'wx'})
  try {
    return (await hasBlob(digest)) === true
  } finally {
    await unlink(path)
  }
}
