import {formatFact} from '../catalogue/fact-format.ts'
import type {CheckId} from '../catalogue/ids.ts'
import type {Code} from '../catalogue/index.ts'
import type {Language} from '../catalogue/language.ts'
import type {Session} from '../cli/program.ts'
import {toFindingReport} from '../diagnosis/build-report.ts'
import type {Client} from '../ollama/client.ts'
import {redactAll} from '../redact/redact.ts'
import {cutTo} from '../reporters/pull/transfer-line.ts'
import {printableLine} from '../terminal/printable.ts'
import {createProgress, isWatched} from '../terminal/progress.ts'
import type {WaitObserver} from '../wait/wait.ts'

export type WaitScreen = WaitObserver & {stop(): void}

/** What takes less is not worth a word. */
const wordMs = 1_000
const tickMs = 1_000
/** What the spinner takes, and the ^C of who has seen enough. */
const margin = 5

/** One line that changes where somebody watches, a line at each change where not, both on stderr. */
export async function createWaitObserver(
  {quiet, timeout}: {readonly quiet?: true; readonly timeout: number},
  {language, session, client}: {language: Language; session: Session; client: Client},
): Promise<WaitScreen> {
  const {io} = session
  const {url} = client.address
  if (quiet) return {stop: () => undefined}
  const watched = isWatched(io)
  const progress = await createProgress(io, true)
  const startedAt = performance.now()
  const elapsed = (): string => {
    const ms = performance.now() - startedAt
    return ms < 1_000 ? `${(ms / 1_000).toFixed(1)} s` : formatFact('elapsedMs', ms)
  }
  let text = ''
  const draw = (): void => {
    if (text === '') return
    const line = `${elapsed()} / ${formatFact('timeoutMs', timeout)}  ${text}`
    progress.show(cutTo(line, Math.max(20, (io.stderr.columns ?? 80) - margin)))
  }
  let ticking: NodeJS.Timeout | undefined
  const say = (news: string): void => {
    if (news === text) return
    text = news
    if (watched) {
      ticking ??= setInterval(draw, tickMs)
      draw()
    } else io.stderr.write(`${elapsed().padStart(8)}  ${text}\n`)
  }
  let pending: NodeJS.Timeout | undefined
  // The same cause in other words, as with another number, is no change.
  let told: Code | undefined
  return {
    reaching: (rung: CheckId) => {
      clearTimeout(pending)
      const doing = rung in language.wait ? language.wait[rung as keyof Language['wait']] : undefined
      if (doing === undefined) return
      pending = setTimeout(() => {
        told = undefined
        say(doing)
      }, wordMs)
    },
    missed: (finding) => {
      clearTimeout(pending)
      if (finding === undefined || finding.code === told) return
      told = finding.code
      say(printableLine(toFindingReport(redactAll(finding), {url, platform: io.platform}, language).message))
    },
    stop: () => {
      clearTimeout(pending)
      clearInterval(ticking)
      ticking = undefined
      text = ''
      progress.stop()
    },
  }
}
