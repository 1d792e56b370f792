import type {Args} from '../catalogue/template.ts'
import {type Address, type AddressIssue, formatUrl, parseAddress} from '../ollama/address.ts'
import type {Check, Finding} from './check.ts'

/** What the user wrote as the server's address, and what Ollama's client makes of it. */
export const address: Check = {
  id: 'address',
  group: 'connection',
  requires: [],
  retryable: false,
  timeoutMs: 1_000,
  async run({server, host}) {
    const {address: target} = server.client
    return {
      facts: {
        url: target.url,
        dialled: target.dialUrl === target.url ? undefined : target.dialUrl,
        written: target.input || undefined,
        credentialsSent: target.credentials === undefined ? undefined : true,
      },
      findings: judgeAddress(target, host.platform),
    }
  },
}

/** What is wrong with an address; with an error nothing can be reached by it. */
export function judgeAddress(target: Address, platform: NodeJS.Platform): Finding[] {
  return target.issues.flatMap((issue) => toFinding(issue, target, platform) ?? [])
}

function toFinding(issue: AddressIssue, target: Address, platform: NodeJS.Platform): Finding | undefined {
  const evidence = [{source: 'address', text: target.input}]
  const suggested = suggestion(target)
  const malformed = (args: Args, severity: 'error' | 'warning'): Finding => ({
    code: 'ollama-host-malformed',
    confidence: 'certain',
    severity,
    args: {input: target.input, url: target.url, ...(suggested !== undefined && {suggestion: suggested}), ...args},
    evidence,
  })
  switch (issue.kind) {
    case 'invalid-port':
      return malformed({badPort: issue.port || '“”'}, 'warning')
    case 'unsupported-scheme':
      return malformed({badScheme: issue.scheme}, 'error')
    case 'number-as-host':
      return malformed({number: issue.number, suggestion: parseAddress(`127.0.0.1:${issue.number}`).url}, 'error')
    case 'unusable-host':
      return malformed({badHost: issue.host}, 'error')
    case 'wildcard':
      return platform === 'win32' ? {code: 'client-dials-wildcard', confidence: 'certain', evidence} : undefined
    // The first are sent, and a fact says so; the second only matters where the connection fails (connection-failure.ts).
    case 'credentials':
    case 'port-from-scheme':
      return undefined
  }
}

/** The address that was plainly meant; undefined where that is a guess. */
function suggestion(target: Address): string | undefined {
  const has = (kind: AddressIssue['kind']): boolean => target.issues.some((issue) => issue.kind === kind)
  const repaired = parseAddress(repair(target.input))
  if ((has('unusable-host') || has('invalid-port')) && repaired.issues.length === 0) return formatUrl(repaired)
  if (has('unusable-host')) return undefined
  return formatUrl({...target, scheme: target.scheme === 'https' ? 'https' : 'http'})
}

/** Full-width and quoted characters in their plain form, a lost colon or slash put back, what trails cut off. */
function repair(input: string): string {
  return input
    .normalize('NFKC')
    .replace(/["'“”‘’\s]/g, '')
    .replace(/^(https?)[:;]?\/+/i, '$1://')
    .replace(/^(?=[^/]*$)\*:/, '127.0.0.1:')
    .replace(/^((?:https?:\/\/)?[^/:;,.]+(?:\.[^/:;,.]+)*)[;,](?=\d+$)/, '$1:')
    .replace(/[?#].*$|[;:,]+$/, '')
}
