import type {Command, Confidence, Severity, Threshold} from '../catalogue/entry.ts'
import type {CheckId, Group, SkipReason} from '../catalogue/ids.ts'
import type {Code} from '../catalogue/index.ts'
import type {Args} from '../catalogue/template.ts'
import type {Evidence, Facts} from '../checks/check.ts'
import type {SentRequest} from '../ollama/client.ts'
import type {Status} from './engine.ts'

export type Verdict = 'pass' | 'fail' | 'undecided'

/** Everything that was found, as the JSON format prints it; docs/report.schema.json is its schema. */
export interface Report {
  readonly schemaVersion: '1.0'
  readonly tool: Tool
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly durationMs: number
  /** The scenario of the simulator that was checked instead of a server; else null. */
  readonly simulated: string | null
  readonly failOn: Threshold
  readonly verdict: Verdict
  readonly counts: Readonly<Record<Status, number>>
  readonly targets: readonly TargetReport[]
}

export interface Tool {
  readonly name: string
  readonly version: string
}

export interface TargetReport {
  /** As Ollama's client understands it, without credentials. */
  readonly url: string
  readonly serverVersion: string | null
  readonly verdict: Verdict
  /** Everything that was sent to the server, in order. */
  readonly requests: readonly SentRequest[]
  readonly checks: readonly CheckReport[]
}

export interface CheckReport {
  readonly id: CheckId
  readonly group: Group
  readonly title: string
  readonly status: Status
  readonly durationMs: number
  readonly attempts: number
  readonly facts: Facts
  readonly findings: readonly FindingReport[]
  readonly skip?: {
    readonly reason: SkipReason
    readonly because: string
    /** Whether the question should have been asked and could not be: the verdict is then no pass. */
    readonly undecided: boolean
  }
  readonly error?: {readonly message: string}
}

/** What the catalogue says of a code, in the user's language, with commands that fit the target. */
export interface Advice {
  readonly code: Code
  readonly severity: Severity
  /** Whether asking again later can help without anybody doing anything. */
  readonly retryable: boolean
  /** In one line. */
  readonly message: string
  /** What it means, in one or two sentences. */
  readonly meaning: string
  /** The likeliest first. */
  readonly causes: readonly string[]
  /** How to be sure. */
  readonly confirm: Remedy
  /** Smallest first. */
  readonly remedies: readonly Remedy[]
  readonly links: readonly string[]
}

export interface FindingReport extends Advice {
  readonly confidence: Confidence
  readonly subject: string | null
  /** Set where it stands in the baseline: its severity is then `info`. */
  readonly known?: true
  readonly args: Args
  readonly evidence: readonly Evidence[]
}

export interface Remedy {
  readonly text: string
  readonly commands: readonly Command[]
}
