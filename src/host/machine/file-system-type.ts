import {realpath} from 'node:fs/promises'
import type {Host} from '../host.ts'

/** The kind of file system that a path is on: `ext4`, `nfs4`, `apfs` …; undefined where it cannot be told, as on Windows. */
export async function fileSystemType(host: Host, written: string): Promise<string | undefined> {
  const path = await realpath(written).catch(() => written)
  const mounts = host.platform === 'linux' ? await ofProc(host) : host.platform === 'darwin' ? await ofMount(host) : []
  // Of those that hold the path, the deepest; of several at one place, the one that lies on top.
  const [deepest] = mounts
    .reverse()
    .filter(({folder}) => folder === '/' || path === folder || path.startsWith(`${folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)
  return deepest?.type
}

interface Mount {
  readonly folder: string
  readonly type: string
}

/** `/dev/sda2 /mnt/my\040models ext4 rw,relatime 0 0` */
async function ofProc(host: Host): Promise<Mount[]> {
  const text = (await host.read('/proc/self/mounts')) ?? ''
  return text.split('\n').flatMap((line) => {
    const [, folder, type] = line.split(' ')
    if (folder === undefined || type === undefined) return []
    return [{folder: folder.replace(/\\([0-7]{3})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 8))), type}]
  })
}

/** `/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled)` */
async function ofMount(host: Host): Promise<Mount[]> {
  const {stdout = ''} = (await host.ask('mount', [])) ?? {}
  return [...stdout.matchAll(/ on (.*) \(([\w.+-]+)[,)]/g)].map(([, folder = '', type = '']) => ({folder, type}))
}
