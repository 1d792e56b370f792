import {readFile, rm, rmdir, stat, utimes} from 'node:fs/promises'
import {hostname} from 'node:os'
import {join} from 'node:path'
import {isCode, openFolder, setAsideFolder, writeNew} from './set-aside.ts'

const beatMs = 5_000
/** A run that has not been heard of for so long is none: it was killed. */
const staleMs = 60_000

/** Keeps any other doctor from repairing a store meanwhile. Undefined where one does. */
export async function lockStore(root: string): Promise<AsyncDisposable | undefined> {
  const folder = setAsideFolder(root)
  const path = join(folder, 'running.json')
  await openFolder(folder, root)
  if (await isHeld(path)) return undefined
  await rm(path, {force: true})
  try {
    await writeNew(path, Buffer.from(JSON.stringify({pid: process.pid, host: hostname()})))
  } catch (error) {
    if (isCode(error, 'EEXIST')) return undefined
    throw error
  }
  const beat = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => undefined)
  }, beatMs)
  beat.unref()
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(beat)
      await rm(path, {force: true})
      await rmdir(folder).catch(() => undefined)
    },
  }
}

async function isHeld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || Date.now() - found.mtimeMs > staleMs) return false
  try {
    const {pid, host} = JSON.parse(await readFile(path, 'utf8')) as {pid: number; host: string}
    // In another container, or on another machine, a number tells nothing.
    if (host !== hostname()) return true
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}
