import type {Command} from '../catalogue/entry.ts'
import {type Args, shellWord} from '../catalogue/template.ts'
import type {Finding} from '../checks/check.ts'
import type {FindingReport} from '../diagnosis/report.ts'
import type {Store} from './read-store.ts'
import type {RepairOutcome} from './repair.ts'
import type {StoreSource} from './store-report.ts'
import {serviceStore} from './usual-stores.ts'

/** In commands the usual place stands for the store that was looked at. */
export function aboutStore({confirm, remedies, ...finding}: FindingReport, root: string): FindingReport {
  const here = ({run, ...command}: Command): Command => ({
    ...command,
    run: run.replaceAll(serviceStore, shellWord(root, 'posix')),
  })
  return {
    ...finding,
    confirm: {...confirm, commands: confirm.commands.map(here)},
    remedies: remedies.map((remedy) => ({...remedy, commands: remedy.commands.map(here)})),
  }
}

/** What commands would not help after what a repair met. */
const ofNoUse: Readonly<Partial<Record<RepairOutcome, readonly string[]>>> = {
  superseded: [' --repair'],
  'not-in-registry': [' --repair', 'ollama pull'],
}

/** What a command must name to find this store again: nothing where the server tells, and whoever is to run it sees the same. */
export function whichStore({args = {}}: Finding, {root, owner}: Store, from: StoreSource): Args {
  if (args.owner === undefined) return from === 'server' ? {} : {store: root}
  return {store: root, ...(owner !== undefined && owner.user !== args.owner && {storeOwner: owner.user})}
}

/** Where the registry has nothing that would mend it, nobody is told to pull it, and so to remove it first. */
export function withoutWhatFailed(finding: FindingReport, outcome: RepairOutcome | undefined): FindingReport {
  const failed = outcome === undefined ? [] : (ofNoUse[outcome] ?? [])
  const remedies = finding.remedies.filter(
    ({commands}) => !commands.some(({run}) => failed.some((words) => run.includes(words))),
  )
  return {...finding, remedies}
}
