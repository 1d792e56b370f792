import {readFileBlocks, readStdin} from '../cli/input.ts'
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

/** A name, and where it stands, for an error. */
interface Named {
  readonly model: string
  readonly place: string
}

const blockLength = 1 << 16
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
      : `${sources.modelsFile === '-' ? 'standard input' : sources.modelsFile} names no model`,
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
  for (const {model, place} of named) {
    if (parseModelName(model) === undefined)
      throw new UsageError(
        `${place}: "${printableLine(model.slice(0, shownLength))}" is no name of a model; one is like llama3.2, qwen3:8b or hf.co/user/repository:Q4_K_M`,
      )
  }
  return {models: named.map(({model}) => model), typed: words.length > 0}
}

async function readNames(
  words: readonly string[],
  modelsFile: string | undefined,
  config: string | undefined,
  session: Session,
): Promise<Named[]> {
  if (words.length > 0) return words.map((model) => ({model, place: 'the command line'}))
  if (modelsFile === undefined) {
    const {models, path = ''} = await readConfiguration(config)
    return models.map((model, index) => ({model, place: `${path}: models[${index}]`}))
  }
  const blocks =
    modelsFile === '-' ? readStdin(session, blockLength) : readFileBlocks(modelsFile, session.signal, blockLength)
  let text = ''
  for await (const block of blocks) text += block
  const file = modelsFile === '-' ? 'standard input' : modelsFile
  return text
    .split('\n')
    .map((line, index) => ({model: line.replace(/(?:^|\s)#.*/s, '').trim(), place: `${file}, line ${index + 1}`}))
    .filter(({model}) => model !== '')
}
