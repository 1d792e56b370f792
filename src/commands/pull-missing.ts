import {type Language, loadLanguage} from '../catalogue/language.ts'
import {chooseLanguage, type LanguageTag} from '../catalogue/language-tag.ts'
import {fillTemplate} from '../catalogue/template.ts'
import {exitCodeOf} from '../cli/exit-code.ts'
import type {Session} from '../cli/program.ts'
import {createHost, type Host} from '../host/host.ts'
import {type Address, parseAddress} from '../ollama/address.ts'
import {type Client, createClient} from '../ollama/client.ts'
import {pullByApi} from '../ollama/pull.ts'
import {createServer} from '../ollama/server.ts'
import {pullMissing} from '../pull/pull-missing.ts'
import type {Puller} from '../pull/pull-model.ts'
import {buildPullReport} from '../pull/pull-report.ts'
import {type PullFormat, pullReporters} from '../reporters/pull/index.ts'
import {printableLine} from '../terminal/printable.ts'
import {UsageError} from '../usage/usage-error.ts'
import {askYesNo, canAsk} from './ask.ts'
import {createPullObserver} from './pull-observers.ts'
import {readRequiredModels} from './required-models.ts'
import {reporterOptions, type ScreenOptions} from './screen-options.ts'

/** As commander hands them over. */
export interface PullMissingCommandOptions extends ScreenOptions {
  readonly modelsFile?: string
  readonly config?: string
  readonly host?: string
  readonly dryRun?: true
  readonly via: 'auto' | 'cli' | 'api'
  readonly parallel: number
  readonly stallTimeout: number
  readonly retries: number
  readonly retryDelay: number
  readonly timeout: number
  readonly insecure?: true
  readonly yes?: true
  readonly format: PullFormat
  readonly lang?: LanguageTag
}

/** `pull-missing [MODEL...]`: find what is missing, pull it, see that it is there. */
export async function runPullMissingCommand(
  words: readonly string[],
  options: PullMissingCommandOptions,
  session: Session,
): Promise<number> {
  const {io, signal, tool} = session
  const address = parseAddress(options.host ?? io.env.OLLAMA_HOST)
  const required = await readRequiredModels(words, options, session)
  const host = createHost(io)
  const client = createClient(address, {signal, userAgent: `${tool.name}/${tool.version}`})
  const pull = await choosePuller(options, client, host)
  const language = await loadLanguage(chooseLanguage(options.lang, io.env))
  const reporter = await pullReporters[options.format]()
  const startedAt = new Date()
  const started = performance.now()
  let begun = false
  const observer = await createPullObserver(options, language, session, address)
  try {
    const outcome = await pullMissing(required.models, {
      pull,
      context: {server: createServer(client, options.timeout), host, timeoutMs: options.timeout},
      dryRun: options.dryRun ?? false,
      parallel: options.parallel,
      retries: options.retries,
      retryDelayMs: options.retryDelay,
      yes: options.yes ?? false,
      signal,
      observer,
      confirm: async (missing) => {
        begun =
          options.yes ||
          required.typed ||
          options.format !== 'human' ||
          (await confirm(missing, address, language, session))
        return begun
      },
    })
    observer.stop()
    const report = buildPullReport(outcome, {
      tool,
      startedAt,
      durationMs: performance.now() - started,
      url: address.url,
      via: options.via === 'cli' ? 'cli' : 'api',
      dryRun: options.dryRun ?? false,
      requests: client.requests,
      platform: io.platform,
      language,
    })
    io.stdout.write(reporter(report, reporterOptions(options, language, session)))
    return exitCodeOf(report.verdict)
  } finally {
    observer.stop()
    if (signal.aborted && begun && !options.quiet) io.stderr.write(`${language.pull.kept}\n`)
  }
}

async function choosePuller(options: PullMissingCommandOptions, client: Client, host: Host): Promise<Puller> {
  const {stallTimeout: stallTimeoutMs, insecure = false} = options
  if (options.via !== 'cli') {
    return (model, watched) => pullByApi(client, {model, insecure, stallTimeoutMs, ...watched})
  }
  const command = await host.ollamaCommand()
  if (command === undefined)
    throw new UsageError('--via cli needs the ollama command, and there is none on PATH; --via api needs none')
  const {pullByCli} = await import('../host/ollama-pull.ts')
  const target = {command, env: host.env, url: client.address.dialUrl}
  return (model, watched) => pullByCli(target, {model, insecure, stallTimeoutMs, ...watched})
}

/** Asks where there is somebody to ask. A pipeline's list is its word. */
async function confirm(
  missing: readonly string[],
  {url}: Address,
  language: Language,
  session: Session,
): Promise<boolean> {
  if (!canAsk(session)) return true
  const models = missing.map(printableLine).join(', ')
  return askYesNo(fillTemplate(language.pull.confirm, {models, url}), {byDefault: true}, session)
}
