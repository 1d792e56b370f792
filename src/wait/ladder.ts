import {type Rung, rungs} from '../catalogue/ids.ts'
import {address} from '../checks/address.ts'
import type {Check, Finding} from '../checks/check.ts'
import {modelAnswers} from '../checks/model-answers.ts'
import {modelLoaded, staysLoaded} from '../checks/model-loaded.ts'
import {modelsPresent} from '../checks/models-present.ts'
import {portOpen} from '../checks/port-open.ts'
import {serverReachable} from '../checks/server-reachable.ts'
import {prospectOf} from './prospect.ts'

/** Pulls what is missing; why that failed, or nothing. */
export type PullMissing = (signal: AbortSignal) => Promise<readonly Finding[]>

const firstPauseMs = 30_000

const checkOf: Readonly<Record<Rung, Check>> = {
  tcp: portOpen,
  http: {...serverReachable, id: 'http', requires: ['tcp']},
  model: {...modelsPresent, id: 'model', requires: ['http']},
  loaded: modelLoaded,
  token: {...modelAnswers, id: 'token', requires: ['loaded']},
}

/** The checks up to a rung, each of which requires the one below. */
export function ladderTo(rung: Rung, pull?: PullMissing): readonly Check[] {
  const checks = {
    ...checkOf,
    ...(pull && {model: withPull(checkOf.model, pull)}),
    // A model that the server unloads at once answers all the same.
    ...(rung === 'loaded' && {loaded: staysLoaded}),
  }
  return [address, ...rungs.slice(0, rungs.indexOf(rung) + 1).map((name) => checks[name])]
}

/** Each failed pull may have cost gigabytes: the next comes later, and none where asking again does not cure it. */
function withPull(check: Check, pull: PullMissing): Check {
  let given: readonly Finding[] | undefined
  let pauseMs = firstPauseMs
  let notBefore = 0
  return {
    ...check,
    timeoutMs: 24 * 60 * 60_000,
    async run(context) {
      const before = await check.run(context)
      if (!before.findings?.some(({code}) => code === 'model-not-found')) return before
      if (given !== undefined && performance.now() < notBefore) return {...before, findings: given}
      const findings = await pull(context.signal)
      if (findings.length > 0) {
        given = findings
        const isFinal = prospectOf(findings) === 'lasting' || findings.some(({code}) => code === 'digest-mismatch')
        notBefore = isFinal ? Number.POSITIVE_INFINITY : performance.now() + pauseMs
        pauseMs *= 2
        return {...before, findings}
      }
      context.server.forget()
      return check.run(context)
    },
  }
}
