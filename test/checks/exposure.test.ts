import {describe, expect, it} from 'vitest'
import type {CheckContext, Outcome} from '../../src/checks/check.ts'
import {exposure} from '../../src/checks/exposure.ts'
import {contextFor} from '../support/context.ts'
import {fakeHost} from '../support/fake-host.ts'
import {withScenario} from '../support/servers.ts'

const row = (address: string): string =>
  `   0: ${address}:2CAA 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0\n`
const loopback = row('0100007F')
const wildcard = row('00000000')
const wildcard6 = '0'.repeat(32)

interface Server {
  readonly url?: string
  readonly answeredFrom?: string
  readonly sockets?: Readonly<Record<string, string>>
  readonly addresses?: readonly string[]
}

function look({
  url = 'http://127.0.0.1:11434',
  answeredFrom = '127.0.0.1',
  sockets = {},
  addresses = [],
}: Server): Promise<Outcome> {
  const files = Object.fromEntries(Object.entries(sockets).map(([name, text]) => [`/proc/net/${name}`, text]))
  const host = {...fakeHost({files}), ownAddresses: () => [...addresses]}
  const context: CheckContext = {
    ...contextFor(url, host),
    log: {isNamed: false, during: async () => ({excerpts: [], looks: []}), counted: async () => []},
    factsOf: () => ({remoteAddress: answeredFrom}),
  }
  return exposure.run(context)
}

describe('exposure', () => {
  it.each<Server & {name: string; facts: Record<string, string | undefined>}>([
    {name: 'on loopback', sockets: {tcp: loopback}, addresses: ['203.0.113.9'], facts: {listensOn: '127.0.0.1'}},
    {
      name: 'on every address of a machine in a private network',
      sockets: {tcp: wildcard},
      addresses: ['127.0.0.1', '192.168.1.5', '100.64.3.2', 'fe80::1', '2001:4860::8'],
      facts: {listensOn: '0.0.0.0', reachableFrom: '127.0.0.1'},
    },
    {name: 'unseen, on this machine', facts: {answeredFrom: '127.0.0.1'}},
    {
      name: 'on another machine of the network',
      url: 'http://192.168.1.7:11434',
      answeredFrom: '192.168.1.7',
      facts: {answeredFrom: '192.168.1.7', reachableFrom: '192.168.1.7'},
    },
  ])('is no finding $name', async ({facts, ...server}) => {
    expect(await look(server)).toEqual({
      facts: {listensOn: undefined, answeredFrom: undefined, reachableFrom: undefined, ...facts},
      findings: [],
    })
  })

  it.each<Server & {name: string; subject: string}>([
    {
      name: 'its address is the internet’s',
      url: 'http://ollama.example:11434',
      answeredFrom: '203.0.113.7',
      subject: '203.0.113.7',
    },
    {
      name: 'it listens on every address, one of which is the internet’s',
      sockets: {tcp: wildcard},
      addresses: ['10.0.0.4', '203.0.113.9'],
      subject: '203.0.113.9',
    },
    {
      name: 'it listens on every address of both kinds',
      sockets: {tcp6: row(wildcard6)},
      addresses: ['203.0.113.9'],
      subject: '203.0.113.9',
    },
  ])('is a finding where $name', async ({subject, ...server}) => {
    expect((await look(server)).findings).toMatchObject([{code: 'server-exposed', confidence: 'likely', subject}])
  })

  it('is not denied by a login that nobody asks for', async () => {
    await withScenario('healthy', {}, async ({url}) => {
      const {facts} = await look({url: url.replace('http://', 'http://me:secret@')})
      expect(facts).toMatchObject({answeredFrom: '127.0.0.1'})
      expect(facts).not.toHaveProperty('asksForLogin')
    })
  })

  it('is none of Ollama’s where somebody asks for a login', async () => {
    expect(await look({url: 'http://me:secret@203.0.113.7:11434', answeredFrom: '203.0.113.7'})).toEqual({
      facts: {asksForLogin: true},
    })
  })
})
