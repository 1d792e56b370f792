import type {Threshold} from '../catalogue/entry.ts'
import type {CheckId, Group} from '../catalogue/ids.ts'
import type {Outcome} from '../checks/check.ts'
import type {Status} from '../diagnosis/engine.ts'
import type {Tool} from '../diagnosis/report.ts'
import type {Look} from '../host/logs/find-log.ts'
import type {GpuDevices} from '../host/machine/gpu-devices.ts'
import type {GpuDiscovery} from '../host/machine/gpu-discovery.ts'
import type {GpuReading, GpuUse} from '../host/machine/gpus.ts'
import type {Installation} from '../host/machine/installations.ts'
import type {Listener} from '../host/machine/listeners.ts'
import type {Memory} from '../host/machine/memory.ts'
import type {OllamaProcess} from '../host/machine/processes.ts'
import type {Service} from '../host/machine/service.ts'
import type {Settings} from '../host/machine/settings.ts'
import type {System} from '../host/machine/system.ts'
import type {Reloads, Truncations} from '../logs/contexts.ts'
import type {SentRequest} from '../ollama/client.ts'
import type {InstalledModel, LoadedModel} from '../ollama/responses.ts'

/** Everything that whoever helps has to know, as `report` writes it; docs/report.schema.json is its schema. */
export interface Bundle {
  readonly schemaVersion: '1.0'
  readonly kind: 'bundle'
  readonly tool: Tool
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly durationMs: number
  readonly platform: NodeJS.Platform
  readonly failOn: Threshold
  /** What was found, without words: `check --from` tells it in any language. */
  readonly targets: readonly BundledTarget[]
  /** Null where the server is on another machine. */
  readonly machine: BundledMachine | null
  readonly log: BundledLog
  /** What the server has; null where it did not tell. */
  readonly models: BundledModels | null
  readonly manifest: Manifest
}

export interface BundledTarget {
  readonly url: string
  readonly requests: readonly SentRequest[]
  readonly results: readonly BundledResult[]
}

export interface BundledResult {
  readonly id: CheckId
  readonly group: Group
  readonly status: Status
  readonly durationMs: number
  readonly attempts: number
  readonly outcome: Outcome
  readonly error?: string
}

export interface BundledMachine {
  readonly system: System
  readonly memory: Memory
  readonly gpus: readonly GpuReading[]
  readonly gpuUse: readonly GpuUse[]
  /** The files of the GPUs, as the server sees them; null where that cannot be told. */
  readonly gpuDevices: GpuDevices | null
  /** What Ollama finds when it looks for GPUs now; null where it cannot be asked. */
  readonly gpuDiscovery: GpuDiscovery | null
  readonly processes: readonly OllamaProcess[]
  /** Without its variables, which are among the settings. */
  readonly service: Omit<Service, 'environment'> | null
  readonly settings: Settings
  readonly installations: readonly Installation[]
  /** Of the server's port, and of Ollama's processes. */
  readonly listeners: readonly Listener[]
}

export interface BundledModels {
  readonly installed: readonly Pick<InstalledModel, 'name' | 'sizeBytes' | 'remote'>[]
  readonly loaded: readonly LoadedModel[]
}

export interface BundledLog {
  readonly sources: readonly LogPart[]
  readonly looked: readonly Look[]
}

/** What a log has of the time that is reported on. */
export interface LogPart {
  readonly source: string
  /** Of the newest start. */
  readonly start: readonly string[]
  /** The newest ten kinds of them, in order, and how often each was met. */
  readonly incidents: readonly {
    readonly codes: readonly string[]
    readonly times: number
    readonly lines: readonly string[]
  }[]
  /** Prompts that were cut without telling whoever sent them, by model and client. */
  readonly truncations: readonly Truncations[]
  readonly reloads: readonly Reloads[]
}

/** What is in the bundle, and what is not. */
export interface Manifest {
  readonly collected: readonly string[]
  readonly leftOut: readonly {readonly what: string; readonly why: string}[]
  /** How many names of each kind stand in it under a pseudonym. */
  readonly pseudonyms: Readonly<Record<string, number>>
}
