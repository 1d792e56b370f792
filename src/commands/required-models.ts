import {type Listed, nameOfList, readList} from '../cli/list-file.ts'
import type {Session} from '../cli/program.ts'
import {UsageError} from '../cli/usage-error.ts'
import {configurationFile, readConfiguration} from '../config/configuration.ts'
import {parseModelName} from '../ollama/model-name.ts'
import {printableLine} from '../terminal/printable.ts'

/** Which models a server has to have, and who says so. */
export interface RequiredModels {
  readonly models: readonly string[]
  /** Whether the user wrote them on this very command line. */
  readonly typed: boolean
}

const shownLength = 80

interface ModelSources {
  readonly modelsFile?: string
  readonly config?: string
}

/** The same where there has to be at least one. */
export async function readRequiredModels(
  words: readonly string[],
  sources: ModelSources,
  session: Session,
): Promise<RequiredModels> {
  const required = await readModels(words, sources, session)
  if (required.models.length > 0) return required
  throw new UsageError(
    sources.modelsFile === undefined
      ? `no models are named: give them as arguments, with --models-file FILE, or as "models" in ${configurationFile}`
      : `${nameOfList(sources.modelsFile)} names no model`,
  )
}

/** The arguments, else the file of `--models-file`, else the configuration. Throws before anything is done where a name is none. */
export async function readModels(
  words: readonly string[],
  {modelsFile, config}: ModelSources,
  session: Session,
): Promise<RequiredModels> {
  if (words.length > 0 && modelsFile !== undefined)
    throw new UsageError('models on the command line and --models-file: there can be one of them')
  const named = await readNames(words, modelsFile, config, session)
  for (const {text: model, place} of named) {
    if (parseModelName(model) === undefined)
      throw new UsageError(
        `${place}: "${printableLine(model.slice(0, shownLength))}" is no name of a model; one is like llama3.2, qwen3:8b or hf.co/user/repository:Q4_K_M`,
      )
  }
  return {models: named.map(({text}) => text), typed: words.length > 0}
}

async function readNames(
  words: readonly string[],
  modelsFile: string | undefined,
  config: string | undefined,
  session: Session,
): Promise<Listed[]> {
  if (words.length > 0) return words.map((text) => ({text, place: 'the command line'}))
  if (modelsFile !== undefined) return readList(modelsFile, session)
  const {models, path = ''} = await readConfiguration(config)
  return models.map((text, index) => ({text, place: `${path}: models[${index}]`}))
}
