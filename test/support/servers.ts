import {once} from 'node:events'
import {createServer, type RequestListener} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {Scenario} from '../../src/simulator/scenario.ts'
import {findScenario} from '../../src/simulator/scenarios.ts'
import {type SimulatedServer, serveScenario} from '../../src/simulator/serve.ts'

/** Serves a scenario for the time of a test; `changes` go over what the scenario says. */
export async function withScenario<T>(
  name: string,
  changes: Partial<Scenario>,
  use: (server: SimulatedServer) => Promise<T>,
): Promise<T> {
  const server = await serveScenario({...findScenario(name), ...changes}, {port: 0})
  try {
    return await use(server)
  } finally {
    await server.close()
  }
}

/** Any HTTP server on loopback, for the time of a test. */
export async function withServer<T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** A port on 127.0.0.1 that refuses: it was just free. */
export async function refusingPort(): Promise<number> {
  return withServer(
    () => undefined,
    async (url) => Number(new URL(url).port),
  )
}
