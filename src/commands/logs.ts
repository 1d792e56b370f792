import type {Platform, Threshold} from '../catalogue/entry.ts'
import {type Language, loadLanguage} from '../catalogue/language.ts'
import {chooseLanguage, type LanguageTag} from '../catalogue/language-tag.ts'
import {exitCodeOf, exitCodes} from '../cli/exit-code.ts'
import type {Output} from '../cli/io.ts'
import type {Session} from '../cli/program.ts'
import {type LogSource, LogSourceError} from '../host/logs/log-source.ts'
import {buildLogReport, type SourceReport} from '../logs/log-report.ts'
import {LogTriage} from '../logs/log-triage.ts'
import {toDate} from '../logs/period.ts'
import {defaultUrl} from '../ollama/default-address.ts'
import {redactSecrets} from '../redact/redact.ts'
import {type LogFormat, logReporters} from '../reporters/logs/index.ts'
import {printable} from '../terminal/printable.ts'
import {LogOutput} from './log-output.ts'
import {elsewhere, findSources, type LogRequestOptions, readLogRequest} from './log-request.ts'
import {reporterOptions, type ScreenOptions} from './screen-options.ts'

/** As commander hands them over. */
export interface LogsCommandOptions extends ScreenOptions, LogRequestOptions {
  readonly follow?: true
  readonly lines?: number
  readonly problems?: true
  readonly failOn?: Threshold
  readonly format: LogFormat
  readonly lang?: LanguageTag
}

/** What was read is told when nothing more has come for so long. */
const idleMs = 30
/** How much of a log that is followed is read first. */
const followedLines = 200

/** `logs [FILE]`: find the server's log, and say what it means. */
export async function runLogsCommand(
  file: string | undefined,
  options: LogsCommandOptions,
  session: Session,
): Promise<number> {
  const {io, tool, signal} = session
  const startedAt = new Date()
  const started = performance.now()
  const request = readLogRequest(file, options)
  const language = await loadLanguage(chooseLanguage(options.lang, io.env))
  const {sources, looks, reason} = await findSources(request, session)
  const [source, ...others] = sources
  const create = await logReporters[options.format]()
  const screen = reporterOptions(options, language, session)
  const reporter = create({
    ...screen,
    // What a file is of shows while it is read.
    get platform() {
      return source === undefined ? screen.platform : (platformOf(source) ?? triage.platform ?? screen.platform)
    },
    problemsOnly: options.problems ?? false,
    url: defaultUrl,
    node: io.platform,
  })
  const output = new LogOutput(reporter, options.verbose ?? false, session)
  const triage = new LogTriage({
    observer: output,
    live: options.follow ?? false,
    all: options.verbose ?? false,
    // Other sources know when a line was written without reading it.
    ...((source?.kind === 'file' || source?.kind === 'stdin') && {since: options.since}),
    ...(source?.kind !== 'journal' && {until: options.until}),
  })
  const note = request.isNamed || request.isStdin || reason === 'piped' ? undefined : elsewhere(language, session)
  if (note !== undefined) io.stderr.write(`${note}\n`)
  let trouble: string | undefined
  if (source !== undefined) {
    output.print(reporter.source({kind: source.kind, name: source.name, reason}, others.map(named)))
    trouble = await readLog(source, triage, {options, language, output, signal, stderr: io.stderr})
  }
  const report = buildLogReport(triage.finish(), {
    tool,
    startedAt,
    durationMs: performance.now() - started,
    source: source === undefined ? null : {kind: source.kind, name: source.name, reason},
    looked: looks,
    trouble,
    failOn: options.failOn,
    shown: output.shown,
    target: {url: defaultUrl, platform: io.platform},
    language,
  })
  // Following ends by an interruption, and reading does not; JSON has that to tell instead.
  const isCut = signal.aborted && !options.follow
  if (!isCut || options.format !== 'json') output.print(reporter.report(report))
  if (trouble !== undefined) io.stderr.write(`error: ${printable(redactSecrets(trouble))}\n`)
  if (isCut) signal.throwIfAborted()
  return report.verdict === null ? exitCodes.passed : exitCodeOf(report.verdict)
}

function named({kind, name}: LogSource): Pick<SourceReport, 'kind' | 'name'> {
  return {kind, name}
}

/** Whose commands help, where the source tells. */
function platformOf({kind}: LogSource): Platform | undefined {
  if (kind === 'docker' || kind === 'podman') return 'docker'
  return kind === 'kubectl' ? 'kubernetes' : undefined
}

interface Reading {
  readonly options: LogsCommandOptions
  readonly language: Language
  readonly output: LogOutput
  readonly signal: AbortSignal
  readonly stderr: Output
}

/** Reads a log to its end, or until nobody wants to know; what went wrong with it, if anything. */
async function readLog(
  source: LogSource,
  triage: LogTriage,
  {options, language, output, signal, stderr}: Reading,
): Promise<string | undefined> {
  const {follow = false, since, until} = options
  const parts = source.read({
    follow,
    since: since && toDate(since),
    until: until && toDate(until),
    lines: options.lines ?? (follow && since === undefined ? followedLines : undefined),
    signal: AbortSignal.any([signal, output.closed]),
    onNotice: (notice) => stderr.write(`${language.logs.notices[notice]}\n`),
  })
  let idle: NodeJS.Timeout | undefined
  try {
    for await (const part of parts) {
      clearTimeout(idle)
      if (part instanceof Uint8Array) triage.push(part)
      else triage.open(part.file)
      idle = setTimeout(() => triage.idle(), idleMs)
      await output.drained()
      if (triage.isOver) break
    }
    return undefined
  } catch (error) {
    if (signal.aborted || output.closed.aborted) return undefined
    if (error instanceof LogSourceError) return error.message
    throw error
  } finally {
    clearTimeout(idle)
  }
}
