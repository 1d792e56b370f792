import type {Match} from '../catalogue/matcher.ts'
import {type AccessLine, readAccessLine} from './access-line.ts'
import {Attribution} from './attribution.ts'
import {ByteFinder, type Needle} from './byte-finder.ts'
import {type Reloads, ReloadTally, type Truncations, TruncationTally} from './contexts.ts'
import {Incidents, type Problem} from './incidents.ts'
import {accessLandmark} from './landmarks.ts'
import {LineReader, type RawLine} from './line-reader.ts'
import {type LogLine, type Moment, type Place, parseLine} from './log-line.ts'
import {logSigns} from './log-signs.ts'
import {type LoadedModel, type ModelLoad, ModelLoadReader} from './model-load.ts'
import {type CauseTally, ProblemTally, type UnknownTally} from './problem-tally.ts'
import {isInference, parseRequest, type Requests, RequestTally} from './requests.ts'
import {type ServerStart, ServerStartReader} from './server-start.ts'

/** Something that happened, as several lines tell it together. */
export type Episode =
  | ServerStart
  | ModelLoad
  | (Requests & {readonly kind: 'requests'; readonly at: Moment | undefined})
  | (Request & {readonly kind: 'request'; readonly at: Moment | undefined})
  /** What Ollama says when it makes room, and systemd of its unit. */
  | (Place & {readonly kind: 'eviction' | 'service'; readonly text: string})

export interface Request {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly latencyMs: number
  readonly client: string
}

export interface LogSummary {
  /** All that were read. */
  readonly lines: number
  /** Of which so many were made into episodes and problems. */
  readonly telling: number
  readonly from: Moment | undefined
  readonly to: Moment | undefined
  readonly starts: number
  readonly loads: {readonly loaded: number; readonly failed: number}
  readonly requests: Requests
  readonly causes: readonly CauseTally[]
  readonly unknown: readonly UnknownTally[]
  readonly truncations: readonly Truncations[]
  readonly reloads: readonly Reloads[]
}

/** Hears what a log tells, in its order. */
export interface LogObserver {
  episode?(episode: Episode): void
  /** `before` is how many lines said the same before. */
  problem?(problem: Problem, before: number): void
  /** Every line, where all are wanted. */
  line?(line: LogLine): void
}

export interface LogTriageOptions {
  readonly observer: LogObserver
  /** Somebody watches: what happens again is told again, and each request by itself. Else they are counted. */
  readonly live: boolean
  /** The observer wants every line. */
  readonly all: boolean
  /** What was written before and after is left out. */
  readonly since?: Date | undefined
  readonly until?: Date | undefined
}

const accessFailed = /^\[GIN\] .{28}\| 5/
const maxTold = 1_000
/** How often a model's context has to change before that is a habit. */
const thrashingChanges = 3

/** Reads a log from its bytes, in memory that does not grow with it. */
export class LogTriage {
  readonly #options: LogTriageOptions
  readonly #reader: LineReader
  readonly #incidents: Incidents
  readonly #starts = new ServerStartReader()
  readonly #loads = new ModelLoadReader()
  readonly #requests = new RequestTally()
  readonly #problems = new ProblemTally()
  readonly #reloads = new ReloadTally()
  readonly #truncations = new TruncationTally()
  readonly #attribution = new Attribution()
  /** Episodes that were told of this run of the server, by what they say. */
  readonly #told = new Set<string>()
  readonly #counts = {lines: 0, telling: 0, starts: 0, loaded: 0, failed: 0}
  #period: 'before' | 'within' | 'after'
  #file: string | undefined
  /** From UTC, in minutes, as the last line had it that named one. */
  #offset: number | undefined
  #version: string | undefined
  #lastModel: LoadedModel | undefined
  #requestsFrom: Moment | undefined
  #from: Moment | undefined
  #to: Moment | undefined

  constructor(options: LogTriageOptions) {
    this.#options = options
    this.#period = options.since === undefined ? 'within' : 'before'
    this.#incidents = new Incidents(
      () => ({version: this.#version}),
      (problem) => this.#addProblem(problem),
    )
    const needles = readNeedles()
    this.#reader = new LineReader({
      finder: new ByteFinder(needles),
      accessNeedle: needles.findIndex(({text}) => text === accessLandmark),
      all: options.all,
      onLine: (line) => this.#read(line),
      onAccess: (bytes, at, end) => this.#readAccess(bytes, at, end),
    })
  }

  /** What follows is of another file; its name is told where there are several. */
  open(file: string | undefined): void {
    this.#close()
    this.#file = file
  }

  /** Whether everything from here on was written after the time that is asked for. */
  get isOver(): boolean {
    return this.#period === 'after'
  }

  push(chunk: Uint8Array): void {
    this.#reader.push(chunk)
  }

  /** Nothing more comes for now: what is known is told. */
  idle(): void {
    if (this.#starts.isComplete) this.#endStart()
    this.#incidents.judge()
  }

  /** The log has ended. */
  finish(): LogSummary {
    this.#close()
    this.#endRun()
    const {lines, telling, starts, loaded, failed} = this.#counts
    return {
      lines,
      telling,
      from: this.#from,
      to: this.#to,
      starts,
      loads: {loaded, failed},
      requests: this.#requests.all(),
      causes: this.#problems.causes(),
      unknown: this.#problems.unknown(),
      truncations: this.#truncations.all(),
      reloads: this.#reloads.changed(),
    }
  }

  #close(): void {
    this.#counts.lines += this.#reader.finish()
    this.#incidents.close()
  }

  #read({text, number, isFound}: RawLine): void {
    const parsed = parseLine(text, {number, isFound, file: this.#file, offset: this.#offset})
    this.#offset = parsed.at?.offset ?? this.#offset
    if (!this.#isWithin(parsed.at)) return
    this.#counts.telling += 1
    this.#from ??= parsed.at
    this.#to = parsed.at ?? this.#to
    // Runners print no times.
    const line = {...parsed, at: this.#to}
    if (this.#options.all) this.#options.observer.line?.(line)
    if (isFound) this.#readFound(line)
    else this.#incidents.add(line)
  }

  #readFound(line: LogLine): void {
    const {text, number, file, at, program} = line
    if (this.#starts.begins(line)) {
      this.#incidents.close()
      this.#endRun()
    }
    this.#starts.read(line)
    this.#version = this.#starts.version ?? this.#version
    const load = this.#loads.read(line)
    this.#incidents.add(line)
    // What was survived is no incident: the matcher had to see this line.
    if (load?.outcome === 'loaded' || accessFailed.test(text)) this.#incidents.close()
    else if (load !== undefined) this.#incidents.judge()
    if (load !== undefined) this.#endLoad(load, line)
    if (text.includes('truncating ')) this.#attribution.await(at, this.#truncations.add(text, this.#lastModel))
    const kind = program === 'systemd' ? 'service' : text.includes('evicting') ? 'eviction' : undefined
    const words = kind === 'eviction' ? /msg="([^"]{1,300})/.exec(text)?.[1] : text
    if (kind !== undefined && words !== undefined) this.#tell(words, {kind, line: number, file, at, text: words})
  }

  /** Whether the line was nothing but one more request that was answered. */
  #readAccess(bytes: Buffer, at: number, end: number): boolean {
    const access = readAccessLine(bytes, at, end)
    if (access === undefined) return false
    const {since, until, live} = this.#options
    const isFirst = this.#requests.isEmpty
    const needsTime = isFirst || live || since !== undefined || until !== undefined || this.#attribution.isWaiting
    const moment = needsTime ? this.#momentOf(bytes, at, end) : undefined
    if (!this.#isWithin(moment)) return true
    if (this.#starts.isOpen) this.#endStart()
    this.#requests.add(bytes, access)
    if (isFirst) this.#requestsFrom = moment
    if (moment !== undefined && (live || this.#attribution.isWaiting))
      this.#tellRequest(toRequest(bytes, access), moment)
    return access.status < 400
  }

  #momentOf(bytes: Buffer, at: number, end: number): Moment | undefined {
    const text = bytes.toString('utf8', at, end)
    return parseLine(text, {number: 0, isFound: true, file: undefined, offset: this.#offset}).at
  }

  /** A line without a time was written when the one before it was. */
  #isWithin(at: Moment | undefined): boolean {
    const {since, until} = this.#options
    if (at !== undefined && until !== undefined && at.ms > until.getTime()) this.#period = 'after'
    else if (at !== undefined && this.#period === 'before' && at.ms >= (since?.getTime() ?? 0)) this.#period = 'within'
    return this.#period === 'within'
  }

  #tellRequest(request: Request, at: Moment): void {
    if (isInference(request.path)) this.#attribution.ended({...request, at})
    // What only looks is asked all the time.
    const isLooking = /^(?:GET|HEAD|OPTIONS)$/.test(request.method) && request.status < 400
    if (this.#options.live && !isLooking) this.#options.observer.episode?.({kind: 'request', at, ...request})
  }

  #addProblem(problem: Problem): void {
    const before = this.#problems.add(problem)
    if (problem.isAlternative || (before > 0 && !this.#options.live)) return
    this.#endStart()
    this.#endRequests()
    this.#options.observer.problem?.(problem, before)
  }

  #endLoad(load: ModelLoad, line?: LogLine): void {
    if (load.outcome === 'loaded') this.#counts.loaded += 1
    if (load.outcome === 'failed') this.#counts.failed += 1
    const {outcome, model, context, layers} = load
    if (outcome === 'loaded') this.#lastModel = model
    this.#tell(JSON.stringify([model.digest, outcome, context, layers]), load)
    const {changes, askedBy} = this.#reloads.add(load)
    this.#attribution.await(load.at, askedBy)
    if (line === undefined || changes < thrashingChanges) return
    const match: Match = {
      code: 'reload-thrash',
      confidence: 'likely',
      kind: 'cause',
      args: {},
      evidence: ['', line.text],
      lines: [0],
    }
    this.#addProblem({match, lines: [line], around: [line], isAlternative: false})
  }

  #endStart(): void {
    const start = this.#starts.take()
    if (start === undefined) return
    this.#counts.starts += 1
    this.#options.observer.episode?.(start)
  }

  #endRequests(): void {
    const requests = this.#requests.take()
    if (requests === undefined || this.#options.live) return
    this.#options.observer.episode?.({kind: 'requests', at: this.#requestsFrom, ...requests})
  }

  /** Of a server: what is left open is told. */
  #endRun(): void {
    this.#endStart()
    const load = this.#loads.take()
    if (load !== undefined) this.#endLoad(load)
    this.#endRequests()
    this.#told.clear()
  }

  #tell(words: string, episode: Episode): void {
    if (this.#told.has(words) && !this.#options.live) return
    if (this.#told.size < maxTold) this.#told.add(words)
    this.#endStart()
    this.#endRequests()
    this.#options.observer.episode?.(episode)
  }
}

function readNeedles(): Needle[] {
  return logSigns.all.needles.split('\n').map((line) => {
    const blank = line.indexOf(' ')
    return {at: Number(line.slice(0, blank)), text: line.slice(blank + 1)}
  })
}

function toRequest(bytes: Buffer, {request, client, status, latencyMs}: AccessLine): Request {
  return {
    ...parseRequest(bytes.toString('utf8', request.start, request.end)),
    status,
    latencyMs,
    client: bytes.toString('utf8', client.start, client.end),
  }
}
