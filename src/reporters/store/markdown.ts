import {fillTemplate} from '../../catalogue/template.ts'
import {printable} from '../../terminal/printable.ts'
import {document, fence, remedy, text} from '../markdown-text.ts'
import {commandsFor} from '../remedies.ts'
import type {StoreReporter} from './index.ts'
import {countsOf, statusWord} from './standing.ts'

const marks = {good: '✅', damaged: '❌', undecided: '❔', absent: '❌'} as const

/** For an issue or a chat. */
export const renderStoreMarkdown: StoreReporter = (report, {language, platform}) => {
  const {screen, verify} = language
  const word = {pass: screen.passed, fail: screen.failed, undecided: screen.undecided}[report.verdict]
  const rows = report.models.map(
    ({model, status}) => `| ${marks[status]} | ${text(model)} | ${text(statusWord(status, report, language))} |`,
  )
  return document([
    `## ${report.tool.name} verify: ${word}`,
    text(fillTemplate(verify.from[report.store.from], {path: report.store.path})),
    ['| | | |', '|---|---|---|', ...rows].join('\n'),
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
