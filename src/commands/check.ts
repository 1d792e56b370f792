import {type Language, loadLanguage} from '../catalogue/language.ts'
import {chooseLanguage, type LanguageTag} from '../catalogue/language-tag.ts'
import {fillTemplate} from '../catalogue/template.ts'
import {checks} from '../checks/index.ts'
import {thresholdChecks} from '../checks/thresholds.ts'
import {exitCodes} from '../cli/exit-code.ts'
import type {GivenOption} from '../cli/given-options.ts'
import {nameOfList} from '../cli/list-file.ts'
import type {Session} from '../cli/program.ts'
import {type KnownFinding, writeBaseline} from '../config/baseline.ts'
import {diagnose} from '../diagnosis/diagnose.ts'
import type {Report} from '../diagnosis/report.ts'
import {type Selection, selectChecks, withChecks} from '../diagnosis/select.ts'
import {createHost} from '../host/host.ts'
import {createMachine} from '../host/machine/machine.ts'
import {whyNotWritable} from '../host/replace-file.ts'
import {parseAddress} from '../ollama/address.ts'
import type {Format} from '../reporters/index.ts'
import {printable} from '../terminal/printable.ts'
import {createProgress} from '../terminal/progress.ts'
import {didYouMean} from '../usage/suggest.ts'
import {UsageError} from '../usage/usage-error.ts'
import {type CheckSettings, readCheckSettings, type SettingFlags} from './check-settings.ts'
import {createJudge} from './judge.ts'
import {type LogFlags, logOfTarget} from './log-of-target.ts'
import {debugObserver, progressObserver} from './observers.ts'
import {publish} from './publish.ts'
import {replay} from './replay.ts'
import {readReportFiles} from './report-files.ts'
import {reporterOptions, type ScreenOptions} from './screen-options.ts'
import {listSettings} from './show-config.ts'

/** As commander hands them over. */
export interface CheckOptions extends ScreenOptions, SettingFlags, LogFlags {
  readonly format: Format
  readonly report: readonly string[]
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly listChecks?: true
  readonly showConfig?: true
  readonly updateBaseline?: true
  readonly probe: boolean
  readonly disruptive?: true
  readonly timeout?: number
  readonly deadline?: number
  readonly retries: number
  readonly retryDelay: number
  readonly parallel: number
  readonly lang?: LanguageTag
  readonly debug?: true
  readonly simulate?: string
  readonly from?: string
}

/** Nagios ends a plugin after a minute, and calls that CRITICAL. */
const defaultDeadlineMs = {nagios: 30_000, others: 600_000}

/** `check [MODEL...]`: diagnose, decide, print; in that order. */
export async function runCheckCommand(
  words: readonly string[],
  options: CheckOptions,
  session: Session,
  given: readonly GivenOption[],
): Promise<number> {
  const {io} = session
  const language = await loadLanguage(chooseLanguage(options.lang, io.env))
  if (options.listChecks) {
    io.stdout.write(listChecks(options.format, language))
    return exitCodes.passed
  }
  if (options.simulate !== undefined && (options.host.length > 0 || options.hostsFile !== undefined))
    throw new UsageError('--simulate checks a server of its own: it goes without --host and --hosts-file')
  if (options.from !== undefined) return runReplay(options.from, words, options, {session, language, given})
  const settings = await readCheckSettings(words, options, session)
  if (options.showConfig) {
    io.stdout.write(listSettings(settings.shown, given, options.format))
    return exitCodes.passed
  }
  const selection = withChecks(readSelection(options), thresholdChecks(settings.thresholds), checks)
  const files = await readReportFiles(options.report)
  const updated = await baselineToUpdate(options, settings)
  const judge = await createJudge(settings, updated !== undefined)
  const host = createHost(io)
  const logOf = await logOfTarget(options, settings.targets, {host, isSimulated: options.simulate !== undefined})

  const simulated = await startSimulator(options)
  const progress = await createProgress(io, !options.quiet && !options.debug)
  try {
    const report = await diagnose({
      ...selection,
      targets: simulated === undefined ? settings.targets : [parseAddress(simulated.url)],
      models: settings.models,
      probe: options.probe,
      disruptive: options.disruptive ?? false,
      timeoutMs: options.timeout,
      deadlineMs: options.deadline ?? defaultDeadlineMs[options.format === 'nagios' ? 'nagios' : 'others'],
      retries: options.retries,
      retryDelayMs: options.retryDelay,
      parallel: options.parallel,
      // Who says how many means it.
      patient: given.some(({name, given: isGiven}) => name === 'parallel' && isGiven),
      failOn: settings.failOn,
      simulated: simulated === undefined ? null : simulated.scenario,
      judge: judge.judge,
      host,
      machine: createMachine(host, options.unit),
      logOf,
      language,
      tool: session.tool,
      signal: session.signal,
      observer: options.debug ? debugObserver(session) : progressObserver(progress, language),
    })
    progress.stop()
    if (updated !== undefined) await updateBaseline(updated, report, judge.found, language, session)
    const screen = reporterOptions(options, language, session)
    return await publish(report, {format: options.format, files, screen}, session)
  } finally {
    progress.stop()
    await simulated?.close()
  }
}

/** What a report can be told with: everything else is about asking. */
const ofReplay = new Set(['from', 'format', 'report', 'lang', 'color', 'quiet', 'verbose', 'debug', 'failOn'])

/** `check --from REPORT`: what was found then, in the format and language of now. */
async function runReplay(
  path: string,
  words: readonly string[],
  options: CheckOptions,
  {session, language, given}: {session: Session; language: Language; given: readonly GivenOption[]},
): Promise<number> {
  if (words.length > 0) throw new UsageError('--from tells what was found once: it goes without models')
  const other = given.find(({name, given: isGiven}) => isGiven && !ofReplay.has(name))
  if (other !== undefined) throw new UsageError(`--from tells what was found once: it goes without ${other.flag}`)
  const files = await readReportFiles(options.report)
  const report = await replay(path, options.failOn, language, session)
  if (options.format === 'human' && !options.quiet) {
    const {name, version} = report.tool
    const args = {
      path: nameOfList(path),
      at: report.startedAt.slice(0, 16).replace('T', ' '),
      tool: `${name} ${version}`,
    }
    session.io.stderr.write(`${printable(fillTemplate(language.screen.replayed, args))}\n`)
  }
  const screen = reporterOptions(options, language, session)
  return publish(report, {format: options.format, files, screen}, session)
}

/** Writes what was found, where all that was asked could be answered: what was not looked at would no longer be known. */
async function updateBaseline(
  path: string,
  report: Report,
  found: readonly KnownFinding[],
  language: Language,
  {io}: Session,
): Promise<void> {
  if (report.verdict === 'undecided') {
    io.stderr.write(`error: ${fillTemplate(language.screen.baselineKept, {path})}\n`)
    return
  }
  const written = await writeBaseline(
    path,
    found,
    report.targets.map(({url}) => url),
  )
  io.stderr.write(`${fillTemplate(language.screen.baselineWritten, {path, count: written})}\n`)
}

/** The file that is to be written; undefined where none is. */
async function baselineToUpdate(
  {updateBaseline, only, skip}: CheckOptions,
  {baseline}: CheckSettings,
): Promise<string | undefined> {
  if (!updateBaseline) return undefined
  if (baseline === undefined)
    throw new UsageError('--update-baseline needs a file: --baseline FILE, or "baseline" in the configuration')
  if (only.length + skip.length > 0)
    throw new UsageError('--update-baseline looks at everything: it goes without --only and --skip')
  const reason = await whyNotWritable(baseline)
  if (reason !== undefined) throw new UsageError(`${baseline} cannot be written: ${reason}`)
  return baseline
}

function readSelection({only, skip}: CheckOptions): Selection {
  const {unknown, empty, ...selection} = selectChecks(checks, {only, skip})
  const [first] = unknown
  if (first === undefined && empty) throw new UsageError('--skip leaves no check to run')
  if (first === undefined) return selection
  const ids = checks.map(({id}) => id)
  throw new UsageError(`no check is called "${first}"${didYouMean(first, ids)}\nThe checks are: ${ids.join(', ')}`)
}

async function startSimulator({
  simulate,
}: CheckOptions): Promise<{url: string; scenario: string; close(): Promise<void>} | undefined> {
  if (simulate === undefined) return undefined
  const {findScenario} = await import('../simulator/scenarios.ts')
  const {serveScenario} = await import('../simulator/serve.ts')
  const scenario = findScenario(simulate)
  const server = await serveScenario(scenario, {port: 0})
  return {url: server.url, scenario: scenario.name, close: () => server.close()}
}

function listChecks(format: Format, language: Language): string {
  const rows = checks.map(({id, group, requires}) => ({id, group, title: language.checks[id].title, requires}))
  if (format === 'json') return `${JSON.stringify({schemaVersion: '1.0', checks: rows}, null, 2)}\n`
  const width = Math.max(...rows.map(({id}) => id.length))
  return rows.map(({id, title}) => `${id.padEnd(width)}  ${title}\n`).join('')
}
