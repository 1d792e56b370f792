import {type Code, entryOf} from '../catalogue/index.ts'
import type {Finding} from '../checks/check.ts'
import {severityOf} from '../diagnosis/engine.ts'

/**
 * What waiting may do for what was found: `pending` is on its way, `open` may change, `lasting` stays until somebody changes
 * something, and `hopeless` is in what we were given ourselves.
 */
export type Prospect = 'pending' | 'open' | 'lasting' | 'hopeless'

/** No answer yet: somebody works on it, or nobody does; only time tells. */
const unanswered: ReadonlySet<Code> = new Set<Code>([
  'server-starting',
  'server-unresponsive',
  'client-timeout',
  'runner-hang',
])
const pending: ReadonlySet<Code> = new Set<Code>(['server-busy', 'model-in-use'])
/** What another program may put right meanwhile, as somebody pulls the model; or what nobody knows. */
const curedByOthers: ReadonlySet<Code> = new Set<Code>([
  'model-not-found',
  'unknown-error',
  // Where nothing listens yet, at which address is a guess.
  'client-host-mismatch',
  'localhost-resolution',
])
const hopeless: ReadonlySet<Code> = new Set<Code>(['ollama-host-malformed', 'invalid-model-name'])

/** By the likeliest cause: what is merely possible says nothing of what waiting cannot do. */
export function prospectOf(findings: readonly Finding[]): Prospect {
  const errors = findings.filter((finding) => severityOf(finding) === 'error')
  const sure = errors.filter(({confidence}) => confidence !== 'possible')
  if (sure.some(({code}) => hopeless.has(code))) return 'hopeless'
  if (sure.some(isLasting)) return 'lasting'
  const [first] = errors
  const isPending = (finding: Finding): boolean => isUnanswered(finding) || pending.has(finding.code)
  return first !== undefined && [first, ...sure].every(isPending) ? 'pending' : 'open'
}

/** A 5xx of whatever answers may be another the next time. */
function isLasting({code, args}: Finding): boolean {
  const isServerError = typeof args?.status === 'number' && args.status >= 500
  return (
    !entryOf(code).retryable &&
    !pending.has(code) &&
    !unanswered.has(code) &&
    !curedByOthers.has(code) &&
    !isServerError
  )
}

/** Whether what was found is only that no answer came yet. */
export function isUnanswered({code, args}: Finding): boolean {
  return unanswered.has(code) || (code === 'response-invalid' && args?.slowPath !== undefined)
}
