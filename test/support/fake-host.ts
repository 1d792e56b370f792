import {readdirSync} from 'node:fs'
import {createHost, type FileAccess, type Host} from '../../src/host/host.ts'

/** What a machine's files hold and its commands print; whatever is not named is not there. */
export interface FakeMachine {
  readonly platform?: NodeJS.Platform
  readonly env?: Host['env']
  /** By path. A folder is there where a path below it is. */
  readonly files?: Readonly<Record<string, string>>
  readonly links?: Readonly<Record<string, string>>
  /** Whose a file is, by path: where it is told. */
  readonly access?: Readonly<Record<string, FileAccess>>
  /** By the command line, or the start of it. */
  readonly commands?: Readonly<Record<string, string | {stdout?: string; stderr?: string; exitCode?: number}>>
}

export function fakeHost(machine: FakeMachine): Host {
  const {platform = 'linux', env = {}, files = {}, links = {}, access = {}, commands = {}} = machine
  const paths = [...Object.keys(files), ...Object.keys(links), ...Object.keys(access)]
  return {
    platform,
    env,
    inContainer: async () => false,
    ownAddresses: () => [],
    ollamaCommand: async () => undefined,
    ollamaCommandVersion: async () => undefined,
    freeBytes: async () => undefined,
    read: async (path) => files[path],
    list: async (folder) => [
      ...new Set(
        paths
          .filter((path) => path.startsWith(`${folder}/`))
          .map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''),
      ),
    ],
    link: async (path) => links[path],
    file: async (path) =>
      access[path] ?? (path in files ? {uid: 0, gid: 0, mode: 0o644, isOpen: true, isRegular: true} : undefined),
    ask: async (command, args) => {
      const line = [command, ...args].join(' ')
      const key = Object.keys(commands).find((start) => line.startsWith(start))
      if (key === undefined) return undefined
      const answer = commands[key]
      const {stdout = '', stderr = '', exitCode = 0} = typeof answer === 'string' ? {stdout: answer} : (answer ?? {})
      return {stdout, stderr, exitCode}
    },
  }
}

/** The machine as it is, but that of the system's own folders nothing is there beside these files. */
export function withFiles(machine: FakeMachine): Partial<Host> {
  const fake = fakeHost(machine)
  return {
    read: fake.read,
    link: fake.link,
    file: (path) => (isOfSystem(path) ? fake : createHost({platform: 'linux', env: {}})).file(path),
    list: async (path) => (isOfSystem(path) ? fake.list(path) : listFiles(path)),
  }
}

function isOfSystem(path: string): boolean {
  return /^\/(?:proc|sys|dev|etc)\b/.test(path)
}

function listFiles(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}
