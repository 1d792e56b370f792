import {together, type VariableSource} from '../host/machine/variable-source.ts'
import {isSameValue, whyUnreadable} from '../ollama/variable-values.ts'
import {variables} from '../ollama/variables.ts'
import {inTime} from '../trace/in-time.ts'
import type {CheckContext, Evidence, Finding} from './check.ts'

/** The log is read on the side: what is not there by then is not waited for. */
const lookMs = 1_000

/** What a server runs with. */
export interface Running extends VariableSource {
  /** What was set, where `values` also has what was not. */
  readonly set: Readonly<Record<string, string>>
  /** Whether a variable that is not in it is not set: a log has only those that the server knows. */
  readonly isWhole: boolean
}

/** As its process tells, else as its log does; undefined where neither can be read. */
export async function runningIn(context: CheckContext): Promise<Running | undefined> {
  const {running} = await context.machine.settings(context.server.client.address.port)
  if (running !== undefined) return {...running, set: running.values, isWhole: true}
  const {countedStart} = await import('../trace/last-load.ts')
  const started = await inTime(undefined, context, countedStart, lookMs)
  if (started === undefined || Object.keys(started.variables).length === 0) return undefined
  const {source, variables: values, settings: set} = started
  return {source: `${source}, server config`, values, set, isWhole: false}
}

/** What a service has, where the one server on this machine is that service, and all its files can be read. */
export async function ofService({machine, server: target}: CheckContext): Promise<Running | undefined> {
  const {port} = target.client.address
  const [service, server, {meant}] = await Promise.all([
    machine.service(),
    machine.server(port),
    machine.settings(port),
  ])
  const isService = server !== undefined && server.unit === `${service?.unit}.service`
  if (service === undefined || !isService || meant.length <= service.environmentFiles.length) return undefined
  const {source, values} = together(meant)
  return {source, values, set: values, isWhole: true}
}

export function notApplied(
  variable: string | undefined,
  evidence: readonly Evidence[],
  confidence: Finding['confidence'],
): Finding {
  return {code: 'env-not-applied', confidence, ...(variable !== undefined && {args: {variable}}), evidence}
}

/** What was set in one place, and the server has not: it was not started again since, or that place is none that it reads. */
export function differing(
  {source, values}: VariableSource,
  running: Running,
  except: ReadonlySet<string> = new Set(),
): Finding[] {
  const found = Object.entries(values).filter(([name, value]) => {
    if (variables[name] === undefined || except.has(name)) return false
    const has = running.values[name]
    // What is empty it takes for not set, and what it cannot read for a mistake, which is said elsewhere.
    if (!running.isWhole && (has === undefined || value === '' || whyUnreadable(name, value) !== undefined))
      return false
    return !isSameValue(name, value, has ?? '')
  })
  if (found.length === 0) return []
  const set = found.map(([name, value]) => `${name}=${value}`).join('\n')
  const has = found.map(([name]) =>
    running.values[name] === undefined ? `no ${name}` : `${name}=${running.values[name]}`,
  )
  const names = found.map(([name]) => name).join(', ')
  const evidence = [
    {source, text: set},
    {source: running.source, text: has.join('\n')},
  ]
  return [notApplied(names, evidence, 'likely')]
}
