import {existsSync} from 'node:fs'
import {access, constants, readdir, readFile, readlink, statfs} from 'node:fs/promises'
import {networkInterfaces} from 'node:os'
import {delimiter, join} from 'node:path'
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
  /** What a command prints, run without a shell and in no language but English; undefined where there is none of that name. */
  ask(command: string, args: readonly string[], timeoutMs?: number, signal?: AbortSignal): Promise<Answer | undefined>
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
    ask: async (name, args, timeoutMs = commandTimeoutMs, signal) => {
      const command = await findOnPath(platform === 'win32' ? `${name}.exe` : name, env)
      return command === undefined ? undefined : ask(command, args, {env, timeoutMs, signal})
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

export async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
