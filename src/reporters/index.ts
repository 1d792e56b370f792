import type {Reporter} from './reporter.ts'

/** Every format, each loaded when it is asked for. */
export const reporters = {
  human: async () => (await import('./human.ts')).renderHuman,
  json: async () => (await import('./json.ts')).renderJson,
} as const satisfies Record<string, () => Promise<Reporter>>

export type Format = keyof typeof reporters

export const formats = Object.keys(reporters) as readonly Format[]
