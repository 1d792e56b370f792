import type {Command, Platform} from '../catalogue/entry.ts'
import type {Remedy} from '../diagnosis/report.ts'
import {printableLine} from '../terminal/printable.ts'
import type {Screen} from './screen.ts'

/** What to do, and the commands for it. */
export function writeRemedy(screen: Screen, remedy: Remedy, marker = '→ '): void {
  const {language, detail, platform} = screen.options
  const commands = detail === 'verbose' ? remedy.commands : commandsFor(remedy, platform)
  screen.line(`  ${marker}`, printableLine(remedy.text))
  for (const {run, effect, platform: where} of commands) {
    const notes = [
      detail === 'verbose' && where !== undefined ? language.screen.platforms[where] : undefined,
      effect === 'safe' ? undefined : language.screen.effects[effect],
    ].filter((note) => note !== undefined)
    const note = notes.length > 0 ? `  ${screen.chalk.dim(`(${notes.join(', ')})`)}` : ''
    screen.command('      ', `${screen.chalk.cyan(printableLine(run))}${note}`)
  }
}

/** The commands for the system that the doctor runs on; those of containers are for --verbose. */
export function commandsFor({commands}: Remedy, platform: NodeJS.Platform): Command[] {
  const own: Platform | undefined = ({linux: 'linux', darwin: 'macos', win32: 'windows'} as const)[platform as 'linux']
  return commands.filter((command) => command.platform === undefined || command.platform === own)
}
