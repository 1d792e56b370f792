import {type Listed, nameOfList, readList} from '../cli/list-file.ts'
import type {Session} from '../cli/program.ts'
import {type Configuration, configurationFile, readConfiguration} from '../config/configuration.ts'
import {parseModelName} from '../ollama/model-name.ts'
import {printableLine} from '../terminal/printable.ts'
import {UsageError} from '../usage/usage-error.ts'

/** Which models a server has to have, and who says so. */
export interface RequiredModels {
  readonly models: readonly string[]
  /** Whether the user wrote them on this very command line. */
  readonly typed: boolean
  /** Who says so, to be shown. */
  readonly from: string
}

const shownLength = 80

/** The same where there has to be at least one. */
export async function readRequiredModels(
  words: readonly string[],
  {modelsFile, config}: {readonly modelsFile?: string; readonly config?: string},
  session: Session,
): Promise<RequiredModels> {
  const needed = words.length === 0 && modelsFile === undefined
  const required = await readModels(words, modelsFile, needed ? await readConfiguration(config) : {models: []}, session)
  if (required.models.length > 0) return required
  throw new UsageError(
    modelsFile === undefined
      ? `no models are named: give them as arguments, with --models-file FILE, or as "models" in ${configurationFile}`
      : `${nameOfList(modelsFile)} names no model`,
  )
}

/** The arguments, else the file of `--models-file`, else the configuration. Throws before anything is done where a name is none. */
export async function readModels(
  words: readonly string[],
  modelsFile: string | undefined,
  configuration: Pick<Configuration, 'models' | 'path'>,
  session: Session,
): Promise<RequiredModels> {
  if (words.length > 0 && modelsFile !== undefined)
    throw new UsageError('models on the command line and --models-file: there can be one of them')
  const {listed, from} = await readNames(words, modelsFile, configuration, session)
  for (const {text, place} of listed) {
    if (parseModelName(text) === undefined)
      throw new UsageError(
        `${place}: "${printableLine(text.slice(0, shownLength))}" is no name of a model; one is like llama3.2, qwen3:8b or hf.co/user/repository:Q4_K_M`,
      )
  }
  return {models: listed.map(({text}) => text), typed: words.length > 0, from}
}

async function readNames(
  words: readonly string[],
  modelsFile: string | undefined,
  {models, path = ''}: Pick<Configuration, 'models' | 'path'>,
  session: Session,
): Promise<{listed: readonly Listed[]; from: string}> {
  if (words.length > 0) return {listed: words.map((text) => ({text, place: 'the command line'})), from: 'arguments'}
  if (modelsFile !== undefined) return {listed: await readList(modelsFile, session), from: '--models-file'}
  const listed = models.map((text, index) => ({text, place: `${path}: models[${index}]`}))
  return {listed, from: models.length > 0 ? path : 'default'}
}
