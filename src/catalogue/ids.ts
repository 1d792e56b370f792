/** The ids, beside the diagnosis codes, for which every language has words. */

export type CheckId =
  | 'address'
  | 'server-reachable'
  | 'server-version'
  | 'models-present'
  | 'model-answers'
  | 'model-placement'
  | 'disk-space'
  | Rung

/** The steps to a server that is ready, each of which includes those before it: the checks of `wait`. */
export const rungs = ['tcp', 'http', 'model', 'loaded', 'token'] as const

export type Rung = (typeof rungs)[number]

export type Group = 'connection' | 'models' | 'machine'

export type SkipReason =
  | 'requirement'
  | 'excluded'
  | 'no-probe'
  | 'not-local'
  | 'store-unreadable'
  | 'models-missing'
  | 'no-candidate'
  | 'loaded-unknown'
  | 'context-unknown'
  | 'nothing-loaded'
  | 'server-too-old'
