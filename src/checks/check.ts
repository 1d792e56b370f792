import type {Confidence, Kind, Severity} from '../catalogue/entry.ts'
import type {CheckId, Group, SkipReason} from '../catalogue/ids.ts'
import type {Code} from '../catalogue/index.ts'
import type {Args} from '../catalogue/template.ts'
import type {Host} from '../host/host.ts'
import type {GpuLook} from '../host/machine/gpus.ts'
import type {Machine} from '../host/machine/machine.ts'
import type {ServerLog} from '../logs/server-log.ts'
import type {LoadedModel} from '../ollama/responses.ts'
import type {Server} from '../ollama/server.ts'

/** One question about a target. Plain data: it never prints and never exits. */
export interface Check {
  readonly id: CheckId
  readonly group: Group
  /** Checks that must not have failed; else this one is skipped and says so. */
  readonly requires: readonly CheckId[]
  /** Whether a transient failure may be asked again. */
  readonly retryable: boolean
  /** The runner's last resort against a check that never returns; every request has a limit of its own. */
  readonly timeoutMs: number
  run(context: CheckContext): Promise<Outcome>
}

/** What a check may use. Everything that touches the world is passed in. */
export interface CheckContext {
  readonly server: Server
  readonly host: Host
  readonly machine: Machine
  /** Undefined where none is to be read: of a server that is simulated, or on another machine. */
  readonly log: ServerLog | undefined
  /** Required models, as the user wrote them. */
  readonly models: readonly string[]
  /** Whether the model that is asked may be loaded, reloaded or evict another. */
  readonly disruptive: boolean
  /** Whether a model may be asked at all. */
  readonly probe: boolean
  /** For a request that no runner has to work for. */
  readonly timeoutMs: number
  /** For a request that may have to load a model first. */
  readonly probeTimeoutMs: number
  readonly signal: AbortSignal
  /** Every model that was probed, as it was then. */
  readonly probed: Map<string, Probed>
  /** What a check measured that this one requires. */
  readonly factsOf: (id: CheckId) => Facts
}

/** A model right after its answer, before it was unloaded where the probe had loaded it. */
export interface Probed {
  /** What /api/ps said of it. */
  readonly entry: LoadedModel | undefined
  /** What the drivers said, where they answered in time. */
  readonly look?: GpuLook | undefined
}

/** What it takes to ask a server, and to find out why it did not answer. */
export type Surroundings = Pick<CheckContext, 'server' | 'host' | 'timeoutMs'>

/** What a check found. Its status follows from it: the worst finding, else passed. */
export interface Outcome {
  readonly facts?: Facts
  readonly findings?: readonly Finding[]
  /** Set where there was nothing to decide. */
  readonly skip?: Skip
  /** Whether it failed on the network or on a 5xx, so that the same question may be answered otherwise a moment later. */
  readonly transient?: boolean
  /** Whether it failed by what the server itself had said: true also where the run ended before its cause was found. */
  readonly isSaid?: boolean
}

/** Measured values with their unit in the name, on passing checks too; absent where it could not be measured. */
export type Facts = Readonly<Record<string, Fact | undefined>>
export type Fact =
  | string
  | number
  | boolean
  | readonly string[]
  | readonly Readonly<Record<string, string | number | undefined>>[]

/** One thing that is wrong. Its words are rendered late, in the user's language. */
export interface Finding {
  readonly code: Code
  readonly confidence: Confidence
  /** How much it tells, where something that tells more may come to replace it; a cause where absent. */
  readonly kind?: Kind
  readonly args?: Args
  /** What it is about: a model's name, an address. */
  readonly subject?: string
  /** Where it differs from the catalogue's. */
  readonly severity?: Severity
  /** It stands in the user's baseline: shown, and held against nobody. */
  readonly known?: true
  readonly evidence: readonly Evidence[]
}

/** The very text that a finding rests on, and where it stood. */
export interface Evidence {
  readonly source: string
  readonly text: string
}

export interface Skip {
  readonly reason: SkipReason
  readonly args?: Args
}
