import {once} from 'node:events'
import type {AddressInfo} from 'node:net'
import {createServer as createTcpServer} from 'node:net'
import {gzipSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import {parseAddress} from '../../src/ollama/address.ts'
import {checkJson, checkOf, findingsOf, readReport} from '../support/report.ts'
import {runDoctor} from '../support/run.ts'
import {refusingPort, withModel, withScenario, withServer} from '../support/servers.ts'

/** Bytes that answer any connection, whatever it says. */
async function withBytes<T>(bytes: string, use: (url: string) => Promise<T>): Promise<T> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(bytes))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.close()
  }
}

const unsafe = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028\u2029]/

describe('a server that is not to be trusted', () => {
  it.each(['escape-sequences', 'unknown-error', 'huge-error'])(
    '%s puts no control character on the screen',
    async (scenario) => {
      for (const argv of [['--format', 'human'], ['--verbose'], ['--format', 'json'], ['--debug']]) {
        const {stdout, stderr} = await runDoctor(['check', '--simulate', scenario, ...argv])
        expect(stdout + stderr).not.toMatch(unsafe)
      }
    },
  )

  it('keeps what it sent as evidence', async () => {
    const {report} = await checkJson(['--simulate', 'escape-sequences'])
    expect(checkOf(report, 'model-answers').findings[0]?.evidence[0]?.text).toContain('\u001b[2J')
  })

  it('may send an error of fifty megabytes', async () => {
    const {report} = await checkJson(['--simulate', 'huge-error'])
    expect(JSON.stringify(report).length).toBeLessThan(20_000)
  })

  // A regular expression that backtracks would take minutes over each of these.
  it.each([
    ['a title of spaces', `<title>${' '.repeat(200_000)}`],
    ['many open brackets', '<'.repeat(200_000)],
    ['many titles', '<title '.repeat(30_000)],
    ['a long word', 'a'.repeat(200_000)],
    ['many quotes', `"model '`.repeat(30_000)],
    ['many ports', ':443 registry.ollama.ai '.repeat(10_000)],
    ['many equals signs', 'token='.repeat(30_000)],
  ])('may send %s wherever text can stand', async (_, text) => {
    await withModel(
      {
        '/api/version': JSON.stringify({version: text}),
        '/api/tags': JSON.stringify({models: [{name: text}, {name: 'm:1'}]}),
        '/api/ps': JSON.stringify({models: [{name: 'm:1', context_length: 5}, {name: text}]}),
      },
      (_request, response) => response.writeHead(500).end(JSON.stringify({error: text})),
      async (url) => {
        const {exitCode} = await checkJson(['--host', url, 'm:1', 'nope'])
        expect(exitCode).toBe(1)
      },
    )
    await withServer(
      (_request, response) => response.writeHead(500, {server: text.slice(0, 8_000).trim()}).end(text),
      async (url) => {
        expect(findingsOf((await checkJson(['--host', url])).report)).toEqual([
          'server-reachable: client-wrong-url (likely)',
        ])
      },
    )
  })

  it('may be one whose numbers are beyond all numbers', async () => {
    await withModel(
      {'/api/ps': '{"models":[{"name":"m:1","size":1e300,"size_vram":1e308,"context_length":5}]}'},
      (_, response) => response.end('{"response":"x","done":true,"eval_count":1e300,"eval_duration":1e-300}\n'),
      async (url) => {
        expect((await checkJson(['--host', url])).exitCode).toBe(0)
      },
    )
  })

  it('may answer what is no HTTP', async () => {
    await withBytes('SSH-2.0-OpenSSH_9.2\r\n', async (url) => {
      const {exitCode, report} = await checkJson(['--host', url])
      expect(exitCode).toBe(1)
      expect(findingsOf(report)).toEqual(['server-reachable: client-wrong-url (likely)'])
    })
  })

  it('may speak plain HTTP where https was asked for', async () => {
    await withScenario('healthy', {}, async ({url}) => {
      const {report} = await checkJson(['--host', url.replace('http:', 'https:')])
      expect(findingsOf(report)).toEqual(['server-reachable: https-to-http (certain)'])
      expect(checkOf(report, 'server-reachable').findings[0]?.args.suggestion).toBe(url)
    })
  })

  it('may want https where plain HTTP was spoken', async () => {
    await withServer(
      (_, response) => response.writeHead(400).end('Client sent an HTTP request to an HTTPS server.\n'),
      async (url) => {
        const {report} = await checkJson(['--host', url])
        const [finding] = checkOf(report, 'server-reachable').findings
        expect(finding).toMatchObject({code: 'client-wrong-url', args: {httpsUrl: url.replace('http:', 'https:')}})
      },
    )
  })

  it('may be hidden behind a proxy that other clients would use', async () => {
    const {report} = await checkJson(['--host', 'doctor.invalid'], {env: {HTTP_PROXY: 'http://me:s3cret@proxy:3128'}})
    expect(findingsOf(report)).toContain('server-reachable: http-proxy-hijacks-local (likely)')
    expect(JSON.stringify(report)).not.toContain('s3cret')
  })

  it('may send invalid UTF-8 and broken gzip', async () => {
    await withServer(
      (request, response) => {
        if (request.url === '/') response.end('Ollama is running')
        else if (request.url === '/api/version') response.end(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))
        else response.writeHead(200, {'content-encoding': 'gzip'}).end(gzipSync('{"models":[]}').subarray(0, 20))
      },
      async (url) => {
        const {exitCode, report} = await checkJson(['--host', url])
        expect(exitCode).toBe(1)
        expect(checkOf(report, 'server-version').findings[0]?.code).toBe('response-invalid')
        expect(checkOf(report, 'models-present').findings[0]?.code).toBe('response-invalid')
      },
    )
  })

  it('is not followed to another host, and is on its own', async () => {
    const elsewhere: string[] = []
    const here: (string | undefined)[] = []
    await withServer(
      (request, response) => {
        elsewhere.push(request.url ?? '')
        response.end()
      },
      async (other) => {
        await withServer(
          (request, response) => {
            here.push(request.url)
            if (request.url === '/') response.writeHead(302, {location: '/home'}).end()
            else if (request.url === '/home') response.end('Ollama is running')
            else response.writeHead(302, {location: `${other}/stolen`}).end()
          },
          async (url) => {
            const {report} = await checkJson(['--host', url])
            expect(checkOf(report, 'server-reachable').status).toBe('pass')
            expect(checkOf(report, 'models-present').status).toBe('fail')
          },
        )
      },
    )
    expect(elsewhere).toEqual([])
    expect(here).not.toContain('/stolen')
  })

  it('is not read beyond what an answer can be', async () => {
    for (const scenario of ['endless-body', 'gzip-bomb']) {
      const {report} = await checkJson(['--simulate', scenario])
      expect(checkOf(report, 'models-present').findings[0]?.args).toEqual({
        endlessPath: '/api/tags',
        limitBytes: 16 * 2 ** 20,
      })
    }
  })

  it('may redirect to an address with a secret in it', async () => {
    await withServer(
      (request, response) => {
        if (request.url === '/') response.writeHead(302, {location: '/login?access_token=SEKRET'}).end()
        else response.end('Ollama is running')
      },
      async (url) => {
        const {report} = await checkJson(['--host', url, '--only', 'server-reachable'])
        expect(report.targets[0]?.requests.map(({path}) => path)).toEqual(['/', '/login?access_token=***'])
      },
    )
  })

  it('may redirect in circles', async () => {
    await withServer(
      (_, response) => response.writeHead(302, {location: '/'}).end(),
      async (url) => {
        const {report} = await checkJson(['--host', url])
        expect(findingsOf(report)).toEqual(['server-reachable: client-wrong-url (likely)'])
      },
    )
  })

  it('never sees a secret of the user again, in any output', async () => {
    for (const host of [
      `http://me:s3cret@127.0.0.1:${await refusingPort()}`,
      'http://me:s3cret@[broken',
      'me:s3cret@x y',
      'http://me:s3/cret@127.0.0.1:1',
      'me:s3/cret@h',
    ]) {
      for (const argv of [['--format', 'json'], ['--verbose', '--debug'], ['--quiet']]) {
        const {stdout, stderr} = await runDoctor(['check', '--host', host, ...argv])
        expect(stdout + stderr).not.toMatch(/s3|cret/)
      }
    }
  })

  it('gets the credentials of the URL, which its proxy asks for', async () => {
    const seen: (string | undefined)[] = []
    await withServer(
      (request, response) => {
        seen.push(request.headers.authorization)
        response.end('Ollama is running')
      },
      async (url) => {
        await checkJson(['--host', url.replace('//', '//me:s%3acret@'), '--only', 'server-reachable'])
      },
    )
    expect(seen[0]).toBe(`Basic ${Buffer.from('me:s:cret').toString('base64')}`)
  })
})

describe('a Host header that the server does not know', () => {
  it('is told from a foreign Origin by asking once more', async () => {
    await withServer(
      ({headers}, response) => {
        if (headers.host === 'localhost') response.end('Ollama is running')
        else response.writeHead(403, {'content-length': 0}).end()
      },
      async (url) => {
        const {report} = await checkJson(['--host', url])
        expect(findingsOf(report)).toEqual(['server-reachable: reverse-proxy-host-header (certain)'])
      },
    )
  })
})

describe('a suggested address', () => {
  it.each([
    'http://[::1]',
    'https://127.0.0.1',
    'h:66000',
    '[::1]:abc',
    'tcp://h:1',
    'http://u:p@h:1/x',
    '127.0.0.1：11434',
    '“h”',
    '11434',
    'http//h:1',
    'http:/h:1',
    'h:1;',
    'h;1',
    '*:1',
    'http://h:1?x=1',
    '127.0.0.1.1',
    '::1:11434',
    'a b',
  ])('for %s is one', async (host) => {
    const {report} = await checkJson(['--host', host, '--timeout', '200ms', '--only', 'server-reachable'])
    const suggestions = report.targets.flatMap(({checks}) =>
      checks.flatMap(({findings}) => findings.map(({args}) => args.suggestion)),
    )
    for (const suggestion of suggestions.filter((value) => value !== undefined)) {
      expect(parseAddress(String(suggestion)).issues).toEqual([])
    }
  })

  it.each([
    ['127.0.0.1:22434;', 'http://127.0.0.1:22434'],
    ['http//127.0.0.1:22434', 'http://127.0.0.1:22434'],
    ['127.0.0.1;22434', 'http://127.0.0.1:22434'],
    ['127.0.0.1.22434', undefined],
  ])('for %s is %s', async (host, suggestion) => {
    const {report} = await checkJson(['--host', host, '--only', 'address'])
    const [finding] = checkOf(report, 'address').findings
    expect(finding?.args.suggestion).toBe(suggestion)
    expect(finding?.remedies[0]?.commands.length === 0).toBe(suggestion === undefined)
  })

  it('leaves out what is not part of the address', async () => {
    await withScenario('healthy', {}, async ({url}) => {
      const {report} = await checkJson(['--host', `${url}/v1`])
      const [finding] = checkOf(report, 'server-reachable').findings
      expect(finding?.remedies[0]?.commands[0]?.run).toBe(`ollama-doctor check --host ${url}`)
    })
  })

  it('keeps the port and the scheme of a proxy that asks for credentials', async () => {
    const {report} = await checkJson(['--simulate', 'auth-required'])
    const {url} = report.targets[0] ?? {}
    const [finding] = checkOf(report, 'server-reachable').findings
    expect(finding?.remedies[0]?.commands[0]?.run).toBe(
      `ollama-doctor check --host ${url?.replace('//', '//USER:PASSWORD@')}`,
    )
  })
})

describe('an address that leads nowhere', () => {
  it.each([
    ['127.0.0.1：11434', ['address: ollama-host-malformed (certain)']],
    ['11434', ['address: ollama-host-malformed (certain)']],
    ['tcp://127.0.0.1', ['address: ollama-host-malformed (certain)']],
    ['256.1.1.1', ['address: ollama-host-malformed (certain)']],
    ['127.0.0.1.22207', ['address: ollama-host-malformed (certain)']],
    ['http//127.0.0.1:1', ['address: ollama-host-malformed (certain)']],
    ['doctor.invalid', ['server-reachable: host-name-unresolvable (certain)']],
    ['host.docker.internal.invalid:1', ['server-reachable: host-name-unresolvable (certain)']],
  ])('%s has its own diagnosis', async (host, findings) => {
    const {exitCode, report} = await checkJson(['--host', host])
    expect({exitCode, findings: findingsOf(report)}).toEqual({exitCode: 1, findings})
  })

  it('with a port that is none is a warning, as Ollama takes the default', async () => {
    const {report} = await checkJson(['--host', '127.0.0.1:66000', '--only', 'address'])
    expect(report.targets[0]?.url).toBe('http://127.0.0.1:11434')
    expect(findingsOf(report)).toEqual(['address: ollama-host-malformed (certain)'])
    expect(report.verdict).toBe('pass')
  })

  it('without a port means 80 behind http://', async () => {
    const {report} = await checkJson(['--host', 'http://127.0.0.1'])
    expect(findingsOf(report)[0]).toBe('server-reachable: client-host-mismatch (likely)')
  })

  it('on one loopback address may be served on the other', async () => {
    const {createServer} = await import('node:http')
    const server = createServer((_, response) => response.end('Ollama is running')).listen(0, '::1')
    await once(server, 'listening')
    try {
      const {report} = await checkJson(['--host', `127.0.0.1:${(server.address() as AddressInfo).port}`])
      expect(findingsOf(report)).toEqual(['server-reachable: client-host-mismatch (likely)'])
    } finally {
      server.close()
    }
  })
})

it('prints one document, whatever happens', async () => {
  const ran = await runDoctor([
    'check',
    '--format',
    'json',
    '--verbose',
    '--debug',
    '--host',
    '127.0.0.1:1',
    '--retries',
    '1',
  ])
  expect(readReport(ran).verdict).toBe('fail')
})
