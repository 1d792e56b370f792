import {domainOf} from '../../catalogue/index.ts'
import {fillTemplate} from '../../catalogue/template.ts'
import type {Status} from '../../diagnosis/engine.ts'
import type {Diagnosis} from '../../diagnosis/explanation.ts'
import type {Advice} from '../../diagnosis/report.ts'
import {printable, printableLine} from '../../terminal/printable.ts'
import {writeRemedy} from '../remedies.ts'
import {Screen} from '../screen.ts'
import type {ExplainReporter} from './index.ts'

const shownOthers = 7

/** For people: the likeliest cause in full, what else it may be in two lines each. */
export const humanExplain: ExplainReporter = {
  explanation({diagnoses}, options) {
    const screen = new Screen(options)
    const {words} = screen
    const [first, ...others] = diagnoses
    if (first === undefined) {
      screen.line('', `${screen.paint('error', `${options.symbols.error} ${words.notRecognised}`)}`)
      screen.line('  ', words.whereToLook)
      return screen.text()
    }
    writeTitle(screen, first, `${first.code}, ${words.confidences[first.confidence]}`)
    screen.line('  ', printableLine(first.meaning))
    writeEvidence(screen, first)
    writeAdvice(screen, first)
    if (others.length > 0) writeOthers(screen, first, others)
    return screen.text()
  },

  entry(advice, options) {
    const screen = new Screen(options)
    writeTitle(screen, advice, advice.code)
    screen.line('  ', advice.meaning)
    screen.line('  ', screen.chalk.dim(advice.retryable ? screen.words.retryHelps : screen.words.retryIsNoUse))
    writeAdvice(screen, advice)
    return screen.text()
  },

  list(advices, options) {
    const screen = new Screen(options)
    const width = Math.max(...advices.map(({code}) => code.length))
    let domain: string | undefined
    for (const {code, message} of advices) {
      if (domainOf(code) !== domain) {
        domain = domainOf(code)
        screen.gap()
        screen.line('', screen.chalk.bold(`${options.language.domainTitles[domainOf(code)]} (${domain})`))
      }
      screen.line(`  ${code.padEnd(width)}  `, message)
    }
    return screen.text()
  },
}

function writeTitle(screen: Screen, {severity, message}: Advice, tag: string): void {
  const status = ({error: 'fail', warning: 'warn', info: 'pass'} as const satisfies Record<string, Status>)[severity]
  const symbol = screen.paint(status, screen.options.symbols[status])
  screen.line(`${symbol} `, `${screen.paint(status, printableLine(message))}  ${screen.chalk.dim(tag)}`)
}

function writeEvidence(screen: Screen, {evidence, lines}: Diagnosis): void {
  if (evidence.every(({text}) => text === '')) return
  const {words} = screen
  const place = lines.count > 1 ? words.onLines : lines.first > 1 ? words.onLine : ''
  screen.line('  ', screen.chalk.dim(`${words.evidence}${fillTemplate(place, lines)}:`))
  for (const {text} of evidence) screen.line('    ', printable(text))
}

function writeAdvice(screen: Screen, {causes, confirm, remedies, links}: Advice): void {
  const {words, chalk} = screen
  if (causes.length > 0) {
    screen.line('  ', chalk.bold(`${words.causes}:`))
    for (const cause of causes) screen.line('    - ', cause)
  }
  screen.line('  ', chalk.bold(`${words.confirm}:`))
  writeRemedy(screen, confirm, '  ')
  screen.line('  ', chalk.bold(`${words.fixes}:`))
  for (const remedy of remedies) writeRemedy(screen, remedy, '  → ')
  for (const link of links) screen.command('  ', chalk.dim(link))
}

/** Other readings of the same line, and what else is wrong in the text. */
function writeOthers(screen: Screen, first: Diagnosis, others: readonly Diagnosis[]): void {
  const {words, chalk} = screen
  const shown = others.slice(0, shownOthers)
  const isReading = ({lines}: Diagnosis): boolean => lines.first === first.lines.first
  for (const [title, diagnoses] of [
    [words.orElse, shown.filter(isReading)],
    [words.alsoInText, shown.filter((diagnosis) => !isReading(diagnosis))],
  ] as const) {
    if (diagnoses.length === 0) continue
    screen.gap()
    screen.line('', chalk.bold(`${title}:`))
    for (const {code, confidence, message, confirm} of diagnoses) {
      screen.line('  - ', `${printableLine(message)}  ${chalk.dim(`${code}, ${words.confidences[confidence]}`)}`)
      screen.line('    ', printableLine(confirm.text))
    }
  }
  const hidden = others.length - shown.length
  if (hidden > 0) screen.line('  ', fillTemplate(words.more, {count: hidden}))
  screen.line('', chalk.dim(words.explainOthers))
}
