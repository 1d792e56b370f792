import {domainOf} from '../../catalogue/index.ts'
import type {Language} from '../../catalogue/language.ts'
import {fillTemplate} from '../../catalogue/template.ts'
import type {Advice, Remedy} from '../../diagnosis/report.ts'
import {printable, printableLine} from '../../terminal/printable.ts'
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

/** The commands stand in one block, each with its platform and what it does beside it. */
function remedy(fix: Remedy, {screen}: Language, bullet = ''): string[] {
  const indent = ' '.repeat(bullet.length)
  const lines = fix.commands.map(({run, effect, platform}) => {
    const notes = [
      platform === undefined ? undefined : screen.platforms[platform],
      effect === 'safe' ? undefined : screen.effects[effect],
    ].filter((note) => note !== undefined)
    return `${notes.length > 0 ? `# ${notes.join(', ')}\n` : ''}${printableLine(run)}`
  })
  const block = lines.length > 0 ? fence(lines.join('\n')) : ''
  return [`${bullet}${text(fix.text)}`, block.replace(/^/gm, indent)].filter((part) => part.trim() !== '')
}

function document(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`
}

/** Longer than any run of backticks inside. */
function fence(code: string): string {
  const ticks = '`'.repeat(Math.max(3, ...[...code.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  return `${ticks}\n${code}\n${ticks}`
}

/** What markdown would read as its own is escaped. */
function text(plain: string): string {
  return printableLine(plain).replace(/[\\`*_<>[\]|#]/g, '\\$&')
}
