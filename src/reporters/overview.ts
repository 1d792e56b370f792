import stringWidth from 'fast-string-width'
import type {Language} from '../catalogue/language.ts'
import {fillTemplate} from '../catalogue/template.ts'
import type {CheckReport, Report, TargetReport, Verdict} from '../diagnosis/report.ts'
import {printableLine} from '../terminal/printable.ts'
import {writeDiagnosis} from './diagnosis.ts'
import {type Diagnosis, worstLast} from './grouping.ts'
import type {Screen} from './screen.ts'
import {describeCheck, standingOf} from './standing.ts'

/** So many servers that passed are listed; of more, how many there are is told. */
const listedPassed = 20
const listedUrls = 5
const statusOf = {pass: 'pass', fail: 'fail', undecided: 'error'} as const satisfies Record<Verdict, string>

/** Several servers: a line for each, then each cause once, with the servers that have it. */
export function writeOverview(screen: Screen, report: Report): void {
  const {detail} = screen.options
  const passed = report.targets.filter(({verdict}) => verdict === 'pass')
  const isListed = detail === 'normal' && passed.length <= listedPassed
  const listed = report.targets.filter((target) => isListed || isTroubled(target))
  const width = Math.max(0, ...listed.map(({url}) => stringWidth(printableLine(url))))
  for (const target of listed) writeTarget(screen, target, report, width)
  const hidden = passed.filter((target) => !listed.includes(target))
  if (detail === 'normal' && hidden.length > 0)
    screen.line(
      `${screen.paint('pass', screen.options.symbols.pass)} `,
      fillTemplate(screen.words.morePassed, {count: hidden.length}),
    )
  screen.gap()
  for (const {diagnosis, urls} of causesOf(report.targets)) {
    writeDiagnosis(screen, diagnosis, alsoOn(urls, screen.options.language))
  }
}

/** How many servers there are, and how they stand. */
export function countTargets({targets}: Report, {screen}: Language): string {
  const count = (wanted: Verdict): number => targets.filter(({verdict}) => verdict === wanted).length
  return fillTemplate(screen.servers, {
    total: targets.length,
    passed: count('pass'),
    failed: count('fail'),
    undecided: count('undecided'),
  })
}

/** What stands behind a server's name: what is wrong with it, else what its models did. */
export function describeTarget({checks}: TargetReport, {failOn}: Report, language: Language): string {
  const worst = (['failed', 'undecided', 'warned'] as const).flatMap((standing) =>
    checks.filter((check) => standingOf(check, failOn) === standing),
  )
  const passed = (id: string): CheckReport | undefined =>
    checks.find((check) => check.id === id && check.status === 'pass')
  const known = checks.find(({findings}) => findings.some((finding) => finding.known))
  return describeFirst(worst[0] ?? known ?? passed('model-answers') ?? passed('server-reachable'), language)
}

function describeFirst(check: CheckReport | undefined, language: Language): string {
  return check === undefined ? '' : (describeCheck(check, language)[0] ?? '')
}

function isTroubled({verdict, checks}: TargetReport): boolean {
  return verdict !== 'pass' || checks.some(({status}) => status === 'warn')
}

function writeTarget(screen: Screen, target: TargetReport, report: Report, width: number): void {
  const {language, symbols} = screen.options
  const status = isTroubled(target) && target.verdict === 'pass' ? 'warn' : statusOf[target.verdict]
  const url = printableLine(target.url)
  const name = `${symbols[status]} ${url}${' '.repeat(width - stringWidth(url))}`
  const version = printableLine(target.serverVersion ?? '–').padEnd(8)
  const about = describeTarget(target, report, language)
  const prefix = `${screen.paint(status, name)}  ${version}  `
  if (stringWidth(prefix) <= screen.options.columns / 2) {
    screen.line(prefix, about)
    return
  }
  // On a narrow screen there is no room for it beside the name.
  screen.line('', prefix.trimEnd())
  screen.line('    ', about)
}

/** Each code once, what most servers have last, errors after warnings. */
function causesOf(targets: readonly TargetReport[]): {diagnosis: Diagnosis; urls: string[]}[] {
  const causes = new Map<string, {diagnosis: Diagnosis; urls: string[]}>()
  for (const target of targets) {
    for (const diagnosis of worstLast(target)) {
      const {code, severity} = diagnosis.finding
      const cause = causes.get(`${severity} ${code}`) ?? {diagnosis, urls: []}
      cause.urls.push(target.url)
      causes.set(`${severity} ${code}`, cause)
    }
  }
  const weight = ({diagnosis, urls}: {diagnosis: Diagnosis; urls: string[]}): number =>
    (diagnosis.finding.severity === 'error' ? 1e6 : 0) + urls.length
  return [...causes.values()].sort((a, b) => weight(a) - weight(b))
}

function alsoOn(urls: readonly string[], {screen}: Language): string {
  const others = [...new Set(urls)].slice(1)
  if (others.length === 0) return ''
  const shown = others.slice(0, listedUrls).map(printableLine).join(', ')
  return fillTemplate(others.length > listedUrls ? screen.alsoOnMany : screen.alsoOn, {
    urls: shown,
    count: others.length - listedUrls,
  })
}
