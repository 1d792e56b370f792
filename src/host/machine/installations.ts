import {realpath} from 'node:fs/promises'
import {delimiter, join} from 'node:path'
import {type Host, isExecutable, versionOf} from '../host.ts'

/** An `ollama` command that is installed. */
export interface Installation {
  readonly path: string
  /** Undefined where it does not say. */
  readonly version?: string
  /** Whether it is the one that a shell runs. */
  readonly isFirst: boolean
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
    [...found.values()].map(async (path, index) => {
      const version = await versionOf(path, env)
      return {path, isFirst: index === 0, ...(version !== undefined && {version})}
    }),
  )
}
