import type {Command} from 'commander'
import {formats} from '../../reporters/index.ts'
import {examples, type Finish} from '../define.ts'
import {givenOptions} from '../given-options.ts'
import {
  atLeastOne,
  collectList,
  count,
  positiveNumber,
  repeatable,
  shared,
  size,
  timeLimit,
  versionRange,
  wholeNumber,
} from '../options.ts'
import type {Session} from '../program.ts'

export function defineCheck(program: Command, session: Session, finish: Finish): void {
  program
    .command('check')
    .description('find out whether a server works, and why not')
    .argument('[models...]', 'models that must be installed and must answer')
    .optionsGroup('Servers and models:')
    .addOption(shared.hosts())
    .option('--hosts-file <file>', 'a file with a server a line, and # comments; - for standard input')
    .addOption(shared.modelsFile())
    .addOption(shared.config())
    .option('--show-config', 'print every setting and where it comes from, and end')
    .option('--simulate <scenario>', 'check a simulated server; see simulate --list')
    .option('--from <file>', 'tell what a report says, as if its server were checked now; - for standard input')
    .optionsGroup('What is checked:')
    .addOption(repeatable('--only <ids>', 'only these checks and what they require, with * for any part', collectList))
    .addOption(repeatable('--skip <ids>', 'all but these checks', collectList))
    .option('--list-checks', 'list the checks and end')
    .option('--no-probe', 'ask no model: send nothing that a runner has to work for')
    .option('--disruptive', 'ask a model even where that may reload or evict one')
    .optionsGroup('Where the log is that tells why something failed:')
    .addOption(shared.logSource())
    .addOption(shared.logFile())
    .addOption(shared.logUnit())
    .addOption(shared.logContainer())
    .optionsGroup('What fails:')
    .addOption(shared.failOn('the least severity that fails (default: error)'))
    .option(
      '--require-version <range>',
      'fail where the server has another version, as in ">=0.12 <0.30"',
      versionRange,
    )
    .option('--require-gpu', 'fail where a model runs on the processor')
    .option('--min-context <tokens>', 'fail where a model is loaded with less', wholeNumber)
    .option('--max-load-time <duration>', 'fail where a load takes longer', timeLimit)
    .option('--max-first-token <duration>', 'fail where the first token takes longer', timeLimit)
    .option('--min-tokens-per-second <number>', 'fail where a model is slower', positiveNumber)
    .option('--min-free-disk <size>', 'fail where less is free for models, as in 20GB', size)
    .option('--baseline <file>', 'let what stands in this file fail nothing')
    .option('--update-baseline', 'write what is found to the baseline: from then on it is known')
    .optionsGroup('Time:')
    .option('--timeout <duration>', 'for one request (default: 10s, 2m where a model may have to load)', timeLimit)
    .option('--deadline <duration>', 'for the whole run (default: 10m, 30s for nagios)', timeLimit)
    .option('--retries <count>', 'how often to ask again after a network error or a 5xx', count, 0)
    .addOption(shared.retryDelay())
    .option('--parallel <count>', 'how many servers to check at a time', atLeastOne, 64)
    .optionsGroup('Output:')
    .addOption(shared.format(formats))
    .addOption(shared.report())
    .addOption(shared.language())
    .addOption(shared.colour()[0])
    .addOption(shared.colour()[1])
    .addOption(shared.quiet())
    .option('-v, --verbose', 'print all causes, fixes and requests')
    .option('--debug', 'print what the doctor does to stderr')
    .addHelpText(
      'after',
      examples([
        'ollama-doctor check',
        'ollama-doctor check llama3.2 nomic-embed-text --fail-on warning',
        'ollama-doctor check --host http://a:11434 --host http://b:11434 --format json',
        'ollama-doctor check --simulate hung-runner --timeout 5s',
      ]),
    )
    .action(async (models: string[], options, command: Command) => {
      const {runCheckCommand} = await import('../../commands/check.ts')
      finish(await runCheckCommand(models, options, session, givenOptions(command)))
    })
}
