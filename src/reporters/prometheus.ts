import type {CheckReport, TargetReport} from '../diagnosis/report.ts'
import {printableLine} from '../terminal/printable.ts'
import {measurementsOf} from './measurements.ts'
import type {Reporter} from './reporter.ts'

interface Sample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const prefix = 'ollama_doctor'
const statusValues = {pass: 0, warn: 1, fail: 2, error: 3} as const

/**
 * The text format 0.0.4, which Prometheus and OpenMetrics readers both take: gauges only, as the program runs once. For the
 * textfile collector of node_exporter: `--report prometheus=FILE.prom`.
 */
export const renderPrometheus: Reporter = (report) => {
  const {tool, simulated, startedAt} = report
  const families = new Map<string, {help: string; samples: Sample[]}>()
  const add: Add = (name, help, samples) => {
    if (samples.length === 0) return
    const family = families.get(name) ?? {help, samples: []}
    family.samples.push(...samples)
    families.set(name, family)
  }
  add('build_info', 'The version of ollama-doctor.', [{labels: {version: tool.version}, value: 1}])
  add('last_run_timestamp_seconds', 'When the run began, in seconds since 1970.', [
    {labels: {}, value: Date.parse(startedAt) / 1_000},
  ])
  add('run_duration_seconds', 'How long the run took.', [{labels: {}, value: report.durationMs / 1_000}])
  if (simulated !== null)
    add('simulated', 'Nothing here is about a real Ollama.', [{labels: {scenario: printableLine(simulated)}, value: 1}])
  for (const target of report.targets) addTarget(target, add)
  return [...families].map(([name, {help, samples}]) => family(`${prefix}_${name}`, help, samples)).join('')
}

type Add = (name: string, help: string, samples: readonly Sample[]) => void

function addTarget(report: TargetReport, add: Add): void {
  const {verdict, serverVersion, checks} = report
  const target = printableLine(report.url)
  add('gate_passed', '1 where the verdict is pass.', [{labels: {target}, value: verdict === 'pass' ? 1 : 0}])
  add('gate_undecided', '1 where nothing failed and something could not be checked.', [
    {labels: {target}, value: verdict === 'undecided' ? 1 : 0},
  ])
  if (serverVersion !== null)
    add('server_info', 'The version of the server.', [
      {labels: {target, version: printableLine(serverVersion)}, value: 1},
    ])
  const ran = checks.filter(
    (check): check is CheckReport & {status: keyof typeof statusValues} => check.status !== 'skip',
  )
  add(
    'check_status',
    '0 passed, 1 warning, 2 failed, 3 could not be checked; absent where skipped.',
    ran.map(({id, group, status}) => ({labels: {target, check: id, group}, value: statusValues[status]})),
  )
  add(
    'check_duration_seconds',
    'How long a check took.',
    ran.map(({id, group, durationMs}) => ({labels: {target, check: id, group}, value: durationMs / 1_000})),
  )
  for (const {check, name, unit, value, model} of measurementsOf(report)) {
    const metric = [snake(check), snake(name), unit].filter(Boolean).join('_')
    add(metric, `Of the check ${check}.`, [{labels: {target, ...(model !== undefined && {model})}, value}])
  }
}

function family(name: string, help: string, samples: readonly Sample[]): string {
  const lines = samples.map(({labels, value}) => {
    const written = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`)
    return `${name}${written.length > 0 ? `{${written.join(',')}}` : ''} ${value}`
  })
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('\n')}\n`
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}

function snake(name: string): string {
  return name.replaceAll('-', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
