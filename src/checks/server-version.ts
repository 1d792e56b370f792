import {isLoopback} from '../ollama/address.ts'
import {compareVersions, isRelease, missingFeatures} from '../ollama/version.ts'
import type {Check, Finding} from './check.ts'
import {troubled} from './trouble.ts'

/** The server's version, what it is too old for, and whether the command of this machine is another. */
export const serverVersion: Check = {
  id: 'server-version',
  group: 'connection',
  requires: ['server-reachable'],
  retryable: true,
  timeoutMs: 60_000,
  async run(context) {
    const [answer, clientVersion] = await Promise.all([context.server.version(), context.host.ollamaCommandVersion()])
    if (!answer.ok) return troubled(answer.trouble, '/api/version', context)
    const version = answer.value
    const missing = missingFeatures(version)
    const findings: Finding[] = []
    const evidence = [{source: '/api/version', text: version}]
    if (missing.some(({essential}) => essential)) {
      findings.push({
        code: 'server-too-old-for-api',
        confidence: 'certain',
        args: {
          serverVersion: version,
          missing: missing
            .filter(({essential}) => essential)
            .map(({feature}) => feature)
            .join(', '),
        },
        evidence,
      })
    }
    const local = isLoopback(context.server.client.address.host)
    if (local && clientVersion !== undefined && isRelease(version) && compareVersions(clientVersion, version) > 0) {
      findings.push({
        code: 'version-mismatch-old-server',
        confidence: 'likely',
        args: {serverVersion: version, clientVersion},
        evidence: [...evidence, {source: 'ollama --version', text: clientVersion}],
      })
    }
    return {
      facts: {
        serverVersion: version,
        clientVersion,
        missingFeatures: missing.length > 0 ? missing.map(({feature, since}) => `${feature} (${since})`) : undefined,
      },
      findings,
    }
  },
}
