import type {CheckContext} from '../checks/check.ts'
import type {Excerpt, Stretch} from '../logs/excerpt.ts'
import type {Moment} from '../logs/log-line.ts'
import type {ModelLoad} from '../logs/model-load.ts'
import type {ServerStart} from '../logs/server-start.ts'

/** What was written longer ago is not looked for, where nobody knows when the server was started. */
const longestMs = 7 * 24 * 3_600_000
/** How long a server looks for its GPUs. */
export const startMs = 120_000
const digestLength = 12

/** How a log tells that the model was loaded last; undefined where it does not. */
export async function lastLoad(
  model: string,
  context: CheckContext,
): Promise<(ModelLoad & {readonly source: string}) | undefined> {
  const details = await context.server.details(model)
  const weights = details.ok ? details.value.weights?.slice(0, digestLength) : undefined
  if (weights === undefined) return undefined
  const excerpts = await read(context, new Date(Date.now() - longestMs), new Date())
  const loads = excerpts
    .filter((excerpt) => isOfTarget(excerpt, context))
    .flatMap(({loads: all, source}) => all.map((load) => ({...load, source})))
  return newestOf(loads.filter((load) => load.model.digest === weights && load.outcome !== 'failed'))
}

/** A start of a server, and the part of the log that it stands in. */
export interface Start {
  readonly start: ServerStart
  readonly excerpt: Excerpt
}

type Reading = Pick<CheckContext, 'server' | 'machine' | 'log' | 'signal'>

/** The newest start of the server that the log has. */
export async function lastStart(context: Reading): Promise<Start | undefined> {
  return newestStartOf((await readStarts(context)).filter(({excerpt}) => isOfTarget(excerpt, context)))
}

/** The newest start of the service, on whatever port. */
export async function newestStart(context: Reading): Promise<Start | undefined> {
  return newestStartOf(
    (await readStarts(context)).filter(({excerpt}) => context.log?.isNamed || excerpt.source.startsWith('journal ')),
  )
}

function newestStartOf(starts: readonly Start[]): Start | undefined {
  return newestOf(starts.map(({start, excerpt}) => ({at: start.at, start, excerpt})))
}

function newestOf<T extends {readonly at: Moment | undefined}>(all: readonly T[]): T | undefined {
  return [...all].sort((a, b) => (a.at?.ms ?? 0) - (b.at?.ms ?? 0)).at(-1)
}

/** Of so many lines, in which a start is looked for on the side. */
const newestLines = 20_000

/** What the log has of the server's newest start, without looking at each of its lines. */
export async function countedStart(context: Reading): Promise<(ServerStart & {readonly source: string}) | undefined> {
  const {log, machine, server} = context
  const {port} = server.client.address
  const counts = await log?.counted(await stretchOfStart(context), newestLines, await machine.container(port))
  const own = (counts ?? []).filter((each) => isOfTarget(each, context))
  return newestOf(own.flatMap(({starts, source}) => starts.map((start) => ({...start, source}))))
}

async function stretchOfStart({machine, server, signal}: Reading): Promise<Stretch> {
  const {startedAt} = (await machine.server(server.client.address.port)) ?? {}
  const from = startedAt ?? new Date(Date.now() - longestMs)
  const to = startedAt === undefined ? new Date() : new Date(startedAt.getTime() + startMs)
  return {from: new Date(from.getTime() - 1_000), to, signal}
}

async function readStarts(context: Reading): Promise<Start[]> {
  const {from, to} = await stretchOfStart(context)
  const excerpts = await read(context, from, to)
  return excerpts.flatMap((excerpt) => excerpt.starts.map((start) => ({start, excerpt})))
}

/**
 * Whether a log is of the server that was asked, and of no other on this machine: the user says so, or its newest start listens on
 * that port. Of a container the port is another one inside.
 */
export function isOfTarget(
  {source, starts, startLines = []}: Pick<Excerpt, 'source' | 'starts'> & Partial<Pick<Excerpt, 'startLines'>>,
  {log, server}: Pick<CheckContext, 'log' | 'server'>,
): boolean {
  if (log?.isNamed || /^(?:docker|podman|kubectl) /.test(source)) return true
  const [first = ''] = startLines
  const address = starts.at(-1)?.address ?? /\bOLLAMA_HOST:(\S+)/.exec(first)?.[1]?.replace(/\]?"?$/, '')
  return address?.endsWith(`:${server.client.address.port}`) ?? false
}

async function read(
  {log, signal}: Pick<CheckContext, 'log' | 'signal'>,
  from: Date,
  to: Date,
): Promise<readonly Excerpt[]> {
  const reading = await log?.during({from, to, signal})
  return reading?.excerpts ?? []
}
