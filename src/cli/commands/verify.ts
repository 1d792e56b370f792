import type {Command} from 'commander'
import {storeFormats} from '../../reporters/store/index.ts'
import {examples, type Finish, withOptions} from '../define.ts'
import {atLeastOne, shared} from '../options.ts'
import type {Session} from '../program.ts'

export function defineVerify(program: Command, session: Session, finish: Finish): void {
  withOptions(program.command('verify'), [
    shared.host(),
    shared.format(storeFormats),
    shared.language(),
    ...shared.colour(),
  ])
    .description('hash the model store: whether every file is still what was downloaded')
    .argument('[models...]', 'the models; else all that are in the store')
    .option('--store <folder>', 'the store; else the one of the server that answers, OLLAMA_MODELS, or a usual place')
    .option('--quick', 'look at sizes and for zeros, and hash nothing')
    .option('--no-cache', 'hash what was hashed before, too, though it has not changed since')
    .option('--jobs <count>', 'how many files to hash at a time (default: one a core)', atLeastOne)
    .option('--repair', 'have the server pull anew what is damaged, and change nothing else')
    .option('--remove-orphans', 'remove files that no model needs, of more than an hour ago')
    .option('--remove-partials', 'remove the parts of unfinished downloads, of more than an hour ago')
    .option('--dry-run', 'tell what would be done, and write nothing at all')
    .option('--disruptive', 'with --repair: take files from models that are loaded, too')
    .option('--insecure', 'with --repair: as for pull-missing')
    .option('-y, --yes', 'ask nothing')
    .option('--stores', 'list every store on this machine, and which one the server reads, and end')
    .addOption(shared.quiet())
    .option('-v, --verbose', 'print all causes and fixes')
    .addHelpText(
      'after',
      examples([
        'ollama-doctor verify',
        'ollama-doctor verify llama3.2 --quick',
        'ollama-doctor verify --stores',
        'ollama-doctor verify --repair --dry-run',
        'ollama-doctor verify --store /mnt/models --format json',
      ]),
    )
    .action(async (models: string[], options) => {
      const {runVerifyCommand} = await import('../../commands/verify.ts')
      finish(await runVerifyCommand(models, options, session))
    })
}
