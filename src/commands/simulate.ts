import {once} from 'node:events'
import {appendFileSync} from 'node:fs'
import {exitCodes} from '../cli/exit-code.ts'
import type {Session} from '../cli/program.ts'
import {findScenario, scenarios} from '../simulator/scenarios.ts'
import {type SimulatedServer, serveScenario} from '../simulator/serve.ts'
import {UsageError} from '../usage/usage-error.ts'

export interface SimulateOptions {
  readonly port: number
  readonly log?: string
  readonly list?: true
}

/** `simulate SCENARIO`: serves until it is interrupted. */
export async function runSimulateCommand(
  name: string | undefined,
  options: SimulateOptions,
  {io, signal}: Session,
): Promise<number> {
  if (options.list) {
    const width = Math.max(...scenarios.map((scenario) => scenario.name.length))
    io.stdout.write(scenarios.map((scenario) => `${scenario.name.padEnd(width)}  ${scenario.summary}\n`).join(''))
    return exitCodes.passed
  }
  if (name === undefined) throw new UsageError('simulate needs a scenario; simulate --list shows them')
  const scenario = findScenario(name)
  const server = await listen(scenario, options)
  try {
    io.stdout.write(`${server.url}  ${scenario.name}: ${scenario.summary}\n`)
    io.stderr.write(`Try: OLLAMA_HOST=${server.url} ollama-doctor check\nCtrl-C ends it.\n`)
    await once(signal, 'abort')
    throw signal.reason
  } finally {
    await server.close()
  }
}

async function listen(
  scenario: Parameters<typeof serveScenario>[0],
  {port, log}: SimulateOptions,
): Promise<SimulatedServer> {
  const write = log === undefined ? undefined : (line: string): void => appendFileSync(log, `${line}\n`)
  try {
    return await serveScenario(scenario, {port, log: write})
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new UsageError(`port ${port} is in use; --port 0 takes any that is free`)
    if (code === 'EACCES') throw new UsageError(`port ${port} may not be used by this user; take one above 1023`)
    if (log !== undefined && (error as NodeJS.ErrnoException).path === log)
      throw new UsageError(`${log} cannot be written: ${code}`)
    throw error
  }
}
