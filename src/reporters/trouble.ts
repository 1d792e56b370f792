import type {Tool} from '../diagnosis/report.ts'
import {printableJson, printableLine} from '../terminal/printable.ts'

/** Why there is no report: wrong usage, an interruption, or a defect of ours. */
export interface RunTrouble {
  readonly kind: 'usage' | 'internal' | 'interrupted'
  readonly exitCode: number
  readonly message: string
  readonly tool: Tool
}

/** What a program that reads a format gets in place of a report; nothing where it reads the exit code alone. */
export function renderTrouble(format: string | undefined, {tool, ...error}: RunTrouble): string {
  const document = {schemaVersion: '1.0', tool, error}
  switch (format) {
    case 'json':
      return `${printableJson(JSON.stringify(document, null, 2))}\n`
    // A stream has an event a line.
    case 'ndjson':
      return `${printableJson(JSON.stringify({event: 'error', ...document}))}\n`
    case 'tap':
      return `TAP version 14\nBail out! ${printableLine(error.message)}\n`
    case 'nagios':
      return `OLLAMA UNKNOWN - ${printableLine(error.message).replaceAll('|', '/')}\n`
    default:
      return ''
  }
}
