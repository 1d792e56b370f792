import {isCloudName, modelKey} from '../ollama/model-name.ts'
import type {InstalledModel, LoadedModel} from '../ollama/responses.ts'
import type {Trouble} from '../ollama/server.ts'
import type {CheckContext, Skip} from './check.ts'

/** A model to ask, and how to ask it without harm. */
export interface Candidate {
  readonly name: string
  readonly task: 'generate' | 'embed'
  /** What /api/ps says of it; absent where it is not loaded, or where the server cannot tell. */
  readonly loaded?: LoadedModel
  /** Whether it is known not to be loaded. */
  readonly isCold: boolean
  /** Whether /api/tags has it: a model of the cloud may answer without. */
  readonly listed: boolean
  /** Answered by Ollama's cloud: nothing of it is ever loaded. */
  readonly remote: boolean
  /** Whether to unload it afterwards, as it was not loaded before. */
  readonly unloadAfter: boolean
}

export type Candidates =
  | {readonly kind: 'candidates'; readonly candidates: readonly Candidate[]}
  | {readonly kind: 'skip'; readonly skip: Skip}
  | {readonly kind: 'trouble'; readonly trouble: Trouble; readonly path: string}

const maxLookups = 5
const local = {listed: true, remote: false}

/**
 * Which models to ask. Required models, as their names are the user's word that they may be loaded; else one that is
 * loaded; else, where none is, the smallest that can answer. Nothing that could evict a model is asked unbidden.
 */
export async function chooseCandidates(context: CheckContext): Promise<Candidates> {
  const {server, models, disruptive} = context
  const [installed, loaded] = await Promise.all([server.installed(), server.loaded()])
  if (!installed.ok) return {kind: 'trouble', trouble: installed.trouble, path: '/api/tags'}
  // Servers before 0.1.38 have no /api/ps: what is loaded is then unknown.
  const tooOld = !loaded.ok && loaded.trouble.kind === 'status' && loaded.trouble.status === 404
  if (!loaded.ok && !tooOld) return {kind: 'trouble', trouble: loaded.trouble, path: '/api/ps'}
  const inMemory = loaded.ok ? loaded.value : undefined
  if (models.length > 0) return required(context, installed.value, inMemory)
  if (inMemory === undefined && !disruptive) return {kind: 'skip', skip: {reason: 'loaded-unknown'}}
  return inMemory !== undefined && inMemory.length > 0
    ? alreadyLoaded(context, inMemory)
    : smallest(context, installed.value, inMemory !== undefined)
}

async function required(
  context: CheckContext,
  installed: readonly InstalledModel[],
  inMemory: readonly LoadedModel[] | undefined,
): Promise<Candidates> {
  const wantedOnce = [...new Map(context.models.map((name) => [modelKey(name), name])).values()]
  const present = wantedOnce.flatMap((wanted) => {
    const model = installed.find(({name}) => modelKey(name) === modelKey(wanted))
    if (model === undefined && !isCloudName(wanted)) return []
    return {name: model?.name ?? wanted, model}
  })
  if (present.length === 0)
    return {kind: 'skip', skip: {reason: 'models-missing', args: {models: context.models.join(', ')}}}
  const candidates = await Promise.all(
    present.map(async ({name, model}): Promise<Candidate> => {
      const loaded = inMemory?.find((other) => modelKey(other.name) === modelKey(name))
      const remote = model?.remote ?? true
      return {
        name,
        task: remote ? 'generate' : await taskOf(name, model, context),
        ...(loaded && {loaded}),
        isCold: inMemory !== undefined && loaded === undefined,
        listed: model !== undefined,
        remote,
        unloadAfter: inMemory !== undefined && loaded === undefined && !remote,
      }
    }),
  )
  return {kind: 'candidates', candidates}
}

/** One that is loaded, asked with the very context it was loaded with: any other would load it anew. */
async function alreadyLoaded(context: CheckContext, inMemory: readonly LoadedModel[]): Promise<Candidates> {
  const askable = context.disruptive ? inMemory : inMemory.filter(({contextLength}) => contextLength !== undefined)
  if (askable.length === 0) {
    return {kind: 'skip', skip: {reason: 'context-unknown', args: {models: inMemory.map(({name}) => name).join(', ')}}}
  }
  const candidates = await Promise.all(
    askable.slice(0, maxLookups).map(async (loaded): Promise<Candidate> => {
      const task = await taskOf(loaded.name, undefined, context)
      return {name: loaded.name, task, loaded, isCold: false, ...local, unloadAfter: false}
    }),
  )
  const best = candidates.find(({task}) => task === 'generate') ?? candidates[0]
  return {kind: 'candidates', candidates: best === undefined ? [] : [best]}
}

async function smallest(
  context: CheckContext,
  installed: readonly InstalledModel[],
  unloadAfter: boolean,
): Promise<Candidates> {
  const own = installed
    .filter((model) => !model.remote && !isCloudName(model.name))
    .sort((a, b) => a.sizeBytes - b.sizeBytes)
  for (const model of own.slice(0, maxLookups)) {
    const task = await taskOf(model.name, model, context)
    if (task === 'generate')
      return {kind: 'candidates', candidates: [{name: model.name, task, isCold: unloadAfter, ...local, unloadAfter}]}
  }
  const [first] = own
  return first === undefined
    ? {kind: 'skip', skip: {reason: 'no-candidate'}}
    : {kind: 'candidates', candidates: [{name: first.name, task: 'embed', isCold: unloadAfter, ...local, unloadAfter}]}
}

/** From the list of models (0.30 and newer), else from /api/show (0.6.4 and newer), else from the family. */
async function taskOf(
  name: string,
  model: InstalledModel | undefined,
  {server}: CheckContext,
): Promise<Candidate['task']> {
  let capabilities = model?.capabilities
  if (capabilities === undefined) {
    const details = await server.details(name)
    capabilities = details.ok ? details.value.capabilities : undefined
  }
  const embedsOnly =
    capabilities === undefined
      ? (model?.families ?? []).some((family) => family.includes('bert'))
      : capabilities.includes('embedding') && !capabilities.includes('completion')
  return embedsOnly ? 'embed' : 'generate'
}
