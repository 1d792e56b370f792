import {type Command, Option} from 'commander'
import {rungs} from '../../catalogue/ids.ts'
import {formats} from '../../reporters/index.ts'
import {examples, type Finish, withOptions} from '../define.ts'
import {shared, timeLimit} from '../options.ts'
import type {Session} from '../program.ts'

export function defineWait(program: Command, session: Session, finish: Finish): void {
  withOptions(program.command('wait'), [shared.host(), shared.format(formats), shared.language(), ...shared.colour()])
    .description('wait until a server is ready, and tell why not where it is not')
    .argument('[models...]', 'the models; else those of --models-file, else those of the configuration')
    .addOption(
      new Option(
        '--for <rung>',
        'what to wait for, each with all before it: the port, HTTP, the models installed, loaded, or answering (default: token for models, else http)',
      ).choices(rungs),
    )
    .addOption(
      new Option('--timeout <duration>', 'how long to wait').argParser(timeLimit).default(timeLimit('120s'), '120s'),
    )
    .addOption(
      new Option('--interval <duration>', 'between two attempts').argParser(timeLimit).default(timeLimit('1s'), '1s'),
    )
    .option('--fail-fast', 'end at once where waiting cannot help (default: in CI)')
    .option('--no-fail-fast', 'wait all the same')
    .option('--pull', 'pull what is missing')
    .addOption(shared.modelsFile())
    .addOption(shared.config())
    .addOption(shared.report())
    .addOption(shared.quiet())
    .option('-v, --verbose', 'print all causes, fixes and requests')
    .addHelpText(
      'after',
      examples([
        'ollama-doctor wait',
        'ollama-doctor wait llama3.2 --pull --timeout 10m',
        'ollama-doctor wait llama3.2 nomic-embed-text --for model --host http://ollama:11434',
      ]),
    )
    .action(async (models: string[], options) => {
      const {runWaitCommand} = await import('../../commands/wait.ts')
      finish(await runWaitCommand(models, options, session))
    })
}
