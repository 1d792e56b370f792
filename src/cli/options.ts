import {InvalidArgumentError, Option} from 'commander'
import {languages} from '../catalogue/language-tag.ts'
import {parseVersionRange} from '../ollama/version.ts'
import {parseDuration} from '../usage/duration.ts'
import {parseBytes} from '../usage/size.ts'

const sourceChoices = ['auto', 'journal', 'file', 'docker', 'podman', 'kubectl']

/** Options that more than one command has, each described once. */
export const shared = {
  hosts: () =>
    new Option('--host <url>', 'the server, as OLLAMA_HOST would name it; may be repeated')
      .argParser(collect)
      .default([], 'OLLAMA_HOST'),
  host: () =>
    new Option('--host <url>', 'the server, as OLLAMA_HOST would name it (default: OLLAMA_HOST)').argParser(once),
  format: (choices: readonly string[]) =>
    new Option('--format <format>', 'how to print the result').choices(choices).default('human'),
  bundleFormat: (choices: readonly string[]) =>
    new Option('--format <format>', 'json, or the fields of Ollama’s bug template').choices(choices).default('json'),
  language: () =>
    new Option('--lang <language>', 'the language of the texts, else that of the locale').choices(languages),
  failOn: (description = 'the least severity that fails') =>
    new Option('--fail-on <severity>', description).choices(['error', 'warning']),
  retryDelay: () =>
    new Option('--retry-delay <duration>', 'before the first retry; the second waits twice as long …')
      .argParser(duration)
      .default(duration('1s'), '1s'),
  modelsFile: () =>
    new Option('--models-file <file>', 'a file with a model a line, and # comments; - for standard input'),
  config: () => new Option('--config <file>', 'a configuration other than ollama-doctor.config.json'),
  report: () => repeatable('--report <format=file>', 'also write the report to a file', collect),
  logSource: (more: readonly string[] = []) =>
    new Option('--source <source>', 'where the server’s log is looked for')
      .choices([...sourceChoices, ...more])
      .default('auto'),
  logFile: (description = 'the server’s log') => new Option('--file <file>', description),
  logUnit: () => new Option('--unit <unit>', 'the server’s systemd unit').default('ollama'),
  logContainer: () =>
    new Option('--container <name>', 'the server’s container, or pod: pod, deploy/ollama, namespace/pod'),
  quiet: () => new Option('-q, --quiet', 'print nothing unless something is wrong'),
  colour: () =>
    [
      new Option('--color', 'colour, even where the output is no terminal'),
      new Option('--no-color', 'no colour'),
    ] as const,
}

export function duration(text: string): number {
  const ms = parseDuration(text)
  if (ms === undefined) throw new InvalidArgumentError('A duration has a unit: 500ms, 90s, 2m, 1h30m.')
  return ms
}

/** A duration that something has to happen within. */
export function timeLimit(text: string): number {
  const ms = duration(text)
  if (ms === 0) throw new InvalidArgumentError('It has to be longer than nothing.')
  return ms
}

export function count(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('A whole number from 0 to 9999.')
  return Number(text)
}

export function atLeastOne(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('A whole number from 1 to 9999.')
  return Number(text)
}

export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('A whole number from 1 on.')
  return Number(text)
}

export function positiveNumber(text: string): number {
  const number = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0
  if (!(number > 0)) throw new InvalidArgumentError('A number above 0.')
  return number
}

export function size(text: string): number {
  const bytes = /[a-z]\s*$/i.test(text) ? parseBytes(text) : undefined
  if (bytes === undefined) throw new InvalidArgumentError('A size has a unit: 500MB, 20GB, 8GiB.')
  return bytes
}

export function versionRange(text: string): string {
  if (parseVersionRange(text) === undefined)
    throw new InvalidArgumentError('A range is one or more comparisons: ">=0.12", ">=0.12 <0.30", 0.12.11.')
  return text
}

/** The status of an HTTP answer. */
export function httpStatus(text: string): number {
  const status = /^\d{3}$/.test(text) ? Number(text) : Number.NaN
  if (!(status >= 100 && status <= 599)) throw new InvalidArgumentError('A status is a number from 100 to 599.')
  return status
}

export function port(text: string): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(number <= 65_535)) throw new InvalidArgumentError('A port is a whole number from 0 to 65535.')
  return number
}

/** For an option of which a second one would be lost without a word. */
export function once(value: string, previous: string | undefined): string {
  if (previous !== undefined) throw new InvalidArgumentError('It may be given once.')
  return value
}

/** For an option that may be repeated. */
export function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value]
}

/** For an option that may be repeated, and may hold several values between commas. */
export function collectList(value: string, previous: readonly string[]): string[] {
  return [...previous, ...value.split(',').filter(Boolean)]
}

/** Its values are collected, and none is the default. */
export function repeatable(
  flags: string,
  description: string,
  parse: (value: string, previous: string[]) => string[],
): Option {
  return new Option(flags, `${description}; may be repeated`).argParser(parse).default([], 'none')
}
