import type {LoadedModel} from '../ollama/responses.ts'
import {compareVersions, isRelease} from '../ollama/version.ts'
import type {CheckContext, Finding} from './check.ts'
import {isOnThisMachine} from './store.ts'

/** What a model's context is, and was meant to be, in tokens. */
export interface ModelContext {
  readonly facts: Readonly<Record<'trainedContext' | 'modelfileContext' | 'defaultContext', number | undefined>>
  readonly findings: readonly Finding[]
}

/** How the default grew, where no GPU decides on it (server/routes.go): from 0.15.5 on it follows the memory of the GPUs. */
const defaults = [
  {before: '0.6.7', tokens: 2_048},
  {before: '0.15.5', tokens: 4_096},
] as const

/** With what a model was trained, what its Modelfile asks for, and the server's default; and whether it was loaded with less. */
export async function contextOf(model: LoadedModel, context: CheckContext): Promise<ModelContext> {
  const [details, defaultContext] = await Promise.all([context.server.details(model.name), defaultOf(context)])
  const {trainedContext, modelfileContext} = details.ok ? details.value : {}
  const facts = {trainedContext, modelfileContext, defaultContext}
  const {name, contextLength} = model
  // More than it was trained with no model gets.
  const required = Math.min(modelfileContext ?? 0, trainedContext ?? Number.POSITIVE_INFINITY)
  if (contextLength === undefined || contextLength >= required) return {facts, findings: []}
  const finding: Finding = {
    code: 'context-smaller-than-requested',
    confidence: 'certain',
    // Whoever loaded it may have asked for just that.
    severity: 'info',
    subject: name,
    args: {model: name, available: contextLength, required},
    evidence: [
      {source: '/api/ps', text: `context_length ${contextLength}`},
      {source: '/api/show', text: `num_ctx ${modelfileContext}`},
    ],
  }
  return {facts, findings: [finding]}
}

/** Undefined where the server's variables cannot be seen, or the memory of its GPUs decides. */
async function defaultOf(context: CheckContext): Promise<number | undefined> {
  const {server, machine, log} = context
  const isHere = log !== undefined && isOnThisMachine(context)
  const {running} = isHere ? await machine.settings(server.client.address.port) : {}
  const set = Number(running?.values.OLLAMA_CONTEXT_LENGTH)
  if (set > 0) return set
  const version = await server.version()
  if (running === undefined || !version.ok || !isRelease(version.value)) return undefined
  return defaults.find(({before}) => compareVersions(version.value, before) < 0)?.tokens
}
