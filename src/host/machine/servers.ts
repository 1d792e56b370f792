import type {Host} from '../host.ts'
import type {Listener} from './listeners.ts'
import {isOllama, type OllamaProcess} from './processes.ts'

/** From there on ports are given by chance, as runners have them. */
const firstEphemeralPort = 49_152

/**
 * The servers of Ollama's that run. What a process was started as takes Windows a second and more to tell: there a server is what
 * listens on a port that somebody chose.
 */
export async function readServers(
  {platform}: Host,
  processes: () => Promise<readonly OllamaProcess[]>,
  listeners: () => Promise<readonly Listener[]>,
): Promise<readonly OllamaProcess[]> {
  if (platform !== 'win32') return (await processes()).filter(({kind}) => kind === 'server')
  const found = (await listeners()).flatMap(({pid, port, program = ''}) =>
    pid !== undefined && port < firstEphemeralPort && isOllama(program) && !/^llama/i.test(program)
      ? [[pid, {pid, user: '', command: program, kind: 'server'}] as const]
      : [],
  )
  return [...new Map(found).values()]
}

/** Of several servers the one that listens on a port, as far as can be seen: one whose sockets cannot be seen may be it. */
export function serverOn(
  port: number,
  servers: readonly OllamaProcess[],
  listeners: readonly Listener[],
): OllamaProcess | undefined {
  const portsOf = ({pid}: OllamaProcess): number[] =>
    listeners.filter((listener) => listener.pid === pid).map((listener) => listener.port)
  const own = servers.find((server) => portsOf(server).includes(port))
  const [unseen, second] = servers.filter((server) => portsOf(server).length === 0)
  return own ?? (second === undefined ? unseen : undefined)
}
