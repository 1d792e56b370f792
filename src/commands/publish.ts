import {exitCodeIn, exitCodes} from '../cli/exit-code.ts'
import type {Session} from '../cli/program.ts'
import type {Report} from '../diagnosis/report.ts'
import type {Format} from '../reporters/index.ts'
import type {ReporterOptions} from '../reporters/reporter.ts'
import {writeGithubFiles} from './github-files.ts'
import {type ReportFile, render, writeReportFiles} from './report-files.ts'

/** Prints a report and writes its files. Returns the exit code, which is decided before anything is rendered. */
export async function publish(
  report: Report,
  {format, files, screen}: {format: Format; files: readonly ReportFile[]; screen: ReporterOptions},
  session: Session,
): Promise<number> {
  const exitCode = exitCodeIn(format, report)
  session.io.stdout.write(await render(format, report, screen))
  const shown = format !== 'github' || (await writeGithubFiles(report, files, screen, session))
  const written = await writeReportFiles(files, report, screen, session)
  // What could not be written was asked for: the run did not do what it should.
  return (shown && written) || exitCode !== exitCodes.passed ? exitCode : exitCodes.undecided
}
