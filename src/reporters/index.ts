import type {Reporter} from './reporter.ts'

/** Every format, each loaded when it is asked for. */
export const reporters = {
  human: async () => (await import('./human.ts')).renderHuman,
  json: async () => (await import('./json.ts')).renderJson,
  junit: async () => (await import('./junit.ts')).renderJunit,
  tap: async () => (await import('./tap.ts')).renderTap,
  github: async () => (await import('./github.ts')).renderGithub,
  nagios: async () => (await import('./nagios.ts')).renderNagios,
  prometheus: async () => (await import('./prometheus.ts')).renderPrometheus,
  markdown: async () => (await import('./markdown.ts')).renderMarkdown,
} as const satisfies Record<string, () => Promise<Reporter>>

export type Format = keyof typeof reporters

export const formats = Object.keys(reporters) as readonly Format[]
