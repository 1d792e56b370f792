import {Command} from 'commander'
import type {Tool} from '../diagnosis/report.ts'
import {defineCheck} from './commands/check.ts'
import {defineComplete} from './commands/complete.ts'
import {defineExplain} from './commands/explain.ts'
import {defineHealthcheck} from './commands/healthcheck.ts'
import {defineLogs} from './commands/logs.ts'
import {definePullMissing} from './commands/pull-missing.ts'
import {defineReport} from './commands/report.ts'
import {defineSimulate} from './commands/simulate.ts'
import {defineVerify} from './commands/verify.ts'
import {defineWait} from './commands/wait.ts'
import {examples, type Finish} from './define.ts'
import type {Io} from './io.ts'

/** What a command is given beside its own options. */
export interface Session {
  readonly io: Io
  /** Aborts when the user interrupts. */
  readonly signal: AbortSignal
  readonly tool: Tool
}

const commands = {
  check: defineCheck,
  wait: defineWait,
  'pull-missing': definePullMissing,
  logs: defineLogs,
  explain: defineExplain,
  verify: defineVerify,
  report: defineReport,
  healthcheck: defineHealthcheck,
  simulate: defineSimulate,
  complete: defineComplete,
} as const

/**
 * The commands and their options; where one is called, that one alone: to build all of them takes some 10 ms. What a command does
 * is loaded when it runs.
 */
export function createProgram(session: Session, finish: Finish, called?: string): Command {
  const {io, tool} = session
  const program = new Command(tool.name)
    .description('Tells you why your Ollama does not work and what to do about it.')
    .version(tool.version, '-V, --version')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns || 80,
      getErrHelpWidth: () => io.stderr.columns || 80,
    })
    .exitOverride()
    .showHelpAfterError(`(${tool.name} --help lists the commands and options)`)
    .addHelpText(
      'after',
      examples([
        'ollama-doctor',
        'ollama-doctor check llama3.2 --host http://gpu-box:11434',
        'ollama-doctor check --simulate gpu-out-of-memory',
      ]),
    )

  const own = Object.entries(commands).find(([name]) => name === called)
  for (const [, define] of own === undefined ? Object.entries(commands) : [own]) define(program, session, finish)
  return program
}
