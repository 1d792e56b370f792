import type {Command, Option} from 'commander'

/** Takes a command's exit code. */
export type Finish = (exitCode: number) => void

/** The options that a command shares with others, before its own. */
export function withOptions(command: Command, options: readonly Option[]): Command {
  for (const option of options) command.addOption(option)
  return command
}

/** At the end of a command's help. */
export function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`
}
