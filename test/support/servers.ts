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

/** An Ollama that lists the model `m:1`: fixed answers by path, and `model` for whatever asks that model. */
export function withModel<T>(
  answers: Readonly<Record<string, string>>,
  model: RequestListener,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const fixed: Readonly<Record<string, string>> = {
    '/': 'Ollama is running',
    '/api/version': '{"version":"0.12.11"}',
    '/api/tags': '{"models":[{"name":"m:1"}]}',
    '/api/ps': '{"models":[]}',
    ...answers,
  }
  return withServer((request, response) => {
    const answer = fixed[request.url ?? '']
    if (answer === undefined) model(request, response)
    else response.end(answer)
  }, use)
}

/** A port on 127.0.0.1 that refuses: it was just free. */
export async function refusingPort(): Promise<number> {
  return withServer(
    () => undefined,
    async (url) => Number(new URL(url).port),
  )
}
