import {appendFile} from 'node:fs/promises'
import type {Session} from '../cli/program.ts'
import type {Report} from '../diagnosis/report.ts'
import type {ReporterOptions} from '../reporters/reporter.ts'
import {type ReportFile, render} from './report-files.ts'

/** GitHub drops a summary of more than 1 MiB for a step. */
const summaryBytes = 1_000_000

/**
 * What goes with the annotations of `--format github`, where a job's environment names the files: its summary, its outputs.
 * False where one could not be written.
 */
export async function writeGithubFiles(
  report: Report,
  files: readonly ReportFile[],
  screen: ReporterOptions,
  {io}: Session,
): Promise<boolean> {
  const {GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output} = io.env
  const path = files.find(({format}) => format === 'json')?.path
  try {
    if (summary) await appendFile(summary, shorten(await render('markdown', report, screen)))
    if (output) await appendFile(output, `verdict=${report.verdict}\n${path === undefined ? '' : `report=${path}\n`}`)
    return true
  } catch (error) {
    io.stderr.write(`error: what GitHub is to show could not be written: ${(error as Error).message}\n`)
    return false
  }
}

function shorten(text: string): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= summaryBytes) return text
  const end = bytes.lastIndexOf('\n', summaryBytes)
  return `${bytes.subarray(0, end < 0 ? summaryBytes : end)}\n\n… cut: the whole is more than the 1 MiB that GitHub shows.\n`
}
