import {compareVersions} from '../ollama/version.ts'

/** A body that Ollama would refuse, with its status and its words. */
export interface Refusal {
  readonly status: number
  readonly error: string
}

type Body = Readonly<Record<string, unknown>>

/** The Go types of the fields that people most often get wrong. */
const fieldTypes: Readonly<Record<string, 'string'>> = {model: 'string', prompt: 'string', system: 'string'}
const optionTypes: Readonly<Record<string, string>> = {
  temperature: 'float32',
  top_p: 'float32',
  num_ctx: 'integer',
  num_predict: 'integer',
  seed: 'integer',
}

/** Reads a body as gin and Go's encoding/json do, with their messages for what is wrong. */
export function readBody(text: string, struct: string, version: string): {body: Body} | {refusal: Refusal} {
  if (text === '') return {refusal: {status: 400, error: 'missing request body'}}
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return {refusal: {status: 400, error: syntaxError(text)}}
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    const error = `json: cannot unmarshal ${goKind(parsed)} into Go value of type api.${struct}`
    return parsed === null ? {body: {}} : {refusal: {status: 400, error}}
  }
  const body = parsed as Body
  const refusal = wrongField(body, struct) ?? wrongKeepAlive(body.keep_alive) ?? wrongOption(body.options, version)
  return refusal === undefined ? {body} : {refusal}
}

function syntaxError(text: string): string {
  const first = text.trimStart()[0] ?? ''
  if (first === '{' || first === '[' || first === '"') return 'unexpected EOF'
  return `invalid character '${first}' looking for beginning of value`
}

function wrongField(body: Body, struct: string): Refusal | undefined {
  for (const [field, type] of Object.entries(fieldTypes)) {
    const value = body[field]
    if (value === undefined || value === null || typeof value === type) continue
    return {
      status: 400,
      error: `json: cannot unmarshal ${goKind(value)} into Go struct field ${struct}.${field} of type ${type}`,
    }
  }
  return undefined
}

/** Go's time.ParseDuration. */
function wrongKeepAlive(value: unknown): Refusal | undefined {
  if (value === undefined || value === null || typeof value === 'number') return undefined
  if (typeof value !== 'string') {
    return {status: 400, error: `Unsupported type: '${Array.isArray(value) ? '[]interface {}' : goKind(value)}'`}
  }
  const [, number, unit] = /^(-?\d+(?:\.\d+)?)(\D*)$/.exec(value) ?? []
  if (number === undefined) return {status: 400, error: `time: invalid duration ${JSON.stringify(value)}`}
  if (unit === '' && Number(number) !== 0)
    return {status: 400, error: `time: missing unit in duration ${JSON.stringify(value)}`}
  if (!['', 'ns', 'us', 'ms', 's', 'm', 'h'].includes(unit ?? '')) {
    return {status: 400, error: `time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(value)}`}
  }
  return undefined
}

/** A wrong type inside of `options` is a 500, though the request is at fault; before 0.12.6 a line in a 200. */
function wrongOption(options: unknown, version: string): Refusal | undefined {
  if (typeof options !== 'object' || options === null) return undefined
  for (const [option, type] of Object.entries(optionTypes)) {
    const value = (options as Body)[option]
    if (value === undefined || value === null || typeof value === 'number') continue
    return {
      status: compareVersions(version, '0.1.20') > 0 ? 500 : 400,
      error: `option "${option}" must be of type ${type}`,
    }
  }
  return undefined
}

function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}
