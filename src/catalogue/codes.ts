import {domains} from './domains.ts'

/** The codes of each domain; data that the build computes beforehand, so that no domain is read for its codes alone. */
export const codesByDomain = Object.fromEntries(
  Object.entries(domains).map(([name, entries]) => [name, Object.keys(entries)]),
) as unknown as Readonly<Record<keyof typeof domains, readonly string[]>>
