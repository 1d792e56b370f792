import {randomUUID} from 'node:crypto'
import {readFile, rename, rm, rmdir, stat, utimes} from 'node:fs/promises'
import {join} from 'node:path'
import {isCode, openFolder, setAsideFolder, writeNew} from './set-aside.ts'

const beatMs = 3_000
/** A run that has not been heard of for so long is none: it was killed. By its number nobody could tell, from another container. */
const staleMs = 30_000

/** Keeps any other doctor from repairing a store meanwhile. Undefined where one does. */
export async function lockStore(root: string): Promise<AsyncDisposable | undefined> {
  const folder = setAsideFolder(root)
  const path = join(folder, 'running')
  const own = randomUUID()
  const isOwn = async (): Promise<boolean> => (await readFile(path, 'utf8').catch(() => '')) === own
  await openFolder(folder, root)
  if (!(await take(path, own))) return undefined
  const beat = setInterval(async () => {
    const now = new Date()
    if (await isOwn()) await utimes(path, now, now).catch(() => undefined)
  }, beatMs)
  beat.unref()
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(beat)
      if (await isOwn()) await rm(path, {force: true})
      await rmdir(folder).catch(() => undefined)
    },
  }
}

async function take(path: string, own: string): Promise<boolean> {
  try {
    const found = await stat(path).catch(() => undefined)
    if (found !== undefined && Date.now() - found.mtimeMs < staleMs) return false
    if (found !== undefined && !(await removeStale(path, own))) return false
    await writeNew(path, Buffer.from(own))
    return true
  } catch (error) {
    // Somebody was faster.
    if (isCode(error, 'EEXIST') || isCode(error, 'ENOENT')) return false
    throw error
  }
}

/** Takes a stale lock away; one that somebody has put in its place meanwhile is given back. */
async function removeStale(path: string, own: string): Promise<boolean> {
  const stale = await readFile(path, 'utf8')
  const taken = `${path}.${own}`
  await rename(path, taken)
  const isStale = (await readFile(taken, 'utf8')) === stale
  if (isStale) await rm(taken)
  else await rename(taken, path)
  return isStale
}
