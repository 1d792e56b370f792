import {capacity} from './capacity.ts'
import {cloud} from './cloud.ts'
import {connection} from './connection.ts'
import type {Entry} from './entry.ts'
import {gpu} from './gpu.ts'
import {memory} from './memory.ts'
import {model} from './model.ts'
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
  request,
  cloud,
  capacity,
  memory,
  gpu,
  runner,
  unknown,
} as const

export type Domains = typeof domains

/** A diagnosis code: never renamed, never reused. */
export type Code = {[Domain in keyof Domains]: keyof Domains[Domain]}[keyof Domains]

const entries = Object.assign({}, ...Object.values(domains)) as Readonly<Record<Code, Entry>>

export const codes = Object.keys(entries) as readonly Code[]

export function entryOf(code: Code): Entry {
  return entries[code]
}
