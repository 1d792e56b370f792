import type {CheckContext, Evidence} from '../checks/check.ts'
import type {Truncations} from '../logs/contexts.ts'
import {isOfTarget} from './last-load.ts'

/** Prompts for one model that were cut to the same context. */
export interface Cuts {
  /** As Ollama names it; undefined where nothing tells which it was. */
  readonly model: string | undefined
  readonly times: number
  /** In tokens: the longest, and what the context holds. */
  readonly longest: number | undefined
  readonly limit: number | undefined
  /** Whose they were, the most frequent first. */
  readonly evidence: readonly Evidence[]
}

const mostEvidence = 5
/** Of the log, so many as take no time. */
const newestLines = 5_000
/** So many are asked what they are made of, to find the one that the log means. */
const mostModels = 20

/** Of which the log of the server tells, and since when; undefined where no log of it can be read. */
export async function cutsSince(
  since: Date,
  context: CheckContext,
): Promise<{readonly from: Date; readonly cuts: readonly Cuts[]} | undefined> {
  const {log, signal, machine, server} = context
  const {port} = server.client.address
  const stretch = {from: since, to: new Date(), signal}
  const logs = (await log?.counted(stretch, newestLines, await machine.container(port))) ?? []
  const [own, ...others] = await machine.servers()
  // A journal is of its unit, whether that is what runs now or not.
  const isOnly = (source: string): boolean =>
    own !== undefined &&
    others.length === 0 &&
    (!source.startsWith('journal ') || `${source} `.startsWith(`journal ${own.unit?.replace(/\.service$/, '')} `))
  const told = logs.filter(
    (each) => each.isServers && (isOfTarget(each, context) || (each.starts.length === 0 && isOnly(each.source))),
  )
  if (told.length === 0) return undefined
  const found = told.flatMap(({source, truncations}) => truncations.map((each) => ({...each, source})))
  const wanted = new Set(found.flatMap(({model}) => model?.digest ?? []))
  const names = await namesOf(wanted, context)
  const groups = new Map<string, (typeof found)[number][]>()
  for (const each of found) {
    const key = `${each.model?.digest} ${each.limit}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return {
    from: new Date(Math.max(...told.map(({from}) => from.getTime()))),
    cuts: [...groups.values()].map((group) => toCuts(group, names)).sort((a, b) => b.times - a.times),
  }
}

function toCuts(group: readonly (Truncations & {source: string})[], names: ReadonlyMap<string, string>): Cuts {
  const [first] = group
  const longest = Math.max(...group.map(({longest: length = 0}) => length))
  return {
    model: names.get(first?.model?.digest ?? ''),
    times: group.reduce((sum, {count}) => sum + count, 0),
    longest: longest > 0 ? longest : undefined,
    limit: first?.limit,
    evidence: group.slice(0, mostEvidence).map(({source, client, count, longest: length}) => ({
      source,
      text: `${count} ${count === 1 ? 'prompt' : 'prompts'} of ${client ?? 'nobody knows whom'}${length === undefined ? '' : `, of up to ${length} tokens`}`,
    })),
  }
}

/** The names of the models by the first digits of the SHA-256 of their weights, as a log has them; those that are loaded first. */
async function namesOf(wanted: ReadonlySet<string>, {server}: CheckContext): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  if (wanted.size === 0) return names
  const [loaded, installed] = await Promise.all([server.loaded(), server.installed()])
  const all = [
    ...(loaded.ok ? loaded.value.map(({name}) => name) : []),
    ...(installed.ok ? installed.value.filter(({remote}) => !remote).map(({name}) => name) : []),
  ]
  // One after the other: what is found early need not be asked for.
  for (const name of [...new Set(all)].slice(0, mostModels)) {
    if (names.size === wanted.size) break
    const details = await server.details(name)
    const weights = details.ok ? details.value.weights?.slice(0, 12) : undefined
    if (weights !== undefined && wanted.has(weights)) names.set(weights, name)
  }
  return names
}
