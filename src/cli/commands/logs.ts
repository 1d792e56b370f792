import type {Command} from 'commander'
import {logFormats} from '../../reporters/logs/index.ts'
import {examples, type Finish, withOptions} from '../define.ts'
import {moment} from '../moment.ts'
import {shared, wholeNumber} from '../options.ts'
import type {Session} from '../program.ts'

export function defineLogs(program: Command, session: Session, finish: Finish): void {
  withOptions(program.command('logs'), [shared.format(logFormats), shared.language(), ...shared.colour()])
    .description('find the server’s log, and tell what its lines mean')
    .argument('[file]', 'a file, or - for standard input; else the log is looked for')
    .option('-f, --follow', 'go on with what is written from now on, until Ctrl-C')
    .option('--problems', 'show what is wrong, with the lines around it, and nothing else')
    .option('--since <time>', 'from this time on: how long ago (90s, 1h30m, 2d), 14:30, or 2026-11-22 14:30', moment)
    .option('--until <time>', 'up to this time', moment)
    .option('-n, --lines <count>', 'the newest lines only (default: all; 200 with --follow)', wholeNumber)
    .addOption(shared.logSource(['-']))
    .addOption(shared.logUnit())
    .addOption(shared.logFile('the same as the argument'))
    .addOption(shared.logContainer())
    .option('--directory <directory>', 'read the journal files in a directory')
    .addOption(shared.failOn())
    .option('-v, --verbose', 'show every line')
    .addHelpText(
      'after',
      examples([
        'ollama-doctor logs',
        'ollama-doctor logs --follow --problems',
        'ollama-doctor logs --since 1h --fail-on error --format json',
        'ollama-doctor logs server.log',
        'ssh gpu-box journalctl -u ollama --no-pager | ollama-doctor logs -',
      ]),
    )
    .action(async (file: string | undefined, options) => {
      const {runLogsCommand} = await import('../../commands/logs.ts')
      finish(await runLogsCommand(file, options, session))
    })
}
