import type {Threshold} from '../catalogue/entry.ts'
import type {CheckId, SkipReason} from '../catalogue/ids.ts'
import type {Language} from '../catalogue/language.ts'
import {type Args, fillTemplate} from '../catalogue/template.ts'
import type {Check, Finding} from '../checks/check.ts'
import type {SentRequest} from '../ollama/client.ts'
import {redactAll, redactSecrets} from '../redact/redact.ts'
import {adviseOn, type Target} from './advice.ts'
import {type CheckResult, type Status, severityOf} from './engine.ts'
import type {CheckReport, FindingReport, Report, Tool, Verdict} from './report.ts'

/** What one target's run left behind. */
export interface TargetRun {
  readonly url: string
  readonly requests: readonly SentRequest[]
  readonly results: readonly RunResult[]
}

/** What is told of a check: what it is, and what became of it. */
export type RunResult = Omit<CheckResult, 'check'> & {readonly check: Pick<Check, 'id' | 'group'>}

export interface ReportOptions {
  readonly tool: Tool
  readonly startedAt: Date
  readonly durationMs: number
  readonly simulated: string | null
  readonly failOn: Threshold
  readonly language: Language
  /** Of the machine on which the commands would be pasted. */
  readonly platform: NodeJS.Platform
}

const openReasons: ReadonlySet<SkipReason> = new Set([
  'loaded-unknown',
  'context-unknown',
  'not-measured',
  'loaded-before',
  'no-release',
])

export function buildReport(runs: readonly TargetRun[], options: ReportOptions): Report {
  const {tool, startedAt, durationMs, simulated, failOn, language, platform} = options
  const results = runs.flatMap((run) => run.results)
  const count = (status: Status): number => results.filter((result) => result.status === status).length
  return {
    schemaVersion: '1.0',
    tool,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(durationMs),
    simulated,
    failOn,
    verdict: verdictOf(results, failOn),
    counts: {pass: count('pass'), warn: count('warn'), fail: count('fail'), skip: count('skip'), error: count('error')},
    targets: runs.map((run) => ({
      url: run.url,
      serverVersion: versionOf(run.results),
      verdict: verdictOf(run.results, failOn),
      requests: redactAll(run.requests),
      checks: run.results.map((result) => toCheckReport(result, {url: run.url, platform}, language)),
    })),
  }
}

/** Failed where a finding is at or above the threshold; undecided where nothing failed and something could not be checked. */
export function verdictOf(results: readonly RunResult[], failOn: Threshold): Verdict {
  const severities = results.flatMap(({outcome}) => outcome.findings ?? []).map(severityOf)
  if (severities.includes('error') || severities.includes(failOn)) return 'fail'
  return results.some(isOpen) ? 'undecided' : 'pass'
}

/** Could not be checked, though it should have been: neither healthy nor broken. */
function isOpen({check, status, outcome: {skip}}: RunResult): boolean {
  if (status === 'error' || skip === undefined) return status === 'error'
  // A threshold is an explicit question; and of a server that cannot be reached nothing is known, whatever is left out.
  const isAsked = check.group === 'thresholds' && skip.reason === 'requirement'
  const isUnreached = check.id === 'server-reachable' && skip.reason === 'silenced'
  return isAsked || isUnreached || openReasons.has(skip.reason)
}

function versionOf(results: readonly RunResult[]): string | null {
  const fact = results.map(({outcome}) => outcome.facts?.serverVersion).find((version) => version !== undefined)
  return typeof fact === 'string' ? fact : null
}

function toCheckReport(result: RunResult, target: Target, language: Language): CheckReport {
  const {check, status, outcome, durationMs, attempts, error} = result
  const {skip} = outcome
  return {
    id: check.id,
    group: check.group,
    title: language.checks[check.id].title,
    status,
    durationMs,
    attempts,
    facts: redactAll(outcome.facts ?? {}),
    findings: (outcome.findings ?? []).map((finding) => toFindingReport(redactAll(finding), target, language)),
    ...(skip && {
      skip: {
        reason: skip.reason,
        because: skipText(skip.reason, redactAll(skip.args ?? {}), language),
        undecided: isOpen(result),
      },
    }),
    ...(error !== undefined && {error: {message: redactSecrets(error)}}),
  }
}

function skipText(reason: SkipReason, args: Args, language: Language): string {
  const words = language.checks[args.check as CheckId]
  return fillTemplate(language.skips[reason], words === undefined ? args : {...args, check: words.title})
}

/** A finding in the user's language. Secrets have to be out of it already. */
export function toFindingReport(finding: Finding, target: Target, language: Language): FindingReport {
  const args = finding.args ?? {}
  return {
    ...adviseOn(finding.code, args, target, language),
    severity: severityOf(finding),
    confidence: finding.confidence,
    subject: finding.subject ?? null,
    ...(finding.known && {known: true}),
    args,
    evidence: finding.evidence,
  }
}
