import {type Command, Option} from 'commander'
import {surfaces} from '../../catalogue/entry.ts'
import {explainFormats} from '../../reporters/explain/index.ts'
import {examples, type Finish, withOptions} from '../define.ts'
import {httpStatus, shared} from '../options.ts'
import type {Session} from '../program.ts'

export function defineExplain(program: Command, session: Session, finish: Finish): void {
  withOptions(program.command('explain'), [shared.format(explainFormats), shared.language(), ...shared.colour()])
    .description('tell what an error text or a code means; needs no server')
    .argument('[text...]', 'an error text, or a code; standard input where absent')
    .option('--http <status>', 'the text is the body of an HTTP answer with this status', httpStatus)
    .option('--body <file>', 'read the text from a file, - for standard input')
    .addOption(
      new Option(
        '--surface <surface>',
        'where the text was seen, where it matters: the API, the ollama command …',
      ).choices(surfaces),
    )
    .option('--list [domain]', 'list the codes and end')
    .option('--ndjson', 'answer each {"id", "text", "surface", "status"} line of standard input with a line')
    .option('-v, --verbose', 'print the commands for every platform')
    .addHelpText(
      'after',
      examples([
        'ollama-doctor explain "llama runner process has terminated: signal: killed"',
        'journalctl -u ollama --no-pager | ollama-doctor explain',
        'ollama-doctor explain --http 403',
        'ollama-doctor explain disk-full',
        'ollama-doctor explain --list gpu',
      ]),
    )
    .action(async (words: string[], options) => {
      const {runExplainCommand} = await import('../../commands/explain.ts')
      finish(await runExplainCommand(words, options, session))
    })
}
