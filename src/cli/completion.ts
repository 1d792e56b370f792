import {type Complete, RootCommand, script} from '@bomb.sh/tab'
import type {Command} from 'commander'
import {checkIds} from '../catalogue/ids.ts'
import {codes, domainNames} from '../catalogue/index.ts'
import {parseAddress} from '../ollama/address.ts'
import {plainGet} from '../ollama/plain-get.ts'
import {parseJson, readInstalled} from '../ollama/responses.ts'
import {formats} from '../reporters/index.ts'
import {scenarios} from '../simulator/scenarios.ts'
import {UsageError} from '../usage/usage-error.ts'
import type {Session} from './program.ts'

const shells = ['bash', 'zsh', 'fish', 'powershell']
/** Who presses Tab does not wait for a server that sleeps. */
const namesMs = 200
/** bash expands what it is offered: a name that is more than a name would be run. */
const harmless = /^\w[\w.:/-]*$/

/** Prints what a shell reads to ask for completions. */
export function printScript(shell: string, {io, tool}: Session): void {
  if (!shells.includes(shell)) throw new UsageError(`complete knows the shells ${shells.join(', ')}, not "${shell}"`)
  io.stdout.write(mended(shell, scriptOf(shell, tool.name)))
}

/** The library prints it itself. */
function scriptOf(shell: string, name: string): string {
  const parts: string[] = []
  const {log} = console
  console.log = (text: string) => void parts.push(`${text}\n`)
  try {
    script(shell, name, name)
  } finally {
    console.log = log
  }
  return parts.join('')
}

/** Names of models have a colon, at which both shells part words: what they are offered is the rest, or has it escaped (tab 0.0.22). */
function mended(shell: string, text: string): string {
  if (shell === 'zsh') return text.replace(/(comp\/\/:\/)\\:/, '$1\\\\:')
  if (shell !== 'bash') return text
  return text
    .replace(/(COMPREPLY=\( \$\(compgen -W [^\n]+\n)\}/, '$1    __ltrim_colon_completions "$cur"\n}')
    .replace(/^readonly (ShellComp)/gm, '$1')
}

/** Answers a shell that asks how its words may go on; they stand behind `complete --`. Silent about whatever goes wrong. */
export async function complete(words: readonly string[], program: Command, session: Session): Promise<void> {
  const models = wantsModels(words) ? await installedNames(words, session) : []
  const root = new RootCommand()
  for (const command of program.commands) {
    const known = root.command(command.name(), command.description())
    for (const option of command.options) {
      const name = (option.long ?? '').replace(/^--/, '')
      const takesValue = option.required || option.optional
      const values = valuesOf(`--${name}`, option.argChoices, models)
      if (takesValue) known.option(name, option.description, offer(values), option.short?.slice(1))
      else known.option(name, option.description, option.short?.slice(1))
    }
    for (const argument of command.registeredArguments) {
      known.argument(argument.name(), offer(valuesOf(argument.name(), argument.argChoices, models)), argument.variadic)
    }
  }
  root.parse([...words])
}

function offer(values: readonly string[]): (add: Complete) => void {
  return (add) => {
    for (const value of values) add(value, '')
  }
}

function valuesOf(name: string, choices: readonly string[] | undefined, models: readonly string[]): readonly string[] {
  const others: Readonly<Record<string, () => readonly string[]>> = {
    '--only': () => checkIds,
    '--skip': () => checkIds,
    '--report': () => formats.map((format) => `${format}=`),
    '--simulate': () => scenarios.map((scenario) => scenario.name),
    '--list': () => domainNames,
    '--model': () => models,
    models: () => models,
    text: () => codes,
    scenario: () => scenarios.map((scenario) => scenario.name),
    shell: () => shells,
  }
  return choices ?? others[name]?.() ?? []
}

/** Only where a model's name may come next is the server asked. */
function wantsModels(words: readonly string[]): boolean {
  const [command = ''] = words
  const [before, last = ''] = words.slice(-2)
  if (before === '--model') return true
  return ['check', 'wait', 'pull-missing'].includes(command) && words.length > 1 && !last.startsWith('-')
}

async function installedNames(words: readonly string[], {io, tool}: Session): Promise<readonly string[]> {
  const inline = words.find((word) => word.startsWith('--host='))?.slice('--host='.length)
  const host = words.includes('--host') ? words[words.indexOf('--host') + 1] : inline
  const address = parseAddress(host ?? io.env.OLLAMA_HOST)
  try {
    const {body} = await plainGet(address, '/api/tags', {
      timeoutMs: namesMs,
      userAgent: `${tool.name}/${tool.version}`,
    })
    return (readInstalled(parseJson(body)) ?? []).map(({name}) => name).filter((name) => harmless.test(name))
  } catch {
    return []
  }
}
