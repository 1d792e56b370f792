import {capacity} from './capacity.ts'
import {cloud} from './cloud.ts'
import {connection} from './connection.ts'
import {context} from './context.ts'
import type {Entry} from './entry.ts'
import {gpu} from './gpu.ts'
import {importing} from './import.ts'
import {memory} from './memory.ts'
import {model} from './model.ts'
import {negative} from './negative.ts'
import {nvidia} from './nvidia.ts'
import {registry} from './registry.ts'
import {request} from './request.ts'
import {runner} from './runner.ts'
import {startup} from './startup.ts'
import {store} from './store.ts'
import {unknown} from './unknown.ts'

/** Every domain of causes, in the order in which a reader would look for one. */
export const domains = {
  connection,
  startup,
  registry,
  store,
  model,
  import: importing,
  request,
  context,
  cloud,
  capacity,
  memory,
  gpu: {...nvidia, ...gpu},
  runner,
  negative,
  unknown,
} as const

export type Domains = typeof domains

export type DomainName = keyof Domains

export const domainNames = Object.keys(domains) as readonly DomainName[]

/** A diagnosis code: never renamed, never reused. */
export type Code = {[Domain in keyof Domains]: keyof Domains[Domain]}[keyof Domains]

const entries = Object.assign({}, ...Object.values(domains)) as Readonly<Record<Code, Entry>>

export const codes = Object.keys(entries) as readonly Code[]

export function entryOf(code: Code): Entry {
  return entries[code]
}

export function domainOf(code: Code): DomainName {
  return domainNames.find((name) => code in domains[name]) as DomainName
}
