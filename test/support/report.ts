import {readFileSync} from 'node:fs'
import {Ajv} from 'ajv'
import type {CheckReport, Report} from '../../src/diagnosis/report.ts'
import {type Ran, type RunOptions, runDoctor} from './run.ts'

const validate = new Ajv({allowUnionTypes: true}).compile(
  JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8')),
)

/** Parses what stdout holds, which must be exactly one document that the shipped schema allows. */
export function readDocument({stdout}: Pick<Ran, 'stdout'>): unknown {
  const document: unknown = JSON.parse(stdout)
  if (!validate(document)) throw new Error(JSON.stringify(validate.errors, null, 2))
  return document
}

export function readReport(ran: Pick<Ran, 'stdout'>): Report {
  return readDocument(ran) as Report
}

/** Runs `check --format json` with these arguments. */
export async function checkJson(
  argv: readonly string[],
  options?: RunOptions,
): Promise<{exitCode: number; report: Report}> {
  const ran = await runDoctor(['check', '--format', 'json', ...argv], options)
  return {exitCode: ran.exitCode, report: readReport(ran)}
}

export function checkOf(report: Report, id: string): CheckReport {
  const found = report.targets[0]?.checks.find((check) => check.id === id)
  if (found === undefined) throw new Error(`the report has no check ${id}`)
  return found
}

/** `check-id: code (confidence)` for every finding, in order: what a test compares. */
export function findingsOf(report: Report): string[] {
  return report.targets.flatMap(({checks}) =>
    checks.flatMap(({id, findings}) => findings.map(({code, confidence}) => `${id}: ${code} (${confidence})`)),
  )
}
