import {access, constants, rename, rm, stat, writeFile} from 'node:fs/promises'
import {dirname} from 'node:path'

/** Writes a file whole or not at all: to a temporary file beside it, then renamed. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    await writeFile(temporary, text, {flag: 'wx'})
    await rename(temporary, path)
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
