import type {Host} from '../../src/host/host.ts'

/** What a machine's files hold and its commands print; whatever is not named is not there. */
export interface FakeMachine {
  readonly platform?: NodeJS.Platform
  readonly env?: Host['env']
  /** By path. A folder is there where a path below it is. */
  readonly files?: Readonly<Record<string, string>>
  readonly links?: Readonly<Record<string, string>>
  /** By the command line, or the start of it. */
  readonly commands?: Readonly<Record<string, string | {stdout?: string; stderr?: string; exitCode?: number}>>
}

export function fakeHost({platform = 'linux', env = {}, files = {}, links = {}, commands = {}}: FakeMachine): Host {
  const paths = [...Object.keys(files), ...Object.keys(links)]
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
