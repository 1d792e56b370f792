import {formatFact} from '../catalogue/fact-format.ts'
import type {Code} from '../catalogue/index.ts'
import type {Language} from '../catalogue/language.ts'
import type {Finding} from '../checks/check.ts'
import type {Target} from '../diagnosis/advice.ts'
import {toFindingReport} from '../diagnosis/build-report.ts'
import type {FindingReport, Tool, Verdict} from '../diagnosis/report.ts'
import {redactAll} from '../redact/redact.ts'
import {findingOf, isOpen, unreadableFinding} from './store-findings.ts'
import type {StoreResult} from './verify-store.ts'

/** What `verify` found, as its JSON format prints it; docs/report.schema.json is its schema. */
export interface StoreReport {
  readonly schemaVersion: '1.0'
  readonly tool: Tool
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly durationMs: number
  readonly store: {readonly path: string; readonly from: StoreSource}
  /** Whether only sizes and zeros were looked at: then `pass` is not proven. */
  readonly quick: boolean
  readonly verdict: Verdict
  readonly models: readonly {readonly model: string; readonly status: ModelStatus}[]
  readonly blobs: number
  readonly hashedBytes: number
  /** How long the files were looked at. */
  readonly readMs: number
  /** Whose digest was known from a run before. */
  readonly cachedBytes: number
  readonly orphans: {readonly files: number; readonly bytes: number}
  readonly partials: {readonly files: number; readonly bytes: number}
  readonly findings: readonly FindingReport[]
}

/** Who says that it is this store. */
export type StoreSource = 'named' | 'server' | 'environment' | 'usual'

/** `undecided` where a file of it could not be read. */
export type ModelStatus = 'good' | 'damaged' | 'undecided' | 'absent'

export interface StoreReportOptions {
  readonly tool: Tool
  readonly startedAt: Date
  readonly durationMs: number
  readonly from: StoreSource
  readonly quick: boolean
  readonly target: Target
  readonly language: Language
}

export function buildStoreReport(result: StoreResult, options: StoreReportOptions): StoreReport {
  const {store, damages, absent, orphans} = result
  const statuses = [
    ...result.models.map((model) => ({model, status: statusOf(model, result)})),
    ...absent.map((model) => ({model, status: 'absent' as const})),
  ]
  const bad = statuses.some(({status}) => status === 'damaged' || status === 'absent')
  const open =
    statuses.some(({status}) => status === 'undecided') || store.unreadable.length > 0 || statuses.length === 0
  const orphanBytes = orphans.reduce((sum, {file}) => sum + ('sizeBytes' in file ? file.sizeBytes : 0), 0)
  const partialBytes = store.partials.reduce((sum, {allocatedBytes}) => sum + allocatedBytes, 0)
  return {
    schemaVersion: '1.0',
    tool: options.tool,
    startedAt: options.startedAt.toISOString(),
    durationMs: Math.round(options.durationMs),
    store: {path: store.root, from: options.from},
    quick: options.quick,
    verdict: bad ? 'fail' : open ? 'undecided' : 'pass',
    models: statuses,
    blobs: result.blobs,
    hashedBytes: result.hashedBytes,
    readMs: Math.round(result.readMs),
    cachedBytes: result.cachedBytes,
    orphans: {files: orphans.length, bytes: orphanBytes},
    partials: {files: store.partials.length, bytes: partialBytes},
    findings: [
      ...damages.map((damage) => findingOf(damage, options.quick)),
      ...absent.map(absentFinding(store.root)),
      ...store.unreadable.map(({path, message}) => unreadableFinding(path, message)),
      ...(orphans.length > 0 ? [leftOver('blob-orphaned', orphans.length, orphanBytes, orphans[0]?.path)] : []),
      ...(store.partials.length > 0
        ? [leftOver('partial-download-left', store.partials.length, partialBytes, store.partials[0]?.path)]
        : []),
    ].map((finding) => toFindingReport(redactAll(finding), options.target, options.language)),
  }
}

function statusOf(model: string, {damages, unfinished}: StoreResult): ModelStatus {
  const own = damages.filter(({models}) => models.includes(model))
  if (own.length === 0) return unfinished.includes(model) ? 'undecided' : 'good'
  return own.every(({defect}) => isOpen(defect)) ? 'undecided' : 'damaged'
}

function absentFinding(root: string): (model: string) => Finding {
  return (model) => ({
    code: 'model-not-found',
    confidence: 'certain',
    subject: model,
    args: {model},
    evidence: [{source: root, text: 'has no manifest of this name'}],
  })
}

function leftOver(code: Code, files: number, bytes: number, first = ''): Finding {
  return {
    code,
    confidence: 'certain',
    severity: 'warning',
    evidence: [{source: first, text: `files: ${files}, ${formatFact('Bytes', bytes)}`}],
  }
}
