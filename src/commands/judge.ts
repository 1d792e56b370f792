import type {Check, Finding} from '../checks/check.ts'
import {type KnownFinding, readBaseline} from '../config/baseline.ts'
import {severityOf} from '../diagnosis/engine.ts'
import type {Address} from '../ollama/address.ts'
import {redactSecrets} from '../redact/redact.ts'
import type {CheckSettings} from './check-settings.ts'

/** What the user's configuration makes of what was found. */
export interface Judge {
  readonly judge: (finding: Finding, check: Check, target: Address) => Finding | undefined
  /** What was found, for a baseline that is to be written. */
  readonly found: readonly KnownFinding[]
}

/** Applies the severities and the baseline; where the baseline is to be written anew, all that is found is known. */
export async function createJudge({severity, baseline: path}: CheckSettings, accepts: boolean): Promise<Judge> {
  const baseline = path === undefined || accepts ? undefined : await readBaseline(path)
  const found = new Map<string, KnownFinding>()
  return {
    judge: (finding, {group}, {url}) => {
      const setting = severity[finding.code]
      // A threshold is asked for by itself: what is left out elsewhere is not left out of it.
      if (setting === 'off' && group !== 'thresholds') return undefined
      const judged = setting === undefined || setting === 'off' ? finding : {...finding, severity: setting}
      if (severityOf(judged) === 'info') return judged
      const known = {
        url,
        code: finding.code,
        subject: finding.subject === undefined ? null : redactSecrets(finding.subject),
      }
      if (accepts) found.set(JSON.stringify(known), known)
      return accepts || baseline?.has(known) ? {...judged, severity: 'info', known: true} : judged
    },
    get found() {
      return [...found.values()]
    },
  }
}
