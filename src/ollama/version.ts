/** A part of the API that older servers lack. */
export interface Feature {
  readonly feature: string
  readonly since: string
  /** Whether the doctor itself cannot do its work without it. */
  readonly essential: boolean
}

/** From the tags of Ollama's source at which each first appears. */
const features: readonly Feature[] = [
  {feature: '/api/ps', since: '0.1.38', essential: true},
  {feature: '/api/embed', since: '0.2.6', essential: false},
  {feature: 'tool calls', since: '0.3.0', essential: false},
  {feature: 'structured outputs', since: '0.5.0', essential: false},
  {feature: 'capabilities in /api/show', since: '0.6.4', essential: false},
  {feature: 'thinking', since: '0.9.0', essential: false},
  {feature: 'context_length in /api/ps', since: '0.10.0', essential: false},
  {feature: 'cloud models', since: '0.12.0', essential: false},
  {feature: 'real statuses for failed streams', since: '0.12.6', essential: false},
  {feature: '/v1/responses', since: '0.13.3', essential: false},
  {feature: '/v1/messages', since: '0.14.0', essential: false},
]

/** What a server of this version lacks; nothing is claimed of a version that is no release. */
export function missingFeatures(version: string): readonly Feature[] {
  return isRelease(version) ? features.filter(({since}) => compareVersions(version, since) < 0) : []
}

/** Self-built servers call themselves 0.0.0. */
export function isRelease(version: string): boolean {
  return /^v?\d+\.\d+\.\d+/.test(version) && !/^v?0\.0\.0/.test(version)
}

/** Below, above or equal to zero as `a` is older than, newer than or the same release as `b`; a pre-release counts as its release. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)]
  return [0, 1, 2].map((index) => (left[index] ?? 0) - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0
}

const comparator = /^(>=|<=|>|<|=)?v?(\d+(?:\.\d+){0,2}(?:-[\w.]+)?)$/

/**
 * Tells whether a version is in a range: comparisons that must all hold, as in `>=0.12 <0.30`; a bare `0.12.11` is that release,
 * and `0.12` any of its. Undefined where the text is no range.
 */
export function parseVersionRange(range: string): ((version: string) => boolean) | undefined {
  const tests = range
    .trim()
    .replace(/([<>=])\s+/g, '$1')
    .split(/[\s,]+/)
    .map((part) => {
      const [, operator = '=', bound = ''] = comparator.exec(part) ?? []
      if (bound === '') return undefined
      const given = bound.split('-', 1)[0]?.split('.').length ?? 3
      return (version: string): boolean => {
        const exact = compareVersions(version, bound)
        // `=0.12` and `<=0.12` hold for all of 0.12, and `>0.12` for none of it.
        const within = numbers(version)
          .slice(0, given)
          .every((number, index) => number === numbers(bound)[index])
        return {'>=': exact >= 0, '<': exact < 0, '<=': exact < 0 || within, '>': exact > 0 && !within, '=': within}[
          operator as '='
        ]
      }
    })
  if (tests.some((test) => test === undefined)) return undefined
  return (version) => tests.every((test) => test?.(version))
}

function numbers(version: string): number[] {
  return version
    .replace(/^v/, '')
    .split(/[-+]/, 1)
    .flatMap((core) => core.split('.').map(Number))
}
