import {once} from 'node:events'
import type {Output} from '../cli/io.ts'
import type {Session} from '../cli/program.ts'
import type {Episode, LogObserver} from '../logs/episode.ts'
import type {Problem} from '../logs/incidents.ts'
import type {LogLine} from '../logs/log-line.ts'
import type {LogReporter} from '../reporters/logs/index.ts'

/** Prints what is told of a log, no faster than it is read, and ends when nobody reads it any more. */
export class LogOutput implements LogObserver {
  readonly #reporter: LogReporter
  readonly #showsAll: boolean
  readonly #stdout: Output
  readonly #signal: AbortSignal
  readonly #closed = new AbortController()
  #isFull = false
  /** How many of the log's lines were shown. */
  shown = 0

  constructor(reporter: LogReporter, showsAll: boolean, {io, signal}: Session) {
    this.#showsAll = showsAll
    this.#reporter = reporter
    this.#stdout = io.stdout
    this.#signal = signal
    io.stdout.once('error', (error) => this.#closed.abort(error))
  }

  /** Aborts when nobody reads the output any more. */
  get closed(): AbortSignal {
    return this.#closed.signal
  }

  episode(episode: Episode): void {
    this.print(this.#reporter.episode(episode))
  }

  problem(problem: Problem, before: number): void {
    const {text, lines} = this.#reporter.problem(problem, before)
    // Where every line is shown, this one was.
    if (!this.#showsAll) this.shown += lines
    this.print(text)
  }

  line(line: LogLine): void {
    this.shown += 1
    this.print(this.#reporter.line(line))
  }

  print(text: string): void {
    if (text !== '') this.#isFull = !this.#stdout.write(text)
  }

  async drained(): Promise<void> {
    if (!this.#isFull || this.closed.aborted) return
    await once(this.#stdout, 'drain', {signal: AbortSignal.any([this.#signal, this.closed])}).catch(() => undefined)
    this.#isFull = false
  }
}
