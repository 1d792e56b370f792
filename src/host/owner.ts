import {access, constants, lstat, readFile} from 'node:fs/promises'
import {dirname} from 'node:path'

/** To whom a file belongs. */
export interface Owner {
  /** The user's name; the number where it has none. */
  readonly user: string
  /** As `chmod` takes it: 0640. */
  readonly mode: string
}

/** The owner of a file; of one that cannot be seen, that of the nearest folder that can. Undefined where the system has none (Windows). */
export async function ownerOf(path: string): Promise<Owner | undefined> {
  if (process.getuid === undefined) return undefined
  const found = await lstat(path).catch(() => undefined)
  if (found === undefined) return dirname(path) === path ? undefined : ownerOf(dirname(path))
  return {user: await userName(found.uid), mode: `0${(found.mode & 0o777).toString(8)}`}
}

/** Whether this process may write into a folder. */
export async function mayWrite(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
}

/** The number, where it has no name. */
export async function userName(uid: number): Promise<string> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const fields = passwd.split('\n').map((line) => line.split(':'))
  return fields.find(([, , number]) => number === String(uid))?.[0] ?? String(uid)
}
