import type {FileAccess, Host} from '../host.ts'
import {userName} from '../owner.ts'
import type {OllamaProcess} from './processes.ts'

/** A file through which programs reach a GPU. */
export interface GpuDevice {
  readonly path: string
  /** The name of the group that it belongs to, and its mode as `chmod` takes it. */
  readonly group: string
  readonly mode: string
  /** Whether the server's user may read and write it, as its owner, its groups and its mode tell. */
  readonly isOpen: boolean
}

/** The files of the GPUs, as a server sees them. */
export interface GpuDevices {
  /** `/dev`, or where the server's own can be seen from here. */
  readonly folder: string
  readonly devices: readonly GpuDevice[]
  readonly user: string
  readonly groups: readonly string[]
}

interface Identity {
  readonly uid: number
  readonly gids: readonly number[]
}

/** Below it are the system's own users and groups. */
const firstUsers = 1_000

/** Of AMD's compute driver, of NVIDIA's, and of WSL's. */
const ofDrivers = /^(?:kfd|nvidia\d+|nvidiactl|nvidia-uvm|dxg)$/

/** Undefined where there is no server, or what it sees of them cannot be told. Linux only. */
export async function readGpuDevices(host: Host, server: OllamaProcess | undefined): Promise<GpuDevices | undefined> {
  if (host.platform !== 'linux' || server === undefined) return undefined
  const status = await host.read(`/proc/${server.pid}/status`)
  const identity = identityIn(status ?? '')
  const folder = await folderOf(server, host)
  if (identity === undefined || folder === undefined) return undefined
  const names = groupNames((await host.read('/etc/group')) ?? '')
  // The names of groups of the system's own tell nothing of who somebody is.
  const nameOf = (gid: number): string => (gid < firstUsers ? names.get(gid) : undefined) ?? String(gid)
  const files = [
    ...(await host.list(folder)).filter((name) => ofDrivers.test(name)),
    ...(await host.list(`${folder}/dri`)).filter((name) => /^renderD\d+$/.test(name)).map((name) => `dri/${name}`),
  ]
  const devices = await Promise.all(
    files.map(async (name): Promise<GpuDevice[]> => {
      const path = `${folder}/${name}`
      const file = await host.file(path)
      if (file === undefined) return []
      const mode = `0${file.mode.toString(8)}`
      return [{path, group: nameOf(file.gid), mode, isOpen: isOpenTo(identity, file)}]
    }),
  )
  return {
    folder,
    devices: devices.flat(),
    user: await userName(identity.uid),
    groups: [...new Set(identity.gids)].map(nameOf),
  }
}

/** A container, and a sandbox of systemd's, has devices of its own, which only its user and root may look at. */
async function folderOf({pid, container}: OllamaProcess, host: Host): Promise<string | undefined> {
  const own = `/proc/${pid}/root/dev`
  if ((await host.list(own)).length > 0) return own
  return container === undefined ? '/dev' : undefined
}

/** `Uid:\t997\t997\t997\t997`: real, effective, saved, of the file system. */
function identityIn(status: string): Identity | undefined {
  const numbers = (name: string): number[] =>
    (new RegExp(`^${name}:(.*)$`, 'm').exec(status)?.[1] ?? '').trim().split(/\s+/).filter(Boolean).map(Number)
  const [, uid] = numbers('Uid')
  const [, gid] = numbers('Gid')
  return uid === undefined || gid === undefined ? undefined : {uid, gids: [gid, ...numbers('Groups')]}
}

const readAndWrite = 0o6

function isOpenTo({uid, gids}: Identity, file: FileAccess): boolean {
  if (uid === 0) return true
  // Of this user's own, the system knows more than the mode tells.
  if (uid === process.getuid?.()) return file.isOpen
  const digit = uid === file.uid ? 6 : gids.includes(file.gid) ? 3 : 0
  return ((file.mode >> digit) & readAndWrite) === readAndWrite
}

/** `render:x:992:ollama` */
function groupNames(text: string): Map<number, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [name = '', , gid = ''] = line.split(':')
      return /^\d+$/.test(gid) ? [[Number(gid), name] as const] : []
    }),
  )
}
