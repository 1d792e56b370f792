import type {Host} from '../host.ts'
import {readContainer} from './container-settings.ts'
import type {OllamaProcess} from './processes.ts'
import type {Service} from './service.ts'
import {readSession} from './session-settings.ts'
import {type IgnoredLine, ignoredLines} from './unit-lines.ts'
import {assignments, pick, type VariableSource} from './variable-source.ts'

/** The variables of the server: what it runs with, and what it was meant to have. */
export interface Settings {
  /** Of the process itself; undefined where this user may not see it, or there are several servers. */
  readonly running: VariableSource | undefined
  readonly meant: readonly VariableSource[]
  readonly ignored: readonly IgnoredLine[]
}

export async function readSettings(
  host: Host,
  server: OllamaProcess | undefined,
  containerId: string | undefined,
  service: Service | undefined,
): Promise<Settings> {
  const [own, container, session, ofUnit] = await Promise.all([
    server && environmentOf(server, host),
    containerId === undefined ? undefined : readContainer(containerId, host),
    containerId === undefined ? readSession(host, server) : [],
    // A unit is none of a server that runs in a container, or was started by hand.
    service !== undefined && containerId === undefined && isOf(service, server) ? readUnit(service, host) : none,
  ])
  const meant = container?.meant === undefined ? [] : [container.meant]
  return {running: own ?? container?.running, meant: [...ofUnit.meant, ...meant, ...session], ignored: ofUnit.ignored}
}

const none: Pick<Settings, 'meant' | 'ignored'> = {meant: [], ignored: []}

/** One that cannot be seen may be it, where it runs. */
function isOf({unit, state}: Service, server: OllamaProcess | undefined): boolean {
  return server === undefined ? state === 'active' : server.unit === `${unit}.service`
}

async function readUnit(service: Service, host: Host): Promise<Pick<Settings, 'meant' | 'ignored'>> {
  const [files, ignored] = await Promise.all([
    Promise.all(service.environmentFiles.map((path) => readEnvironmentFile(path, host))),
    Promise.all(service.files.map((path) => ignoredLines(path, host))),
  ])
  const ofUnit = {source: `systemctl show ${service.unit}`, values: pick(service.environment)}
  return {meant: [ofUnit, ...files.filter((file) => file !== undefined)], ignored: ignored.flat()}
}

async function environmentOf({pid}: OllamaProcess, host: Host): Promise<VariableSource | undefined> {
  const text = await host.read(`/proc/${pid}/environ`)
  if (text === undefined || text === '') return undefined
  return {source: `/proc/${pid}/environ`, values: pick(assignments(text.split('\0')))}
}

/** As systemd reads it: comments, and a value with or without quotes. */
async function readEnvironmentFile(path: string, host: Host): Promise<VariableSource | undefined> {
  const lines = (await host.read(path))?.split('\n').filter((line) => !/^\s*[#;]/.test(line))
  return lines && {source: path, values: pick(assignments(lines.map((line) => line.trim())))}
}
