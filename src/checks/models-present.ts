import {parseModelName, presenceAmong} from '../ollama/model-name.ts'
import {nearestNames} from '../ollama/nearest-names.ts'
import type {Check, Finding} from './check.ts'
import {troubled} from './trouble.ts'

/** Whether every required model is installed, by the names that Ollama would take for the same. */
export const modelsPresent: Check = {
  id: 'models-present',
  group: 'models',
  requires: ['server-reachable'],
  retryable: true,
  timeoutMs: 60_000,
  async run(context) {
    const answer = await context.server.installed()
    if (!answer.ok) return troubled(answer.trouble, '/api/tags', context)
    const names = answer.value.map(({name}) => name)
    const presenceOf = presenceAmong(names)
    const isMissing = (model: string): boolean => parseModelName(model) !== undefined && presenceOf(model) === 'missing'
    const absent = context.models.filter(isMissing)
    const findings = context.models.flatMap((model): Finding[] => {
      if (parseModelName(model) === undefined) return [invalidName(model)]
      const others = absent.filter((other) => other !== model)
      return isMissing(model) ? [missing(model, others, names)] : []
    })
    return {
      facts: {
        installed: names.length,
        required: context.models.length > 0 ? context.models.length : undefined,
        missing: findings.length > 0 ? findings.map(({subject = ''}) => subject) : undefined,
      },
      findings,
    }
  },
}

function missing(model: string, others: readonly string[], installed: readonly string[]): Finding {
  const nearest = nearestNames(model, installed)
  return {
    code: 'model-not-found',
    confidence: 'certain',
    subject: model,
    args: {
      model,
      ...(nearest.length > 0 && {nearest: nearest.join(', ')}),
      // One command pulls them all.
      ...(others.length > 0 && {othersList: others.join(' ')}),
    },
    evidence: [{source: '/api/tags', text: installed.length === 0 ? 'no models' : installed.slice(0, 20).join(', ')}],
  }
}

function invalidName(model: string): Finding {
  return {
    code: 'invalid-model-name',
    confidence: 'certain',
    subject: model,
    args: {model},
    evidence: [{source: 'required model', text: model}],
  }
}
