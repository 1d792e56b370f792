import {textOf, toEpisodeReport, toIso, toProblemReport} from '../../logs/event-report.ts'
import type {LogReport} from '../../logs/log-report.ts'
import {printableJson} from '../../terminal/printable.ts'
import {renderEvent} from '../pull/json.ts'
import type {LogReporter, LogReporterOptions} from './index.ts'

const nothing = {text: '', lines: 0}

/** One document, at the end. */
export function createJsonLogReporter(): LogReporter {
  return {
    source: () => '',
    episode: () => '',
    problem: () => nothing,
    line: () => '',
    report: (report: LogReport) => `${printableJson(JSON.stringify(report, null, 2))}\n`,
  }
}

/** A line for everything that happens, and the document at the end. */
export function createNdjsonLogReporter({language, url, node, problemsOnly}: LogReporterOptions): LogReporter {
  return {
    source: (source, others) => renderEvent('source', {...source, others}),
    episode: (episode) => (problemsOnly ? '' : renderEvent('episode', toEpisodeReport(episode))),
    problem: (problem, before) => ({
      text: renderEvent('problem', toProblemReport(problem, before, {url, platform: node}, language)),
      lines: 1,
    }),
    line: (line) =>
      renderEvent('line', {
        line: line.number,
        ...(line.file !== undefined && {file: line.file}),
        at: toIso(line.at),
        text: textOf(line),
      }),
    report: (report) => renderEvent('report', report),
  }
}
