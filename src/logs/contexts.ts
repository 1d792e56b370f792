import type {LoadedModel, ModelLoad} from './model-load.ts'

/** A model that was loaded with one context after the other, and who asked for which. */
export interface Reloads {
  readonly model: LoadedModel
  readonly loads: number
  /** How often it was loaded with another context than the time before. */
  readonly changes: number
  readonly contexts: readonly ContextUse[]
}

export interface ContextUse {
  /** In tokens, for one request. */
  readonly context: number
  readonly loads: number
  /** Whose request the load was for, where the log shows it. */
  readonly clients: readonly ClientCount[]
}

export interface ClientCount {
  readonly client: string
  readonly count: number
}

/** Prompts that were cut without telling whoever sent them. */
export interface Truncations {
  /** The only one of this run of the server that was loaded with such a context; undefined where there are several, or the log does not have all of the run. */
  readonly model: LoadedModel | undefined
  /** Whose request it was, where the log shows it. */
  readonly client: string | undefined
  readonly count: number
  /** In tokens: the longest prompt, and what was left of it at most. */
  readonly longest: number | undefined
  readonly limit: number | undefined
}

const maxModels = 1_000
const maxClients = 1_000
const maxOpen = 100

interface Use {
  loads: number
  readonly clients: Map<string, number>
}

/** Counts with which contexts the models of a log were loaded. */
export class ReloadTally {
  readonly #models = new Map<
    string,
    {model: LoadedModel; loads: number; changes: number; last: number; contexts: Map<number, Use>}
  >()

  /** How often the model's context changed so far, and whom to tell who asked for this load; undefined where it tells no context. */
  add({
    model,
    context,
    outcome,
  }: ModelLoad): {readonly changes: number; readonly askedBy: (client: string) => void} | undefined {
    if (model.digest === undefined || context === undefined || outcome !== 'loaded') return undefined
    if (this.#models.size >= maxModels && !this.#models.has(model.digest)) return undefined
    const known = this.#models.get(model.digest) ?? {model, loads: 0, changes: 0, last: context, contexts: new Map()}
    const use = known.contexts.get(context) ?? {loads: 0, clients: new Map()}
    known.contexts.set(context, use)
    const changes = known.changes + (known.last === context ? 0 : 1)
    this.#models.set(model.digest, {...known, model, loads: known.loads + 1, changes, last: context})
    use.loads += 1
    return {changes, askedBy: (client) => count(use.clients, client)}
  }

  /** Of models whose context changed, the most often changed first. */
  changed(): Reloads[] {
    return [...this.#models.values()]
      .filter(({changes}) => changes > 0)
      .sort((a, b) => b.changes - a.changes)
      .map(({model, loads, changes, contexts}) => ({
        model,
        loads,
        changes,
        contexts: [...contexts].map(([context, use]) => ({
          context,
          loads: use.loads,
          clients: [...use.clients].map(([client, count]) => ({client, count})).sort((a, b) => b.count - a.count),
        })),
      }))
  }
}

type Cut = Pick<Truncations, 'model' | 'longest' | 'limit'>

/** Counts prompts that were cut, by model and client. */
export class TruncationTally {
  readonly #all = new Map<string, {-readonly [Key in keyof Truncations]: Truncations[Key]}>()
  /** Of which it is not known yet whose they were. */
  readonly #open = new Set<Cut>()
  /** How each model was loaded last, in this run of the server. */
  readonly #loads = new Map<string, Pick<ModelLoad, 'model' | 'context'>>()

  /** Whether the log has had the start of this run. */
  #isWhole = false

  /** A server starts. */
  started(): void {
    this.#loads.clear()
    this.#isWhole = true
  }

  loaded({model, context}: ModelLoad): void {
    const key = model.digest ?? model.name ?? ''
    if (this.#loads.size < maxModels || this.#loads.has(key)) this.#loads.set(key, {model, context})
  }

  /**
   * Reads `msg="truncating input prompt" limit=4096 prompt=9731 …`, and of llama-server `input truncated, n_ctx = 4096, …`, which has
   * forgotten how long it was; tells whom to tell whose prompt it was.
   */
  add(text: string): (client: string) => void {
    const limit = numberOf(text, 'limit') ?? numberOf(text, 'n_ctx')
    const fitting = [...this.#loads.values()].filter(({context = limit}) => context === limit)
    const cut = {
      model: this.#isWhole && fitting.length === 1 ? fitting[0]?.model : undefined,
      limit,
      longest: numberOf(text, 'prompt'),
    }
    const [oldest] = this.#open
    if (oldest !== undefined && this.#open.size >= maxOpen) this.#count(oldest, undefined)
    this.#open.add(cut)
    return (client) => this.#open.has(cut) && this.#count(cut, client)
  }

  /** The most frequent first; of those that are as frequent, the ones with a client. */
  all(): Truncations[] {
    for (const cut of this.#open) this.#count(cut, undefined)
    const isUnknown = ({client}: Truncations): number => Number(client === undefined)
    return [...this.#all.values()].sort((a, b) => b.count - a.count || isUnknown(a) - isUnknown(b))
  }

  #count(cut: Cut, client: string | undefined): void {
    this.#open.delete(cut)
    const {model, limit, longest = 0} = cut
    const key = JSON.stringify([this.#all.size < maxClients ? client : undefined, model?.digest, limit])
    const known = this.#all.get(key) ?? {model, client, count: 0, longest: undefined, limit}
    known.count += 1
    if (longest > (known.longest ?? 0)) known.longest = longest
    this.#all.set(key, known)
  }
}

function count(counts: Map<string, number>, name: string): void {
  if (counts.has(name) || counts.size < maxClients) counts.set(name, (counts.get(name) ?? 0) + 1)
}

function numberOf(text: string, name: string): number | undefined {
  const found = new RegExp(` ${name} ?= ?(\\d{1,9})`).exec(text)?.[1]
  return found === undefined ? undefined : Number(found)
}
