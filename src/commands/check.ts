import type {Threshold} from '../catalogue/entry.ts'
import {type Language, loadLanguage} from '../catalogue/language.ts'
import {chooseLanguage, type LanguageTag} from '../catalogue/language-tag.ts'
import {checks} from '../checks/index.ts'
import {exitCodes} from '../cli/exit-code.ts'
import type {Session} from '../cli/program.ts'
import {didYouMean} from '../cli/suggest.ts'
import {UsageError} from '../cli/usage-error.ts'
import {diagnose} from '../diagnosis/diagnose.ts'
import {type Selection, selectChecks} from '../diagnosis/select.ts'
import {createHost} from '../host/host.ts'
import {type Address, parseAddress} from '../ollama/address.ts'
import type {Format} from '../reporters/index.ts'
import {createProgress} from '../terminal/progress.ts'
import {debugObserver, progressObserver} from './observers.ts'
import {publish} from './publish.ts'
import {readReportFiles} from './report-files.ts'
import {reporterOptions, type ScreenOptions} from './screen-options.ts'

/** As commander hands them over. */
export interface CheckOptions extends ScreenOptions {
  readonly host: readonly string[]
  readonly format: Format
  readonly report: readonly string[]
  readonly failOn: Threshold
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly listChecks?: true
  readonly probe: boolean
  readonly disruptive?: true
  readonly timeout?: number
  readonly deadline?: number
  readonly retries: number
  readonly retryDelay: number
  readonly lang?: LanguageTag
  readonly debug?: true
  readonly simulate?: string
}

/** Nagios ends a plugin after a minute, and calls that CRITICAL. */
const defaultDeadlineMs = {nagios: 30_000, others: 600_000}

/** `check [MODEL...]`: diagnose, decide, print; in that order. */
export async function runCheckCommand(
  models: readonly string[],
  options: CheckOptions,
  session: Session,
): Promise<number> {
  const {io} = session
  const language = await loadLanguage(chooseLanguage(options.lang, io.env))
  if (options.listChecks) {
    io.stdout.write(listChecks(options.format, language))
    return exitCodes.passed
  }
  const selection = readSelection(options)
  const files = await readReportFiles(options.report)

  const simulated = await startSimulator(options)
  const progress = await createProgress(io, !options.quiet && !options.debug)
  try {
    const report = await diagnose({
      ...selection,
      targets: simulated === undefined ? readTargets(options.host, io.env.OLLAMA_HOST) : [parseAddress(simulated.url)],
      models,
      probe: options.probe,
      disruptive: options.disruptive ?? false,
      timeoutMs: options.timeout,
      deadlineMs: options.deadline ?? defaultDeadlineMs[options.format === 'nagios' ? 'nagios' : 'others'],
      retries: options.retries,
      retryDelayMs: options.retryDelay,
      failOn: options.failOn,
      simulated: simulated === undefined ? null : simulated.scenario,
      host: createHost(io.platform, io.env),
      language,
      tool: session.tool,
      signal: session.signal,
      observer: options.debug ? debugObserver(session) : progressObserver(progress, language),
    })
    progress.stop()
    return await publish(
      report,
      {format: options.format, files, screen: reporterOptions(options, language, session)},
      session,
    )
  } finally {
    progress.stop()
    await simulated?.close()
  }
}

function readTargets(hosts: readonly string[], fallback: string | undefined): Address[] {
  const written = hosts.length > 0 ? hosts : [fallback]
  return [...new Map(written.map((host) => parseAddress(host)).map((address) => [address.url, address])).values()]
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
  host,
}: CheckOptions): Promise<{url: string; scenario: string; close(): Promise<void>} | undefined> {
  if (simulate === undefined) return undefined
  if (host.length > 0) throw new UsageError('--simulate checks a server of its own: it goes without --host')
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
