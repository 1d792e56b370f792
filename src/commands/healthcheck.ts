import {parseArgs} from 'node:util'
import {exitCodes} from '../cli/exit-code.ts'
import type {Io} from '../cli/io.ts'
import type {Tool} from '../diagnosis/report.ts'
import {type Address, parseAddress} from '../ollama/address.ts'
import {toFailure} from '../ollama/failure.ts'
import {presenceAmong} from '../ollama/model-name.ts'
import {plainGet} from '../ollama/plain-get.ts'
import {parseJson, readInstalled, readVersion} from '../ollama/responses.ts'
import {printableLine} from '../terminal/printable.ts'
import {parseDuration} from '../usage/duration.ts'

export interface HealthcheckOptions {
  readonly model: readonly string[]
  readonly host?: string | undefined
  /** For the one request, in milliseconds. Default 4 000, below the five seconds that a probe of Kubernetes should be given. */
  readonly timeout?: number
}

/** Without its end. Docker keeps 4096 bytes of a check's output, and shows them on one line. */
const maxBytes = 198
const defaultTimeoutMs = 4_000

/** `healthcheck`: 0 or 1, and one line. One passive request: it loads nothing and writes nothing. */
export async function runHealthcheckCommand(
  {model: models, host, timeout = defaultTimeoutMs}: HealthcheckOptions,
  {io, tool, signal}: {readonly io: Io; readonly tool: Tool; readonly signal: AbortSignal},
): Promise<number> {
  const address = parseAddress(host ?? io.env.OLLAMA_HOST)
  const call = {timeoutMs: timeout, userAgent: `${tool.name}/${tool.version}`, signal}
  const {healthy, text} = await (models.length > 0
    ? findModels(address, models, call)
    : findVersion(address, call)
  ).catch((error: unknown) => ({
    healthy: false,
    text: toFailure(error).message,
  }))
  signal.throwIfAborted()
  const line = printableLine(`${healthy ? 'healthy' : 'unhealthy'}: ${address.url}: ${text}`)
  io.stdout.write(`${clipBytes(line)}\n`)
  return healthy ? exitCodes.passed : exitCodes.failed
}

/**
 * The options, where the arguments are plain: then the command tree, a third of the time of the whole, need not be loaded.
 * Undefined for anything else; commander then knows what is wrong, or shows the help.
 */
export function parsePlainly(argv: readonly string[]): HealthcheckOptions | undefined {
  try {
    const options = {
      model: {type: 'string', multiple: true},
      host: {type: 'string', multiple: true},
      timeout: {type: 'string'},
    } as const
    const {values} = parseArgs({args: [...argv], options})
    const timeout = parseDuration(values.timeout ?? `${defaultTimeoutMs}ms`)
    const [host, ...more] = values.host ?? []
    return timeout && more.length === 0 ? {model: values.model ?? [], host, timeout} : undefined
  } catch {
    return undefined
  }
}

interface Health {
  readonly healthy: boolean
  readonly text: string
}

type Call = Parameters<typeof plainGet>[2]

async function findVersion(address: Address, call: Call): Promise<Health> {
  const {status, body} = await plainGet(address, '/api/version', call)
  const version = status === 200 ? readVersion(parseJson(body)) : undefined
  return version === undefined ? notOllama(status) : {healthy: true, text: `Ollama ${version}`}
}

async function findModels(address: Address, models: readonly string[], call: Call): Promise<Health> {
  const {status, body} = await plainGet(address, '/api/tags', call)
  const installed = status === 200 ? readInstalled(parseJson(body)) : undefined
  if (installed === undefined) return notOllama(status)
  const presenceOf = presenceAmong(installed.map(({name}) => name))
  const missing = models.filter((model) => presenceOf(model) === 'missing')
  if (missing.length > 0) return {healthy: false, text: `not installed: ${missing.join(', ')}`}
  // Those of Ollama's cloud need not be.
  const own = models.filter((model) => presenceOf(model) === 'installed')
  return {
    healthy: true,
    text: own.length > 0 ? `installed: ${own.join(', ')}` : 'answers, and its cloud has the models',
  }
}

function notOllama(status: number): Health {
  return {healthy: false, text: `HTTP ${status}, and no answer of Ollama's; ollama-doctor check tells why`}
}

function clipBytes(line: string): string {
  const bytes = Buffer.from(line)
  return bytes.length <= maxBytes
    ? line
    : `${bytes
        .subarray(0, maxBytes - 3)
        .toString()
        .replace(/\ufffd$/, '')}…`
}
