import {join} from 'node:path'
import {wrapAnsi} from 'fast-wrap-ansi'
import {formatFact} from '../catalogue/fact-format.ts'
import type {Language} from '../catalogue/language.ts'
import {fillTemplate} from '../catalogue/template.ts'
import type {Session} from '../cli/program.ts'
import type {Host} from '../host/host.ts'
import {mayWrite, ownerOf} from '../host/owner.ts'
import type {Client} from '../ollama/client.ts'
import {createServer, type Server} from '../ollama/server.ts'
import {planRemovals, type Removal, removeLeftOvers} from '../store/left-overs.ts'
import {isReadBy} from '../store/proof.ts'
import {type Repair, repairable, repairStore} from '../store/repair.ts'
import type {Damage, StoreResult} from '../store/verify-store.ts'
import {printableLine} from '../terminal/printable.ts'
import {UsageError} from '../usage/usage-error.ts'
import {askYesNo, canAsk} from './ask.ts'
import {pullAnew} from './pull-anew.ts'

/** What `verify` may change, as commander hands it over. */
export interface MendOptions {
  readonly repair?: true
  readonly removeOrphans?: true
  readonly removePartials?: true
  readonly dryRun?: true
  readonly disruptive?: true
  readonly insecure?: true
  readonly yes?: true
  readonly quick?: true
  readonly quiet?: true
  readonly format: string
}

/** What was done to a store, or would be. */
export interface Mended {
  readonly repairs: readonly Repair[]
  readonly removals: readonly Removal[]
}

export interface Mending {
  readonly client: Client
  readonly host: Host
  readonly language: Language
  /** Looks at a model of the store once more. */
  readonly verify: (model: string) => Promise<StoreResult>
}

const requestMs = 5_000

/** Throws a usage error where it is plain before any file is hashed that nothing could be done. */
export async function expectMendable(
  options: MendOptions,
  {root, server}: {root: string; server: Server},
  session: Session,
): Promise<void> {
  const {repair, removeOrphans, removePartials, dryRun, yes, quick} = options
  if (repair && quick) throw new UsageError('--repair needs each file hashed: leave out --quick')
  if (!(repair || removeOrphans || removePartials) || dryRun) return
  if (!yes && !canAsk(session)) throw new UsageError('nobody can be asked here: --yes says that it is meant')
  const blobs = join(root, 'blobs')
  if (!(await mayWrite(blobs))) {
    const owner = await ownerOf(blobs)
    throw new UsageError(
      `this user may not write into ${blobs}${owner ? `: run it as ${owner.user}, or with sudo` : ''}`,
    )
  }
  if (!repair) return
  const loaded = await server.loaded()
  session.signal.throwIfAborted()
  if (loaded.ok) return
  const {url} = server.client.address
  const {trouble} = loaded
  const said =
    trouble.kind === 'failure' ? trouble.failure.message : `/api/ps answers with HTTP ${trouble.answer.status}`
  throw new UsageError(
    `--repair has the server at ${url} pull anew what is damaged, and it does not answer well: ${said}`,
  )
}

/** Shows what can be done, asks, and does it. */
export async function mendStore(
  result: StoreResult,
  mending: Mending,
  options: MendOptions,
  session: Session,
): Promise<Mended> {
  const damages = options.repair ? await repairable(result.damages) : []
  const removals = await planRemovals(result, {
    orphans: options.removeOrphans ?? false,
    partials: options.removePartials ?? false,
  })
  const planned = {repairs: allOf(damages, 'planned'), removals}
  const isAnythingDue = damages.length > 0 || removals.some(({outcome}) => outcome === 'planned')
  if (options.dryRun || !isAnythingDue || session.signal.aborted) return planned
  if (!(await isAgreed(planned, mending, options, session))) return planned
  return {
    repairs: await repair(damages, result, mending, options, session),
    removals: await removeLeftOvers(removals, result.store, session.signal),
  }
}

/** The list is shown whoever agrees to it. */
async function isAgreed(
  {repairs, removals}: Mended,
  {client, language: {verify}}: Mending,
  {yes, quiet}: MendOptions,
  session: Session,
): Promise<boolean> {
  const {io, signal} = session
  const say = (line: string): unknown => io.stderr.write(`${line}\n`)
  const title = (text: string): unknown => say(wrapAnsi(text, io.stderr.columns || 80))
  if (!(yes && quiet)) {
    if (repairs.length > 0) title(fillTemplate(verify.plan, {url: client.address.url}))
    for (const {path, models} of repairs) say(`  ${printableLine(path)}  (${models.map(printableLine).join(', ')})`)
    const due = removals.filter(({outcome}) => outcome === 'planned')
    if (due.length > 0) title(verify.removal)
    for (const {paths, bytes} of due) say(`  ${printableLine(paths.at(-1) ?? '')}  ${formatFact('Bytes', bytes)}`)
  }
  if (yes) return true
  return askYesNo(verify.confirm, {byDefault: false}, session).catch((error) => {
    if (!signal.aborted) throw error
    return false
  })
}

async function repair(
  damages: readonly Damage[],
  {store}: StoreResult,
  mending: Mending,
  options: MendOptions,
  session: Session,
): Promise<readonly Repair[]> {
  if (damages.length === 0) return []
  const {client, language} = mending
  const server = createServer(client, requestMs)
  const pulling = {insecure: options.insecure ?? false, quiet: options.quiet === true || options.format !== 'human'}
  try {
    if (!(await isReadBy(server, store.root)))
      return allOf(damages, 'untouched', fillTemplate(language.verify.otherStore, {url: client.address.url}))
  } catch (error) {
    return allOf(damages, 'untouched', (error as Error).message)
  }
  return repairStore(damages, store, {
    loaded: async () => {
      const answer = await server.loaded()
      return answer.ok ? answer.value.map(({name}) => name) : undefined
    },
    disruptive: options.disruptive ?? false,
    pull: (model, layers) => pullAnew(model, layers, {...mending, root: store.root, ...pulling}, session),
    verify: mending.verify,
    signal: session.signal,
  })
}

function allOf(damages: readonly Damage[], outcome: 'planned' | 'untouched', message?: string): Repair[] {
  return damages.map(({path, models}) => ({
    path,
    models,
    outcome,
    ...(message !== undefined && {message}),
    findings: [],
  }))
}
