import {access, chmod, chown, constants, realpath, rename, rm, stat, writeFile} from 'node:fs/promises'
import {dirname} from 'node:path'

/**
 * Writes a file whole or not at all: to a temporary file beside it, then renamed, with the mode and the owner it had. A link stays one,
 * and what is no regular file (a device, a pipe) is written to, never replaced. A new one has the mode that is given.
 */
export async function replaceFile(path: string, text: string | Buffer, mode = 0o666): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const existing = await stat(target).catch(() => undefined)
  if (existing !== undefined && !existing.isFile()) {
    await writeFile(target, text)
    return
  }
  const temporary = `${target}.${process.pid}.tmp`
  try {
    await writeFile(temporary, text, {flag: 'wx', mode})
    if (existing !== undefined) {
      // Another user's file stays theirs, where that can be had.
      await chown(temporary, existing.uid, existing.gid).catch(() => undefined)
      await chmod(temporary, existing.mode & 0o7777)
    }
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, {force: true})
    throw error
  }
}

/** Why a file could not be written there, to be told before any work is done for it; undefined where it can. */
export async function whyNotWritable(path: string): Promise<string | undefined> {
  const folder = dirname(path)
  try {
    await access(folder, constants.W_OK)
  } catch (error) {
    return `the folder ${folder} ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'is not writable'}`
  }
  const existing = await stat(path).catch(() => undefined)
  return existing?.isDirectory() ? 'it is a folder' : undefined
}
