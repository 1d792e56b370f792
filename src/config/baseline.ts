import {readFile} from 'node:fs/promises'
import {replaceFile} from '../host/replace-file.ts'
import {UsageError} from '../usage/usage-error.ts'

/** A finding as a baseline knows it again: its server, its code and what it is about. */
export interface KnownFinding {
  readonly url: string
  readonly code: string
  readonly subject: string | null
}

/** What is known already, so that only what is new fails. */
export interface Baseline {
  has(finding: KnownFinding): boolean
}

/** Reads a baseline. Throws a usage error where it is not there, or not one. */
export async function readBaseline(path: string): Promise<Baseline> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    const hint = code === 'ENOENT' ? '; --update-baseline writes it' : ''
    throw new UsageError(`the baseline ${path} cannot be read: ${message}${hint}`)
  }
  const known = new Set(parse(text, path).map(keyOf))
  return {has: (finding) => known.has(keyOf(finding))}
}

/**
 * Writes a baseline whole, in an order that makes for small differences; what it knows of other servers than `urls` stays. Returns
 * how many findings it holds.
 */
export async function writeBaseline(
  path: string,
  findings: readonly KnownFinding[],
  urls: readonly string[],
): Promise<number> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  const others = text === undefined ? [] : parse(text, path).filter(({url}) => !urls.includes(url))
  const once = [...new Map([...others, ...findings].map((finding) => [keyOf(finding), finding])).entries()]
  const sorted = once.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, {url, code, subject}]) => ({url, code, subject}))
  await replaceFile(path, `${JSON.stringify({schemaVersion: '1.0', findings: sorted}, null, 2)}\n`)
  return sorted.length
}

function parse(text: string, path: string): KnownFinding[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`the baseline ${path} is not JSON: ${(error as Error).message}`)
  }
  const findings = (value as {findings?: unknown} | null)?.findings
  if (Array.isArray(findings) && findings.every(isKnownFinding)) return findings
  throw new UsageError(`${path} is no baseline; --update-baseline writes a new one`)
}

function isKnownFinding(value: unknown): value is KnownFinding {
  const {url, code, subject} = (value ?? {}) as Record<string, unknown>
  return typeof url === 'string' && typeof code === 'string' && (subject === null || typeof subject === 'string')
}

function keyOf({url, code, subject}: KnownFinding): string {
  return JSON.stringify([url, code, subject])
}
