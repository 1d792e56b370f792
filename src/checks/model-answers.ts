import {setTimeout as sleep} from 'node:timers/promises'
import type {GpuLook} from '../host/machine/gpus.ts'
import {embed, generate, unload} from '../ollama/generate.ts'
import {modelKey} from '../ollama/model-name.ts'
import type {LoadedModel} from '../ollama/responses.ts'
import {isCut} from '../ollama/truncation.ts'
import {watchRunners} from '../trace/runner-watch.ts'
import {traced} from '../trace/traced.ts'
import type {Check, CheckContext, Finding} from './check.ts'
import {type Candidate, chooseCandidates} from './probe-candidates.ts'
import {judgeEmbedding, judgeGeneration, type Probe} from './probe-judgement.ts'
import {isOnThisMachine} from './store.ts'
import {troubled} from './trouble.ts'

const unloadTimeoutMs = 2_000
/** Drivers that take longer than that after the answer are not waited for. */
const patienceMs = 100
const unloadTimeoutWhenLeavingMs = 300

/** Whether a model really answers: the one question that the passive endpoints cannot settle. */
export const modelAnswers: Check = {
  id: 'model-answers',
  group: 'models',
  requires: ['server-reachable'],
  retryable: true,
  timeoutMs: 60 * 60_000,
  async run(context) {
    if (!context.probe) return {skip: {reason: 'no-probe'}}
    const choice = await chooseCandidates(context)
    if (choice.kind === 'skip') return {skip: choice.skip}
    if (choice.kind === 'trouble') return troubled(choice.trouble, choice.path, context)
    const probes: Probe[] = []
    // One after the other: side by side they would compete for the memory that is in question.
    for (const candidate of choice.candidates) {
      if (context.signal.aborted) break
      probes.push(await probe(candidate, context))
    }
    // Where the run was ended, what has no answer may have been about to get one.
    const known = context.signal.aborted ? probes.filter(({answer}) => answer !== undefined) : probes
    return {
      // One that did not answer has a row without numbers: nothing was measured of it.
      facts: {models: probes.map(({measured}, index) => measured ?? {model: choice.candidates[index]?.name})},
      findings: known.flatMap(({findings}) => findings),
      transient: known.every((result) => result.findings.length === 0 || result.transient),
      isSaid: known.some(({answer}) => answer !== undefined),
    }
  },
}

async function probe(candidate: Candidate, context: CheckContext): Promise<Probe> {
  const {client} = context.server
  const {contextLength} = candidate.loaded ?? {}
  // Drivers take their time: they are asked while the model still answers.
  let looking: Promise<GpuLook | undefined> | undefined
  const impatience = new AbortController()
  const request = {
    model: candidate.name,
    timeoutMs: context.probeTimeoutMs,
    ...(contextLength !== undefined && {contextLength}),
    onFirstToken: () => {
      looking = lookAtGpus(context, impatience.signal)
    },
  }
  const path = candidate.task === 'embed' ? '/api/embed' : '/api/generate'
  const watch = watchRunners(candidate.name, context, context.probeTimeoutMs)
  const from = new Date()
  const result =
    candidate.task === 'embed'
      ? await judgeEmbedding(candidate, await embed(client, request), context)
      : await judgeGeneration(candidate, await generate(client, request), context)
  const to = new Date()
  const watched = watch.stop()
  const entry = await loadedEntry(candidate, context)
  const look =
    entry &&
    (await Promise.race([
      looking ?? lookAtGpus(context, impatience.signal),
      sleep(patienceMs, undefined, {ref: false}),
    ]))
  impatience.abort()
  context.probed.set(candidate.name, {entry: entry && candidate.unloadAfter ? withoutExpiry(entry) : entry, look})
  const leaving = context.signal.aborted
  if (candidate.unloadAfter && (entry !== undefined || leaving)) {
    await unload(client, candidate.name, leaving ? unloadTimeoutWhenLeavingMs : unloadTimeoutMs)
  }
  const {promptTokens} = result.measured ?? {}
  if (
    entry?.contextLength !== undefined &&
    typeof promptTokens === 'number' &&
    isCut(promptTokens, entry.contextLength)
  )
    return {...result, findings: [...result.findings, cut(candidate, promptTokens, entry.contextLength)]}
  return traced(result, {model: candidate.name, path, from, to, watched}, context)
}

/** The probe's own words are few: it is the model's own instructions that do not fit. */
function cut({name}: Candidate, promptTokens: number, contextLength: number): Finding {
  return {
    code: 'prompt-truncated',
    confidence: 'likely',
    subject: name,
    args: {available: contextLength, model: name},
    evidence: [
      {
        source: '/api/generate',
        text: `prompt_eval_count ${promptTokens} is what is left of a longer prompt in a context of ${contextLength}`,
      },
    ],
  }
}

/** What the drivers say of this machine's GPUs now; undefined where it is not the server's. */
async function lookAtGpus({machine, log, ...context}: CheckContext, signal: AbortSignal): Promise<GpuLook | undefined> {
  return log === undefined || !isOnThisMachine(context) ? undefined : machine.lookAtGpus(signal)
}

/** When it would be unloaded says nothing of a model that the probe itself loaded and unloads again. */
function withoutExpiry({expiresAt: _, ...entry}: LoadedModel): LoadedModel {
  return entry
}

/** What /api/ps says of a model now. */
export async function loadedEntry({name}: Candidate, {server}: CheckContext): Promise<LoadedModel | undefined> {
  const loaded = await server.loaded()
  return loaded.ok ? loaded.value.find((model) => modelKey(model.name) === modelKey(name)) : undefined
}
