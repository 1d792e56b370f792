import type {Language} from '../catalogue/language.ts'
import type {Remedy} from '../diagnosis/report.ts'
import {printableLine} from '../terminal/printable.ts'

/** The commands stand in one block, each with its platform and what it does beside it. */
export function remedy(fix: Remedy, {screen}: Language, bullet = ''): string[] {
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

export function document(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`
}

/** Longer than any run of backticks inside. */
export function fence(code: string): string {
  const ticks = '`'.repeat(Math.max(3, ...[...code.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  return `${ticks}\n${code}\n${ticks}`
}

/** What markdown would read as its own is escaped. */
export function text(plain: string): string {
  return printableLine(plain).replace(/[\\`*_<>[\]|#]/g, '\\$&')
}
