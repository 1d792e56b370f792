import {formatFact} from '../catalogue/fact-format.ts'
import type {GivenOption} from '../cli/given-options.ts'
import {printableJson, printableLine} from '../terminal/printable.ts'
import type {Setting} from './check-settings.ts'

/** Options that say what to do, not how; those of the settings are told there, with where they come from. */
const actions = [
  'listChecks',
  'showConfig',
  'updateBaseline',
  'config',
  'hostsFile',
  'modelsFile',
  'host',
  'version',
  'help',
]
const durations = ['timeout', 'deadline', 'retryDelay']

/** What `--show-config` prints: every setting of a check, and who says so. */
export function listSettings(settings: readonly Setting[], given: readonly GivenOption[], format: string): string {
  const names = new Set(settings.map(({name}) => name.replace(/^thresholds\./, '').replace(/(?:Ms|Bytes)$/, '')))
  const others = given
    .filter(({name}) => !names.has(name) && !actions.includes(name))
    .map(({name, flag, value, given: isGiven}): Setting => {
      const shown = value === undefined ? null : (value as Setting['value'])
      return {name: durations.includes(name) ? `${name}Ms` : name, value: shown, from: isGiven ? flag : 'default'}
    })
  // `--color` and `--no-color` are one.
  const all = [...new Map([...settings, ...others].map((setting) => [setting.name, setting])).values()]
  if (format === 'json') return `${printableJson(JSON.stringify({schemaVersion: '1.0', settings: all}, null, 2))}\n`
  const rows = all.map((setting) => [setting.name, show(setting), setting.from].map(printableLine))
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map(
      ([name = '', value = '', from = '']) =>
        `${name.padEnd(widths[0] ?? 0)}  ${value.padEnd(widths[1] ?? 0)}  ${from}\n`,
    )
    .join('')
}

/** As a person reads it; a number with its unit. */
function show({name, value}: Setting): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return '–'
  if (typeof value === 'number') return formatFact(name, value)
  return Array.isArray(value) ? value.join(', ') : String(value)
}
