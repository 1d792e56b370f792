import type {CheckId} from '../catalogue/ids.ts'
import type {TargetReport} from '../diagnosis/report.ts'
import {printableLine} from '../terminal/printable.ts'

/** A number that a check measured, in the base unit that monitoring expects. */
export interface Measurement {
  readonly check: CheckId
  /** Without its unit: `firstToken`. */
  readonly name: string
  readonly unit: 'seconds' | 'bytes' | 'ratio' | undefined
  readonly value: number
  /** Of which model, where it is a model's. */
  readonly model?: string
}

const units = [
  {suffix: 'Ms', unit: 'seconds', factor: 1e-3},
  {suffix: 'Bytes', unit: 'bytes', factor: 1},
  {suffix: 'Percent', unit: 'ratio', factor: 1e-2},
] as const

/** Every number among the facts of a target, in the order of its checks. */
export function measurementsOf({checks}: TargetReport): Measurement[] {
  return checks.flatMap(({id, facts}) => {
    const rows = Array.isArray(facts.models) ? facts.models : []
    const own = Object.entries(facts).flatMap(([name, value]) => measure(id, name, value))
    const ofModels = rows.flatMap((row) => {
      if (typeof row !== 'object') return []
      const model = printableLine(String(row.model))
      return Object.entries(row).flatMap(([name, value]) => measure(id, name, value).map((one) => ({...one, model})))
    })
    return [...own, ...ofModels]
  })
}

function measure(check: CheckId, fact: string, value: unknown): Measurement[] {
  if (typeof value !== 'number') return []
  const known = units.find(({suffix}) => fact.endsWith(suffix))
  if (known === undefined) return [{check, name: fact, unit: undefined, value}]
  const {suffix, unit, factor} = known
  return [{check, name: fact.slice(0, -suffix.length), unit, value: Number((value * factor).toPrecision(9))}]
}
