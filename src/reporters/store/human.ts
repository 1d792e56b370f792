import stringWidth from 'fast-string-width'
import {fillTemplate} from '../../catalogue/template.ts'
import type {Status} from '../../diagnosis/engine.ts'
import type {ModelStatus, StoreReport} from '../../store/store-report.ts'
import {printableLine} from '../../terminal/printable.ts'
import {writeDiagnosis, writeNextStep, writeRepeated, writeVerdict} from '../diagnosis.ts'
import {Screen} from '../screen.ts'
import type {StoreReporter} from './index.ts'
import {countsOf, describeRemoval, describeRepair, statusWord} from './standing.ts'

const statuses: Readonly<Record<ModelStatus, Status>> = {
  good: 'pass',
  damaged: 'fail',
  undecided: 'error',
  absent: 'fail',
}

const repairStatuses: Readonly<Record<StoreReport['repairs'][number]['outcome'], Status>> = {
  planned: 'skip',
  untouched: 'fail',
  'by-hand': 'fail',
  'in-use': 'warn',
  fixed: 'pass',
  kept: 'fail',
  'not-in-registry': 'fail',
  superseded: 'fail',
  changed: 'error',
  unfinished: 'error',
}

const removalStatuses: Readonly<Record<StoreReport['removals'][number]['outcome'], Status>> = {
  planned: 'skip',
  recent: 'skip',
  unsure: 'skip',
  needed: 'skip',
  removed: 'pass',
  failed: 'fail',
}

/** For people: the store, a line for each model, what is wrong with the worst last, the verdict. */
export const renderStoreHuman: StoreReporter = (report, options) => {
  const screen = new Screen(options)
  const {language, detail} = options
  const {verify} = language
  if (detail === 'quiet' && report.verdict === 'pass') return ''
  if (detail !== 'quiet') {
    screen.line('', fillTemplate(verify.from[report.store.from], {path: printableLine(report.store.path)}))
    screen.gap()
    writeModels(screen, report)
    screen.gap()
  }
  writeChanges(screen, report)
  const worstLast = [...report.findings].sort((a, b) => rank(a.severity) - rank(b.severity))
  const told = new Set<string>()
  for (const finding of worstLast) {
    // A disk that fails damages a hundred files: what to do about it is told once.
    if (told.has(finding.code) && detail !== 'verbose') writeRepeated(screen, finding)
    else writeDiagnosis(screen, {finding, alternatives: []})
    told.add(finding.code)
  }
  if (report.models.length === 0) screen.line('', verify.empty)
  if (report.quick && detail !== 'quiet') screen.line('', screen.chalk.dim(verify.quick))
  writeVerdict(screen, report.verdict, countsOf(report, verify.counts))
  if (report.verdict !== 'pass') writeNextStep(screen, worstLast.at(-1))
  return screen.text()
}

function writeModels(screen: Screen, report: StoreReport): void {
  const {models, orphans, partials} = report
  const {options, chalk} = screen
  const {verify} = options.language
  const width = Math.max(0, ...models.map(({model}) => stringWidth(printableLine(model))))
  for (const {model, status} of models) {
    const name = printableLine(model)
    const symbol = screen.paint(statuses[status], options.symbols[statuses[status]])
    screen.line(
      `${symbol} ${name}${' '.repeat(width - stringWidth(name))}  `,
      statusWord(status, report, options.language),
    )
  }
  if (orphans.files > 0)
    screen.line(
      `${screen.paint('warn', options.symbols.warn)} `,
      chalk.dim(fillTemplate(verify.orphans, {count: orphans.files, orphanBytes: orphans.bytes})),
    )
  if (partials.files > 0)
    screen.line(
      `${screen.paint('warn', options.symbols.warn)} `,
      chalk.dim(fillTemplate(verify.partials, {count: partials.files, partialBytes: partials.bytes})),
    )
}

/** What was done, file by file, whoever wants it quiet. */
function writeChanges(screen: Screen, {repairs, removals}: StoreReport): void {
  const {options, chalk} = screen
  const {verify} = options.language
  const say = (status: Status, path: string, words: string): void => {
    screen.line(`${screen.paint(status, options.symbols[status])} `, chalk.dim(printableLine(path)))
    screen.line('  ', words)
  }
  for (const {path, models, outcome, message} of repairs)
    say(repairStatuses[outcome], path, printableLine(describeRepair({models, outcome, message}, verify)))
  for (const {paths, bytes, outcome, message} of removals)
    say(removalStatuses[outcome], paths.at(-1) ?? '', printableLine(describeRemoval({bytes, outcome, message}, verify)))
  screen.gap()
}

function rank(severity: string): number {
  return ['info', 'warning', 'error'].indexOf(severity)
}
