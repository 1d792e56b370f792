import type {Evidence, Finding} from '../checks/check.ts'
import type {Excerpt} from '../logs/excerpt.ts'
import type {Moment} from '../logs/log-line.ts'
import {isInference} from '../ollama/inference.ts'
import type {Symptom} from './symptom.ts'

/** Access lines have whole seconds. */
const secondMs = 1_000
/** What takes less loads or unloads, or asks for nothing. */
const leastWorkMs = 50
/** Of the time that was waited. */
const lateShare = 1 / 3

/**
 * Whether a model that gave no answer in time hangs, or works: a prompt that is processed further, or other requests that are answered,
 * are no hang. A runner that was stopped, or that did nothing in two looks, is one; that it uses the processor settles nothing, as
 * one that waits for its GPU does, too.
 */
export function hungOrSlow(
  findings: readonly Finding[],
  symptom: Symptom,
  excerpts: readonly Excerpt[],
): readonly Finding[] {
  const {watched} = symptom
  const hang = findings.find(({code}) => code === 'runner-hang')
  const wait = findings.find(({code}) => code === 'client-timeout')
  if (hang === undefined || wait === undefined) return findings
  const others = findings.filter((finding) => finding !== hang && finding !== wait)
  const isWorking = excerpts.flatMap((excerpt) => [...advance(excerpt, symptom), ...answered(excerpt, symptom)])
  if (isWorking.length > 0)
    return [{...wait, confidence: 'likely', evidence: [...wait.evidence, ...isWorking]}, ...others]
  const isStill = watched.filter(({verdict}) => verdict !== 'works')
  const seen = watched.map(({evidence}) => evidence)
  const withSeen = (finding: Finding): Finding => ({...finding, evidence: [...finding.evidence, ...seen]})
  if (isStill.length === 0 || isStill.length < watched.length)
    return findings.map((finding, index) => (index === 0 ? withSeen(finding) : finding))
  return [{...withSeen(hang), confidence: 'likely'}, {...wait, confidence: 'possible'}, ...others]
}

/** Only what happened towards the end of the wait tells that it still works. */
function isLate(at: Moment | undefined, {from, to}: Symptom): boolean {
  return at !== undefined && at.ms >= to.getTime() - (to.getTime() - from.getTime()) * lateShare - secondMs
}

/** A prompt that is processed, and how far it came; where its lines have times. */
function advance({progress, source}: Excerpt, symptom: Symptom): Evidence[] {
  const shares = progress.map(({share}) => share)
  const isMoving = progress.some(
    ({share, at}, index) => share !== progress[index - 1]?.share && index > 0 && isLate(at, symptom),
  )
  if (!isMoving) return []
  return [
    {source, text: `prompt processing went from ${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`},
  ]
}

/** Requests of others that were answered meanwhile: this one waits for its turn. */
function answered({requests, source}: Excerpt, symptom: Symptom): Evidence[] {
  const {from, to} = symptom
  const done = requests.filter(
    ({at, path, status, latencyMs}) =>
      at !== undefined &&
      at.ms > from.getTime() &&
      isLate(at, symptom) &&
      at.ms + secondMs <= to.getTime() &&
      status === 200 &&
      latencyMs >= leastWorkMs &&
      isInference(path),
  )
  return done.length === 0 ? [] : [{source, text: `requests of others that were answered meanwhile: ${done.length}`}]
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
