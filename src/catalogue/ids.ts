/** The ids, beside the diagnosis codes, for which every language has words. */

/** Of the checks of `check`, in their order. */
export const checkIds = [
  'address',
  'server-reachable',
  'server-version',
  'exposure',
  'models-present',
  'model-answers',
  'model-placement',
  'prompts',
  'disk-space',
  'model-store',
  'config',
] as const

export type CheckId = (typeof checkIds)[number] | Rung | ThresholdId

/** The steps to a server that is ready, each of which includes those before it: the checks of `wait`. */
export const rungs = ['tcp', 'http', 'model', 'loaded', 'token'] as const

export type Rung = (typeof rungs)[number]

/** What a gate may ask of what the other checks measured; each is a check, and an option, of this name. */
export const thresholdIds = [
  'require-version',
  'require-gpu',
  'min-context',
  'max-load-time',
  'max-first-token',
  'min-tokens-per-second',
  'min-free-disk',
] as const

export type ThresholdId = (typeof thresholdIds)[number]

export type Group = 'connection' | 'models' | 'machine' | 'thresholds'

export type SkipReason =
  | 'requirement'
  | 'excluded'
  | 'no-probe'
  | 'not-local'
  | 'simulated'
  | 'settings-unseen'
  | 'log-unread'
  | 'store-unreadable'
  | 'models-missing'
  | 'no-candidate'
  | 'loaded-unknown'
  | 'context-unknown'
  | 'nothing-loaded'
  | 'server-too-old'
  | 'not-measured'
  | 'loaded-before'
  | 'no-release'
  | 'silenced'
