import {type Command, Option} from 'commander'
import {pullFormats} from '../../reporters/pull/index.ts'
import {examples, type Finish, withOptions} from '../define.ts'
import {atLeastOne, count, shared, timeLimit} from '../options.ts'
import type {Session} from '../program.ts'

export function definePullMissing(program: Command, session: Session, finish: Finish): void {
  withOptions(program.command('pull-missing'), [
    shared.host(),
    shared.format(pullFormats),
    shared.language(),
    ...shared.colour(),
  ])
    .description('pull the models that a server should have and has not')
    .argument('[models...]', 'the models; else those of --models-file, else those of the configuration')
    .addOption(shared.modelsFile())
    .addOption(shared.config())
    .option('--dry-run', 'tell what would be pulled, and end')
    .addOption(
      new Option('--via <way>', 'how to pull: over the API, which auto does, too, or by the ollama command')
        .choices(['auto', 'cli', 'api'])
        .default('auto'),
    )
    .option('--parallel <count>', 'how many models to pull at a time', atLeastOne, 1)
    .addOption(
      new Option('--stall-timeout <duration>', 'how long no byte may come before the pull is asked for again')
        .argParser(timeLimit)
        .default(timeLimit('60s'), '60s'),
    )
    .option('--retries <count>', 'how often to ask again in a row without getting 1 % further', count, 5)
    .addOption(shared.retryDelay())
    .addOption(
      new Option('--timeout <duration>', 'for one request that is no pull')
        .argParser(timeLimit)
        .default(timeLimit('10s'), '10s'),
    )
    .option('--insecure', 'let the server pull over plain HTTP, and from registries with a certificate of their own')
    .option('-y, --yes', 'ask nothing, and pull even where the disk looks too small')
    .addOption(shared.quiet())
    .option('-v, --verbose', 'print all causes and fixes')
    .addHelpText(
      'after',
      examples([
        'ollama-doctor pull-missing llama3.2 nomic-embed-text',
        'ollama-doctor pull-missing --models-file models.txt --host http://gpu-box:11434',
        'ollama-doctor pull-missing llama3.2 --stall-timeout 30s --retries 20 --format ndjson',
      ]),
    )
    .action(async (models: string[], options) => {
      const {runPullMissingCommand} = await import('../../commands/pull-missing.ts')
      finish(await runPullMissingCommand(models, options, session))
    })
}
