import type {Host} from '../host.ts'
import {userName} from '../owner.ts'

/** Who takes connections on a port, and on which address. */
export interface Listener {
  /** `127.0.0.1`, `0.0.0.0`, `::` … */
  readonly address: string
  readonly port: number
  readonly user?: string
  /** Undefined where this user may not see it. */
  readonly pid?: number
  /** The name of the program. */
  readonly program?: string
}

const engine = /^(?:docker\S*|com\.docker\S*|rootless\S*|conmon|podman|pasta\S*|slirp4netns|containerd\S*)(?:\.exe)?$/i

/** Whether a program listens for what is in a container. */
export function isEngine(program: string): boolean {
  return engine.test(program)
}

/** All that listen on this machine, as far as this user may see them. */
export async function readListeners(host: Host): Promise<readonly Listener[]> {
  if (host.platform === 'linux') return ofProc(host)
  return host.platform === 'win32' ? ofNetstat(host) : ofLsof(host)
}

/** What listens, without whose it is, which takes a look at every process. Linux only. */
export async function readSockets(host: Host): Promise<ReturnType<typeof listeningRows>> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => host.read(`/proc/net/${name}`)))
  return tables.flatMap((table) => listeningRows(table ?? ''))
}

async function ofProc(host: Host): Promise<Listener[]> {
  const rows = await readSockets(host)
  const owners = await ownersOf(
    rows.map(({inode}) => inode),
    host,
  )
  return Promise.all(
    rows.map(async ({address, port, uid, inode}) => ({
      address,
      port,
      user: await userName(uid),
      ...owners.get(inode),
    })),
  )
}

/** `   0: 0100007F:2CAA 00000000:0000 0A 00000000:00000000 00:00000000 00000000   997   0 1206798 …` */
function listeningRows(table: string): {address: string; port: number; uid: number; inode: string}[] {
  return table.split('\n').flatMap((row) => {
    const [, local = '', , state, , , , uid = '', , inode = ''] = row.trim().split(/\s+/)
    const [address = '', port = ''] = local.split(':')
    return state === '0A'
      ? [{address: readAddress(address), port: Number.parseInt(port, 16), uid: Number(uid), inode}]
      : []
  })
}

/** Words of four bytes, each in the order of the processor: nearly always the least first. */
function readAddress(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => [...Buffer.from(word, 'hex')].reverse())
  if (bytes.length === 4) return bytes.join('.')
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff
  if (isMapped) return bytes.slice(12).join('.')
  const groups = Array.from({length: 8}, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  ).join(':')
  // As URL writes it, the longest run of zeros is left out.
  return new URL(`http://[${groups}]`).hostname.replace(/^\[|\]$/g, '')
}

/** By the sockets that the processes hold, as far as this user may see them. */
async function ownersOf(
  inodes: readonly string[],
  host: Host,
): Promise<Map<string, Pick<Listener, 'pid' | 'program'>>> {
  const owners = new Map<string, Pick<Listener, 'pid' | 'program'>>()
  if (inodes.length === 0) return owners
  const wanted = new Set(inodes.map((inode) => `socket:[${inode}]`))
  const pids = (await host.list('/proc')).filter((name) => /^\d+$/.test(name))
  await Promise.all(
    pids.map(async (pid) => {
      const held = await Promise.all(
        (await host.list(`/proc/${pid}/fd`)).map((fd) => host.link(`/proc/${pid}/fd/${fd}`)),
      )
      for (const link of held) {
        if (link === undefined || !wanted.has(link)) continue
        const program = (await host.read(`/proc/${pid}/comm`))?.trim()
        owners.set(link.slice('socket:['.length, -1), {pid: Number(pid), ...(program && {program})})
      }
    }),
  )
  return owners
}

/** Field by field, a line each: `p4242`, `collama`, `uada`, `n127.0.0.1:11434`. */
async function ofLsof(host: Host): Promise<Listener[]> {
  const {stdout = ''} = (await host.ask('lsof', ['-nP', '-iTCP', '-sTCP:LISTEN', '-FpcLn'])) ?? {}
  const listeners: Listener[] = []
  let process: Omit<Listener, 'address' | 'port'> = {}
  for (const line of stdout.split('\n')) {
    const value = line.slice(1)
    if (line.startsWith('p')) process = {pid: Number(value)}
    else if (line.startsWith('c')) process = {...process, program: value.replaceAll('\\x20', ' ')}
    else if (line.startsWith('L')) process = {...process, user: value}
    else if (line.startsWith('n')) listeners.push({...process, ...endOf(value)})
  }
  return listeners
}

/** The state is in the system's language: what has no peer listens. */
async function ofNetstat(host: Host): Promise<Listener[]> {
  const {stdout = ''} = (await host.ask('netstat', ['-ano'])) ?? {}
  const found = stdout.split('\n').flatMap((line) => {
    const [, local = '', remote, pid] = /^\s*TCP\s+(\S+)\s+(\S+)\s.*?\s(\d+)\s*$/.exec(line) ?? []
    return remote === '0.0.0.0:0' || remote === '[::]:0' ? [{local, pid: Number(pid)}] : []
  })
  const {stdout: tasks = ''} = found.length === 0 ? {} : ((await host.ask('tasklist', ['/FO', 'CSV', '/NH'])) ?? {})
  const programs = new Map(
    [...tasks.matchAll(/^"([^"]+)","(\d+)"/gm)].map(([, program, pid]) => [Number(pid), program]),
  )
  return found.map(({local, pid}) => {
    const program = programs.get(pid)
    return {...endOf(local), pid, ...(program !== undefined && {program})}
  })
}

/** `[::1]:11434`, `*:11434`, `127.0.0.1:11434` */
function endOf(local: string): {address: string; port: number} {
  const [, address = '', port] = /^(.*):(\d+)$/.exec(local) ?? []
  return {address: address === '*' ? '::' : address.replace(/^\[|\]$/g, ''), port: Number(port)}
}
