import {type Answer, ask} from '../child.ts'
import type {Environment} from '../environment.ts'
import {findOnPath} from '../host.ts'
import {streamCommand} from './command-stream.ts'
import {type LogPart, type LogSource, LogSourceError, type ReadOptions} from './log-source.ts'

/** Which part of which journal. */
export interface JournalScope {
  readonly unit: string
  /** The units of the user that asks, instead of those of the system. */
  readonly ofUser: boolean
  /** Journal files of another machine, or of a test. */
  readonly directory?: string | undefined
  readonly file?: string | undefined
}

/** What came of looking for a log in the journal. */
export interface JournalFound {
  readonly source?: LogSource
  /** Whether there may be more than this user is allowed to read. */
  readonly isForbidden: boolean
  /** Whether there is a journal at all. */
  readonly isThere: boolean
}

const timeoutMs = 5_000
/** The first bytes of a journal file. */
const magic = 'LPKSHHRH'

export async function findJournal(scope: JournalScope, env: Environment): Promise<JournalFound> {
  const command = await findOnPath('journalctl', env)
  if (command === undefined) return {isThere: false, isForbidden: false}
  const answer = await ask(
    command,
    [...scopeArguments(scope), '--lines=1', '--output=json', '--output-fields=MESSAGE'],
    {env, timeoutMs},
  )
  const newest = newestIn(answer)
  const isForbidden = /insufficient permissions|not seeing messages from other users/.test(answer.stderr)
  if (newest === undefined) return {isThere: true, isForbidden}
  return {
    isThere: true,
    isForbidden,
    source: {kind: 'journal', name: nameOf(scope), newest, read: reader(command, scope, env)},
  }
}

/** Whether a file is a journal, and no text. */
export function isJournal(start: Uint8Array = new Uint8Array()): boolean {
  return Buffer.from(start.subarray(0, magic.length)).toString('latin1') === magic
}

function newestIn({stdout}: Answer): Date | undefined {
  const microseconds = Number(/"__REALTIME_TIMESTAMP"\s*:\s*"(\d{1,20})"/.exec(stdout)?.[1])
  return Number.isFinite(microseconds) ? new Date(microseconds / 1_000) : undefined
}

/** The unit, and where its journal is, where that is not this machine's. */
export function nameOf({unit, directory, file}: Omit<JournalScope, 'ofUser'>): string {
  const place = file ?? directory
  return place === undefined ? unit : `${unit} (${place})`
}

function scopeArguments({unit, ofUser, directory, file}: JournalScope): string[] {
  return [
    '--no-pager',
    ...(directory === undefined ? [] : [`--directory=${directory}`]),
    ...(file === undefined ? [] : [`--file=${file}`]),
    ofUser ? `--user-unit=${unit}` : `--unit=${unit}`,
  ]
}

function reader(command: string, scope: JournalScope, env: Environment): LogSource['read'] {
  return async function* ({follow, since, until, lines, signal}: ReadOptions): AsyncGenerator<LogPart> {
    const args = [
      ...scopeArguments(scope),
      '--quiet',
      // Without it, a message with a colour in it is "[123B blob data]".
      '--all',
      '--output=short-iso-precise',
      ...(since === undefined ? [] : [`--since=@${Math.floor(since.getTime() / 1_000)}`]),
      ...(until === undefined ? [] : [`--until=@${Math.ceil(until.getTime() / 1_000)}`]),
      ...(lines === undefined ? [] : [`--lines=${lines}`]),
      ...(follow ? ['--follow', ...(lines === undefined ? ['--no-tail'] : [])] : []),
    ]
    // It follows the journal's own rotation, and a unit that is restarted.
    const {exitCode, exitSignal, message, trouble} = yield* streamCommand(command, args, {
      env: {...env, LC_ALL: 'C'},
      signal,
    })
    if (signal.aborted || (exitCode === 0 && !follow)) return
    throw new LogSourceError(`journalctl ended: ${trouble || message || exitSignal || `exit code ${exitCode}`}`)
  }
}
