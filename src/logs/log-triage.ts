import type {Platform} from '../catalogue/entry.ts'
import type {Match} from '../catalogue/matcher.ts'
import {platformOfText} from '../catalogue/platform.ts'
import {type AccessLine, readAccessLine} from './access-line.ts'
import {Attribution} from './attribution.ts'
import {ByteFinder, type Needle} from './byte-finder.ts'
import {type Reloads, ReloadTally, type Truncations, TruncationTally} from './contexts.ts'
import type {Episode, LogObserver} from './episode.ts'
import {Incidents, type Problem} from './incidents.ts'
import {accessLandmark} from './landmarks.ts'
import {LineReader, type RawLine} from './line-reader.ts'
import {inZone, type LogLine, type Moment, parseLine} from './log-line.ts'
import {logSigns} from './log-signs.ts'
import {type ModelLoad, ModelLoadReader} from './model-load.ts'
import {Period, type PointInTime} from './period.ts'
import {type CauseTally, ProblemTally, type UnknownTally} from './problem-tally.ts'
import {type Asked, type Requests, RequestTally} from './requests.ts'
import {ServerStartReader} from './server-start.ts'

/** Empty where no line tells its time. */
export interface Span {
  from?: Moment
  to?: Moment
}

export interface LogSummary {
  /** All that were read. */
  readonly lines: number
  /** Of which so many were made into episodes and problems. */
  readonly telling: number
  /** From when to when the lines that were asked for were written, and all that were read. */
  readonly asked: Readonly<Span>
  readonly whole: Readonly<Span>
  /** Whether any line is such as an Ollama server writes. */
  readonly isServers: boolean
  readonly starts: number
  readonly loads: {readonly loaded: number; readonly failed: number}
  readonly requests: Requests
  readonly causes: readonly CauseTally[]
  readonly unknown: readonly UnknownTally[]
  readonly truncations: readonly Truncations[]
  readonly reloads: readonly Reloads[]
}

export interface LogTriageOptions {
  readonly observer: LogObserver
  /** Somebody watches: what happens again is told again, and each request by itself. Else they are counted. */
  readonly live: boolean
  /** The observer wants every line. */
  readonly all: boolean
  /** What was written before and after is left out. */
  readonly since?: PointInTime | undefined
  readonly until?: PointInTime | undefined
}

const serverLine =
  /\blevel=[A-Z]+ .*\bmsg=|^\[GIN|^(?:llama|llm|ggml|gguf|load|print_info|slot|srv|cmn|clip|sched|graph|system)\w*[ :]|\.go:\d+|^goroutine |ollama/
const accessFailed = /^\[GIN\] .{28}\| 5/
const maxTold = 1_000
const maxUntold = 1_000
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
  /** What happened while an incident lasts. */
  readonly #untold: {readonly line: number; readonly tell: () => void}[] = []
  readonly #counts = {lines: 0, telling: 0, starts: 0, loaded: 0, failed: 0}
  readonly #period: Period
  #file: string | undefined
  /** Of the server's clock from UTC, in minutes: as its own lines have it, else what was put before them. */
  #offset: number | undefined
  #serverOffset: number | undefined
  #version: string | undefined
  #requestsFrom: {readonly line: number; readonly at: Moment | undefined} = {line: 0, at: undefined}
  /** When the last line was written; undefined at the start of a file. */
  #now: Moment | undefined
  readonly #asked: Span = {}
  readonly #whole: Span = {}
  #isServers = false
  #platform: Platform | undefined

  constructor(options: LogTriageOptions) {
    this.#options = options
    this.#period = new Period(options.since, options.until)
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

  /** The system that the log is of, where it shows. */
  get platform(): Platform | undefined {
    return this.#platform
  }

  /** Whether everything from here on was written after the time that is asked for. */
  get isOver(): boolean {
    return this.#period.isOver
  }

  push(chunk: Uint8Array): void {
    this.#reader.push(chunk)
  }

  /** Nothing more comes for now: what is known is told. */
  idle(): void {
    this.#incidents.judge()
    if (this.#starts.isComplete) this.#endStart()
    this.#tellAll()
  }

  /** The log has ended. */
  finish(): LogSummary {
    this.#close()
    this.#endRun()
    this.#attribution.settle()
    const {lines, telling, starts, loaded, failed} = this.#counts
    return {
      lines,
      telling,
      asked: this.#asked,
      whole: this.#whole,
      isServers: this.#isServers,
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
    this.#tellAll()
    this.#now = undefined
  }

  #read({text, number, isFound}: RawLine): void {
    const parsed = parseLine(text, {number, isFound, file: this.#file, offset: this.#offset, previous: this.#now})
    this.#serverOffset = parsed.serverOffset ?? this.#serverOffset
    this.#offset = this.#serverOffset ?? parsed.at?.offset ?? this.#offset
    this.#isServers ||= serverLine.test(parsed.text)
    if (!this.#isAsked(parsed.at)) return
    this.#counts.telling += 1
    // Runners print no times.
    const line = {...parsed, at: this.#now}
    if (this.#options.all) this.#options.observer.line(line)
    if (isFound) this.#readFound(line)
    else this.#incidents.add(line)
  }

  #readFound(line: LogLine): void {
    const {text, number, file, at, program} = line
    if (this.#starts.begins(line)) {
      this.#incidents.close()
      this.#endRun()
      this.#truncations.started()
    }
    if (!this.#incidents.isOpen && !this.#starts.isOpen) this.#tellAll()
    this.#starts.read(line)
    this.#platform ??= platformOfText(text)
    this.#version = this.#starts.version ?? this.#version
    const load = this.#loads.read(line)
    this.#incidents.add(line)
    // What was survived is no incident: the matcher had to see this line.
    if (load?.outcome === 'loaded' || accessFailed.test(text)) this.#incidents.close()
    else if (load !== undefined) this.#incidents.judge()
    if (load !== undefined) this.#endLoad(load, line)
    if (/truncating |input truncated/.test(text)) this.#attribution.await(at, this.#truncations.add(text))
    const kind = program === 'systemd' ? 'service' : text.includes('evicting') ? 'eviction' : undefined
    const words = kind === 'eviction' ? /msg="([^"]{1,300})/.exec(text)?.[1] : text
    if (kind !== undefined && words !== undefined)
      this.#tell(words, number, {kind, line: number, file, at, text: words})
  }

  /** Whether the line was nothing but one more request that was answered. */
  #readAccess(bytes: Buffer, start: number, end: number): boolean {
    const access = readAccessLine(bytes, start, end)
    if (access === undefined) return false
    const at = inZone(access.clockMs, this.#offset)
    this.#isServers = true
    if (!this.#isAsked(at)) return true
    if (this.#starts.isOpen) this.#endStart()
    if (this.#requests.isEmpty) this.#requestsFrom = {line: this.#reader.numberOf(start), at}
    const asked = this.#requests.add(bytes, access)
    if (this.#options.live || (this.#attribution.isWaiting && asked.isInference))
      this.#tellRequest(bytes, access, asked, at, start)
    if (this.#options.live && !this.#incidents.isOpen) this.#tellAll()
    return access.status < 400
  }

  /** Whether a line is asked for that was written then. */
  #isAsked(at: Moment | undefined): boolean {
    const isAsked = this.#period.has(at)
    if (at !== undefined) {
      this.#now = at
      this.#whole.from ??= at
      this.#whole.to = at
      if (isAsked) {
        this.#asked.from ??= at
        this.#asked.to = at
      }
    }
    return isAsked
  }

  #tellRequest(bytes: Buffer, access: AccessLine, asked: Asked, at: Moment, start: number): void {
    const {method, path, isInference} = asked
    const {status, latencyMs} = access
    const client = bytes.toString('utf8', access.client.start, access.client.end)
    if (isInference) this.#attribution.ended({client, at, latencyMs})
    // What only looks is asked all the time.
    const isLooking = /^(?:GET|HEAD|OPTIONS)$/.test(method) && status < 400
    if (this.#options.live && !isLooking)
      this.#tellEpisode(this.#reader.numberOf(start), {kind: 'request', at, method, path, status, latencyMs, client})
  }

  #addProblem(problem: Problem): void {
    const before = this.#problems.add(problem)
    if (problem.alternativeTo !== undefined || (before > 0 && !this.#options.live)) return
    this.#tellLater(problem.lines[0].number, () => this.#options.observer.problem(problem, before))
  }

  #endLoad(load: ModelLoad, line?: LogLine): void {
    if (load.outcome === 'loaded') this.#counts.loaded += 1
    if (load.outcome === 'failed') this.#counts.failed += 1
    const {outcome, model, context, layers} = load
    if (outcome === 'loaded') this.#truncations.loaded(load)
    this.#tell(JSON.stringify([model.digest, outcome, context, layers]), load.line, load)
    const reload = this.#reloads.add(load)
    if (reload === undefined) return
    this.#attribution.await(load.at, reload.askedBy)
    if (line === undefined || reload.changes < thrashingChanges) return
    const match: Match = {
      code: 'reload-thrash',
      confidence: 'likely',
      kind: 'cause',
      args: {},
      evidence: ['', line.text],
      lines: [0],
    }
    this.#addProblem({match, lines: [line], around: [line], alternativeTo: undefined, isContinued: false})
  }

  #endStart(): void {
    const start = this.#starts.take()
    if (start === undefined) return
    this.#counts.starts += 1
    this.#tellEpisode(start.line, start)
  }

  #endRequests(): void {
    const requests = this.#requests.take()
    if (requests === undefined || this.#options.live) return
    this.#tellEpisode(this.#requestsFrom.line, {kind: 'requests', at: this.#requestsFrom.at, ...requests})
  }

  /** Of a server: what is left open is told. */
  #endRun(): void {
    this.#endStart()
    const load = this.#loads.take()
    if (load !== undefined) this.#endLoad(load)
    this.#endRequests()
    this.#tellAll()
    this.#told.clear()
  }

  #tell(words: string, line: number, episode: Episode): void {
    if (this.#told.has(words) && !this.#options.live) return
    if (this.#told.size < maxTold) this.#told.add(words)
    this.#tellEpisode(line, episode)
  }

  #tellEpisode(line: number, episode: Episode): void {
    this.#tellLater(line, () => this.#options.observer.episode(episode))
  }

  /** In the order of the lines: what an incident means is known when it is over, and other things happen meanwhile. */
  #tellLater(line: number, tell: () => void): void {
    this.#untold.push({line, tell})
    if (this.#untold.length >= maxUntold) this.#tellAll()
  }

  #tellAll(): void {
    if (this.#untold.length === 0) return
    this.#endStart()
    this.#endRequests()
    const untold = this.#untold.splice(0).sort((a, b) => a.line - b.line)
    for (const {tell} of untold) tell()
  }
}

function readNeedles(): Needle[] {
  return logSigns.all.needles.split('\n').map((line) => {
    const blank = line.indexOf(' ')
    return {at: Number(line.slice(0, blank)), text: line.slice(blank + 1)}
  })
}
