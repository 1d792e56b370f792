import {describe, expect, it} from 'vitest'
import {explainFailure} from '../../src/checks/connection-failure.ts'
import type {Host} from '../../src/host/host.ts'
import type {FailureKind} from '../../src/ollama/failure.ts'
import {contextFor} from '../support/context.ts'
import {refusingPort, withServer} from '../support/servers.ts'

async function codes(url: string, kind: FailureKind, host: Partial<Host> = {}): Promise<string[]> {
  const findings = await explainFailure({kind, message: 'as the system said'}, contextFor(url, host))
  return findings.map(({code, confidence}) => `${code} (${confidence})`)
}

const container: Partial<Host> = {inContainer: async () => true}

describe('a name that does not resolve', () => {
  it.each([
    ['http://gpu-box:11434', {}, ['host-name-unresolvable (certain)']],
    ['http://ollama:11434', container, ['container-dns-name (likely)']],
    ['http://ollama.example.com:11434', container, ['host-name-unresolvable (certain)']],
    ['http://host.docker.internal:11434', container, ['host-gateway-missing (likely)']],
    ['http://localhost:11434', {}, ['localhost-resolution (certain)']],
  ])('%s with %j', async (url, host, expected) => {
    expect(await codes(url, 'name-not-found', host)).toEqual(expected)
  })
})

describe('a refused connection', () => {
  it('to loopback: nothing runs there', async () => {
    expect(await codes(`http://127.0.0.1:${await refusingPort()}`, 'refused')).toEqual(['server-not-running (certain)'])
  })

  it('to loopback inside of a container without an ollama of its own: the host was meant', async () => {
    const url = `http://127.0.0.1:${await refusingPort()}`
    expect(await codes(url, 'refused', container)).toEqual([
      'container-localhost (possible)',
      'server-not-running (possible)',
    ])
    const withOllama = {...container, ollamaCommandVersion: async () => '0.12.11'}
    expect(await codes(url, 'refused', withOllama)).toEqual(['server-not-running (certain)'])
  })

  it('to another machine leaves two causes', async () => {
    expect(await codes('http://192.0.2.1:11434', 'refused')).toEqual([
      'server-bound-loopback (possible)',
      'server-not-running (possible)',
    ])
  })

  it('to an address of this machine is told apart by loopback', async () => {
    const own = {ownAddresses: () => ['192.0.2.1']}
    await withServer(
      () => undefined,
      async (url) => {
        expect(await codes(`http://192.0.2.1:${new URL(url).port}`, 'refused', own)).toEqual([
          'server-bound-loopback (certain)',
        ])
      },
    )
    expect(await codes(`http://192.0.2.1:${await refusingPort()}`, 'refused', own)).toEqual([
      'server-not-running (certain)',
    ])
  })
})

it.each([
  ['unreachable', ['host-unreachable (certain)']],
  ['connect-timeout', ['connect-timeout (certain)']],
  ['certificate', ['server-certificate-untrusted (certain)']],
  ['not-http', ['client-wrong-url (likely)']],
  ['reset', ['connection-reset (certain)']],
  ['no-answer', ['server-unresponsive (certain)', 'server-starting (possible)']],
  ['other', ['connection-reset (possible)']],
] as const)('%s has a code of its own', async (kind, expected) => {
  expect(await codes('https://192.0.2.1:11434', kind)).toEqual(expected)
})
