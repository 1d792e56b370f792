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
      where === undefined || (detail !== 'verbose' && where === platform)
        ? undefined
        : language.screen.platforms[where],
      effect === 'safe' ? undefined : language.screen.effects[effect],
    ].filter((note) => note !== undefined)
    const note = notes.length > 0 ? `  ${screen.chalk.dim(`(${notes.join(', ')})`)}` : ''
    screen.command('      ', `${screen.chalk.cyan(printableLine(run))}${note}`)
  }
}

/** What to do in plain text: the step, and its commands for one system below it. */
export function remedyLines(remedy: Remedy, platform: Platform): string[] {
  return [printableLine(remedy.text), ...commandsFor(remedy, platform).map(({run}) => `    ${printableLine(run)}`)]
}

/** The commands for one system. Those of others are for --verbose, unless the remedy is for one other alone. */
export function commandsFor({commands}: Remedy, platform: Platform): readonly Command[] {
  const fitting = commands.filter(({platform: where}) => where === undefined || where === platform)
  const platforms = new Set(commands.map(({platform: where}) => where))
  return fitting.length > 0 || platforms.size > 1 ? fitting : commands
}
