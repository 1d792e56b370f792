import packageJson from '../package.json' with {type: 'json'}
import type {Surface, Threshold} from './catalogue/entry.ts'
import {loadLanguage} from './catalogue/language.ts'
import type {LanguageTag} from './catalogue/language-tag.ts'
import {checks} from './checks/index.ts'
import {type Thresholds, thresholdChecks} from './checks/thresholds.ts'
import {logOfTarget} from './commands/log-of-target.ts'
import {diagnose} from './diagnosis/diagnose.ts'
import {type Explanation, Triage} from './diagnosis/explanation.ts'
import type {Report} from './diagnosis/report.ts'
import {withChecks} from './diagnosis/select.ts'
import {createHost} from './host/host.ts'
import {parseAddress} from './ollama/address.ts'
import {defaultUrl} from './ollama/default-address.ts'
import {parseVersionRange} from './ollama/version.ts'

export type {Confidence, Severity, Surface, Threshold} from './catalogue/entry.ts'
export type {CheckId} from './catalogue/ids.ts'
export type {Code} from './catalogue/index.ts'
export type {Evidence, Facts} from './checks/check.ts'
export type {Thresholds} from './checks/thresholds.ts'
export type {Diagnosis, Explanation} from './diagnosis/explanation.ts'
export type {Advice, CheckReport, FindingReport, Remedy, Report, TargetReport, Verdict} from './diagnosis/report.ts'

export interface CheckOptions {
  /** Servers, as OLLAMA_HOST would name them. Default: OLLAMA_HOST itself, else 127.0.0.1:11434. */
  readonly hosts?: readonly string[]
  /** Models that must be installed and must answer; their names allow that they are loaded. */
  readonly models?: readonly string[]
  /** Whether a model may be asked at all. Default true. */
  readonly probe?: boolean
  /** For one request, in milliseconds. Default 10 000, and 120 000 where a model may have to load. */
  readonly timeoutMs?: number
  /** For the whole run, in milliseconds. Default 600 000. */
  readonly deadlineMs?: number
  /** The least severity that makes the verdict `fail`. Default `error`. */
  readonly failOn?: Threshold
  /** What is asked of what was measured; each is a check of its own in the report. */
  readonly thresholds?: Thresholds
  /** How many servers are checked at a time. Default 64. */
  readonly parallel?: number
  /** Of the texts in the report. Default `en`. */
  readonly language?: LanguageTag
  readonly signal?: AbortSignal
}

/**
 * Checks Ollama servers as `ollama-doctor check` does. Trouble of a server is a finding in the report; the promise
 * rejects only where `signal` ended the run, where `hosts` is empty, or `requireVersion` is no range.
 */
export async function check(options: CheckOptions = {}): Promise<Report> {
  const hosts = options.hosts ?? [process.env.OLLAMA_HOST ?? '']
  if (hosts.length === 0) throw new RangeError('hosts is empty: leave it out for OLLAMA_HOST, or name a server')
  const range = options.thresholds?.requireVersion
  if (range !== undefined && parseVersionRange(range) === undefined)
    throw new RangeError(`requireVersion has to be like ">=0.12 <0.30", not "${range}"`)
  const host = createHost(process)
  const targets = hosts.map((url) => parseAddress(url))
  return diagnose({
    ...withChecks({checks, excluded: new Set()}, thresholdChecks(options.thresholds ?? {}), checks),
    targets,
    models: options.models ?? [],
    probe: options.probe ?? true,
    disruptive: false,
    timeoutMs: options.timeoutMs,
    deadlineMs: options.deadlineMs ?? 600_000,
    retries: 0,
    retryDelayMs: 0,
    failOn: options.failOn ?? 'error',
    parallel: options.parallel ?? 64,
    simulated: null,
    host,
    logOf: await logOfTarget({source: 'auto', unit: 'ollama'}, targets, {host, isSimulated: false}),
    language: await loadLanguage(options.language ?? 'en'),
    tool: {name: packageJson.name, version: packageJson.version},
    signal: options.signal ?? new AbortController().signal,
  })
}

export interface ExplainOptions {
  /** Where the text was seen. Without it, every reading is considered. */
  readonly surface?: Surface
  /** Of the HTTP answer that the text was the body of. */
  readonly status?: number
  /** Of the Ollama server, as `0.12.11`. Default: what the text itself says. */
  readonly version?: string
  /** Of the texts in the explanation. Default `en`. */
  readonly language?: LanguageTag
}

/**
 * Tells what an error text, or a log, of Ollama means, as `ollama-doctor explain` does: its causes, best first, or none
 * where the text is not recognised. Needs no server and sends nothing.
 */
export async function explain(text: string, options: ExplainOptions = {}): Promise<Explanation> {
  const {language = 'en', ...context} = options
  const triage = new Triage(context)
  triage.read(text)
  return triage.explain({url: defaultUrl, platform: process.platform}, await loadLanguage(language))
}
