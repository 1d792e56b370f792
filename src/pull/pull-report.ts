import type {Language} from '../catalogue/language.ts'
import type {Finding} from '../checks/check.ts'
import type {Target} from '../diagnosis/advice.ts'
import {toFindingReport} from '../diagnosis/build-report.ts'
import type {FindingReport, Tool, Verdict} from '../diagnosis/report.ts'
import type {SentRequest} from '../ollama/client.ts'
import {redactAll} from '../redact/redact.ts'
import type {ModelOutcome, PullOutcome, PullStatus} from './pull-missing.ts'

/** What `pull-missing` found and did, as its JSON format prints it; docs/report.schema.json is its schema. */
export interface PullReport {
  readonly schemaVersion: '1.0'
  readonly tool: Tool
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly durationMs: number
  /** As Ollama's client understands it, without credentials. */
  readonly url: string
  readonly via: 'api' | 'cli'
  readonly dryRun: boolean
  /** `pass` only where every required model is there; of a dry run, where pulling would be all that is left to do. */
  readonly verdict: Verdict
  /** Free where the models go; null where that cannot be seen from here. */
  readonly freeBytes: number | null
  readonly requests: readonly SentRequest[]
  /** Of the server itself. */
  readonly findings: readonly FindingReport[]
  readonly models: readonly ModelReport[]
}

export interface ModelReport {
  readonly model: string
  readonly status: PullStatus
  /** Null where it is not known: the server learns it when a pull begins. */
  readonly totalBytes: number | null
  readonly completedBytes: number
  readonly durationMs: number
  /** Requests to pull it. */
  readonly attempts: number
  readonly findings: readonly FindingReport[]
}

export interface PullReportOptions
  extends Pick<PullReport, 'tool' | 'durationMs' | 'url' | 'via' | 'dryRun' | 'requests'> {
  readonly startedAt: Date
  readonly platform: NodeJS.Platform
  readonly language: Language
}

export function buildPullReport(outcome: PullOutcome, options: PullReportOptions): PullReport {
  const {tool, startedAt, durationMs, url, via, dryRun, requests, platform, language} = options
  const report = (finding: Finding): FindingReport => toFindingReport(redactAll(finding), {url, platform}, language)
  return {
    schemaVersion: '1.0',
    tool,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(durationMs),
    url,
    via,
    dryRun,
    verdict: verdictOf(outcome, dryRun),
    freeBytes: outcome.freeBytes ?? null,
    requests: redactAll(requests),
    findings: outcome.findings.map(report),
    models: outcome.models.map((model) => reportModel(model, {url, platform}, language)),
  }
}

export function reportModel(outcome: ModelOutcome, target: Target, language: Language): ModelReport {
  const {model, status, totalBytes, completedBytes, durationMs, attempts, findings} = outcome
  return {
    model,
    status,
    totalBytes: totalBytes === 0 ? null : totalBytes,
    completedBytes,
    durationMs,
    attempts,
    findings: findings.map((finding) => toFindingReport(redactAll(finding), target, language)),
  }
}

function verdictOf({models}: PullOutcome, dryRun: boolean): Verdict {
  const failing: readonly PullStatus[] = dryRun ? ['failed'] : ['failed', 'missing']
  if (models.some(({status}) => failing.includes(status))) return 'fail'
  return models.some(({status}) => status === 'unverified') ? 'undecided' : 'pass'
}
