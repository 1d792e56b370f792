import {existsSync} from 'node:fs'
import {access, constants, readdir, readFile, readlink, stat, statfs} from 'node:fs/promises'
import {networkInterfaces} from 'node:os'
import {delimiter, isAbsolute, join} from 'node:path'
import {type Answer, ask} from './child.ts'
import type {Environment} from './environment.ts'

/** The machine that the doctor runs on: the only door to its files and processes. */
export interface Host {
  readonly platform: NodeJS.Platform
  readonly env: Environment
  inContainer(): Promise<boolean>
  ownAddresses(): string[]
  /** The path of the `ollama` command on PATH; undefined where there is none. */
  ollamaCommand(): Promise<string | undefined>
  /** Its version; undefined where there is none, or it does not say. */
  ollamaCommandVersion(): Promise<string | undefined>
  /** Bytes that an ordinary user may still write below the path; undefined where it cannot be read. */
  freeBytes(path: string): Promise<number | undefined>
  /** The text of a small file, as those of /proc and /sys are; undefined where it cannot be read. */
  read(path: string): Promise<string | undefined>
  /** The names in a folder; none where it cannot be read. */
  list(path: string): Promise<readonly string[]>
  /** Where a link points to; undefined where it cannot be read. */
  link(path: string): Promise<string | undefined>
  /** Whose a file is; undefined where it is not there, or cannot be seen. */
  file(path: string): Promise<FileAccess | undefined>
  /** What a command prints, run without a shell and in no language but English; undefined where there is none of that name or path. */
  ask(command: string, args: readonly string[], how?: Asking): Promise<Answer | undefined>
}

/** Who may do what with a file. */
export interface FileAccess {
  readonly uid: number
  readonly gid: number
  /** The bits that `chmod` sets. */
  readonly mode: number
  /** Whether the user of this process may read and write it. */
  readonly isOpen: boolean
  /** Whether it is neither a folder nor a device nor a pipe. */
  readonly isRegular: boolean
}

/** How a command is asked, where it is not as ever. */
export interface Asking {
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
  /** Beside the environment that there is. */
  readonly env?: Environment
}

export interface HostOptions {
  readonly platform: NodeJS.Platform
  readonly env: Environment
  readonly host?: Partial<Host> | undefined
}

const commandTimeoutMs = 3_000

/** What of the machine is otherwise than it is, for a test, goes over it. */
export function createHost({platform, env, host}: HostOptions): Host {
  const ollamaCommand = (): Promise<string | undefined> =>
    findOnPath(platform === 'win32' ? 'ollama.exe' : 'ollama', env)
  let commandVersion: Promise<string | undefined> | undefined
  return {
    platform,
    env,
    inContainer: async () =>
      env.KUBERNETES_SERVICE_HOST !== undefined || existsSync('/.dockerenv') || existsSync('/run/.containerenv'),
    ownAddresses: () =>
      Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({address}) => address)),
    ollamaCommand,
    ollamaCommandVersion: () => {
      commandVersion ??= readCommandVersion(ollamaCommand, env)
      return commandVersion
    },
    freeBytes: async (path) => {
      try {
        const {bavail, bsize} = await statfs(path)
        return bavail * bsize
      } catch {
        return undefined
      }
    },
    read: (path) => readFile(path, 'utf8').catch(() => undefined),
    list: (path) => readdir(path).catch(() => []),
    link: (path) => readlink(path).catch(() => undefined),
    file: async (path) => {
      const found = await stat(path).catch(() => undefined)
      if (found === undefined) return undefined
      const {uid, gid, mode} = found
      const isOpen = await may(path, constants.R_OK | constants.W_OK)
      return {uid, gid, mode: mode & 0o777, isOpen, isRegular: found.isFile()}
    },
    ask: async (name, args, {timeoutMs = commandTimeoutMs, signal, env: more} = {}) => {
      const command = isAbsolute(name) ? name : await findOnPath(platform === 'win32' ? `${name}.exe` : name, env)
      return command === undefined ? undefined : ask(command, args, {env: {...env, ...more}, timeoutMs, signal})
    },
    ...host,
  }
}

async function readCommandVersion(find: Host['ollamaCommand'], env: Environment): Promise<string | undefined> {
  const command = await find()
  return command === undefined ? undefined : versionOf(command, env)
}

/** The version that an `ollama` command says it has; undefined where it does not say. */
export async function versionOf(command: string, env: Environment): Promise<string | undefined> {
  // It also asks the server for its version: an address where nothing listens makes it print its own and never wait.
  const {stdout} = await ask(command, ['--version'], {
    env: {...env, OLLAMA_HOST: '127.0.0.1:1'},
    timeoutMs: commandTimeoutMs,
  })
  const version = (prefix: string): string | undefined =>
    new RegExp(`${prefix}version is v?(\\d+\\.\\d+\\.\\d+\\S*)`).exec(stdout)?.[1]
  return version('client ') ?? version('')
}

/** The path of a command; undefined where there is none. */
export async function findOnPath(name: string, env: Environment): Promise<string | undefined> {
  for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const file = join(folder, name)
    if (await isExecutable(file)) return file
  }
  return undefined
}

export function isExecutable(file: string): Promise<boolean> {
  return may(file, constants.X_OK)
}

function may(file: string, mode: number): Promise<boolean> {
  return access(file, mode).then(
    () => true,
    () => false,
  )
}
