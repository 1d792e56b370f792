import {isAbsolute} from 'node:path'
import type {Host} from '../host.ts'
import {fields, jsonIn} from './json.ts'
import {isEngine, type Listener} from './listeners.ts'
import {assignments, pick, type VariableSource} from './variable-source.ts'

/** The variables of a container: those that it was made with, and those that the file it was made from has now. */
export interface ContainerSettings {
  readonly running: VariableSource
  readonly meant: VariableSource | undefined
}

const engines = ['docker', 'podman'] as const

/** The container that has a port of this machine, where an engine listens for one: its processes may be in a machine of their own. */
export async function containerOn(
  port: number,
  listeners: readonly Listener[],
  host: Host,
): Promise<string | undefined> {
  if (!listeners.some((listener) => listener.port === port && isEngine(listener.program ?? ''))) return undefined
  for (const engine of engines) {
    const answer = await host.ask(engine, ['ps', '--filter', `publish=${port}`, '--format', '{{.ID}}'])
    const [id] = /^[0-9a-f]{12,64}$/m.exec(answer?.stdout ?? '') ?? []
    if (id !== undefined) return id
  }
  return undefined
}

/** Undefined where no engine tells this user of it. */
export async function readContainer(id: string, host: Host): Promise<ContainerSettings | undefined> {
  for (const engine of engines) {
    const answer = await host.ask(engine, ['inspect', '--format', '{{json .Config}}', id])
    const {Env: env, Labels: labels} = fields(answer?.exitCode === 0 ? jsonIn(answer.stdout) : undefined)
    if (!Array.isArray(env)) continue
    const running = {source: `${engine} inspect ${id}`, values: pick(assignments(env.map(String)))}
    return {running, meant: await readCompose(fields(labels), host)}
  }
  return undefined
}

/** What Compose would give the service now; undefined where it did not make the container, or the file is gone. */
async function readCompose(labels: Readonly<Record<string, unknown>>, host: Host): Promise<VariableSource | undefined> {
  const label = (name: string): string => String(labels[`com.docker.compose.${name}`] ?? '')
  const service = label('service')
  const files = label('project.config_files').split(',').filter(Boolean)
  // An image may say that it was made from a file somewhere else: what is not on this machine is not asked for.
  const areHere = await Promise.all(
    files.map(async (file) => isAbsolute(file) && (await host.file(file))?.isRegular === true),
  )
  if (service === '' || files.length === 0 || areHere.includes(false)) return undefined
  const project = ['--project-name', label('project'), '--project-directory', label('project.working_dir')]
  // What stands for a variable of some shell is left as it is: nobody knows which shell it was.
  const args = ['config', '--format', 'json', '--no-interpolate']
  const answer = await host.ask(
    'docker',
    ['compose', ...project, ...files.flatMap((file) => ['--file', file]), ...args],
    {
      env: {COMPOSE_EXPERIMENTAL_GIT_REMOTE: 'false', COMPOSE_EXPERIMENTAL_OCI_REMOTE: 'false'},
    },
  )
  const {environment} = fields(fields(fields(jsonIn(answer?.stdout ?? '')).services)[service])
  if (typeof environment !== 'object' || environment === null) return undefined
  const written = Array.isArray(environment)
    ? assignments(environment.map(String))
    : Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value ?? '')]))
  // Without a value it is that of a shell, too.
  const set = Object.entries(written).filter(([, value]) => value !== '' && !value.includes('$'))
  const values = pick(Object.fromEntries(set))
  return {source: `${files.join(', ')}, service ${service}`, values}
}
