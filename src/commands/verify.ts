import {type Language, loadLanguage} from '../catalogue/language.ts'
import {chooseLanguage, type LanguageTag} from '../catalogue/language-tag.ts'
import {fillTemplate} from '../catalogue/template.ts'
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
import {cacheFile, type DigestCache, openDigestCache} from '../store/digest-cache.ts'
import {findStores} from '../store/find-stores.ts'
import {readStore} from '../store/read-store.ts'
import {setAsideFolder} from '../store/set-aside.ts'
import {buildStoreReport} from '../store/store-report.ts'
import {type StoreResult, verifyStore} from '../store/verify-store.ts'
import {UsageError} from '../usage/usage-error.ts'
import {type LocatedStore, locateStore} from './locate-store.ts'
import {expectMendable, type MendOptions, mendStore} from './mend-store.ts'
import {reporterOptions, type ScreenOptions} from './screen-options.ts'
import {createVerifyObserver} from './verify-observer.ts'

/** As commander hands them over. */
export interface VerifyCommandOptions extends ScreenOptions, MendOptions {
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

/** `verify [MODEL...]`: find the store, read what it should hold, hash what it does, and mend it where that is asked for. */
export async function runVerifyCommand(
  models: readonly string[],
  options: VerifyCommandOptions,
  session: Session,
): Promise<number> {
  const {io, signal, tool} = session
  const language = await loadLanguage(chooseLanguage(options.lang, io.env))
  const address = parseAddress(options.host ?? io.env.OLLAMA_HOST)
  const client = createClient(address, {signal, userAgent: `${tool.name}/${tool.version}`})
  const host = createHost(io)
  const surroundings = {server: createServer(client, requestMs), host, timeoutMs: requestMs}
  if (options.stores) return listStores(surroundings, language, options, session)
  const located = await locate(options.store, surroundings, language).catch((error) => {
    signal.throwIfAborted()
    throw error
  })
  await expectMendable(options, {root: located.path, server: surroundings.server}, session)
  signal.throwIfAborted()
  const startedAt = new Date()
  const started = performance.now()
  const cache = await openCache(options, session)
  const look = async (named: readonly string[], again?: {quiet: true}): Promise<StoreResult> => {
    const store = await openStore(located)
    const observer = await createVerifyObserver({...options, ...again}, language, session)
    try {
      const {quick = false, jobs} = options
      return await verifyStore(store, {models: named, quick, jobs, cache, signal, observer})
    } finally {
      observer.stop()
    }
  }
  const first = await look(models)
  const mending = {
    ...surroundings,
    language,
    look: (model?: string) => (model === undefined ? look(models, {quiet: true}) : look([model])),
  }
  const {result, repairs, removals} = await mendStore(first, mending, options, session)
  await cache?.save().catch((error: Error) => io.stderr.write(`what was hashed could not be kept: ${error.message}\n`))
  const {hashedBytes, cachedBytes, readMs} = first
  const report = buildStoreReport(
    {...result, hashedBytes, cachedBytes, readMs},
    {
      tool,
      startedAt,
      durationMs: performance.now() - started,
      from: located.from,
      quick: options.quick ?? false,
      repairs,
      removals,
      target: {url: address.url, platform: io.platform},
      language,
    },
  )
  const reporter = await storeReporters[options.format]()
  const {setAside, root} = result.store
  if (signal.aborted && setAside.blobs.length + setAside.manifests.length > 0)
    io.stderr.write(`${fillTemplate(language.verify.aside, {path: setAsideFolder(root)})}\n`)
  // A program that was promised one document gets the one that says that it was interrupted.
  if (signal.aborted && options.format === 'json') throw signal.reason
  if (signal.aborted) io.stderr.write(`${language.verify.interrupted}\n`)
  io.stdout.write(reporter(report, reporterOptions(options, language, session)))
  signal.throwIfAborted()
  return exitCodeOf(report.verdict)
}

/** None where nothing is hashed. */
async function openCache(
  {cache, quick, dryRun}: VerifyCommandOptions,
  {io}: Session,
): Promise<DigestCache | undefined> {
  if (quick) return undefined
  const found = await openDigestCache(cacheFile(io.env, io.platform), {anew: !cache})
  return dryRun ? {...found, save: async () => undefined} : found
}

async function listStores(
  surroundings: Surroundings,
  language: Language,
  options: VerifyCommandOptions,
  session: Session,
): Promise<number> {
  if (options.format === 'markdown') throw new UsageError('--stores lists as human or json')
  const stores = await findStores(surroundings.host, await provenStore(surroundings))
  session.signal.throwIfAborted()
  session.io.stdout.write(renderStores(stores, options.format, reporterOptions(options, language, session)))
  return stores.length > 0 ? exitCodes.passed : exitCodes.undecided
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
