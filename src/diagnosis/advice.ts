import type {Command} from '../catalogue/entry.ts'
import {type Code, entryOf} from '../catalogue/index.ts'
import {type Language, wordsOf} from '../catalogue/language.ts'
import {type Args, fillCommand, fillTemplate, type Shell} from '../catalogue/template.ts'
import {defaultUrl} from '../ollama/default-address.ts'
import type {Advice} from './report.ts'

/** For whom the commands are. */
export interface Target {
  /** Of the server. */
  readonly url: string
  /** Of the machine on which they would be pasted. */
  readonly platform: NodeJS.Platform
}

/** What the catalogue says of a code, with everything filled in that is known. */
export function adviseOn(code: Code, found: Args, {url, platform}: Target, language: Language): Advice {
  const {severity, retryable, confirm, fixes, links} = entryOf(code)
  const words = wordsOf(code, language)
  // Commands for any other server than the usual one name it.
  const args = {url, ...(url !== defaultUrl && {otherHost: url}), ...found}
  const fill = (commands: readonly Command[]): Command[] =>
    commands
      .map((command) => ({...command, run: fillCommand(command.run, args, shellOf(command, platform))}))
      // One that is optional as a whole is there only where its arguments are known.
      .filter(({run}) => run !== '')
  return {
    code,
    severity,
    retryable,
    message: fillTemplate(words.title, args),
    meaning: fillTemplate(words.meaning, args),
    causes: words.causes,
    confirm: {text: words.confirm, commands: fill(confirm)},
    remedies: Object.entries(fixes)
      .map(([key, commands]) => ({text: fillTemplate(words.fixes[key] ?? '', args), commands: fill(commands)}))
      // Likewise one that is optional as a whole.
      .filter(({text}) => text !== ''),
    links,
  }
}

function shellOf(command: Command, platform: NodeJS.Platform): Shell {
  const windows = command.platform === 'windows' || (command.platform === undefined && platform === 'win32')
  return windows ? 'powershell' : 'posix'
}
