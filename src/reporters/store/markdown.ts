import {fillTemplate} from '../../catalogue/template.ts'
import {printable} from '../../terminal/printable.ts'
import {document, fence, remedy, text} from '../markdown-text.ts'
import {commandsFor} from '../remedies.ts'
import type {StoreReporter} from './index.ts'
import {countsOf, describeRemoval, describeRepair, statusWord} from './standing.ts'

const marks = {good: '✅', damaged: '❌', undecided: '❔', absent: '❌'} as const

/** For an issue or a chat. */
export const renderStoreMarkdown: StoreReporter = (report, {language, platform}) => {
  const {screen, verify} = language
  const word = {pass: screen.passed, fail: screen.failed, undecided: screen.undecided}[report.verdict]
  const rows = report.models.map(
    ({model, status}) => `| ${marks[status]} | ${text(model)} | ${text(statusWord(status, report, language))} |`,
  )
  const changes = [
    ...report.repairs.map((repair) => `- ${text(repair.path)}: ${text(describeRepair(repair, verify))}`),
    ...report.removals.map(
      (removal) => `- ${text(removal.paths.at(-1) ?? '')}: ${text(describeRemoval(removal, verify))}`,
    ),
  ]
  return document([
    `## ${report.tool.name} verify: ${word}`,
    text(fillTemplate(verify.from[report.store.from], {path: report.store.path})),
    ['| | | |', '|---|---|---|', ...rows].join('\n'),
    ...(changes.length > 0 ? [changes.join('\n')] : []),
    text(countsOf(report, verify.counts)),
    ...(report.quick ? [text(verify.quick)] : []),
    ...report.findings.flatMap(({message, code, confidence, meaning, evidence, remedies}) => [
      `### ${text(message)}`,
      `\`${code}\`, ${screen.confidences[confidence]}`,
      text(meaning),
      ...evidence.flatMap(({source, text: seen}) => [`${screen.evidence} (${text(source)}):`, fence(printable(seen))]),
      ...remedies.flatMap((fix, index) =>
        remedy({...fix, commands: commandsFor(fix, platform)}, language, `${index + 1}. `),
      ),
    ]),
  ])
}
