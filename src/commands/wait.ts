import type {Rung} from '../catalogue/ids.ts'
import {type Language, loadLanguage} from '../catalogue/language.ts'
import {chooseLanguage, type LanguageTag} from '../catalogue/language-tag.ts'
import type {Finding} from '../checks/check.ts'
import {nameOfList} from '../cli/list-file.ts'
import type {Session} from '../cli/program.ts'
import {readConfiguration} from '../config/configuration.ts'
import {buildReport} from '../diagnosis/build-report.ts'
import {isCi} from '../host/environment.ts'
import {createHost, type Host} from '../host/host.ts'
import {type Client, createClient} from '../ollama/client.ts'
import {pullByApi} from '../ollama/pull.ts'
import {createServer} from '../ollama/server.ts'
import {pullMissing} from '../pull/pull-missing.ts'
import type {Format} from '../reporters/index.ts'
import {UsageError} from '../usage/usage-error.ts'
import {ladderTo} from '../wait/ladder.ts'
import {waitFor} from '../wait/wait.ts'
import {publish} from './publish.ts'
import {createPullObserver} from './pull-observers.ts'
import {readReportFiles} from './report-files.ts'
import {readModels} from './required-models.ts'
import {reporterOptions, type ScreenOptions} from './screen-options.ts'
import {readTargets} from './targets.ts'
import {createWaitObserver, type WaitScreen} from './wait-observer.ts'

/** As commander hands them over. */
export interface WaitCommandOptions extends ScreenOptions {
  readonly for?: Rung
  readonly timeout: number
  readonly interval: number
  readonly failFast?: boolean
  readonly pull?: true
  readonly modelsFile?: string
  readonly config?: string
  readonly host?: string
  readonly format: Format
  readonly report: readonly string[]
  readonly lang?: LanguageTag
}

/** How long one request of a pull may bring no byte. */
const stallTimeoutMs = 60_000
const requestMs = 10_000

/** `wait [MODEL...]`: climb until the rung is reached, waiting is no use, or the time is up; then tell once how it stands. */
export async function runWaitCommand(
  words: readonly string[],
  options: WaitCommandOptions,
  session: Session,
): Promise<number> {
  const {io, signal, tool} = session
  const configuration = await readConfiguration(options.config)
  const {models} = await readModels(words, options.modelsFile, configuration, session)
  if (options.modelsFile !== undefined && models.length === 0)
    throw new UsageError(`${nameOfList(options.modelsFile)} names no model`)
  const rung = chooseRung(models, options)
  const files = await readReportFiles(options.report)
  const hosts = options.host === undefined ? [] : [options.host]
  const [address, ...others] = (await readTargets({host: hosts}, configuration, session)).addresses
  if (address === undefined || others.length > 0)
    throw new UsageError('wait waits for one server, and the configuration names several: --host URL chooses one')
  const language = await loadLanguage(chooseLanguage(options.lang, io.env))
  const host = createHost(io)
  const client = createClient(address, {signal, userAgent: `${tool.name}/${tool.version}`})
  const startedAt = new Date()
  const started = performance.now()
  const screen = await createWaitObserver(options, {language, session, client})
  try {
    let lastKnown: readonly Finding[] = []
    const onTrouble = (finding: Finding): void => {
      lastKnown = [finding]
    }
    const pulling = {client, host, language, session, screen, onTrouble}
    const pull = options.pull && ((ended: AbortSignal) => pullAll(models, pulling, options, ended))
    const results = await waitFor({
      client,
      host,
      ladder: ladderTo(rung, pull),
      models,
      timeoutMs: options.timeout,
      intervalMs: options.interval,
      lastKnown: () => lastKnown,
      failFast: options.failFast ?? isCi(io.env),
      signal,
      observer: screen,
    })
    screen.stop()
    const report = buildReport([{url: address.url, requests: client.requests, results}], {
      tool,
      startedAt,
      durationMs: performance.now() - started,
      simulated: null,
      failOn: 'error',
      language,
      platform: io.platform,
    })
    const shown = reporterOptions(options, language, session)
    return await publish(report, {format: options.format, files, screen: shown}, session)
  } finally {
    screen.stop()
  }
}

/** A model that was named has to answer; without one, the server. */
function chooseRung(
  models: readonly string[],
  {for: rung = models.length > 0 ? 'token' : 'http', pull}: WaitCommandOptions,
): Rung {
  const needed = pull ? '--pull' : `--for ${rung}`
  if (models.length === 0 && (pull || !['tcp', 'http'].includes(rung)))
    throw new UsageError(`${needed} needs the name of a model, as in: wait llama3.2 ${needed}`)
  if (pull && ['tcp', 'http'].includes(rung))
    throw new UsageError(`--pull goes with --for model, loaded or token, not with --for ${rung}`)
  return rung
}

interface Pulling {
  readonly client: Client
  readonly host: Host
  readonly language: Language
  readonly session: Session
  readonly screen: WaitScreen
  /** Hears why a pull is asked for again. */
  readonly onTrouble: (finding: Finding) => void
}

/** Pulls what is missing, shown as `pull-missing` shows it; returns why that failed. */
async function pullAll(
  models: readonly string[],
  {client, host, language, session, screen, onTrouble}: Pulling,
  {quiet}: WaitCommandOptions,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  screen.stop()
  const observer = await createPullObserver({...(quiet && {quiet}), format: 'human'}, language, session, client.address)
  try {
    const outcome = await pullMissing(models, {
      pull: (model, watched) => pullByApi(client, {model, insecure: false, stallTimeoutMs, ...watched}),
      context: {server: createServer(client, requestMs), host, timeoutMs: requestMs},
      dryRun: false,
      parallel: 1,
      retries: 5,
      retryDelayMs: 1_000,
      yes: false,
      signal,
      observer: {
        ...observer,
        retrying: (model, retry) => {
          onTrouble(retry.finding)
          observer.retrying?.(model, retry)
        },
      },
      confirm: async () => true,
    })
    return [...outcome.findings, ...outcome.models.flatMap(({findings}) => findings)]
  } finally {
    observer.stop()
  }
}
