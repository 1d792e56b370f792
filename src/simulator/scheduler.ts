import type {Scenario, SimulatedModel} from './scenario.ts'

/** A runner that holds a model. */
export interface Runner {
  readonly model: SimulatedModel
  readonly contextLength: number
  keepAliveMs: number
  usedAt: number
}

/** What happened to models in memory, for a test to look at. */
export type SchedulerEvent =
  | {readonly kind: 'load' | 'unload' | 'evict' | 'keep-alive'; readonly model: string}
  /** A request with other options than the runner has throws it away and starts a new one. */
  | {readonly kind: 'reload'; readonly model: string; readonly from: number; readonly to: number}

export interface Scheduler {
  readonly runners: ReadonlyMap<string, Runner>
  readonly events: readonly SchedulerEvent[]
  /** The runner for a request, and whether it had to be loaded for it. */
  use(
    model: SimulatedModel,
    options: {contextLength?: number | undefined; keepAliveMs?: number | undefined},
  ): {runner: Runner; loaded: boolean}
  unload(model: SimulatedModel): void
}

const defaultContext = 4_096
const defaultKeepAliveMs = 5 * 60_000

/**
 * Ollama's rule (server/sched.go, needsReload): a request whose options differ from the loaded runner's evicts it, one
 * that names a keep_alive replaces the user's, and a model too many evicts the one that was not used for longest.
 */
export function createScheduler({models, loaded = [], maxLoaded = 3}: Scenario): Scheduler {
  const runners = new Map<string, Runner>()
  const events: SchedulerEvent[] = []
  for (const {model: name, contextLength, keepAliveMs} of loaded) {
    const model = models.find((candidate) => candidate.name === name)
    if (model !== undefined) runners.set(name, {model, contextLength, keepAliveMs, usedAt: Date.now()})
  }
  const load = (model: SimulatedModel, contextLength: number): Runner => {
    if (runners.size >= maxLoaded) {
      const [oldest] = [...runners.values()].sort((a, b) => a.usedAt - b.usedAt)
      if (oldest !== undefined) {
        runners.delete(oldest.model.name)
        events.push({kind: 'evict', model: oldest.model.name})
      }
    }
    const runner = {model, contextLength, keepAliveMs: defaultKeepAliveMs, usedAt: Date.now()}
    runners.set(model.name, runner)
    return runner
  }
  return {
    runners,
    events,
    use(model, options) {
      const wanted = Math.min(options.contextLength ?? defaultContext, model.contextLength)
      const known = runners.get(model.name)
      const reload = known !== undefined && known.contextLength !== wanted
      if (reload) {
        runners.delete(model.name)
        events.push({kind: 'reload', model: model.name, from: known.contextLength, to: wanted})
      } else if (known === undefined) {
        events.push({kind: 'load', model: model.name})
      }
      const runner = reload || known === undefined ? load(model, wanted) : known
      runner.usedAt = Date.now()
      if (options.keepAliveMs !== undefined) {
        runner.keepAliveMs = options.keepAliveMs
        events.push({kind: 'keep-alive', model: model.name})
      }
      return {runner, loaded: reload || known === undefined}
    },
    unload(model) {
      if (runners.delete(model.name)) events.push({kind: 'unload', model: model.name})
    },
  }
}
