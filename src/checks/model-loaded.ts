import {embed, load} from '../ollama/generate.ts'
import type {Check, CheckContext} from './check.ts'
import {loadedEntry} from './model-answers.ts'
import {placementOf} from './model-placement.ts'
import {type Candidate, chooseCandidates} from './probe-candidates.ts'
import {judgeLoad, type Probe} from './probe-judgement.ts'
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
      transient: true,
    }
  },
}

async function bringIntoMemory(candidate: Candidate, context: CheckContext): Promise<Probe> {
  const {loaded, name, task} = candidate
  if (loaded !== undefined) return {measured: placementOf(loaded), findings: [], transient: false}
  const request = {model: name, timeoutMs: context.probeTimeoutMs}
  const reply = await (task === 'embed' ? embed : load)(context.server.client, request)
  const probe = await judgeLoad(candidate, reply, context)
  const entry = probe.findings.length > 0 ? undefined : await loadedEntry(candidate, context)
  return entry === undefined ? probe : {...probe, measured: {...placementOf(entry), ...probe.measured}}
}
