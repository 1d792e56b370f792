import * as v from 'valibot'
import {type Code, codes} from '../catalogue/index.ts'
import {parseVersionRange} from '../ollama/version.ts'
import {parseDuration} from '../usage/duration.ts'
import {parseBytes} from '../usage/size.ts'

/** Every message says what would be right, to stand behind “has to be”. */
const duration = 'a duration with a unit, such as "30s" or "2m"'
const size = 'a size with a unit, such as "20GB", or a number of bytes'
const range = 'a range of versions, such as ">=0.12" or ">=0.12 <0.30"'
const flag = 'true or false'
const tokens = 'a whole number of tokens, such as 8192'
const rate = 'a number above 0'

const list = (of: string, each: string) => v.array(v.pipe(v.string(each), v.nonEmpty(each)), `a list of ${of}`)
const time = v.pipe(
  v.string(duration),
  v.check((text) => Boolean(parseDuration(text)), duration),
)
const bytes = v.pipe(
  v.union([v.number(), v.string()], size),
  v.check(
    (value) => (typeof value === 'number' || /[a-z]$/i.test(value)) && parseBytes(String(value)) !== undefined,
    size,
  ),
)

const thresholds = v.strictObject(
  {
    requireVersion: v.optional(
      v.pipe(
        v.string(range),
        v.check((text) => parseVersionRange(text) !== undefined, range),
      ),
    ),
    requireGpu: v.optional(v.boolean(flag)),
    minContext: v.optional(v.pipe(v.number(tokens), v.integer(tokens), v.minValue(1, tokens))),
    maxLoadTime: v.optional(time),
    maxFirstToken: v.optional(time),
    minTokensPerSecond: v.optional(v.pipe(v.number(rate), v.gtValue(0, rate))),
    minFreeDisk: v.optional(bytes),
  },
  'an object, as in {"maxLoadTime": "30s"}',
)

const severity = v.record(
  v.picklist(codes as readonly [Code, ...Code[]], 'a diagnosis code'),
  v.picklist(['off', 'warning', 'error'], '"off", "warning" or "error"'),
  'an object, as in {"disk-nearly-full": "error"}',
)

/** What a configuration may hold; docs/config.schema.json is made of it. */
export const configurationSchema = v.strictObject(
  {
    $schema: v.optional(v.string('a text')),
    hosts: v.optional(list('addresses', 'an address in quotes, such as "http://gpu-box:11434"')),
    models: v.optional(list('names', 'a name in quotes')),
    failOn: v.optional(v.picklist(['error', 'warning'], '"error" or "warning"')),
    thresholds: v.optional(thresholds),
    severity: v.optional(severity),
    baseline: v.optional(v.pipe(v.string('the path of a file'), v.nonEmpty('the path of a file'))),
  },
  'an object, as in {"models": ["llama3.2"]}',
)

export type ConfigurationFile = v.InferOutput<typeof configurationSchema>

/** What is wrong first, and where: `key` is one that is unknown, among those that are known at its place. */
export type Mistake =
  | {readonly path: string; readonly expected: string; readonly value: unknown}
  | {readonly path: string; readonly key: string; readonly known: readonly string[]}

/** The value, where it is a configuration; else the first mistake. */
export function validate(value: unknown): {readonly file: ConfigurationFile} | {readonly mistake: Mistake} {
  const lists = {'': value, ...(typeof value === 'object' ? value : {})} as Record<string, unknown>
  // A list is an object to valibot, as it is to JavaScript.
  for (const [path, schema] of Object.entries({'': configurationSchema, thresholds, severity})) {
    if (Array.isArray(lists[path])) return {mistake: {path, expected: String(schema.message), value: lists[path]}}
  }
  const result = v.safeParse(configurationSchema, value)
  if (result.success) return {file: result.output}
  const [issue] = result.issues
  const keys = (issue.path ?? []).map(({key}) => key)
  const last = keys.at(-1)
  if (issue.expected === 'never' && last !== undefined) {
    const known = keys.length === 1 ? configurationSchema.entries : thresholds.entries
    return {mistake: {path: pathOf(keys.slice(0, -1)), key: String(last), known: Object.keys(known)}}
  }
  if (keys[0] === 'severity' && issue.path?.at(-1)?.origin === 'key')
    return {mistake: {path: 'severity', key: String(last), known: codes}}
  return {mistake: {path: pathOf(keys), expected: issue.message, value: issue.input}}
}

function pathOf(keys: readonly unknown[]): string {
  return keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}
