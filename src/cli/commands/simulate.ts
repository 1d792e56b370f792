import type {Command} from 'commander'
import {examples, type Finish} from '../define.ts'
import {port} from '../options.ts'
import type {Session} from '../program.ts'

export function defineSimulate(program: Command, session: Session, finish: Finish): void {
  program
    .command('simulate')
    .description('serve a simulated Ollama that fails in a chosen way')
    .argument('[scenario]', 'which one')
    .option('--port <port>', 'where to listen, on 127.0.0.1', port, 11434)
    .option('--log <file>', 'append the log that such a server would write')
    .option('--list', 'list the scenarios and end')
    .addHelpText(
      'after',
      examples(['ollama-doctor simulate --list', 'ollama-doctor simulate midstream-crash --port 11500']),
    )
    .action(async (scenario: string | undefined, options) => {
      const {runSimulateCommand} = await import('../../commands/simulate.ts')
      finish(await runSimulateCommand(scenario, options, session))
    })
}
