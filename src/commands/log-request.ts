import type {Language} from '../catalogue/language.ts'
import {fillTemplate} from '../catalogue/template.ts'
import type {Session} from '../cli/program.ts'
import {createHost} from '../host/host.ts'
import {findLogs, type LogRequest, type LogsFound, type Look} from '../host/logs/find-log.ts'
import {isPiped, readStandardInput} from '../host/logs/standard-input.ts'
import type {SourceReport} from '../logs/log-report.ts'
import {type PointInTime, toDate} from '../logs/period.ts'
import {isLoopback, parseAddress} from '../ollama/address.ts'
import {UsageError} from '../usage/usage-error.ts'

/** As commander hands them over. */
export interface LogRequestOptions {
  readonly since?: PointInTime
  readonly until?: PointInTime
  readonly source: LogRequest['source'] | '-'
  readonly unit: string
  readonly file?: string
  readonly container?: string
  readonly directory?: string
}

/** Of what log the command line asks. */
export interface AskedLog extends LogRequest {
  /** Whether one log was asked for, and none is looked for. */
  readonly isNamed: boolean
  readonly isStdin: boolean
}

/** Throws where the options do not fit together. */
export function readLogRequest(word: string | undefined, options: LogRequestOptions): AskedLog {
  const {source, unit, container, directory} = options
  if (word !== undefined && options.file !== undefined)
    throw new UsageError('a file, and --file: there can be one of them')
  const file = options.file ?? word
  const isStdin = source === '-' || file === '-'
  if (container !== undefined && !/^\w[\w.-]*(?:\/[\w.-]+){0,2}$/.test(container))
    throw new UsageError(
      `--container has to be a name such as ollama, deploy/ollama or namespace/pod, not "${container}"`,
    )
  const places = [
    {flag: '--file', value: file, sources: ['file', 'journal', '-']},
    {flag: '--container', value: container, sources: ['docker', 'podman', 'kubectl']},
    {flag: '--directory', value: directory, sources: ['journal']},
  ]
  const [first, second] = places.filter(({value}) => value !== undefined)
  if (first !== undefined && second !== undefined)
    throw new UsageError(`${first.flag} and ${second.flag}: there can be one of them`)
  if (first !== undefined && source !== 'auto' && !first.sources.includes(source) && !isStdin)
    throw new UsageError(`${first.flag} is not for --source ${source}`)
  if (options.since !== undefined && options.until !== undefined && toDate(options.since) > toDate(options.until))
    throw new UsageError('--since is after --until')
  return {
    source: source === '-' ? 'auto' : source,
    unit,
    container,
    directory,
    file: isStdin ? undefined : file,
    isStdin,
    isNamed: first !== undefined || source !== 'auto',
  }
}

/** The log that was asked for, or that is found; the one to read comes first. */
export async function findSources(
  {isNamed, isStdin, ...request}: AskedLog,
  {io}: Session,
): Promise<LogsFound & Pick<SourceReport, 'reason'>> {
  if (isStdin || (!isNamed && isPiped(io.stdin))) {
    if (io.stdin.isTTY)
      io.stderr.write('Paste the log, then end it with Ctrl-D on a line of its own (Windows: Ctrl-Z, Enter).\n')
    const reason = isStdin ? 'named' : 'piped'
    return {sources: [readStandardInput(io.stdin)], looks: [], reason}
  }
  const found = await findLogs(request, createHost(io))
  const [look] = found.looks
  if (request.file !== undefined && found.sources.length === 0)
    throw new UsageError(`${request.file} cannot be read: ${whyNot(look, request.unit)}`)
  return {...found, reason: isNamed ? 'named' : found.sources.length > 1 ? 'newest' : 'only'}
}

function whyNot(look: Look | undefined, unit: string): string {
  if (look?.place === 'journal') return `the journal has nothing of the unit ${unit}`
  return whyUnreadable(look?.trouble ?? '')
}

/** In words, why a file cannot be read, by the system's name for it. */
export function whyUnreadable(trouble: string): string {
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EACCES: 'you may not read it',
    EISDIR: 'it is a directory',
  }
  return known[trouble] ?? trouble
}

/** Whoever asks a server on another machine looks for its log, and here is only this machine's. */
export function elsewhere({logs}: Language, {io}: Session): string | undefined {
  if (!io.env.OLLAMA_HOST) return undefined
  const {host, url} = parseAddress(io.env.OLLAMA_HOST)
  if (
    !/^[\w.-]+$/.test(host) ||
    host.startsWith('-') ||
    isLoopback(host) ||
    createHost(io).ownAddresses().includes(host)
  )
    return undefined
  return fillTemplate(logs.elsewhere, {url, host})
}
