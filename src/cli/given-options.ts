import type {Command} from 'commander'

/** An option of a command, and whether the user gave it. */
export interface GivenOption {
  /** As the command reads it: `retryDelay`. */
  readonly name: string
  /** `--retry-delay`. */
  readonly flag: string
  readonly value: unknown
  readonly given: boolean
}

export function givenOptions(command: Command): GivenOption[] {
  const values = command.opts()
  return command.options.map((option) => {
    const name = option.attributeName()
    return {name, flag: option.long ?? '', value: values[name], given: command.getOptionValueSource(name) === 'cli'}
  })
}
