import {type Language, loadLanguage} from '../catalogue/language.ts'
import {chooseLanguage, type LanguageTag} from '../catalogue/language-tag.ts'
import type {Surroundings} from '../checks/check.ts'
import {provenStore} from '../checks/own-store.ts'
import {exitCodeOf, exitCodes} from '../cli/exit-code.ts'
import type {Session} from '../cli/program.ts'
import {createHost} from '../host/host.ts'
import {parseAddress} from '../ollama/address.ts'
import {createClient} from '../ollama/client.ts'
import {createServer} from '../ollama/server.ts'
import {type StoreFormat, storeReporters} from '../reporters/store/index.ts'
import {renderStores} from '../reporters/store/stores.ts'
import {cacheFile, openDigestCache} from '../store/digest-cache.ts'
import {findStores} from '../store/find-stores.ts'
import {readStore} from '../store/read-store.ts'
import {buildStoreReport} from '../store/store-report.ts'
import {verifyStore} from '../store/verify-store.ts'
import {UsageError} from '../usage/usage-error.ts'
import {type LocatedStore, locateStore} from './locate-store.ts'
import {reporterOptions, type ScreenOptions} from './screen-options.ts'
import {createVerifyObserver} from './verify-observer.ts'

/** As commander hands them over. */
export interface VerifyCommandOptions extends ScreenOptions {
  readonly host?: string
  readonly store?: string
  readonly quick?: true
  readonly cache: boolean
  readonly jobs?: number
  readonly stores?: true
  readonly format: StoreFormat
  readonly lang?: LanguageTag
}

const requestMs = 5_000

/** `verify [MODEL...]`: find the store, read what it should hold, hash what it does. */
export async function runVerifyCommand(
  models: readonly string[],
  options: VerifyCommandOptions,
  session: Session,
): Promise<number> {
  const {io, signal, tool} = session
  const language = await loadLanguage(chooseLanguage(options.lang, io.env))
  const address = parseAddress(options.host ?? io.env.OLLAMA_HOST)
  const client = createClient(address, {signal, userAgent: `${tool.name}/${tool.version}`})
  const host = createHost(io.platform, io.env)
  const surroundings = {server: createServer(client, requestMs), host, timeoutMs: requestMs}
  if (options.stores) return listStores(surroundings, language, options, session)
  const located = await locate(options.store, surroundings, language)
  signal.throwIfAborted()
  const startedAt = new Date()
  const started = performance.now()
  const cache = options.cache && !options.quick ? await openDigestCache(cacheFile(io.env, io.platform)) : undefined
  const observer = await createVerifyObserver(options, language, session)
  try {
    const verifyOptions = {models, quick: options.quick ?? false, jobs: options.jobs, cache, signal, observer}
    const result = await verifyStore(await openStore(located), verifyOptions)
    observer.stop()
    await cache
      ?.save()
      .catch((error: Error) => io.stderr.write(`what was hashed could not be kept: ${error.message}\n`))
    const report = buildStoreReport(result, {
      tool,
      startedAt,
      durationMs: performance.now() - started,
      from: located.from,
      quick: options.quick ?? false,
      target: {url: address.url, platform: io.platform},
      language,
    })
    const reporter = await storeReporters[options.format]()
    // A program that was promised one document gets the one that says that it was interrupted.
    if (signal.aborted && options.format === 'json') throw signal.reason
    if (signal.aborted) io.stderr.write(`${language.verify.interrupted}\n`)
    io.stdout.write(reporter(report, reporterOptions(options, language, session)))
    signal.throwIfAborted()
    return exitCodeOf(report.verdict)
  } finally {
    observer.stop()
  }
}

async function listStores(
  surroundings: Surroundings,
  language: Language,
  options: VerifyCommandOptions,
  session: Session,
): Promise<number> {
  const stores = await findStores(surroundings.host, await provenStore(surroundings))
  session.signal.throwIfAborted()
  session.io.stdout.write(renderStores(stores, options.format, reporterOptions(options, language, session)))
  return exitCodes.passed
}

/** Throws a usage error that tells where was looked, where there is no store. */
async function locate(
  named: string | undefined,
  surroundings: Surroundings,
  {verify}: Language,
): Promise<LocatedStore> {
  const located = await locateStore(named, surroundings)
  if ('path' in located) return located
  throw new UsageError(`${verify[located.reason]}\n${located.places.map((place) => `  ${place}`).join('\n')}`)
}

async function openStore({path}: LocatedStore): Promise<Awaited<ReturnType<typeof readStore>>> {
  try {
    return await readStore(path)
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`)
  }
}
