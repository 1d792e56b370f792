import type {Listener} from '../host/machine/listeners.ts'
import type {OllamaProcess} from '../host/machine/processes.ts'
import type {CheckContext, Evidence, Finding} from './check.ts'

/** The servers of this machine. */
export interface Servers {
  /** The one that is checked, in words; undefined where it cannot be told. */
  readonly own: string | undefined
  readonly findings: readonly Finding[]
}

/**
 * Who listens on the port that is checked; and that there are several servers, or an app beside a server that is not its own.
 * Services and containers that have each a port of their own are meant to be several.
 */
export async function lookAtServers({machine, server, host}: CheckContext): Promise<Servers> {
  const [servers, listeners] = await Promise.all([machine.servers(), machine.listeners()])
  const isBesideApp = servers.length > 0 && servers.every(({command}) => !command.includes('Ollama.app/'))
  const apps =
    host.platform === 'darwin' && isBesideApp ? (await machine.processes()).filter(({kind}) => kind === 'app') : []
  const {port} = server.client.address
  const own = await machine.server(port)
  const all = [...servers, ...apps]
  const isFine = all.length < 2 || (all.every(isManaged) && haveOwnPorts(all, listeners))
  return {
    own: own && `${describe(own, []).text}, process ${own.pid}`,
    findings: isFine
      ? []
      : [
          {
            code: 'several-servers',
            confidence: 'certain',
            args: apps.length === 0 ? {count: servers.length} : {},
            evidence: all.map((each) => describe(each, listeners)),
          },
        ],
  }
}

function isManaged({unit, container}: OllamaProcess): boolean {
  return container !== undefined || (unit !== undefined && !/^user@/.test(unit))
}

/** As far as can be seen: none has a port that another has on another address. */
function haveOwnPorts(servers: readonly OllamaProcess[], listeners: readonly Listener[]): boolean {
  const ports = servers.flatMap(({pid}) => [
    ...new Set(listeners.filter((listener) => listener.pid === pid).map(({port}) => port)),
  ])
  return new Set(ports).size === ports.length
}

/** `ollama serve, user ollama, ollama.service, listens on 127.0.0.1:11434` */
function describe({pid, command, user, unit, container}: OllamaProcess, listeners: readonly Listener[]): Evidence {
  const places = listeners
    .filter((listener) => listener.pid === pid)
    .map(({address, port}) => `${address.includes(':') ? `[${address}]` : address}:${port}`)
  const parts = [
    command,
    user && `user ${user}`,
    unit,
    container && `container ${container}`,
    places.length > 0 && `listens on ${places.join(', ')}`,
  ]
  return {source: `process ${pid}`, text: parts.filter(Boolean).join(', ')}
}
