import {domainOf} from '../../catalogue/index.ts'
import type {Language} from '../../catalogue/language.ts'
import {fillTemplate} from '../../catalogue/template.ts'
import type {Advice} from '../../diagnosis/report.ts'
import {printable} from '../../terminal/printable.ts'
import {document, fence, remedy, text} from '../markdown-text.ts'
import type {ExplainReporter} from './index.ts'

/** For an issue, a chat, a wiki; the list holds every entry in full and is what docs/codes.md is made of. */
export const markdownExplain: ExplainReporter = {
  explanation: ({diagnoses}, {language}) => {
    if (diagnoses.length === 0) return `${language.screen.notRecognised} ${language.screen.whereToLook}\n`
    const parts = diagnoses.map((diagnosis) => [
      `## ${text(diagnosis.message)}`,
      `\`${diagnosis.code}\`, ${language.screen.confidences[diagnosis.confidence]}`,
      ...diagnosis.evidence.filter(({text: line}) => line !== '').map(({text: line}) => fence(printable(line))),
      ...body(diagnosis, language),
    ])
    return document(parts.flat())
  },

  entry: (advice, {language}) => document(entry(advice, language, '#')),

  list: (advices, {language}) => {
    const {codesTitle, codesIntroduction} = language.screen
    const domains = [...new Set(advices.map(({code}) => domainOf(code)))]
    const chapters = domains.flatMap((domain) => [
      `## ${language.domainTitles[domain]}`,
      ...advices.filter(({code}) => domainOf(code) === domain).flatMap((advice) => entry(advice, language, '###')),
    ])
    return document([`# ${codesTitle}`, fillTemplate(codesIntroduction, {codes: advices.length}), ...chapters])
  },
}

function entry(advice: Advice, language: Language, heading: string): string[] {
  const {retryHelps, retryIsNoUse} = language.screen
  return [
    `${heading} ${advice.code}`,
    `**${text(advice.message)}**`,
    ...body(advice, language),
    advice.retryable ? retryHelps : retryIsNoUse,
  ]
}

function body({meaning, causes, confirm, remedies, links}: Advice, language: Language): string[] {
  const {screen} = language
  return [
    text(meaning),
    causes.length > 0 ? `${screen.causes}:\n\n${causes.map((cause) => `- ${text(cause)}`).join('\n')}` : '',
    `${screen.confirm}:`,
    ...remedy(confirm, language),
    `${screen.fixes}:`,
    ...remedies.flatMap((fix, index) => remedy(fix, language, `${index + 1}. `)),
    links.map((link) => `<${link}>`).join(' '),
  ].filter((part) => part !== '')
}
