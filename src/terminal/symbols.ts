import type {Status} from '../diagnosis/engine.ts'
import type {Environment} from '../host/environment.ts'

/** They carry the meaning; colour only repeats it. `done` and `left` are the cells of a bar. */
export type Symbols = Readonly<Record<Status | 'done' | 'left', string>>

const drawn: Symbols = {pass: '✓', warn: '!', fail: '✗', skip: '–', error: '?', done: '█', left: '░'}
const ascii: Symbols = {pass: '+', warn: '!', fail: 'x', skip: '-', error: '?', done: '#', left: '.'}

/** Plain characters where the terminal is known to lack others: the Linux console, and the old one of Windows. */
export function chooseSymbols(env: Environment, platform: NodeJS.Platform): Symbols {
  const modern = platform === 'win32' ? Boolean(env.WT_SESSION ?? env.TERM_PROGRAM ?? env.TERM) : env.TERM !== 'linux'
  return modern ? drawn : ascii
}
