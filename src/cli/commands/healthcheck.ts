import type {Command} from 'commander'
import {examples, type Finish} from '../define.ts'
import {collect, shared, timeLimit} from '../options.ts'
import type {Session} from '../program.ts'

export function defineHealthcheck(program: Command, session: Session, finish: Finish): void {
  program
    .command('healthcheck')
    .description('0 or 1 and one line, for Docker and Kubernetes: whether an Ollama answers; loads nothing')
    .option('--model <name>', 'a model that has to be installed; may be repeated', collect, [])
    .addOption(shared.host())
    .option('--timeout <duration>', 'for the one request (default: 4s)', timeLimit)
    .addHelpText(
      'after',
      examples(['ollama-doctor healthcheck', 'ollama-doctor healthcheck --model llama3.2 --host http://ollama:11434']),
    )
    .action(async (options) => {
      const {runHealthcheckCommand} = await import('../../commands/healthcheck.ts')
      finish(await runHealthcheckCommand(options, session))
    })
}
