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
      },
      findings: target.issues.flatMap((issue) => toFinding(issue, target, host.platform) ?? []),
    }
  },
}

function toFinding(issue: AddressIssue, target: Address, platform: NodeJS.Platform): Finding | undefined {
  const evidence = [{source: 'address', text: target.input}]
  const malformed = (args: Args, severity: 'error' | 'warning'): Finding => ({
    code: 'ollama-host-malformed',
    confidence: 'certain',
    severity,
    args: {input: target.input, url: target.url, suggestion: suggestion(target), ...args},
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
    case 'credentials':
      return malformed({credentials: ''}, 'warning')
    case 'wildcard':
      return platform === 'win32' ? {code: 'client-dials-wildcard', confidence: 'certain', evidence} : undefined
    case 'port-from-scheme':
      // Harmless where a proxy listens on that port: a failed connection brings it up (connection-failure.ts).
      return undefined
  }
}

/** The nearest address that works: full-width and quoted characters in their plain form, a default for what is wrong. */
function suggestion(target: Address): string {
  if (target.issues.some(({kind}) => kind === 'unusable-host')) {
    const plain = parseAddress(target.input.normalize('NFKC').replace(/["'“”‘’\s]/g, ''))
    return plain.issues.length === 0 ? plain.url : parseAddress(undefined).url
  }
  const known = target.scheme === 'http' || target.scheme === 'https'
  return formatUrl(known ? target : {...target, scheme: 'http'})
}
