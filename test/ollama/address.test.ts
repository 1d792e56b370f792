import {describe, expect, it} from 'vitest'
import {isLoopback, parseAddress} from '../../src/ollama/address.ts'

// Ollama's own table (envconfig/config_test.go, TestHost) and what follows from its code.
const table: readonly [written: string | undefined, url: string, ...issues: string[]][] = [
  [undefined, 'http://127.0.0.1:11434'],
  ['', 'http://127.0.0.1:11434'],
  ['1.2.3.4', 'http://1.2.3.4:11434'],
  ['1.2.3.4:1234', 'http://1.2.3.4:1234'],
  [':1234', 'http://:1234'],
  ['example.com', 'http://example.com:11434'],
  ['example.com:1234', 'http://example.com:1234'],
  [':0', 'http://:0'],
  [':66000', 'http://:11434', 'invalid-port'],
  [':-1', 'http://:11434', 'invalid-port'],
  ['h:abc', 'http://h:11434', 'invalid-port'],
  ['1.2.3.4:', 'http://1.2.3.4:11434', 'invalid-port'],
  ['[::1]', 'http://[::1]:11434'],
  ['::1', 'http://[::1]:11434'],
  ['[::]', 'http://[::]:11434', 'wildcard'],
  ['[::1]:1337', 'http://[::1]:1337'],
  ['::1:11434', 'http://[::1:11434]:11434', 'unusable-host'],
  [' 1.2.3.4 ', 'http://1.2.3.4:11434'],
  ['"1.2.3.4"', 'http://1.2.3.4:11434'],
  ["'1.2.3.4'", 'http://1.2.3.4:11434'],
  ['" 1.2.3.4 "', 'http://1.2.3.4:11434'],
  [' " 1.2.3.4 " ', 'http://1.2.3.4:11434'],
  ['http://1.2.3.4', 'http://1.2.3.4:80', 'port-from-scheme'],
  ['https://1.2.3.4', 'https://1.2.3.4:443', 'port-from-scheme'],
  ['http://1.2.3.4:11434', 'http://1.2.3.4:11434'],
  ['http://1.2.3.4:11434/', 'http://1.2.3.4:11434'],
  ['https://1.2.3.4:1234/', 'https://1.2.3.4:1234'],
  ['https://example.com', 'https://example.com:443'],
  ['https://example.com/ollama', 'https://example.com:443/ollama'],
  ['https://example.com:4321/a/b/', 'https://example.com:4321/a/b'],
  ['example.com/ollama', 'http://example.com:11434/ollama'],
  ['http://', 'http://127.0.0.1:80', 'port-from-scheme'],
  ['HTTP://h', 'HTTP://h:11434', 'unsupported-scheme'],
  ['tcp://h', 'tcp://h:11434', 'unsupported-scheme'],
  ['ollama.com', 'https://ollama.com:443'],
  ['11434', 'http://11434:11434', 'number-as-host'],
  ['0.0.0.0', 'http://0.0.0.0:11434', 'wildcard'],
  ['0.0.0.0:8080', 'http://0.0.0.0:8080', 'wildcard'],
  // What people paste.
  ['127.0.0.1：11434', 'http://127.0.0.1：11434:11434', 'unusable-host'],
  ['“127.0.0.1”', 'http://“127.0.0.1”:11434', 'unusable-host'],
  ['my host', 'http://my host:11434', 'unusable-host'],
  ['gpu_box.local', 'http://gpu_box.local:11434'],
  ['constructor', 'http://constructor:11434'],
  ['toString:1', 'http://toString:1'],
  ['__proto__://x', '__proto__://x:11434', 'unsupported-scheme'],
  ['fe80::1%eth0', 'http://[fe80::1%eth0]:11434', 'unusable-host'],
  ['https://example.com/@me/ollama', 'https://example.com:443/@me/ollama'],
  ['http://me:se/cret@host:1', 'http://host:1', 'credentials'],
  ['http://me:secret@proxy.example.com/x', 'http://proxy.example.com:80/x', 'credentials'],
]

describe('an address', () => {
  for (const [written, url, ...issues] of table) {
    it(`${JSON.stringify(written)} is ${url}`, () => {
      const address = parseAddress(written)
      expect({url: address.url, issues: address.issues.map(({kind}) => kind)}).toEqual({url, issues})
    })
  }

  it.each([
    ['0.0.0.0', 'http://127.0.0.1:11434'],
    [':1234', 'http://127.0.0.1:1234'],
    ['[::]:1234', 'http://[::1]:1234'],
    ['192.168.1.2', 'http://192.168.1.2:11434'],
  ])('%s is dialled as %s', (written, dialled) => {
    expect(parseAddress(written).dialUrl).toBe(dialled)
  })

  it('keeps credentials out of everything but their own field', () => {
    const {credentials, ...rest} = parseAddress('http://me:s3cret@host:11434')
    expect(credentials).toBe('me:s3cret')
    expect(JSON.stringify(rest)).not.toContain('s3cret')
  })

  it.each([
    ['', true],
    ['localhost', true],
    ['127.8.8.8', true],
    ['::1', true],
    ['0.0.0.0', true],
    ['10.0.0.1', false],
    ['127.example.com', false],
  ])('of host %s is loopback: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected)
  })
})
