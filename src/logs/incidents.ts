import {type Code, type DomainName, domainOf, entryOf} from '../catalogue/index.ts'
import {type Context, type Match, matchText} from '../catalogue/matcher.ts'
import {near} from './line-reader.ts'
import type {LogLine} from './log-line.ts'

/** Lines of one incident that say the same. */
export interface Problem {
  /** Undefined where the catalogue does not know it, and Ollama itself calls it an error or a warning. */
  readonly match: Match | undefined
  /** Those that say it, the one that says it best first. */
  readonly lines: readonly [LogLine, ...LogLine[]]
  /** All lines of the incident, in order. */
  readonly around: readonly LogLine[]
  /** The surer cause that explains the same, where this one is only another explanation. */
  readonly alternativeTo: Code | undefined
  /** Whether something of the same incident was told of it before. */
  readonly isContinued: boolean
}

/** So many lines without anything that matters end an incident, and so much time. */
const quietLines = 50
const quietMs = 10_000
const maxLines = 200
const maxLength = 256 * 1_024
/** Of the dump of a program that crashed, the first lines tell. */
const maxDumpLines = 4
const maxKnown = 2_000
const maxKeyLength = 2_000
const changing =
  /\btime=\S+ |\d{4}\/\d\d\/\d\d - \d\d:\d\d:\d\d(?= \| \d{3} \|)|(?<=\| \d{3} \|)[^|]{1,20}(?=\|)|(?<=\b(?:pid|port|prompt|task)[ =])\d+/g
/** Written at once, and no part of another. */
const wholeLine = /^(?:time=|\[GIN\]|slot |srv |que |res |\d{4}\/\d\d\/\d\d )/
const dumpLine =
  /^(?:goroutine \d|\t|created by |[a-z\d]{2,6} {2,6}0x[\da-f]|PC=|runtime[./]|[\w.-]{1,60}\/[\w./*()·-]{1,200}\()/

/**
 * Gathers the lines that belong together, as a cause, what it brought about and what wraps it stand near each other, and
 * asks the matcher what they mean: it sees, too, what went well in the end.
 */
export class Incidents {
  readonly #context: () => Context
  readonly #onProblem: (problem: Problem) => void
  #lines: LogLine[] = []
  /** Of their texts. */
  #length = 0
  /** Lines before one that may matter. */
  readonly #before: LogLine[] = []
  #last: LogLine | undefined
  #dumpLines = 0
  #isJudged = true
  /** What lines were found to mean, by what of them does not change each time. */
  readonly #known = new Map<string, readonly Match[]>()
  /** What was told of this incident before it ended: lines by code. */
  readonly #told = new Map<string, Set<LogLine>>()

  constructor(context: () => Context, onProblem: (problem: Problem) => void) {
    this.#context = context
    this.#onProblem = onProblem
  }

  /** Takes a line that may matter, or one that stands near such a line. */
  add(line: LogLine): void {
    if (!line.isFound) {
      this.#addNear(line)
      return
    }
    if (this.#length >= maxLength || this.#lines.length >= maxLines || this.#isFar(line)) this.close()
    this.#last = line
    this.#dumpLines = dumpLine.test(line.text) ? this.#dumpLines + 1 : 0
    for (const before of this.#before.splice(0)) if (line.number - before.number <= near) this.#push(before)
    if (this.#dumpLines > maxDumpLines) return
    this.#push(line)
    this.#isJudged = false
  }

  /** Of lines that say nothing, those next to one that may. */
  #addNear(line: LogLine): void {
    if (this.#last !== undefined && line.file === this.#last.file && line.number - this.#last.number <= near) {
      if (this.#dumpLines <= maxDumpLines) this.#push(line)
      return
    }
    this.#before.push(line)
    if (this.#before.length > near) this.#before.shift()
  }

  #push(line: LogLine): void {
    this.#lines.push(line)
    this.#length += line.text.length
  }

  /** Tells what the lines so far mean. */
  judge(): void {
    if (this.#isJudged) return
    this.#isJudged = true
    // A line near them may go on from the one before, unless it is whole in itself.
    const lines = this.#lines.filter(({isFound, text}) => isFound || !wholeLine.test(text))
    const context = this.#context()
    // Of a request the log tells that it failed, and not why: it explains nothing that is beside it.
    const [answers, causes] = [true, false].map((isAnswer) =>
      this.#meaningsOf(
        lines.filter((line) => isAccess(line) === isAnswer),
        context,
      ),
    ) as [readonly Meaning[], readonly Meaning[]]
    const known = [...causes, ...answers.filter(({match}) => !isBareFailure(match))]
    for (const meaning of known) if (meaning.isNews && meaning.match.kind !== 'harmless') this.#tell(meaning)
    // Beside a known error, these are what it brought about.
    if (causes.some(({match}) => isError(match))) return
    const meant = new Set(known.flatMap((meaning) => meaning.lines))
    for (const line of this.#lines)
      if (isComplaint(line) && !meant.has(line)) this.#tell({match: undefined, lines: [line], alternativeTo: undefined})
  }

  /** Whether it is not told yet what its lines mean. */
  get isOpen(): boolean {
    return !this.#isJudged
  }

  /** The incident is over. */
  close(): void {
    this.judge()
    this.#lines = []
    this.#length = 0
    this.#told.clear()
    this.#last = undefined
    this.#dumpLines = 0
  }

  #isFar({number, file, at}: LogLine): boolean {
    const last = this.#last
    if (last === undefined) return false
    return (
      file !== last.file ||
      number - last.number > quietLines ||
      (at !== undefined && last.at !== undefined && at.ms - last.at.ms > quietMs)
    )
  }

  #tell({match, lines, alternativeTo}: Pick<Problem, 'match' | 'alternativeTo'> & {lines: readonly LogLine[]}): void {
    const key = match?.code ?? ''
    const told = this.#told.get(key) ?? new Set()
    const [first, ...others] = lines.filter((line) => !told.has(line))
    if (first === undefined) return
    const isContinued = told.size > 0
    for (const line of lines) told.add(line)
    this.#told.set(key, told)
    this.#onProblem({match, lines: [first, ...others], around: this.#lines, alternativeTo, isContinued})
  }

  /**
   * The matcher tells what explains most and leaves out the rest. A cut prompt explains no crash, so the other lines are
   * read again; and a crash does not undo that a prompt was cut.
   */
  #meaningsOf(lines: readonly LogLine[], context: Context): readonly Meaning[] {
    if (lines.length === 0) return []
    const matches = this.#match(lines, context)
    const meanings = matches.map((match) => ({
      match,
      lines: match.lines.flatMap((number) => lines[number] ?? []),
      alternativeTo: matches.find((other) => other !== match && isSurer(other, match, matches))?.code,
      isNews: true,
    }))
    const explained = new Set(meanings.flatMap((meaning) => meaning.lines))
    const rest = lines.filter((line) => !explained.has(line))
    if (explained.size === 0 || !rest.some(({isFound}) => isFound)) return meanings
    const others = this.#meaningsOf(rest, context)
    return [...meanings, ...others.map((other) => ({...other, isNews: other.isNews && isNews(other.match, matches)}))]
  }

  #match(lines: readonly LogLine[], {version}: Context): readonly Match[] {
    const texts = lines.map(({text}) => text)
    const key = `${version} ${texts.map((text) => text.replace(changing, '')).join('\n')}`
    const known = key.length > maxKeyLength ? undefined : this.#known.get(key)
    if (known !== undefined) return known.map((match) => ({...match, evidence: ['', texts[match.lines[0] ?? 0] ?? '']}))
    const matches = matchText(texts.join('\n'), {surface: 'log', version})
    if (this.#known.size >= maxKnown) this.#known.clear()
    if (key.length <= maxKeyLength) this.#known.set(key, matches)
    return matches
  }
}

interface Meaning {
  readonly match: Match
  readonly lines: readonly LogLine[]
  readonly alternativeTo: Code | undefined
  /** Whether it is not what other lines of the incident brought about. */
  readonly isNews: boolean
}

/** Whether one of two causes, best first, makes the other only another explanation: of the same lines, or of something unsure. */
function isSurer(match: Match, other: Match, matches: readonly Match[]): boolean {
  if (matches.indexOf(match) > matches.indexOf(other)) return false
  return other.confidence === 'possible' || other.lines.every((line) => match.lines.includes(line))
}

/** What a failed load, or a crash, may be due to even where it is only a warning. */
const explaining: ReadonlySet<DomainName> = new Set<DomainName>(['memory', 'gpu', 'runner'])

/** Whether something that other lines say is not what the causes of the first ones brought about. */
function isNews(match: Match, causes: readonly Match[]): boolean {
  if (match.kind === 'harmless') return true
  if (causes.some(isError)) return match.kind === 'cause' && match.confidence === 'certain' && !isError(match)
  return match.kind === 'cause' || !causes.some(({code, kind}) => kind !== 'harmless' && explaining.has(domainOf(code)))
}

function isError({code, kind}: Match): boolean {
  return kind !== 'harmless' && entryOf(code).severity === 'error'
}

/** A status of 500, which a wrong option has as well as a crash: that is not known. */
function isBareFailure({kind, confidence}: Match): boolean {
  return kind === 'wrapper' && confidence === 'possible'
}

export function isAccess({text}: LogLine): boolean {
  return text.startsWith('[GIN]')
}

/** What Ollama itself calls an error or a warning, or answered with a failure of its own. */
function isComplaint({level, text, isFound}: LogLine): boolean {
  return (
    isFound &&
    (level === 'ERROR' ||
      level === 'WARN' ||
      level === 'FATAL' ||
      /^(?:Error|panic|fatal error): |^\[GIN\] .{0,40}\| 5\d\d \|/.test(text))
  )
}
