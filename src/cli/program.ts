import {Command} from 'commander'
import type {Tool} from '../diagnosis/report.ts'
import {defineCheck} from './commands/check.ts'
import {defineComplete} from './commands/complete.ts'
import {defineExplain} from './commands/explain.ts'
import {defineHealthcheck} from './commands/healthcheck.ts'
import {defineLogs} from './commands/logs.ts'
import {definePullMissing} from './commands/pull-missing.ts'
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

/** The commands and their options. The commands themselves are loaded when they run. */
export function createProgram(session: Session, finish: Finish): Command {
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

  defineCheck(program, session, finish)
  defineWait(program, session, finish)
  definePullMissing(program, session, finish)
  defineLogs(program, session, finish)
  defineExplain(program, session, finish)
  defineVerify(program, session, finish)
  defineHealthcheck(program, session, finish)
  defineSimulate(program, session, finish)
  defineComplete(program, session, finish)
  return program
}
