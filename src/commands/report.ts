import {resolve} from 'node:path'
import type {Bundle} from '../bundle/bundle.ts'
import {collectBundle} from '../bundle/collect.ts'
import {loadLanguage} from '../catalogue/language.ts'
import {chooseLanguage, type LanguageTag} from '../catalogue/language-tag.ts'
import {fillTemplate} from '../catalogue/template.ts'
import {checks} from '../checks/index.ts'
import {thresholdChecks} from '../checks/thresholds.ts'
import {exitCodes} from '../cli/exit-code.ts'
import type {Session} from '../cli/program.ts'
import {runTargets} from '../diagnosis/diagnose.ts'
import {withChecks} from '../diagnosis/select.ts'
import {createHost} from '../host/host.ts'
import {createMachine} from '../host/machine/machine.ts'
import {replaceFile, whyNotWritable} from '../host/replace-file.ts'
import {type PointInTime, toDate} from '../logs/period.ts'
import {type BundleFormat, bundleReporters} from '../reporters/bundle/index.ts'
import {createProgress} from '../terminal/progress.ts'
import {UsageError} from '../usage/usage-error.ts'
import {type CheckSettings, readCheckSettings} from './check-settings.ts'
import {createJudge} from './judge.ts'
import {type LogFlags, logOfTarget} from './log-of-target.ts'
import {progressObserver} from './observers.ts'

/** As commander hands them over. */
export interface ReportOptions extends LogFlags {
  readonly host?: string
  readonly config?: string
  readonly output?: string
  readonly since?: PointInTime
  readonly probe: boolean
  readonly timeout?: number
  readonly format: BundleFormat
  readonly lang?: LanguageTag
}

const dayMs = 24 * 3_600_000
const deadlineMs = 600_000

/** `report [MODEL...]`: everything that whoever helps has to know, in one file, without secrets. */
export async function runReportCommand(
  words: readonly string[],
  options: ReportOptions,
  session: Session,
): Promise<number> {
  const {io, tool, signal} = session
  // The tracker that it is for is in English.
  const isForTracker = options.format === 'markdown' && options.lang === undefined
  const language = await loadLanguage(chooseLanguage(options.lang, io.env))
  const ofText = isForTracker ? await loadLanguage('en') : language
  const {output} = options
  const reason = output === undefined ? undefined : await whyNotWritable(resolve(output))
  if (reason !== undefined) throw new UsageError(`${output} cannot be written: ${reason}`)
  const {target, settings} = await readTarget(words, options, session)
  const {judge} = await createJudge(settings, false)
  const host = createHost(io)
  const machine = createMachine(host, options.unit)
  const logOf = await logOfTarget(options, [target], {host, isSimulated: false})
  const progress = await createProgress(io, true)
  let bundle: Bundle
  try {
    const runs = await runTargets({
      ...withChecks({checks, excluded: new Set()}, thresholdChecks(settings.thresholds), checks),
      targets: [target],
      models: settings.models,
      probe: options.probe,
      disruptive: false,
      timeoutMs: options.timeout,
      deadlineMs,
      retries: 0,
      retryDelayMs: 0,
      parallel: 1,
      host,
      machine,
      logOf,
      judge,
      tool,
      signal,
      observer: progressObserver(progress, language),
    })
    const since = options.since === undefined ? new Date(Date.now() - dayMs) : toDate(options.since)
    bundle = await collectBundle({
      tool,
      failOn: settings.failOn,
      runs,
      target,
      host,
      machine,
      log: logOf(target),
      since,
      signal,
    })
  } finally {
    progress.stop()
  }
  signal.throwIfAborted()
  const render = await bundleReporters[options.format]()
  const text = render(bundle, ofText)
  if (output === undefined) {
    io.stdout.write(text)
    io.stderr.write(`${language.screen.bundlePrinted}\n`)
    return exitCodes.passed
  }
  try {
    // What is in it is for whoever it is given to, and nobody else on this machine.
    await replaceFile(resolve(output), text, 0o600)
  } catch (error) {
    io.stderr.write(`error: ${output} could not be written: ${error instanceof Error ? error.message : error}\n`)
    return exitCodes.undecided
  }
  io.stderr.write(
    `${fillTemplate(language.screen.bundleWritten, {path: output, fileBytes: Buffer.byteLength(text)})}\n`,
  )
  return exitCodes.passed
}

async function readTarget(
  words: readonly string[],
  {host, config}: ReportOptions,
  session: Session,
): Promise<{settings: CheckSettings; target: CheckSettings['targets'][number]}> {
  const flags = {host: host === undefined ? [] : [host], ...(config !== undefined && {config})}
  const settings = await readCheckSettings(words, flags, session)
  const [target, ...others] = settings.targets
  if (target === undefined || others.length > 0)
    throw new UsageError('report is about one server, and the configuration names several: --host URL chooses one')
  return {target, settings}
}
