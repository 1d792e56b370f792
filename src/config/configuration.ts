import {readFile} from 'node:fs/promises'
import {didYouMean} from '../cli/suggest.ts'
import {UsageError} from '../cli/usage-error.ts'

/** What a project says once, for every run. */
export interface Configuration {
  /** Models that a server has to have. */
  readonly models: readonly string[]
  /** The file it was read from; undefined where there is none. */
  readonly path?: string
}

export const configurationFile = 'ollama-doctor.config.json'
const packageFile = 'package.json'
const packageKey = 'ollama-doctor'
const keys = ['models', '$schema']

/**
 * Reads the configuration: the file that is named, else `ollama-doctor.config.json` of this folder, else the key
 * `ollama-doctor` of its package.json. Throws a usage error where one is there and not right.
 */
export async function readConfiguration(named: string | undefined): Promise<Configuration> {
  const path = named ?? configurationFile
  const text = await readIfThere(path)
  if (text !== undefined) return parse(text, path, (value) => value)
  if (named !== undefined) throw new UsageError(`${named} does not exist`)
  const packageText = await readIfThere(packageFile)
  // A package.json without the key, or one that is not JSON, is somebody else's business.
  if (!packageText?.includes(`"${packageKey}"`)) return {models: []}
  return parse(packageText, packageFile, (value) => (value as Record<string, unknown> | null)?.[packageKey], packageKey)
}

function parse(text: string, path: string, pick: (value: unknown) => unknown, key?: string): Configuration {
  let value: unknown
  try {
    value = pick(JSON.parse(text.replace(/^\ufeff/, '')))
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message}`)
  }
  if (value === undefined) return {models: []}
  const place = key === undefined ? path : `${path}, "${key}"`
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${place} has to be an object, as in {"models": ["llama3.2"]}, not ${JSON.stringify(value)}`)
  const unknown = Object.keys(value).find((name) => !keys.includes(name))
  if (unknown !== undefined)
    throw new UsageError(
      `${place} has an unknown key "${unknown}"${didYouMean(unknown, keys)}\nThe keys are: ${keys.join(', ')}`,
    )
  const {models = []} = value as {models?: unknown}
  if (!Array.isArray(models))
    throw new UsageError(`${place}: models has to be a list of names, not ${JSON.stringify(models)}`)
  const wrong = models.findIndex((model) => typeof model !== 'string')
  if (wrong >= 0)
    throw new UsageError(`${place}: models[${wrong}] has to be a name in quotes, not ${JSON.stringify(models[wrong])}`)
  return {models, path: place}
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
