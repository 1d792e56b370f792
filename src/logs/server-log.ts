import type {Host} from '../host/host.ts'
import {findLogs, type LogRequest, type LogsFound, type Look} from '../host/logs/find-log.ts'
import {type LogSource, LogSourceError} from '../host/logs/log-source.ts'
import {type Excerpt, type LogCounts, readCounts, readExcerpt, type Stretch} from './excerpt.ts'

/** The log of the server that is checked. */
export interface ServerLog {
  /** Whether the user says that it is this server's; else it may be another's. */
  readonly isNamed: boolean
  /** What was written in a stretch of time, in every place that may hold its log. Never rejects. */
  during(stretch: Stretch): Promise<LogReading>
  /**
   * What can be counted of its newest lines, much faster: where it is not named, only of logs on this machine, and of no other container
   * than the server's own. Never rejects; what cannot be read is not counted.
   */
  counted(stretch: Stretch, lines: number, container: string | undefined): Promise<readonly LogCounts[]>
}

export interface LogReading {
  readonly excerpts: readonly Excerpt[]
  /** Where a log was looked for. */
  readonly looks: readonly Look[]
  /** Set where it is on another machine, and was not looked for. */
  readonly remoteHost?: string
}

/** Of a server on another machine: nothing of it can be read from here. */
export function createRemoteLog(remoteHost: string): ServerLog {
  return {isNamed: false, during: async () => ({excerpts: [], looks: [], remoteHost}), counted: async () => []}
}

/** It is looked for when it is asked for, and once. */
export function createServerLog(request: LogRequest, isNamed: boolean, host: Host): ServerLog {
  let found: Promise<LogsFound> | undefined
  const near = new Map<string | undefined, Promise<LogsFound>>()
  const readAll = async <T extends {readonly isServers: boolean}>(
    {sources, looks}: LogsFound,
    read: Reader<T>,
    stretch: Stretch,
  ) => {
    const readings = await Promise.all(sources.map((source) => tryRead(source, read, stretch)))
    return {
      read: readings.flatMap((reading) => ('isServers' in reading ? reading : [])),
      looks: [...looks, ...readings.flatMap((reading) => ('isServers' in reading ? [] : reading))],
    }
  }
  return {
    isNamed,
    during: async (stretch) => {
      found ??= findLogs(request, host)
      const {read: excerpts, looks} = await readAll(await found, readExcerpt, stretch)
      return {excerpts, looks}
    },
    counted: async (stretch, lines, container) => {
      const asked = isNamed ? request : {...request, container, isNear: true}
      const logs = near.get(container) ?? findLogs(asked, host)
      near.set(container, logs)
      return (await readAll(await logs, (name, read, part) => readCounts(name, read, part, lines), stretch)).read
    },
  }
}

type Reader<T> = (name: string, read: LogSource['read'], stretch: Stretch) => Promise<T>

async function tryRead<T>(source: LogSource, read: Reader<T>, stretch: Stretch): Promise<T | Look> {
  try {
    return await read(`${source.kind} ${source.name}`, source.read, stretch)
  } catch (error) {
    if (!(error instanceof LogSourceError) && !isSystemError(error) && !stretch.signal.aborted) throw error
    const trouble = error instanceof Error ? error.message : String(error)
    const place = source.kind === 'stdin' ? 'file' : source.kind
    return {place, name: source.name, result: 'trouble', trouble}
  }
}

/** Of a file that was there a moment ago. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error
}
