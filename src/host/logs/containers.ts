import {ask} from '../child.ts'
import type {Environment} from '../environment.ts'
import {findOnPath} from '../host.ts'
import type {LogSource} from './log-source.ts'
import {isOllamaImage} from './ollama-image.ts'
import {resumeCommand} from './resumed-command.ts'
import {later, stampOf} from './stamps.ts'

/** Docker, and Podman, which has its commands. */
export type Engine = 'docker' | 'podman'

const timeoutMs = 5_000
const ollamaName = /(?:^|[-_.])ollama(?:$|[-_.]\d+$)/

/** What came of looking for a container. */
export interface ContainersFound {
  /** Those that may run Ollama, running ones first. */
  readonly sources: readonly LogSource[]
  /** Whether the engine is installed. */
  readonly isThere: boolean
  /** What it said, where it could not be asked. */
  readonly trouble?: string
}

/** The containers of an image or a name that is Ollama's, or the one that is named. */
export async function findContainers(
  engine: Engine,
  name: string | undefined,
  env: Environment,
): Promise<ContainersFound> {
  const command = await findOnPath(engine, env)
  if (command === undefined) return {isThere: false, sources: []}
  const args = ['ps', '--all', '--no-trunc', '--format', '{{.ID}}\t{{.Names}}\t{{.Image}}\t{{.State}}']
  const {exitCode, stdout, stderr} = await ask(command, args, {env, timeoutMs})
  if (exitCode !== 0) return {isThere: true, sources: [], trouble: firstLine(stderr) || 'it does not answer'}
  const containers = stdout
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([id = '', names = '', image = '']) =>
      name === undefined
        ? isOllamaImage(image) || ollamaName.test(names)
        : names.split(',').includes(name) || (name.length >= 4 && id.startsWith(name)),
    )
    .sort((a, b) => Number(isRunning(b)) - Number(isRunning(a)))
  const sources = await Promise.all(
    containers.map(async ([id = '', names = '']) => {
      const container = names.split(',')[0] || id
      const newest = await newestLine(command, container, env)
      return {kind: engine, name: container, newest, read: reader(command, container, env)}
    }),
  )
  return {isThere: true, sources}
}

function isRunning([, , , state = '']: readonly string[]): boolean {
  return state.toLowerCase().startsWith('running')
}

async function newestLine(command: string, container: string, env: Environment): Promise<Date | undefined> {
  const {stdout, stderr} = await ask(command, ['logs', '--timestamps', '--tail', '1', container], {env, timeoutMs})
  const stamp = later(stampOf(stdout), stampOf(stderr))
  return stamp === undefined ? undefined : new Date(stamp)
}

function reader(command: string, container: string, env: Environment): LogSource['read'] {
  return (options) =>
    resumeCommand(
      {
        command,
        env,
        onBoth: true,
        args: async (from, lines) => [
          'logs',
          '--timestamps',
          ...(options.follow ? ['--follow'] : []),
          ...(from === undefined ? [] : ['--since', from]),
          ...(options.until === undefined ? [] : ['--until', options.until.toISOString()]),
          ...(lines === undefined ? [] : ['--tail', String(lines)]),
          container,
        ],
      },
      options,
    )
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? ''
}
