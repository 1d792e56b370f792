import {type Context, matchText} from '../catalogue/matcher.ts'
import type {Args} from '../catalogue/template.ts'
import type {Answer} from '../ollama/exchange.ts'
import type {Trouble} from '../ollama/server.ts'
import type {Finding, Outcome, Surroundings} from './check.ts'
import {explainFailure} from './connection-failure.ts'

const evidenceLength = 2_000
/** The longest error of Ollama's own has some thousand characters; a hostile one has megabytes. */
const matchedLength = 4_096
const shownLength = 120

/** The outcome of a check that got no usable answer to a request it needs. */
export async function troubled(trouble: Trouble, path: string, context: Surroundings): Promise<Outcome> {
  if (trouble.kind === 'failure') return {findings: await explainFailure(trouble.failure, context), transient: true}
  if (trouble.kind === 'invalid') return {findings: [invalidAnswer(trouble.answer, path, context.timeoutMs)]}
  return {
    findings: explainError(trouble.text, trouble.answer, path),
    transient: trouble.status >= 500,
  }
}

/** What an error of the API means, likeliest first. */
export function explainError(text: string, answer: Answer, path: string, args: Args = {}): Finding[] {
  const source = `${path}, HTTP ${answer.status}`
  if (answer.body === '' && answer.status === 500) {
    return [{code: 'server-panic', confidence: 'likely', kind: 'wrapper', args, evidence: [{source, text: ''}]}]
  }
  const context = {surface: 'api', status: answer.status} as const
  return explainText(text, context, {source, shown: text || answer.body, args})
}

/** What a text means, likeliest first. What the catalogue does not know is shown as it came, and called unknown. */
export function explainText(
  text: string,
  context: Context,
  {source, shown = text, args = {}}: {source: string; shown?: string; args?: Args},
): Finding[] {
  const evidence = [{source, text: clip(shown, evidenceLength)}]
  const matches = matchText(text.slice(0, matchedLength), context).filter(({kind}) => kind !== 'harmless')
  if (matches.length === 0) {
    const error = clip(shown.trim().split('\n', 1)[0] ?? '', shownLength)
    const known = {...args, ...(error !== '' && {error})}
    return [{code: 'unknown-error', confidence: 'certain', kind: 'wrapper', args: known, evidence}]
  }
  return matches.map((match) => ({
    code: match.code,
    confidence: match.confidence,
    kind: match.kind,
    args: {...args, ...match.args},
    evidence,
  }))
}

/** An answer that cannot be Ollama's: endless, late, cut off, or of another shape. */
export function invalidAnswer(answer: Answer, path: string, waitedMs: number): Finding {
  const args: Readonly<Record<Answer['end'], Args>> = {
    'too-large': {endlessPath: path, limitBytes: answer.body.length},
    timeout: {slowPath: path, waitedMs},
    cut: {cutPath: path},
    aborted: {cutPath: path},
    complete: {invalidPath: path},
    stopped: {invalidPath: path},
  }
  return {
    code: 'response-invalid',
    confidence: 'certain',
    args: args[answer.end],
    evidence: [{source: `${path}, HTTP ${answer.status}`, text: clip(answer.body, shownLength)}],
  }
}

/** Who answered, in words that need no translation: status, Server header, the page's title or the first of its text. */
export function describeAnswer({status, headers, body}: Answer): string {
  const start = body.slice(0, matchedLength)
  const words = titleOf(start) ?? start.replace(/<[^<>]*>/g, ' ')
  return [
    `HTTP ${status}`,
    headers.server && `Server: ${clip(headers.server, shownLength)}`,
    words.trim() && `“${clip(words.replace(/\s+/g, ' ').trim(), shownLength)}”`,
  ]
    .filter(Boolean)
    .join(', ')
}

function titleOf(html: string): string | undefined {
  const open = html.search(/<title/i)
  const from = html.indexOf('>', open) + 1
  const to = html.indexOf('<', from)
  return open < 0 || from === 0 || to < 0 ? undefined : html.slice(from, to)
}

export function clip(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}
