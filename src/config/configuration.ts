import {readFile} from 'node:fs/promises'
import {basename, dirname, resolve} from 'node:path'
import type {Threshold} from '../catalogue/entry.ts'
import type {Code} from '../catalogue/index.ts'
import type {Thresholds} from '../checks/thresholds.ts'
import {parseDuration} from '../usage/duration.ts'
import {parseBytes} from '../usage/size.ts'
import {didYouMean} from '../usage/suggest.ts'
import {UsageError} from '../usage/usage-error.ts'
import type {ConfigurationFile, Mistake} from './schema.ts'

/** What a project says once, for every run. */
export interface Configuration {
  /** As OLLAMA_HOST would name them. */
  readonly hosts: readonly string[]
  /** Models that a server has to have. */
  readonly models: readonly string[]
  readonly failOn?: Threshold
  readonly thresholds: Thresholds
  /** By code, what the user makes of it. */
  readonly severity: Readonly<Partial<Record<Code, SeveritySetting>>>
  /** The path of the file with what is known already. */
  readonly baseline?: string
  /** The file it was read from, as it is shown; undefined where there is none. */
  readonly path?: string
}

export type SeveritySetting = Threshold | 'off'

export const configurationFile = 'ollama-doctor.config.json'
const packageFile = 'package.json'
const packageKey = 'ollama-doctor'
const none: Configuration = {hosts: [], models: [], thresholds: {}, severity: {}}

/**
 * Reads the configuration: the file that is named, else `ollama-doctor.config.json` of this folder, else the key
 * `ollama-doctor` of its package.json. Throws a usage error where one is there and not right.
 */
export async function readConfiguration(named: string | undefined): Promise<Configuration> {
  const path = named ?? configurationFile
  const text = await readIfThere(path)
  if (text !== undefined) return parse(text, path, basename(path) === packageFile ? packageKey : undefined)
  if (named !== undefined) throw new UsageError(`${named} does not exist`)
  const packageText = await readIfThere(packageFile)
  // A package.json without the key, or one that is not JSON, is somebody else's business.
  return packageText !== undefined && hasKey(packageText) ? parse(packageText, packageFile, packageKey) : none
}

function hasKey(packageText: string): boolean {
  try {
    const value: unknown = JSON.parse(packageText.replace(/^\ufeff/, ''))
    return typeof value === 'object' && value !== null && packageKey in value
  } catch {
    return false
  }
}

async function parse(text: string, path: string, key?: string): Promise<Configuration> {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message}`)
  }
  if (key !== undefined) value = (value as Record<string, unknown> | null)?.[key]
  if (value === undefined) return none
  const place = key === undefined ? path : `${path}, "${key}"`
  const {validate} = await import('./schema.ts')
  const result = validate(value)
  if ('mistake' in result) throw new UsageError(describe(result.mistake, place))
  const {hosts = [], models = [], failOn, thresholds = {}, severity = {}, baseline} = result.file
  return {
    hosts,
    models,
    ...(failOn && {failOn}),
    thresholds: toThresholds(thresholds),
    severity,
    // A path in a file is meant from where the file is.
    ...(baseline !== undefined && {baseline: resolve(dirname(path), baseline)}),
    path: place,
  }
}

function describe(mistake: Mistake, place: string): string {
  const where = [place, mistake.path].filter(Boolean).join(': ')
  if ('key' in mistake) {
    const {key, known} = mistake
    const list = known.length > 20 ? 'ollama-doctor explain --list shows them all' : `The keys are: ${known.join(', ')}`
    return `${where} has an unknown key "${key}"${didYouMean(key, known)}\n${list}`
  }
  return `${where} has to be ${mistake.expected}, not ${JSON.stringify(mistake.value)}`
}

function toThresholds(written: NonNullable<ConfigurationFile['thresholds']>): Thresholds {
  const {requireVersion, requireGpu, minContext, maxLoadTime, maxFirstToken, minTokensPerSecond, minFreeDisk} = written
  const ms = (text: string | undefined): number | undefined => (text === undefined ? undefined : parseDuration(text))
  return {
    requireVersion,
    requireGpu: requireGpu || undefined,
    minContext,
    maxLoadTimeMs: ms(maxLoadTime),
    maxFirstTokenMs: ms(maxFirstToken),
    minTokensPerSecond,
    minFreeDiskBytes: minFreeDisk === undefined ? undefined : parseBytes(String(minFreeDisk)),
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new UsageError(`${path} cannot be read: ${message}`)
  }
}
