import {resolve} from 'node:path'
import type {Session} from '../cli/program.ts'
import type {Report} from '../diagnosis/report.ts'
import {replaceFile, whyNotWritable} from '../host/replace-file.ts'
import {type Format, formats, reporters} from '../reporters/index.ts'
import type {ReporterOptions} from '../reporters/reporter.ts'
import {UsageError} from '../usage/usage-error.ts'

/** A file that `--report FORMAT=FILE` asks for. */
export interface ReportFile {
  readonly format: Format
  readonly path: string
}

/** Reads the values of `--report`; throws before anything is checked where one could not be written. */
export async function readReportFiles(values: readonly string[]): Promise<ReportFile[]> {
  const paths = values.map((value) => resolve(value.slice(value.indexOf('=') + 1)))
  const twice = paths.find((path, index) => paths.indexOf(path) !== index)
  if (twice !== undefined) throw new UsageError(`--report names ${twice} twice: each report needs a file of its own`)
  return Promise.all(
    values.map(async (value) => {
      const cut = value.indexOf('=')
      const format = formats.find((name) => name === value.slice(0, cut))
      const path = value.slice(cut + 1)
      if (cut < 0 || path === '')
        throw new UsageError(`--report takes FORMAT=FILE, as in json=report.json, not "${value}"`)
      if (format === undefined)
        throw new UsageError(`--report knows the formats ${formats.join(', ')}, not "${value.slice(0, cut)}"`)
      const reason = await whyNotWritable(path)
      if (reason !== undefined) throw new UsageError(`${path} cannot be written: ${reason}`)
      return {format, path}
    }),
  )
}

export async function render(format: Format, report: Report, options: ReporterOptions): Promise<string> {
  const reporter = await reporters[format]()
  return reporter(report, options)
}

/** False where a file could not be written: the run then did not do what it was asked, whatever the verdict. */
export async function writeReportFiles(
  files: readonly ReportFile[],
  report: Report,
  screen: ReporterOptions,
  {io}: Session,
): Promise<boolean> {
  let written = true
  for (const {format, path} of files) {
    try {
      await replaceFile(path, await render(format, report, {...screen, colour: false, columns: 80, detail: 'verbose'}))
    } catch (error) {
      written = false
      io.stderr.write(`error: ${path} could not be written: ${error instanceof Error ? error.message : error}\n`)
    }
  }
  return written
}
