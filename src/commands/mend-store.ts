import {join} from 'node:path'
import {wrapAnsi} from 'fast-wrap-ansi'
import {formatFact} from '../catalogue/fact-format.ts'
import {fillTemplate} from '../catalogue/template.ts'
import type {Session} from '../cli/program.ts'
import {mayWrite, ownerOf} from '../host/owner.ts'
import {type Server, troubleText} from '../ollama/server.ts'
import {stateOf} from '../store/file-state.ts'
import {planRemovals, type Removal, removeLeftOvers} from '../store/left-overs.ts'
import {allOf, type Repair, sortDamages} from '../store/repair.ts'
import {readSetAside, setAsideFolder} from '../store/set-aside.ts'
import type {Damage, StoreResult} from '../store/verify-store.ts'
import {printableLine} from '../terminal/printable.ts'
import {UsageError} from '../usage/usage-error.ts'
import {askYesNo, canAsk} from './ask.ts'
import {type Mending, repairProven} from './repair-proven.ts'

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

/** What was done to a store, or would be, and how it is then. */
export interface Mended {
  readonly result: StoreResult
  readonly repairs: readonly Repair[]
  readonly removals: readonly Removal[]
}

/** Throws a usage error where it is plain before any file is hashed that nothing could be done. */
export async function expectMendable(
  options: MendOptions,
  {root, server}: {root: string; server: Server},
  session: Session,
): Promise<void> {
  const {repair, removeOrphans, removePartials, dryRun, yes, quick} = options
  if (repair && quick) throw new UsageError('--repair needs each file hashed: leave out --quick')
  if (!(repair || removeOrphans || removePartials) || dryRun) return
  if (!yes && !canAsk(session))
    throw new UsageError('nobody can be asked here: --yes says that it is meant, --dry-run tells what would be done')
  await expectWritable(join(root, 'blobs'))
  if (!repair) return
  await expectWritable(setAsideFolder(root))
  const loaded = await server.loaded()
  session.signal.throwIfAborted()
  if (loaded.ok) return
  throw new UsageError(
    `--repair has the server at ${server.client.address.url} pull anew what is damaged, and /api/ps fails there: ${troubleText(loaded.trouble)}`,
  )
}

async function expectWritable(folder: string): Promise<void> {
  if ((await stateOf(folder)) === 'gone' || (await mayWrite(folder))) return
  const owner = await ownerOf(folder)
  throw new UsageError(
    `this user may not write into ${folder}${owner ? `: run it as ${owner.user}, or with sudo` : ''}`,
  )
}

/** Shows what can be done, asks, and does it. */
export async function mendStore(
  first: StoreResult,
  mending: Mending,
  options: MendOptions,
  session: Session,
): Promise<Mended> {
  const {signal} = session
  const {store} = first
  const wanted = {orphans: options.removeOrphans ?? false, partials: options.removePartials ?? false}
  const {mendable, byHand} = await sortDamages(options.repair ? first.damages : [])
  const removals = await planRemovals(store, wanted)
  const planned = {result: first, repairs: [...allOf(mendable, 'planned'), ...allOf(byHand, 'by-hand')], removals}
  const isAside = options.repair === true && store.setAside.blobs.length + store.setAside.manifests.length > 0
  const isDue = isAside || mendable.length > 0 || removals.some(({outcome}) => outcome === 'planned')
  if (options.dryRun || !isDue || signal.aborted) return planned
  if (!(await isAgreed(planned, {mendable, isAside}, mending, options, session))) return planned
  const removed = await removeLeftOvers(removals, {root: store.root, wanted, signal})
  const repairs = isAside || mendable.length > 0 ? await repairProven(first, mending, options, session) : []
  const fixed = new Set(repairs.filter(({outcome}) => outcome === 'fixed').map(({path}) => path))
  const result = signal.aborted ? await withoutLooking(first, fixed) : await mending.look()
  return {result, repairs: [...repairs, ...allOf(byHand, 'by-hand')], removals: removed}
}

/** After an interruption: what was found before, less what was mended since. */
async function withoutLooking(first: StoreResult, fixed: ReadonlySet<string>): Promise<StoreResult> {
  const store = {...first.store, setAside: await readSetAside(first.store.root)}
  return {...first, store, damages: first.damages.filter(({path}) => !fixed.has(path))}
}

/** The list is shown whoever agrees to it. */
async function isAgreed(
  {result: {store}, removals}: Mended,
  {mendable, isAside}: {mendable: readonly Damage[]; isAside: boolean},
  {server, host, language: {verify}}: Mending,
  {yes, quiet}: MendOptions,
  session: Session,
): Promise<boolean> {
  const {io, signal} = session
  const say = (line: string): unknown => io.stderr.write(`${line}\n`)
  const title = (text: string): unknown => say(wrapAnsi(text, io.stderr.columns || 80))
  if (!(yes && quiet)) {
    if (isAside) title(verify.recovery)
    if (mendable.length > 0) {
      const {url} = server.client.address
      const freeBytes = await host.freeBytes(join(store.root, 'blobs'))
      const neededBytes = mendable.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0)
      title(fillTemplate(verify.plan, {url, neededBytes, ...(freeBytes !== undefined && {freeBytes})}))
    }
    for (const {path, models} of mendable) say(`  ${printableLine(path)}  (${models.map(printableLine).join(', ')})`)
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
