import {durationMs} from '../usage/duration.ts'
import {parseAddress} from './address.ts'
import {type Kind, variables} from './variables.ts'

/** Origins that every server allows. */
const defaultOrigin =
  /^(?:https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\*)?|(?:app|file|tauri|vscode-webview|vscode-file):\/\/\*?)$/

/** Those of a list that somebody added: of `a,b`, as it is set, or of `[a b]`, as a server logs it. */
export function ownOrigins(list: string): string[] {
  return list
    .replace(/^\[|\]$/g, '')
    .split(/[ ,]+/)
    .filter((origin) => origin !== '' && !defaultOrigin.test(origin))
}

/** Whether two values of a variable are the same to the server, as they are set or as it logs them. */
export function isSameValue(name: string, a: string, b: string): boolean {
  const read = readers[name] ?? kindReaders[variables[name]?.kind ?? 'text']
  return read(unquoted(a)) === read(unquoted(b))
}

/** What a value of a kind means, in one way of writing it. */
const kindReaders: Readonly<Record<Kind, (value: string) => string>> = {
  text: (value) => value,
  list: (value) => value,
  count: (value) => value,
  path: (value) => value.replace(/(?<=.)[\\/]+$/, ''),
  switch: (value) => (/^(?:0|f|false|)$/i.test(value) ? 'false' : 'true'),
  duration: readDuration,
}

const readers: Readonly<Record<string, (value: string) => string>> = {
  OLLAMA_HOST: (value) => {
    const {scheme, host, port} = parseAddress(value)
    return `${scheme}://${host}:${port}`
  },
  OLLAMA_ORIGINS: (value) => ownOrigins(value).sort().join(' '),
  OLLAMA_DEBUG: (value) => debugLevels[value.toUpperCase()] ?? value,
  // A server waits for ever at 0, too.
  OLLAMA_LOAD_TIMEOUT: (value) => (readDuration(value) === '0' ? forever : readDuration(value)),
}

const debugLevels: Readonly<Record<string, string>> = {
  '': 'info',
  0: 'info',
  FALSE: 'info',
  INFO: 'info',
  1: 'debug',
  TRUE: 'debug',
  DEBUG: 'debug',
  2: 'trace',
  TRACE: 'trace',
  'DEBUG-4': 'trace',
}

const forever = 'forever'

/** Any below 0 is for ever, which is logged as the longest that there is; a number alone is of seconds. */
function readDuration(value: string): string {
  if (/^-|^2562047h/.test(value)) return forever
  return String(/^\d+$/.test(value) ? Number(value) * 1_000 : (durationMs(value) ?? value))
}

/** Why the server cannot take a value as it is meant, in a few words; undefined where it can. */
export function whyUnreadable(name: string, written: string): string | undefined {
  const value = unquoted(written)
  const {kind} = variables[name] ?? {}
  if (kind === undefined || value === '') return undefined
  // What it does not know as a yes or a no is a yes: only a no is not read as it is meant.
  if (kind === 'switch' && /^(?:no|n|off|disabled?|none|never)$/i.test(value))
    return 'no word that it knows: it counts as true'
  if (kind === 'count' && !/^\d+$/.test(value)) return 'not a whole number from 0 on: the default is taken'
  if (kind === 'duration' && !/^-?(?:\d+|(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+)$/.test(value))
    return 'not a duration such as 5m or 1h30m, nor a number of seconds: the default is taken'
  if (name === 'OLLAMA_MODELS' && /^[^\\/]+(?:,[^\\/]*|:[\w.-]+)$/.test(value))
    return 'names of models, where the folder of the models belongs'
  if (name === 'OLLAMA_MODELS' && value.startsWith('~')) return 'a folder that is called “~”: no shell reads it'
  return undefined
}

/** As Ollama takes it. */
function unquoted(written: string): string {
  return written.trim().replace(/^["']+|["']+$/g, '')
}
