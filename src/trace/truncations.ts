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
/** Of each the server is asked what it is made of. */
const mostModels = 100

/** Of which the log of the server tells, and since when; undefined where no log of it can be read. */
export async function cutsSince(
  since: Date,
  context: CheckContext,
): Promise<{readonly from: Date; readonly cuts: readonly Cuts[]} | undefined> {
  const {log, signal, machine} = context
  const logs = (await log?.counted({from: since, to: new Date(), signal})) ?? []
  const isAlone = (await machine.servers()).length < 2
  const own = logs.filter(
    (each) => each.isServers && (isOfTarget(each, context) || (isAlone && each.starts.length === 0)),
  )
  if (own.length === 0) return undefined
  const found = own.flatMap(({source, truncations}) => truncations.map((each) => ({...each, source})))
  const names = found.length === 0 ? new Map<string, string>() : await namesByWeights(context)
  const groups = new Map<string, (typeof found)[number][]>()
  for (const each of found) {
    const key = `${each.model?.digest} ${each.limit}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return {
    from: new Date(Math.max(...own.map(({from}) => from.getTime()))),
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

/** The names of the models by the first digits of the SHA-256 of their weights, as a log has them. */
async function namesByWeights({server}: CheckContext): Promise<Map<string, string>> {
  const installed = await server.installed()
  const models = installed.ok ? installed.value.filter(({remote}) => !remote).slice(0, mostModels) : []
  const named = await Promise.all(
    models.map(async ({name}) => {
      const details = await server.details(name)
      return [details.ok ? details.value.weights?.slice(0, 12) : undefined, name] as const
    }),
  )
  return new Map(named.flatMap(([weights, name]) => (weights === undefined ? [] : [[weights, name] as const])))
}
