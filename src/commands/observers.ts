import {entryOf} from '../catalogue/index.ts'
import type {Language} from '../catalogue/language.ts'
import type {Session} from '../cli/program.ts'
import type {Observer} from '../diagnosis/diagnose.ts'
import {printableLine} from '../terminal/printable.ts'
import type {Progress} from '../terminal/progress.ts'

/** Names the check that was started last of those that still run. */
export function progressObserver(progress: Progress, language: Language): Observer {
  const running = new Map<string, string>()
  const show = (): void => {
    const latest = [...running.values()].at(-1)
    if (latest !== undefined) progress.show(latest)
  }
  return {
    checkStarted: ({id}, {url}) => {
      running.set(`${id} ${url}`, `${language.checks[id].title}  ${printableLine(url)}`)
      show()
    },
    checkEnded: ({check}, {url}) => {
      running.delete(`${check.id} ${url}`)
      show()
    },
  }
}

/** What the doctor does, as it does it, on stderr. */
export function debugObserver({io}: Session): Observer {
  const started = performance.now()
  const say = (text: string): unknown =>
    io.stderr.write(
      `${Math.round(performance.now() - started)
        .toString()
        .padStart(6)} ms  ${printableLine(text)}\n`,
    )
  return {
    checkStarted: ({id}, {url}) => say(`${url}  ${id} starts`),
    requestEnded: ({method, path, status, ms}, {url}) =>
      say(`${url}  ${method} ${path}: ${status ?? 'no answer'}, ${ms} ms`),
    checkEnded: ({check, status, outcome, error}, {url}) => {
      const codes = (outcome.findings ?? []).map(
        ({code, severity}) => `${code} (${severity ?? entryOf(code).severity})`,
      )
      say(`${url}  ${check.id}: ${[status, ...codes, error].filter(Boolean).join(', ')}`)
    },
  }
}
