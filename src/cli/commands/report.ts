import type {Command} from 'commander'
import {bundleFormats} from '../../reporters/bundle/index.ts'
import {examples, type Finish, withOptions} from '../define.ts'
import {moment} from '../moment.ts'
import {shared, timeLimit} from '../options.ts'
import type {Session} from '../program.ts'

export function defineReport(program: Command, session: Session, finish: Finish): void {
  withOptions(program.command('report'), [shared.host(), shared.config(), shared.language()])
    .description('gather what whoever helps has to know, without secrets, for a bug report')
    .argument('[models...]', 'models that it is about')
    .option('-o, --output <file>', 'write it there; else it is printed')
    .option('--since <time>', 'what the log has from this time on (default: 24h)', moment)
    .option('--no-probe', 'ask no model: send nothing that a runner has to work for')
    .option('--timeout <duration>', 'for one request (default: 10s, 2m where a model may have to load)', timeLimit)
    .addOption(shared.logSource())
    .addOption(shared.logFile())
    .addOption(shared.logUnit())
    .addOption(shared.logContainer())
    .addOption(shared.bundleFormat(bundleFormats))
    .addHelpText(
      'after',
      examples([
        'ollama-doctor report --output report.json',
        'ollama-doctor check --from report.json',
        'ollama-doctor report --format markdown',
      ]),
    )
    .action(async (models: string[], options) => {
      const {runReportCommand} = await import('../../commands/report.ts')
      finish(await runReportCommand(models, options, session))
    })
}
