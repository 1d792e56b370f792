import {realpath} from 'node:fs/promises'
import {delimiter, isAbsolute, join} from 'node:path'
import {type Host, isExecutable, versionOf} from '../host.ts'
import {type Libraries, readLibraries} from './backends.ts'
import type {OllamaProcess} from './processes.ts'

/** An `ollama` command that is installed. */
export interface Installation {
  readonly path: string
  /** The path with all its links followed. */
  readonly file: string
  /** Undefined where it does not say. */
  readonly version?: string
  /** Whether it is the one that a shell runs. */
  readonly isFirst: boolean
  readonly libraries?: Libraries
}

const usualPlaces: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['/usr/local/bin', '/usr/bin', '/bin', '/snap/bin', '/opt/ollama/bin', '/home/linuxbrew/.linuxbrew/bin'],
  darwin: ['/usr/local/bin', '/opt/homebrew/bin', '/Applications/Ollama.app/Contents/Resources'],
}

/** Every one that is on PATH or where it is usually put, each once. */
export async function readInstallations(host: Host): Promise<readonly Installation[]> {
  const {platform, env} = host
  const name = platform === 'win32' ? 'ollama.exe' : 'ollama'
  const onPath = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const own = platform === 'win32' && env.LOCALAPPDATA ? [join(env.LOCALAPPDATA, 'Programs', 'Ollama')] : []
  // Without a PATH there is nothing that could be run.
  const folders = onPath.length === 0 ? [] : [...onPath, ...own, ...(usualPlaces[platform] ?? [])]
  const found = new Map<string, string>()
  for (const folder of folders) {
    const path = join(folder, name)
    const file = (await isExecutable(path)) ? await realpath(path).catch(() => path) : undefined
    if (file !== undefined && !found.has(file)) found.set(file, path)
  }
  return Promise.all(
    [...found].map(async ([file, path], index) => {
      const [version, libraries] = await Promise.all([versionOf(path, env), readLibraries(host, file)])
      return {
        path,
        file,
        isFirst: index === 0,
        ...(version !== undefined && {version}),
        ...(libraries !== undefined && {libraries}),
      }
    }),
  )
}

/** The one that a server was started from; the first, where a shell started it by its name, or it cannot be seen. */
export async function installationOf(
  server: OllamaProcess | undefined,
  installations: readonly Installation[],
  host: Host,
): Promise<Installation | undefined> {
  if (server?.container !== undefined) return undefined
  const [started = ''] = server?.command.split(' ') ?? []
  const path = (server && (await host.link(`/proc/${server.pid}/exe`))) ?? started
  return isAbsolute(path) ? installations.find((each) => each.path === path || each.file === path) : installations[0]
}
