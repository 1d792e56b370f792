import {embed, load} from '../ollama/generate.ts'
import {modelKey} from '../ollama/model-name.ts'
import type {Check, CheckContext, Finding} from './check.ts'
import {loadedEntry} from './model-answers.ts'
import {placementOf} from './model-placement.ts'
import {type Candidate, chooseCandidates} from './probe-candidates.ts'
import {judgeEmbedding, judgeLoad, type Probe} from './probe-judgement.ts'
import {troubled} from './trouble.ts'

/** Whether every required model is in memory; loads those that are not, as the first request for them would. */
export const modelLoaded: Check = {
  id: 'loaded',
  group: 'models',
  requires: ['model'],
  retryable: true,
  timeoutMs: 24 * 60 * 60_000,
  async run(context) {
    const choice = await chooseCandidates(context)
    if (choice.kind === 'skip') return {skip: choice.skip}
    if (choice.kind === 'trouble') return troubled(choice.trouble, choice.path, context)
    const probes: Probe[] = []
    for (const candidate of choice.candidates.filter(({remote}) => !remote)) {
      if (context.signal.aborted) break
      probes.push(await bringIntoMemory(candidate, context))
    }
    return {
      facts: {models: probes.map(({measured}) => measured).filter((measured) => measured !== undefined)},
      findings: probes.flatMap(({findings}) => findings),
      transient: probes.every((probe) => probe.findings.length === 0 || probe.transient),
    }
  },
}

/** The same, and all of them are still there when the last has come: each may have driven out another. */
export const staysLoaded: Check = {
  ...modelLoaded,
  async run(context) {
    const outcome = await modelLoaded.run(context)
    const loaded = await context.server.loaded()
    if ((outcome.findings ?? []).length > 0 || outcome.skip !== undefined || !loaded.ok) return outcome
    const names = loaded.value.map(({name}) => name)
    const present = new Set(names.map(modelKey))
    const {models = []} = outcome.facts ?? {}
    const rows = Array.isArray(models) ? models.map((row) => (typeof row === 'object' ? String(row.model) : row)) : []
    const gone = rows.filter((model) => !present.has(modelKey(model)))
    return {...outcome, findings: gone.map((model) => driven(model, names))}
  },
}

function driven(model: string, loaded: readonly string[]): Finding {
  return {
    code: 'reload-thrash',
    confidence: 'likely',
    severity: 'error',
    subject: model,
    args: {model},
    evidence: [{source: '/api/ps, after it was loaded', text: loaded.length > 0 ? loaded.join(', ') : 'no models'}],
  }
}

async function bringIntoMemory(candidate: Candidate, context: CheckContext): Promise<Probe> {
  const {loaded, name, task} = candidate
  if (loaded !== undefined) return {measured: placementOf(loaded), findings: [], transient: false}
  const request = {model: name, timeoutMs: context.probeTimeoutMs}
  const {client} = context.server
  const probe =
    task === 'embed'
      ? await judgeEmbedding(candidate, await embed(client, request), context)
      : await judgeLoad(candidate, await load(client, request), context)
  const entry = probe.findings.length > 0 ? undefined : await loadedEntry(candidate, context)
  return entry === undefined ? probe : {...probe, measured: {...placementOf(entry), ...probe.measured}}
}
