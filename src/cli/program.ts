import {Command, Option} from 'commander'
import {surfaces} from '../catalogue/entry.ts'
import {rungs} from '../catalogue/ids.ts'
import type {Tool} from '../diagnosis/report.ts'
import {explainFormats} from '../reporters/explain/index.ts'
import {formats} from '../reporters/index.ts'
import {logFormats} from '../reporters/logs/index.ts'
import {pullFormats} from '../reporters/pull/index.ts'
import {givenOptions} from './given-options.ts'
import type {Io} from './io.ts'
import {moment} from './moment.ts'
import {
  atLeastOne,
  collect,
  collectList,
  count,
  httpStatus,
  port,
  positiveNumber,
  shared,
  size,
  timeLimit,
  versionRange,
  wholeNumber,
} from './options.ts'

/** What a command is given beside its own options. */
export interface Session {
  readonly io: Io
  /** Aborts when the user interrupts. */
  readonly signal: AbortSignal
  readonly tool: Tool
}

/** The commands and their options. The commands themselves are loaded when they run. */
export function createProgram(session: Session, finish: (exitCode: number) => void): Command {
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

  withOptions(program.command('check'), [shared.hosts(), shared.format(formats), shared.language(), ...shared.colour()])
    .description('find out whether a server works, and why not')
    .argument('[models...]', 'models that must be installed and must answer')
    .option('--hosts-file <file>', 'a file with a server a line, and # comments; - for standard input')
    .option('--models-file <file>', 'a file with a model a line, and # comments; - for standard input')
    .option('--config <file>', 'a configuration other than ollama-doctor.config.json')
    .option('--show-config', 'print every setting and where it comes from, and end')
    .addOption(repeatable('--report <format=file>', 'also write the report to a file', collect))
    .addOption(shared.failOn())
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
    .addOption(repeatable('--only <ids>', 'only these checks and what they require, with * for any part', collectList))
    .addOption(repeatable('--skip <ids>', 'all but these checks', collectList))
    .option('--list-checks', 'list the checks and end')
    .option('--no-probe', 'ask no model: send nothing that a runner has to work for')
    .option('--disruptive', 'ask a model even where that may reload or evict one')
    .option('--timeout <duration>', 'for one request (default: 10s, 2m where a model may have to load)', timeLimit)
    .option('--deadline <duration>', 'for the whole run (default: 10m, 30s for nagios)', timeLimit)
    .option('--retries <count>', 'how often to ask again after a network error or a 5xx', count, 0)
    .addOption(shared.retryDelay())
    .option('--parallel <count>', 'how many servers to check at a time', atLeastOne, 64)
    .option('--simulate <scenario>', 'check a simulated server; see simulate --list')
    .option('-q, --quiet', 'print nothing unless something is wrong')
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
      const {runCheckCommand} = await import('../commands/check.ts')
      finish(await runCheckCommand(models, options, session, givenOptions(command)))
    })

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
    .option('--models-file <file>', 'a file with a model a line, and # comments; - for standard input')
    .option('--config <file>', 'a configuration other than ollama-doctor.config.json')
    .addOption(repeatable('--report <format=file>', 'also write the report to a file', collect))
    .option('-q, --quiet', 'print nothing unless something is wrong')
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
      const {runWaitCommand} = await import('../commands/wait.ts')
      finish(await runWaitCommand(models, options, session))
    })

  withOptions(program.command('pull-missing'), [
    shared.host(),
    shared.format(pullFormats),
    shared.language(),
    ...shared.colour(),
  ])
    .description('pull the models that a server should have and has not')
    .argument('[models...]', 'the models; else those of --models-file, else those of the configuration')
    .option('--models-file <file>', 'a file with a model a line, and # comments; - for standard input')
    .option('--config <file>', 'a configuration other than ollama-doctor.config.json')
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
    .option('-q, --quiet', 'print nothing unless something is wrong')
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
      const {runPullMissingCommand} = await import('../commands/pull-missing.ts')
      finish(await runPullMissingCommand(models, options, session))
    })

  withOptions(program.command('logs'), [shared.format(logFormats), shared.language(), ...shared.colour()])
    .description('find the server’s log, and tell what its lines mean')
    .argument('[file]', 'a file, or - for standard input; else the log is looked for')
    .option('-f, --follow', 'go on with what is written from now on, until Ctrl-C')
    .option('--problems', 'show what is wrong, with the lines around it, and nothing else')
    .option('--since <time>', 'from this time on: how long ago (90s, 1h30m, 2d), 14:30, or 2026-11-22 14:30', moment)
    .option('--until <time>', 'up to this time', moment)
    .option('-n, --lines <count>', 'the newest lines only (default: all; 200 with --follow)', wholeNumber)
    .addOption(
      new Option('--source <source>', 'where to look')
        .choices(['auto', 'journal', 'file', 'docker', 'podman', 'kubectl', '-'])
        .default('auto'),
    )
    .option('--unit <unit>', 'the systemd unit', 'ollama')
    .option('--file <file>', 'the same as the argument')
    .option('--container <name>', 'a container, or a pod: pod, deploy/ollama, namespace/pod')
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
      const {runLogsCommand} = await import('../commands/logs.ts')
      finish(await runLogsCommand(file, options, session))
    })

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
      const {runExplainCommand} = await import('../commands/explain.ts')
      finish(await runExplainCommand(words, options, session))
    })

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
      const {runHealthcheckCommand} = await import('../commands/healthcheck.ts')
      finish(await runHealthcheckCommand(options, session))
    })

  program
    .command('simulate')
    .description('serve a simulated Ollama that fails in a chosen way')
    .argument('[scenario]', 'which one')
    .option('--port <port>', 'where to listen, on 127.0.0.1', port, 11434)
    .option('--list', 'list the scenarios and end')
    .addHelpText(
      'after',
      examples(['ollama-doctor simulate --list', 'ollama-doctor simulate midstream-crash --port 11500']),
    )
    .action(async (scenario: string | undefined, options) => {
      const {runSimulateCommand} = await import('../commands/simulate.ts')
      finish(await runSimulateCommand(scenario, options, session))
    })

  program
    .command('complete')
    .description('print the completion script of a shell')
    .argument('<shell>', 'bash, zsh, fish or powershell')
    .addHelpText(
      'after',
      examples([
        'source <(ollama-doctor complete bash)',
        'source <(ollama-doctor complete zsh)',
        'ollama-doctor complete fish > ~/.config/fish/completions/ollama-doctor.fish',
        'ollama-doctor complete powershell | Out-String | Invoke-Expression',
      ]),
    )
    .action(async (shell: string) => {
      const {printScript} = await import('./completion.ts')
      printScript(shell, session)
    })

  return program
}

function withOptions(command: Command, options: readonly Option[]): Command {
  for (const option of options) command.addOption(option)
  return command
}

/** Its values are collected, and none is the default. */
function repeatable(
  flags: string,
  description: string,
  parse: (value: string, previous: string[]) => string[],
): Option {
  return new Option(flags, `${description}; may be repeated`).argParser(parse).default([], 'none')
}

function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`
}
