import {readStore} from '../store/read-store.ts'
import {findingOf, isOpen} from '../store/store-findings.ts'
import {type Defect, verifyStore} from '../store/verify-store.ts'
import type {Check, Finding} from './check.ts'
import {provenStore} from './own-store.ts'
import {isOnThisMachine} from './store.ts'

/** Samples of a thousand files on a slow disk would take longer than everything else. */
const budgetMs = 500

/** Whether the files of the models are there and whole, as far as a quick look tells, where the store can be seen. */
export const modelStore: Check = {
  id: 'model-store',
  group: 'machine',
  requires: ['server-reachable'],
  retryable: false,
  timeoutMs: 30_000,
  async run(context) {
    if (!isOnThisMachine(context)) return {skip: {reason: 'not-local'}}
    const path = await provenStore(context)
    if (path === undefined) return {skip: {reason: 'store-unreadable'}}
    const store = await readStore(path)
    const {models, blobs, damages} = await verifyStore(store, {
      budgetMs,
      models: context.models,
      quick: true,
      signal: context.signal,
    })
    return {
      facts: {path: store.root, models: models.length, blobs},
      findings: damages.filter(({defect}) => isPlain(defect)).map((damage) => careful(findingOf(damage, true))),
    }
  },
}

/** What this user cannot read the server may read well; and zeros are only told where not even the first bytes are there. */
function isPlain(defect: Defect): boolean {
  return !isOpen(defect) && defect.kind !== 'misstated' && !(defect.kind === 'zeros' && defect.fromBytes > 0)
}

/** What only a digest could prove is no reason to fail. */
function careful(finding: Finding): Finding {
  return finding.confidence === 'certain' ? finding : {...finding, severity: 'warning'}
}
