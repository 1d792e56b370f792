import type {Match} from '../catalogue/matcher.ts'
import {redactSecrets} from '../redact/redact.ts'

const shownBefore = 250
const shownFrom = 750

/** What a match rests on, to be shown: without secrets, and of a long line what is near. */
export function evidenceOf({evidence}: Match): string {
  // Cut last: of a secret whose name was cut off nothing would tell that it is one.
  const [before, from] = evidence.map((part) => redactSecrets(part).replaceAll('\u2028', ' ')) as [string, string]
  return [
    before.length > shownBefore ? `…${before.slice(-shownBefore)}` : before,
    from.length > shownFrom ? `${from.slice(0, shownFrom)}…` : from,
  ]
    .join('')
    .trim()
}
