import type {Bundle} from '../../bundle/bundle.ts'
import type {Language} from '../../catalogue/language.ts'

/** Turns what was gathered into a text. Pure. */
export type BundleReporter = (bundle: Bundle, language: Language) => string

/** Every format, each loaded when it is asked for. */
export const bundleReporters = {
  json: async () => (await import('./json.ts')).renderBundleJson,
  markdown: async () => (await import('./markdown.ts')).renderBundleMarkdown,
} as const satisfies Record<string, () => Promise<BundleReporter>>

export type BundleFormat = keyof typeof bundleReporters

export const bundleFormats = Object.keys(bundleReporters) as readonly BundleFormat[]
