import {codesByDomain} from './codes.ts'
import {domains} from './domains.ts'
import type {Entry} from './entry.ts'

export type Domains = typeof domains

export type DomainName = keyof Domains

export const domainNames = Object.keys(domains) as readonly DomainName[]

/** A diagnosis code: never renamed, never reused. */
export type Code = {[Domain in keyof Domains]: keyof Domains[Domain]}[keyof Domains]

export const codes = domainNames.flatMap((name) => codesByDomain[name]) as readonly Code[]

export function entryOf(code: Code): Entry {
  return (domains[domainOf(code)] as Readonly<Record<string, Entry>>)[code] as Entry
}

export function domainOf(code: Code): DomainName {
  return domainNames.find((name) => codesByDomain[name].includes(code)) as DomainName
}
