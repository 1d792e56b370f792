import type {Language} from '../catalogue/language.ts'
import {fillTemplate} from '../catalogue/template.ts'
import type {Finding} from '../checks/check.ts'
import type {Io} from '../cli/io.ts'
import type {Session} from '../cli/program.ts'
import {toFindingReport} from '../diagnosis/build-report.ts'
import type {FindingReport} from '../diagnosis/report.ts'
import type {Address} from '../ollama/address.ts'
import type {PullPhase, PullProgress} from '../ollama/pull-progress.ts'
import type {PullObserver} from '../pull/pull-model.ts'
import {redactAll} from '../redact/redact.ts'
import {renderEvent} from '../reporters/pull/json.ts'
import {
  alignNames,
  cutTo,
  describeTransfer,
  drawTransfer,
  percentOf,
  type Transfer,
} from '../reporters/pull/transfer-line.ts'
import {printableLine} from '../terminal/printable.ts'
import {createProgress, isWatched, type Progress} from '../terminal/progress.ts'
import {Rate} from '../terminal/rate.ts'
import {chooseSymbols, type Symbols} from '../terminal/symbols.ts'

/** A finding in the user's words. */
type Describe = (finding: Finding) => FindingReport

const frameMs = 100
/** What the spinner takes at the start of a line, and at its end the cursor, and the ^C of who has seen enough. */
const margin = 5
/** So long without a byte is worth a word. */
const stillMs = 5_000

/** A pull on the screen: its progress is read when a frame is drawn, however many lines come in between. */
interface Row {
  readonly progress: PullProgress
  readonly rate: Rate
  movedAt: number
  /** Why it waits, while it waits. */
  waiting?: string | undefined
}

/** A bar where somebody watches, lines where not, events for a program. */
export async function createPullObserver(
  {quiet, format}: {readonly quiet?: true; readonly format: string},
  language: Language,
  {io}: Session,
  {url}: Address,
): Promise<PullObserver & {stop(): void}> {
  const describe = (finding: Finding) => toFindingReport(redactAll(finding), {url, platform: io.platform}, language)
  const still = {stop: () => undefined}
  if (format === 'ndjson') return {...eventObserver((text) => io.stdout.write(text), {describe}), ...still}
  if (quiet) return still
  if (!isWatched(io)) return {...lineObserver((text) => io.stderr.write(text), {language, describe}), ...still}
  const symbols = chooseSymbols(io.env, io.platform)
  return barObserver(await createProgress(io, true), {io, language, symbols, describe})
}

/** A bar for each running pull, all on one screen; `stop` ends the drawing. */
function barObserver(
  progress: Progress,
  {io, language, symbols, describe}: {io: Io; language: Language; symbols: Symbols; describe: Describe},
): PullObserver & {stop(): void} {
  const rows = new Map<string, Row>()
  const draw = (): void => {
    const columns = Math.max(20, (io.stderr.columns ?? 80) - margin)
    const names = alignNames([...rows.keys()].map(printableLine), columns)
    const now = performance.now()
    const lines = [...rows.values()].map(({progress: transfer, rate, movedAt, waiting}, index) => {
      const name = names[index] ?? ''
      measure(rate, transfer)
      if (waiting !== undefined) return cutTo(`${name}  ${waiting}`, columns)
      const still = now - movedAt > stillMs ? now - movedAt : undefined
      return drawTransfer({...transferOf(name, transfer, rate), stillMs: still}, {language, symbols, columns})
    })
    if (lines.length > 0) progress.show(lines.join('\n  '))
  }
  const timer = setInterval(draw, frameMs)
  return {
    started: (model, transfer) => {
      rows.set(model, {progress: transfer, rate: new Rate(), movedAt: performance.now()})
      draw()
    },
    progressed: (model) => {
      const row = rows.get(model)
      if (row === undefined) return
      row.waiting = undefined
      row.movedAt = performance.now()
    },
    retrying: (model, {attempts, delayMs, finding}) => {
      const row = rows.get(model)
      const message = printableLine(describe(finding).message)
      if (row !== undefined) row.waiting = fillTemplate(language.pull.again, {attempts, delayMs, message})
    },
    ended: (model) => {
      rows.delete(model)
    },
    stop: () => {
      clearInterval(timer)
      progress.stop()
    },
  }
}

/** A line for each model and each tenth part of it, for a log. */
export function lineObserver(
  write: (text: string) => unknown,
  {language, describe}: {language: Language; describe: Describe},
): PullObserver {
  const rates = new Map<string, Rate>()
  const say = (model: string, text: string): unknown => write(`${printableLine(model)}  ${text}\n`)
  const show = (model: string, progress: PullProgress): void => {
    const rate = rates.get(model) ?? new Rate()
    rates.set(model, rate)
    measure(rate, progress)
    say(model, describeTransfer(transferOf(model, progress, rate), language).join('  '))
  }
  return {
    ...tenths({step: show, tenth: show}),
    retrying: (model, {attempts, delayMs, finding}) => {
      say(
        model,
        fillTemplate(language.pull.again, {attempts, delayMs, message: printableLine(describe(finding).message)}),
      )
    },
  }
}

/** The events of `--format ndjson`. */
function eventObserver(write: (text: string) => unknown, {describe}: {describe: Describe}): PullObserver {
  return {
    ...tenths({
      step: (model, {phase}) => write(renderEvent('step', {model, step: phase})),
      tenth: (model, progress) => {
        const {completedBytes, totalBytes} = progress
        write(renderEvent('progress', {model, percent: percentOf(progress), completedBytes, totalBytes}))
      },
    }),
    retrying: (model, {attempts, delayMs, finding}) => {
      const {code, message} = describe(finding)
      write(renderEvent('retry', {model, attempts, delayMs, code, message}))
    },
    ended: (model, {findings}) => {
      const [finding] = findings.map(describe)
      write(renderEvent('ended', {model, ...(finding && {code: finding.code, message: finding.message})}))
    },
  }
}

/** Tells of each step once, and of a download whenever a further tenth of it is there. */
function tenths(tell: {
  step: (model: string, progress: PullProgress) => unknown
  tenth: (model: string, progress: PullProgress) => unknown
}): PullObserver {
  const told = new Map<string, {phase: PullPhase; tenth: number}>()
  return {
    started: (model, progress) => {
      told.set(model, {phase: progress.phase, tenth: 0})
      tell.step(model, progress)
    },
    progressed: (model, progress) => {
      const last = told.get(model)
      if (last === undefined) return
      const {phase, totalBytes, completedBytes, heldBytes, isRepeated} = progress
      const shown = isRepeated ? heldBytes : completedBytes
      const tenth = Math.floor(percentOf({totalBytes, completedBytes: shown}) / 10)
      if (phase !== last.phase && phase !== 'download') {
        tell.step(model, progress)
        // What was damaged is counted from nothing again.
        told.set(model, {phase, tenth: phase === 'manifest' && heldBytes === 0 ? 0 : Math.max(tenth, last.tenth)})
      } else if (tenth > last.tenth) {
        tell.tenth(model, progress)
        told.set(model, {phase, tenth})
      } else {
        // A further large layer makes the whole larger, and so the share smaller.
        told.set(model, {phase, tenth: last.tenth - tenth > 1 ? tenth : last.tenth})
      }
    },
  }
}

/** Only from the first bytes on: what the server had before was not transferred now. */
function measure(rate: Rate, {phase, completedBytes}: PullProgress): void {
  if (phase === 'download') rate.add(completedBytes, performance.now())
}

function transferOf(name: string, progress: PullProgress, rate: Rate): Transfer {
  const {phase, completedBytes, totalBytes, heldBytes, isRepeated} = progress
  const repeatedBytes = isRepeated ? heldBytes : undefined
  return {name, phase, completedBytes, totalBytes, repeatedBytes, bytesPerSecond: rate.perSecond()}
}
