import {once} from 'node:events'
import {type Surface, surfaces} from '../catalogue/entry.ts'
import {matchText} from '../catalogue/matcher.ts'
import {exitCodes} from '../cli/exit-code.ts'
import {readStdin} from '../cli/input.ts'
import type {Session} from '../cli/program.ts'
import {evidenceOf} from '../diagnosis/evidence.ts'
import {printableJson} from '../terminal/printable.ts'

/** What a line asks. */
interface Question {
  readonly id: string | number | null
  readonly text: string
  readonly surface: Surface | undefined
  readonly status: number | undefined
}

/**
 * `explain --ndjson`: one `{id, text, surface?, status?}` a line, one `{id, diagnoses: [{code, confidence, evidence}]}` a
 * line, in order and at once, so that a program can keep it running. A line that is malformed is answered by an error with
 * its number, and the exit code is then that of wrong usage.
 */
export async function explainLines(session: Session): Promise<number> {
  const {stdout} = session.io
  let number = 0
  let malformed = 0
  for await (const block of readStdin(session, 0)) {
    const answers = block
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => {
        number += 1
        if (line.trim() === '') return ''
        const question = parseQuestion(line)
        if (typeof question !== 'string') return toLine(answer(question))
        malformed += 1
        return toLine({...idOf(line), error: {line: number, message: question}})
      })
    if (stdout.write(answers.join(''))) continue
    try {
      await once(stdout, 'drain', session)
    } catch (error) {
      session.signal.throwIfAborted()
      // A reader that has gone needs no more answers.
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') break
      throw error
    }
  }
  return malformed > 0 ? exitCodes.usage : exitCodes.passed
}

/** Empty where nothing is wrong, and where nothing is known. */
function answer({id, text, surface, status}: Question): unknown {
  const matches = matchText(text, {surface, status}).filter(({kind}) => kind !== 'harmless')
  const diagnoses = matches.map((match) => ({
    code: match.code,
    confidence: match.confidence,
    evidence: evidenceOf(match),
  }))
  return {id, diagnoses}
}

/** Of a line that is JSON, though no question. */
function idOf(line: string): {id?: unknown} {
  try {
    const {id} = JSON.parse(line)
    return typeof id === 'string' || typeof id === 'number' ? {id} : {}
  } catch {
    return {}
  }
}

function toLine(value: unknown): string {
  return `${printableJson(JSON.stringify(value))}\n`
}

/** The question, or what is wrong with the line. */
function parseQuestion(line: string): Question | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    return `not JSON: ${(error as Error).message}`
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not an object'
  const {id = null, text, surface, status} = value as Record<string, unknown>
  const knownSurface = surfaces.find((name) => name === surface)
  if (id !== null && typeof id !== 'string' && typeof id !== 'number') return '"id" has to be a string or a number'
  if (typeof text !== 'string') return '"text" has to be a string'
  if (surface !== undefined && surface !== null && knownSurface === undefined)
    return `"surface" has to be one of ${surfaces.join(', ')}`
  if (status !== undefined && status !== null && !Number.isInteger(status))
    return '"status" has to be the number of an HTTP status'
  return {id, text, surface: knownSurface, status: (status as number | null | undefined) ?? undefined}
}
