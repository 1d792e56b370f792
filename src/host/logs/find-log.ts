import type {Environment} from '../environment.ts'
import type {Host} from '../host.ts'
import {type ContainersFound, type Engine, findContainers} from './containers.ts'
import {type FileFound, findFile, usualFiles, writtenFiles} from './files.ts'
import {findJournal, isJournal, type JournalFound, nameOf} from './journal.ts'
import type {LogSource} from './log-source.ts'
import {findPod, type PodsFound} from './pods.ts'

/** Which log is asked for. */
export interface LogRequest {
  readonly source: 'auto' | 'journal' | 'file' | 'docker' | 'podman' | 'kubectl'
  readonly unit: string
  readonly file: string | undefined
  readonly container: string | undefined
  /** Of journal files. */
  readonly directory: string | undefined
  /** Neither a cluster is asked, nor for other containers than the one that is named. */
  readonly isNear?: boolean
}

/** A place that was looked at. */
export interface Look {
  readonly place: Place
  /** The unit, the path, the name. */
  readonly name: string
  readonly result: 'found' | 'nothing' | 'absent' | 'forbidden' | 'trouble'
  /** In the place's own words. */
  readonly trouble?: string | undefined
}

export type Place = 'journal' | 'user-journal' | 'docker' | 'podman' | 'kubectl' | 'file'

export interface LogsFound {
  /** The one with the newest line first. */
  readonly sources: readonly LogSource[]
  readonly looks: readonly Look[]
}

/** Looks for a server's log on this machine, in all places that it can be in, or in those that are asked for. */
export async function findLogs(request: LogRequest, host: Host): Promise<LogsFound> {
  const {platform, env} = host
  const {source, file, container, directory, isNear = false} = request
  if (file !== undefined) return findNamedFile(request, file, env)
  const isAuto = source === 'auto'
  const near: Promise<LogsFound>[] = []
  if (source === 'journal' || directory !== undefined || (isAuto && container === undefined && platform === 'linux'))
    near.push(lookIntoJournal(request, env))
  if (directory === undefined) {
    for (const engine of ['docker', 'podman'] as const)
      if (source === engine || (isAuto && !(isNear && container === undefined)))
        near.push(lookForContainers(engine, container, env))
    if (source === 'file' || (isAuto && container === undefined)) near.push(lookForFiles(host))
  }
  const found = merged(await Promise.all(near))
  // A cluster is asked over a network, and only where nothing is nearer.
  if (source !== 'kubectl' && !(isAuto && found.sources.length === 0 && directory === undefined && !isNear))
    return found
  return merged([found, await lookForPods(container, env)])
}

function merged(parts: readonly LogsFound[]): LogsFound {
  const age = ({newest}: LogSource): number => newest?.getTime() ?? 0
  return {
    sources: parts.flatMap(({sources}) => sources).sort((a, b) => age(b) - age(a)),
    looks: parts.flatMap(({looks}) => looks),
  }
}

async function findNamedFile({unit}: LogRequest, path: string, env: Environment): Promise<LogsFound> {
  const found = await findFile(path, false)
  if (found.source === undefined || !isJournal(found.start)) return fileFound(path, found)
  const journal = await findJournal({unit, ofUser: false, file: path}, env)
  return {
    sources: journal.source === undefined ? [] : [journal.source],
    looks: [{place: 'journal', name: path, result: resultOfJournal(journal)}],
  }
}

async function lookIntoJournal({unit, directory}: LogRequest, env: Environment): Promise<LogsFound> {
  const places = [
    {place: 'journal', ofUser: false},
    {place: 'user-journal', ofUser: true},
  ] as const
  const founds = await Promise.all(
    places.map(async ({place, ofUser}) => ({place, found: await findJournal({unit, ofUser, directory}, env)})),
  )
  return {
    sources: founds.flatMap(({found}) => found.source ?? []),
    looks: founds.map(({place, found}) => ({place, name: nameOf({unit, directory}), result: resultOfJournal(found)})),
  }
}

function resultOfJournal({source, isThere, isForbidden}: JournalFound): Look['result'] {
  if (source !== undefined) return 'found'
  return isForbidden ? 'forbidden' : isThere ? 'nothing' : 'absent'
}

async function lookForContainers(engine: Engine, name: string | undefined, env: Environment): Promise<LogsFound> {
  const found = await findContainers(engine, name, env)
  return {sources: found.sources, looks: [toLook(engine, name, found, found.sources.length > 0)]}
}

async function lookForPods(name: string | undefined, env: Environment): Promise<LogsFound> {
  const found = await findPod(name, env)
  return {
    sources: found.source === undefined ? [] : [found.source],
    looks: [toLook('kubectl', name, found, found.source !== undefined)],
  }
}

function toLook(
  place: 'docker' | 'podman' | 'kubectl',
  name = 'ollama',
  {isThere, trouble}: ContainersFound | PodsFound,
  isFound: boolean,
): Look {
  const isForbidden = trouble !== undefined && /permission denied|forbidden/i.test(trouble)
  const result = isFound ? 'found' : !isThere ? 'absent' : isForbidden ? 'forbidden' : trouble ? 'trouble' : 'nothing'
  return {place, name, result, trouble}
}

async function lookForFiles(host: Host): Promise<LogsFound> {
  const usual = usualFiles(host.platform, host.env)
  const written = (await writtenFiles(host)).filter((path) => !usual.includes(path))
  const look = async (path: string, rotated: boolean): Promise<LogsFound> =>
    fileFound(path, await findFile(path, rotated))
  // What lies beside a file that somebody has named may be of other programs.
  const looks = [...written.map((path) => look(path, false)), ...usual.map((path) => look(path, true))]
  return merged(await Promise.all(looks))
}

function fileFound(path: string, {source, trouble}: FileFound): LogsFound {
  if (source !== undefined) return {sources: [source], looks: [{place: 'file', name: path, result: 'found'}]}
  const result = trouble === 'EACCES' ? 'forbidden' : trouble === 'ENOENT' ? 'nothing' : 'trouble'
  return {sources: [], looks: [{place: 'file', name: path, result, trouble}]}
}
