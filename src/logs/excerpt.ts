import type {LogSource, ReadOptions} from '../host/logs/log-source.ts'
import type {Reloads, Truncations} from './contexts.ts'
import type {Episode, Request} from './episode.ts'
import type {Problem} from './incidents.ts'
import type {Moment} from './log-line.ts'
import {LogTriage} from './log-triage.ts'
import type {ModelLoad} from './model-load.ts'
import type {ServerStart} from './server-start.ts'

/** What a log says of a stretch of time. */
export interface Excerpt {
  /** As evidence names it: `journal ollama`. */
  readonly source: string
  /** Whether any of its lines was written then. */
  readonly hasLines: boolean
  /** How many were read, and whether any is such as a server writes. */
  readonly lines: number
  readonly isServers: boolean
  readonly problems: readonly Problem[]
  /** How far prompts were processed, as llama-server tells it: from 0 to 1, in the order of the lines, and when. */
  readonly progress: readonly {readonly share: number; readonly at: Moment | undefined}[]
  /** The first lines of the newest start. */
  readonly startLines: readonly string[]
  readonly starts: readonly ServerStart[]
  readonly loads: readonly ModelLoad[]
  /** Those that ended then, but for such as only look and went well. */
  readonly requests: readonly LoggedRequest[]
  readonly truncations: readonly Truncations[]
  readonly reloads: readonly Reloads[]
}

export type LoggedRequest = Request & {readonly at: Moment | undefined}

export interface Stretch {
  readonly from: Date
  readonly to: Date
  readonly signal: AbortSignal
}

/** Of a log of any length the newest lines are read: some megabytes, which take some milliseconds. */
const newestLines = 20_000
const mostStartLines = 60

/** Reads what was written in a stretch of time. Rejects where the log cannot be read. */
export async function readExcerpt(name: string, read: LogSource['read'], stretch: Stretch): Promise<Excerpt> {
  const {from, to} = stretch
  const requests: LoggedRequest[] = []
  const problems: Problem[] = []
  const progress: {share: number; at: Moment | undefined}[] = []
  let startLines: string[] = []
  const starts: ServerStart[] = []
  const loads: ModelLoad[] = []
  const triage = new LogTriage({
    observer: {
      episode: (episode: Episode) => {
        if (episode.kind === 'request') requests.push(episode)
        else if (episode.kind === 'server-start') starts.push(episode)
        else if (episode.kind === 'model-load') loads.push(episode)
      },
      problem: (problem) => problems.push(problem),
      line: ({text, at}) => {
        const share = /prompt processing progress,.* progress = ([\d.]{1,10})/.exec(text)?.[1]
        if (share !== undefined) progress.push({share: Number(share), at})
        if (/server config"? env=/.test(text)) startLines = [text]
        else if (startLines.length > 0 && startLines.length < mostStartLines && !text.startsWith('[GIN]'))
          startLines.push(text)
      },
    },
    live: true,
    all: true,
    since: {ms: from.getTime()},
    until: {ms: to.getTime()},
  })
  await readInto(triage, read, stretch, newestLines)
  const {asked, telling, lines, isServers, truncations, reloads} = triage.finish()
  return {
    source: name,
    hasLines: asked.from !== undefined || telling > 0,
    lines,
    isServers,
    problems,
    progress,
    startLines,
    starts,
    loads,
    requests,
    truncations,
    reloads,
  }
}

/** Of a stretch of time, what can be counted without looking at each of its lines, which takes a tenth of the time. */
export interface LogCounts extends Pick<Excerpt, 'source' | 'isServers' | 'starts' | 'truncations'> {
  /** From when on: a log may be younger than was asked for, or have too many lines to be read so far back. */
  readonly from: Date
}

/** Counts what the newest lines have of a stretch of time. Rejects where the log cannot be read. */
export async function readCounts(
  name: string,
  read: LogSource['read'],
  stretch: Stretch,
  newest: number,
): Promise<LogCounts> {
  const starts: ServerStart[] = []
  const triage = new LogTriage({
    observer: {
      episode: (episode) => {
        if (episode.kind === 'server-start') starts.push(episode)
      },
      problem: () => undefined,
      line: () => undefined,
    },
    live: false,
    all: false,
    since: {ms: stretch.from.getTime()},
    until: {ms: stretch.to.getTime()},
  })
  await readInto(triage, read, stretch, newest)
  const {isServers, truncations, whole} = triage.finish()
  const from = new Date(Math.max(stretch.from.getTime(), whole.from?.ms ?? 0))
  return {source: name, isServers, starts, truncations, from}
}

async function readInto(
  triage: LogTriage,
  read: LogSource['read'],
  {from, to, signal}: Stretch,
  lines: number,
): Promise<void> {
  const options: ReadOptions = {
    follow: false,
    since: from,
    until: to,
    lines,
    signal,
    onNotice: () => undefined,
  }
  for await (const part of read(options)) {
    if (part instanceof Uint8Array) triage.push(part)
    else triage.open(part.file)
    if (triage.isOver) break
  }
}

/** The same of a log that is there as a text. */
export function readText(name: string, text: string, stretch: Stretch): Promise<Excerpt> {
  const bytes = Buffer.from(text)
  const read = async function* (): AsyncGenerator<Uint8Array> {
    yield bytes
  }
  return readExcerpt(name, read, stretch)
}
