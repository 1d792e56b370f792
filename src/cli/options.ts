import {InvalidArgumentError, Option} from 'commander'
import {languages} from '../catalogue/language.ts'
import {formats} from '../reporters/index.ts'
import {parseDuration} from './duration.ts'

/** Options that more than one command has, each described once. */
export const shared = {
  host: () =>
    new Option('--host <url>', 'the server, as OLLAMA_HOST would name it; may be repeated')
      .argParser(collect)
      .default([], 'OLLAMA_HOST'),
  format: () => new Option('--format <format>', 'how to print the result').choices(formats).default('human'),
  language: () =>
    new Option('--lang <language>', 'the language of the texts, else that of the locale').choices(languages),
  colour: () => [
    new Option('--color', 'colour, even where the output is no terminal'),
    new Option('--no-color', 'no colour'),
  ],
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

export function port(text: string): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(number <= 65_535)) throw new InvalidArgumentError('A port is a whole number from 0 to 65535.')
  return number
}

/** For an option that may be repeated. */
export function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value]
}

/** For an option that may be repeated, and may hold several values between commas. */
export function collectList(value: string, previous: readonly string[]): string[] {
  return [...previous, ...value.split(',').filter(Boolean)]
}
