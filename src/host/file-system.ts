import {readFile, realpath} from 'node:fs/promises'

/** The type of the file system under a path, as Linux calls it (ext4, vfat, nfs4, overlay); undefined elsewhere. */
export async function fileSystemOf(path: string): Promise<string | undefined> {
  try {
    return fileSystemAt(await realpath(path), await readFile('/proc/self/mountinfo', 'utf8'))
  } catch {
    return undefined
  }
}

/** Of a path without links, by the text of /proc/self/mountinfo: of the deepest mount point above it, the last that was mounted. */
export function fileSystemAt(path: string, mounts: string): string | undefined {
  let deepest = {point: '', type: undefined as string | undefined}
  for (const line of mounts.split('\n')) {
    const [mount = '', source = ''] = line.split(' - ')
    const point = mount
      .split(' ')[4]
      ?.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)))
    if (point === undefined || point.length < deepest.point.length) continue
    if (path === point || path.startsWith(point === '/' ? '/' : `${point}/`))
      deepest = {point, type: source.split(' ')[0]}
  }
  return deepest.type
}
