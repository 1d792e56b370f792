import {formatFact} from '../catalogue/fact-format.ts'
import type {Code} from '../catalogue/index.ts'
import type {Language} from '../catalogue/language.ts'
import type {Finding} from '../checks/check.ts'
import type {Target} from '../diagnosis/advice.ts'
import {toFindingReport} from '../diagnosis/build-report.ts'
import type {FindingReport, Tool, Verdict} from '../diagnosis/report.ts'
import {redactAll} from '../redact/redact.ts'
import type {Removal, RemovalOutcome} from './left-overs.ts'
import type {Repair, RepairOutcome} from './repair.ts'
import {setAsideFolder} from './set-aside.ts'
import {aboutStore, whichStore, withoutWhatFailed} from './store-advice.ts'
import {fileSystemFinding, findingOf, standingOf, unreadFinding} from './store-findings.ts'
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
  /** What was done about damaged files; empty where that was not asked for. */
  readonly repairs: readonly {
    readonly path: string
    readonly models: readonly string[]
    readonly outcome: RepairOutcome
    /** Why it was left alone. */
    readonly message: string | null
  }[]
  readonly removals: readonly {
    readonly paths: readonly string[]
    /** On the disk. */
    readonly bytes: number
    readonly outcome: RemovalOutcome
    /** Why it could not be removed. */
    readonly message: string | null
  }[]
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
  readonly repairs: readonly Repair[]
  readonly removals: readonly Removal[]
  readonly target: Target
  readonly language: Language
}

export function buildStoreReport(result: StoreResult, options: StoreReportOptions): StoreReport {
  const {store, damages, absent, orphans} = result
  const {partials} = store
  const setAside = store.setAside.blobs.length + store.setAside.manifests.length
  const statuses = [
    ...result.models.map((model) => ({model, status: statusOf(model, result)})),
    ...absent.map((model) => ({model, status: 'absent' as const})),
  ]
  const bad = statuses.some(({status}) => status === 'damaged' || status === 'absent')
  const open =
    statuses.some(({status}) => status === 'undecided') ||
    store.unread.length > 0 ||
    setAside > 0 ||
    statuses.length === 0
  const orphanBytes = orphans.reduce((sum, {file}) => sum + ('sizeBytes' in file ? file.sizeBytes : 0), 0)
  const partialBytes = partials.reduce((sum, {allocatedBytes}) => sum + allocatedBytes, 0)
  const outcomes = new Map(options.repairs.map(({path, outcome}) => [path, outcome]))
  const tell = (finding: Finding): FindingReport => {
    const args = {...whichStore(finding, store, options.from), ...finding.args}
    const report = toFindingReport(redactAll({...finding, args}), options.target, options.language)
    return aboutStore(report, store.root)
  }
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
    partials: {files: partials.length, bytes: partialBytes},
    repairs: options.repairs.map(({path, models, outcome, message, findings: [reason]}) => ({
      path,
      models,
      outcome,
      message: message ?? (reason === undefined ? null : tell(reason).message),
    })),
    removals: options.removals.map(({paths, bytes, outcome, message = null}) => ({paths, bytes, outcome, message})),
    findings: [
      ...damages.map((damage) => withoutWhatFailed(tell(findingOf(damage, options.quick)), outcomes.get(damage.path))),
      ...absent.map(absentFinding(store.root)).map(tell),
      ...store.unread.map(unreadFinding).map(tell),
      ...fileSystemFinding(store).map(tell),
      ...(orphans.length > 0 ? [tell(leftOver('blob-orphaned', orphans.length, orphanBytes, orphans[0]?.path))] : []),
      ...(partials.length > 0
        ? [tell(leftOver('partial-download-left', partials.length, partialBytes, partials[0]?.path))]
        : []),
      // Why the server could not help: what to do about that comes first.
      ...options.repairs.flatMap(({findings}) => findings).map(tell),
      ...(setAside > 0 ? [tell(unfinishedRepair(store.root, setAside))] : []),
    ],
  }
}

function statusOf(model: string, {damages, unfinished}: StoreResult): ModelStatus {
  const standing = standingOf(damages.filter(({models}) => models.includes(model)))
  return standing === 'good' && unfinished.includes(model) ? 'undecided' : standing
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

function unfinishedRepair(root: string, files: number): Finding {
  return {
    code: 'repair-unfinished',
    confidence: 'certain',
    subject: root,
    args: {path: setAsideFolder(root)},
    evidence: [{source: setAsideFolder(root), text: `files: ${files}`}],
  }
}

function leftOver(code: Code, files: number, bytes: number, first = ''): Finding {
  return {
    code,
    confidence: 'certain',
    severity: 'warning',
    evidence: [{source: first, text: `files: ${files}, ${formatFact('Bytes', bytes)}`}],
  }
}
