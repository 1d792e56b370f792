import {proxyFor} from '../host/proxy-variables.ts'
import {formatUrl, isLoopback} from '../ollama/address.ts'
import type {Answer} from '../ollama/exchange.ts'
import {inTime} from '../trace/in-time.ts'
import type {Check, CheckContext, Finding, Outcome} from './check.ts'
import {explainFailure} from './connection-failure.ts'
import {clip, describeAnswer, invalidAnswer} from './trouble.ts'

const greeting = 'Ollama is running'
const maxBytes = 256 * 1024

/** Whether an Ollama answers at the address, and if not, why not. */
export const serverReachable: Check = {
  id: 'server-reachable',
  group: 'connection',
  requires: ['address'],
  retryable: true,
  timeoutMs: 120_000,
  async run(context) {
    const {client} = context.server
    const proxies = proxiesInTheWay(context)
    const root = await client.send({method: 'GET', path: '/', timeoutMs: context.timeoutMs, maxBytes})
    if (!root.answered) {
      const why = await explainFailure(root.failure, context)
      return {
        findings: [...(await tracedStart(why, context)), ...proxies],
        transient: root.failure.kind !== 'certificate',
        isSaid: root.failure.kind === 'refused',
      }
    }
    // A proxy may pass on /api only: the version says just as well who answers.
    const isOllama = root.body.trim() === greeting || (root.status < 500 && (await context.server.version()).ok)
    if (isOllama) {
      return {
        facts: {
          roundTripMs: Math.round(root.headersMs * 10) / 10,
          remoteAddress: root.remoteAddress,
          proxyForClients: proxyFor(client.address, context.host.env),
        },
        findings: proxies,
      }
    }
    return {...(await explainStranger(root, context)), transient: root.status >= 500}
  },
}

/** Why no server is there, where its log or the machine tells. */
async function tracedStart(findings: readonly Finding[], context: CheckContext): Promise<readonly Finding[]> {
  if (context.log === undefined) return findings
  const {traceStart} = await import('../trace/trace-start.ts')
  return inTime(findings, context, (limited) => traceStart(findings, limited))
}

async function explainStranger(root: Answer, context: CheckContext): Promise<Outcome> {
  const {client} = context.server
  const {address} = client
  const about = {
    subject: address.url,
    args: {host: address.host, port: address.port, url: address.url, status: root.status, what: describeAnswer(root)},
    evidence: [{source: `GET /, HTTP ${root.status}`, text: clip(root.body.trim(), 400) || 'empty body'}],
  }
  if (root.end !== 'complete') return {findings: [invalidAnswer(root, '/', context.timeoutMs)]}
  if (root.status === 403 && root.body === '') return {findings: await explainEmpty403(about, context)}
  if (root.status === 401 || root.status === 407) {
    const args = {...about.args, scheme: address.scheme, authority: address.url.slice(`${address.scheme}://`.length)}
    return {findings: [{...about, code: 'server-auth-required', confidence: 'certain', args}]}
  }
  if (root.status === 504) return {findings: [{code: 'reverse-proxy-timeout', confidence: 'likely', ...about}]}
  if (root.status === 502 || root.status === 503) {
    return {findings: [{code: 'reverse-proxy-misconfigured', confidence: 'likely', ...about}]}
  }
  // In the words of Go and of nginx.
  const wantsTls = root.status === 400 && /HTTP request (?:was sent )?to (?:an )?HTTPS/i.test(root.body)
  const httpsUrl = wantsTls ? {httpsUrl: address.url.replace(/^http:/, 'https:')} : {}
  const bare = address.path.replace(/\/(?:v1|api)(?:\/.*)?$/, '')
  const suggested = bare === address.path ? {} : {suggestion: formatUrl({...address, path: bare})}
  const location = root.headers.location
  const what = location === undefined ? about.args.what : `HTTP ${root.status}, Location: ${location}`
  return {
    findings: [
      {
        code: 'client-wrong-url',
        confidence: 'likely',
        ...about,
        args: {...about.args, ...httpsUrl, ...suggested, what},
      },
    ],
  }
}

/** The Host guard or the Origin guard: only the first lets a request with another Host header pass. */
async function explainEmpty403(about: Omit<Finding, 'code' | 'confidence'>, context: CheckContext): Promise<Finding[]> {
  const retried = await context.server.client.send({
    method: 'GET',
    path: '/',
    headers: {host: 'localhost'},
    timeoutMs: context.timeoutMs,
    maxBytes,
  })
  const guarded = retried.answered && retried.body.trim() === greeting
  return guarded
    ? [{code: 'reverse-proxy-host-header', confidence: 'certain', ...about}]
    : [
        {...about, code: 'reverse-proxy-host-header', confidence: 'likely', args: {}},
        {code: 'cors-origin-forbidden', confidence: 'possible', ...about},
      ]
}

/** A proxy from the environment that clients would use for this address, though the doctor does not. Go's clients never do for loopback. */
function proxiesInTheWay({server, host}: CheckContext): Finding[] {
  const {address} = server.client
  const proxy = isLoopback(address.host) ? undefined : proxyFor(address, host.env)
  if (proxy === undefined) return []
  return [
    {
      code: 'http-proxy-hijacks-local',
      confidence: 'likely',
      subject: address.url,
      args: {proxy, host: address.host},
      evidence: [{source: 'environment', text: proxy}],
    },
  ]
}
