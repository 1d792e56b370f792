import type {Language} from '../catalogue/language.ts'
import {fillTemplate} from '../catalogue/template.ts'
import type {Session} from '../cli/program.ts'
import type {Host} from '../host/host.ts'
import type {Server} from '../ollama/server.ts'
import {isReadBy} from '../store/proof.ts'
import {readStore} from '../store/read-store.ts'
import {recoverStore} from '../store/recover.ts'
import {allOf, type Repair, repairStore, sortDamages} from '../store/repair.ts'
import {lockStore} from '../store/repair-lock.ts'
import type {StoreResult} from '../store/verify-store.ts'
import {pullAnew} from './pull-anew.ts'

export interface Mending {
  readonly server: Server
  readonly host: Host
  readonly language: Language
  /** For a request that is no pull. */
  readonly timeoutMs: number
  /** Looks at one model of the store once more, or without a name at all that were asked for. */
  readonly look: (model?: string) => Promise<StoreResult>
}

export interface RepairingOptions {
  readonly disruptive?: true
  readonly insecure?: true
  readonly quiet?: true
  readonly format: string
}

/** Where it is proven that the server reads this store, and no other doctor repairs it. */
export async function repairProven(
  first: StoreResult,
  mending: Mending,
  options: RepairingOptions,
  session: Session,
): Promise<readonly Repair[]> {
  const {server, language} = mending
  const {store, damages} = first
  const {url} = server.client.address
  const none = async (message: string): Promise<Repair[]> => {
    const {mendable} = await sortDamages(damages)
    return allOf(mendable, 'untouched', message)
  }
  try {
    server.forget()
    if (!(await isReadBy(server, first))) return await none(fillTemplate(language.verify.otherStore, {url}))
    await using lock = await lockStore(store.root)
    if (lock === undefined) return await none(language.verify.locked)
    await recoverStore(await readStore(store.root), session.signal)
    return await repairInRounds(store.root, mending, options, session)
  } catch (error) {
    session.signal.throwIfAborted()
    return none((error as Error).message)
  }
}

/** A manifest that is whole again names files that may be damaged, too. */
async function repairInRounds(
  root: string,
  mending: Mending,
  options: RepairingOptions,
  session: Session,
): Promise<readonly Repair[]> {
  const {server, look} = mending
  const {signal} = session
  const repairs = new Map<string, Repair>()
  const pulling = {
    ...mending,
    root,
    insecure: options.insecure ?? false,
    quiet: options.quiet === true || options.format !== 'human',
  }
  for (;;) {
    const {damages, store} = await look()
    const {mendable} = await sortDamages(damages)
    const open = mendable.filter(({path}) => !repairs.has(path))
    if (open.length === 0 || signal.aborted) return [...repairs.values()]
    const done = await repairStore(open, store, {
      loaded: async () => {
        const answer = await server.loaded()
        return answer.ok ? answer.value.map(({name}) => name) : undefined
      },
      disruptive: options.disruptive ?? false,
      pull: (model, isExpected) => pullAnew(model, isExpected, pulling, session),
      verify: look,
      signal,
    })
    for (const each of done) repairs.set(each.path, each)
    if (signal.aborted || done.some(({outcome}) => outcome === 'unfinished')) return [...repairs.values()]
  }
}
