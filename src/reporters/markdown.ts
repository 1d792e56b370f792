import type {Platform} from '../catalogue/entry.ts'
import type {Language} from '../catalogue/language.ts'
import type {CheckReport, Report, TargetReport} from '../diagnosis/report.ts'
import {printable} from '../terminal/printable.ts'
import {type Diagnosis, worstLast} from './grouping.ts'
import {document, fence, remedy, text} from './markdown-text.ts'
import {countTargets, describeTarget} from './overview.ts'
import {commandsFor} from './remedies.ts'
import type {Reporter} from './reporter.ts'
import {describeCheck, simulatedNote, standingOf} from './standing.ts'

const marks = {passed: '✅', warned: '⚠️', failed: '❌', skipped: '➖', undecided: '❔'} as const

/** For an issue, a chat, and the summary of a GitHub job: a table of the checks, then what is wrong with the worst first. */
export const renderMarkdown: Reporter = (report, {language, platform}) => {
  const {screen} = language
  const isOverview = report.targets.length > 1
  const word = {pass: screen.passed, fail: screen.failed, undecided: screen.undecided}[report.verdict]
  return document([
    `## ${report.tool.name}: ${word}`,
    ...simulatedNote(report, language).map((note) => `**${text(note)}**`),
    ...(isOverview ? [overview(report, language)] : []),
    // Of many servers those that are well are in the overview.
    ...report.targets
      .filter(({verdict}) => !isOverview || verdict !== 'pass')
      .flatMap((target) => [
        `### ${text(target.url)}`,
        table(target, report, language),
        ...worstLast(target)
          .reverse()
          .flatMap((diagnosis) => section(diagnosis, language, platform)),
      ]),
  ])
}

function overview(report: Report, language: Language): string {
  const mark = {pass: marks.passed, fail: marks.failed, undecided: marks.undecided}
  const row = (target: TargetReport): string =>
    `| ${mark[target.verdict]} | ${text(target.url)} | ${text(target.serverVersion ?? '–')} | ${text(describeTarget(target, report, language))} |`
  return [`${countTargets(report, language)}\n`, '| | | | |', '|---|---|---|---|', ...report.targets.map(row)].join(
    '\n',
  )
}

function table({checks}: TargetReport, {failOn}: Report, language: Language): string {
  const row = (check: CheckReport): string =>
    `| ${marks[standingOf(check, failOn)]} | ${text(check.title)} | ${describeCheck(check, language).map(text).join('<br>')} |`
  return ['| | | |', '|---|---|---|', ...checks.map(row)].join('\n')
}

function section({finding, alternatives}: Diagnosis, language: Language, platform: Platform): string[] {
  const {screen} = language
  return [
    `#### ${text(finding.message)}`,
    `\`${finding.code}\`, ${screen.confidences[finding.confidence]}`,
    text(finding.meaning),
    ...finding.evidence.flatMap(({source, text: seen}) => [
      `${screen.evidence} (${text(source)}):`,
      ...(seen === '' ? [] : [fence(printable(seen))]),
    ]),
    ...finding.remedies.flatMap((fix, index) =>
      remedy({...fix, commands: commandsFor(fix, platform)}, language, `${index + 1}. `),
    ),
    ...alternatives.map((other) => `${screen.orElse}: ${text(other.message)} (\`${other.code}\`)`),
  ]
}
