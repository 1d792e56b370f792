import type {PullReport} from '../../pull/pull-report.ts'
import {printableJson} from '../../terminal/printable.ts'

export function renderPullJson(report: PullReport): string {
  return `${printableJson(JSON.stringify(report, null, 2))}\n`
}

/** The last line of the stream. */
export function renderPullEvent(report: PullReport): string {
  return renderEvent('report', report)
}

/** A line of `--format ndjson`. */
export function renderEvent(event: string, fields: object): string {
  return `${printableJson(JSON.stringify({event, ...fields}))}\n`
}
