import type {Platform} from '../catalogue/entry.ts'
import type {Code} from '../catalogue/index.ts'
import type {Language} from '../catalogue/language.ts'
import {type Context, compareMatches, type Match, matchText} from '../catalogue/matcher.ts'
import {platformOfText} from '../catalogue/platform.ts'
import {versionIn} from '../catalogue/text.ts'
import {redactAll} from '../redact/redact.ts'
import {adviseOn, type Target} from './advice.ts'
import {evidenceOf} from './evidence.ts'
import type {FindingReport} from './report.ts'

/** What a text means, as `explain --format json` prints it. */
export interface Explanation {
  readonly schemaVersion: '1.0'
  /** Best first; empty where the text is not recognised. */
  readonly diagnoses: readonly Diagnosis[]
}

export interface Diagnosis extends FindingReport {
  /** The lines of the text that say it, counted from 1. */
  readonly lines: {readonly count: number; readonly first: number; readonly last: number}
}

/** Reads a text of any length, a block of lines after the other, and remembers what each cause needs to be told. */
export class Triage {
  readonly #context: Context
  readonly #found = new Map<Code, {match: Match; line: number; count: number; first: number; last: number}>()
  #blocks = 0
  #lines = 0
  #platform: Platform | undefined
  #version: string | undefined

  constructor(context: Context) {
    this.#context = context
  }

  /** The block ends where a line does, but for the last. */
  read(block: string): void {
    this.#version = versionIn(block) ?? this.#version
    for (const match of matchText(block, {version: this.#version, ...this.#context})) this.#add(match)
    this.#blocks += 1
    this.#platform ??= platformOfText(block)
    this.#lines += block.split('\n').length - 1
  }

  /** How many lines were read. */
  get lines(): number {
    return this.#lines
  }

  /** The system on which the text was printed, where it shows. */
  get platform(): Platform | undefined {
    return this.#platform
  }

  #add(match: Match): void {
    const lines = match.lines.map((line) => this.#lines + line + 1).sort((a, b) => a - b)
    const [first = 0] = lines
    const known = this.#found.get(match.code)
    const isBetter = known === undefined || compareMatches(match, known.match) < 0
    this.#found.set(match.code, {
      match: isBetter ? match : known.match,
      line: isBetter ? this.#lines + (match.lines[0] ?? 0) + 1 : known.line,
      count: (known?.count ?? 0) + lines.length,
      first: known?.first ?? first,
      last: lines.at(-1) ?? first,
    })
  }

  /** Best first. In a long text, of two that are equally sure, the more frequent; a short one has its order from the matcher. */
  explain(target: Target, language: Language): Explanation {
    const found = [...this.#found.values()].sort(
      (a, b) => compareMatches(a.match, b.match) || (this.#blocks > 1 ? b.count - a.count : 0),
    )
    const wrong = found.filter(({match}) => match.kind !== 'harmless')
    return {
      schemaVersion: '1.0',
      diagnoses: (wrong.length > 0 ? wrong : found).map(({match, line, count, first, last}) =>
        toDiagnosis(match, {source: `line ${line}`, lines: {count, first, last}}, target, language),
      ),
    }
  }
}

/** What the catalogue says of a cause, and where in a text that was found. */
export function toDiagnosis(
  match: Match,
  {source, lines}: {readonly source: string; readonly lines: Diagnosis['lines']},
  target: Target,
  language: Language,
): Diagnosis {
  const args = redactAll(match.args)
  return {
    ...adviseOn(match.code, args, target, language),
    confidence: match.confidence,
    subject: null,
    args,
    evidence: [{source, text: evidenceOf(match)}],
    lines,
  }
}
