import type {IncomingMessage, ServerResponse} from 'node:http'
import {weightsOf} from './answers.ts'
import type {Scenario} from './scenario.ts'

/** Takes the log of a simulated server, a line at a time. */
export type WriteLine = (line: string) => void

/** The first lines of a server's log. */
export function logStart({version}: Scenario, address: string, write: WriteLine): void {
  const at = timestamp(new Date())
  write(`time=${at} level=INFO source=routes.go:1544 msg="server config" env="map[OLLAMA_HOST:http://${address}]"`)
  write(`time=${at} level=INFO source=routes.go:1597 msg="Listening on ${address} (version ${version})"`)
}

/** What the scenario's log has of a failure: `{at}` is the time, `{blob}` where the weights of its first model are. */
export function logFailure(scenario: Scenario, write: WriteLine): void {
  const {log = [], models} = scenario
  const [model] = models
  const at = timestamp(new Date())
  const blob = model === undefined ? '' : weightsOf(model, scenario)
  for (const line of log) write(line.replaceAll('{at}', at).replaceAll('{blob}', blob))
}

/** The line of a request, which a server writes when it has ended. */
export function logAccess(request: IncomingMessage, response: ServerResponse, ms: number, write: WriteLine): void {
  const status = response.writableFinished ? response.statusCode : 499
  const client = (request.socket.remoteAddress ?? '127.0.0.1').replace('::ffff:', '')
  const route = `${(request.method ?? '').padEnd(8)} ${JSON.stringify(request.url)}`
  write(`[GIN] ${ginClock(new Date())} | ${status} | ${duration(ms).padStart(13)} | ${client.padStart(15)} | ${route}`)
}

/** `2026-11-28T14:03:11.123+01:00` */
function timestamp(date: Date): string {
  const minutes = -date.getTimezoneOffset()
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${localIso(date)}${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`
}

/** `2026/11/28 - 14:03:11`, in the server's own zone. */
function ginClock(date: Date): string {
  const [day = '', time = ''] = localIso(date).split('T')
  return `${day.replaceAll('-', '/')} - ${time.slice(0, 8)}`
}

function localIso(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, -1)
}

/** As Go prints it: `51.2ms`, `4.123456s`, `1m23s`. */
function duration(ms: number): string {
  if (ms < 1_000) return `${ms.toFixed(4)}ms`
  return ms < 60_000
    ? `${(ms / 1_000).toFixed(6)}s`
    : `${Math.floor(ms / 60_000)}m${Math.floor((ms % 60_000) / 1_000)}s`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
