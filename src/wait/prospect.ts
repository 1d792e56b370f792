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
const pending: ReadonlySet<Code> = new Set<Code>([...unanswered, 'server-busy', 'model-in-use'])
/** What another program may put right meanwhile, as somebody pulls the model; or what nobody knows. */
const curedByOthers: ReadonlySet<Code> = new Set<Code>(['model-not-found', 'unknown-error'])
const hopeless: ReadonlySet<Code> = new Set<Code>(['ollama-host-malformed', 'invalid-model-name'])

/** By the likeliest cause: what is merely possible says nothing of what waiting cannot do. */
export function prospectOf(findings: readonly Finding[]): Prospect {
  const errors = findings.filter((finding) => severityOf(finding) === 'error')
  const sure = errors.filter(({confidence}) => confidence !== 'possible')
  if (sure.some(({code}) => hopeless.has(code))) return 'hopeless'
  if (sure.some(({code}) => !entryOf(code).retryable && !pending.has(code) && !curedByOthers.has(code)))
    return 'lasting'
  const [first] = errors
  return first !== undefined && [first, ...sure].every(({code}) => pending.has(code)) ? 'pending' : 'open'
}

/** Whether what was found is only that no answer came yet. */
export function isUnanswered({code}: Finding): boolean {
  return unanswered.has(code)
}
