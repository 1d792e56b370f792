import type {Confidence} from '../catalogue/entry.ts'
import type {Code} from '../catalogue/index.ts'
import type {Args} from '../catalogue/template.ts'
import {type Address, formatUrl, isLoopback} from '../ollama/address.ts'
import {defaultPort} from '../ollama/default-address.ts'
import {accepts} from '../ollama/dial.ts'
import type {Failure} from '../ollama/failure.ts'
import type {Finding, Surroundings} from './check.ts'

const dialTimeoutMs = 1_000

/** Why no answer came, likeliest cause first. Where the first look leaves it open, another connection is tried, without sending anything. */
export async function explainFailure(failure: Failure, context: Surroundings): Promise<Finding[]> {
  const {address} = context.server.client
  const finding = (code: Code, confidence: Confidence, args: Args = {}): Finding => ({
    code,
    confidence,
    subject: address.url,
    args: {host: address.host || '127.0.0.1', port: address.port, url: address.url, ...args},
    evidence: [{source: `connection to ${address.dialUrl}`, text: failure.message}],
  })
  switch (failure.kind) {
    case 'name-not-found':
      return [await unresolved(address, context, finding)]
    case 'refused':
      return refused(address, context, finding)
    case 'unreachable':
      return [finding('host-unreachable', 'certain')]
    case 'connect-timeout':
      return [finding('connect-timeout', 'certain')]
    case 'tls-to-plain':
      return [finding('https-to-http', 'certain', {suggestion: address.url.replace(/^https/, 'http')})]
    case 'certificate':
      return [finding('server-certificate-untrusted', 'certain', {reason: failure.code ?? failure.message})]
    case 'not-http':
      return [finding('client-wrong-url', 'likely', {what: failure.message})]
    case 'no-answer':
      return [
        finding('server-unresponsive', 'certain', {waitedMs: context.timeoutMs}),
        finding('server-starting', 'possible'),
      ]
    default:
      return [
        {...finding('connection-reset', failure.kind === 'reset' ? 'certain' : 'possible'), kind: 'wrapper' as const},
      ]
  }
}

type Make = (code: Code, confidence: Confidence, args?: Args) => Finding

async function unresolved(address: Address, context: Surroundings, finding: Make): Promise<Finding> {
  if (address.host === 'host.docker.internal') return finding('host-gateway-missing', 'likely')
  if (address.host === 'localhost')
    return finding('localhost-resolution', 'certain', {suggestion: formatUrl({...address, host: '127.0.0.1'})})
  const inContainer = !address.host.includes('.') && (await context.host.inContainer())
  return inContainer ? finding('container-dns-name', 'likely') : finding('host-name-unresolvable', 'certain')
}

async function refused(address: Address, context: Surroundings, finding: Make): Promise<Finding[]> {
  if (address.issues.some(({kind}) => kind === 'port-from-scheme')) {
    const suggestion = formatUrl({...address, scheme: 'http', port: defaultPort})
    return [finding('client-host-mismatch', 'likely', {suggestion}), finding('server-not-running', 'possible')]
  }
  if (isLoopback(address.host)) {
    const other = await otherLoopback(address)
    if (other !== undefined) {
      const code = address.host === 'localhost' ? 'localhost-resolution' : 'client-host-mismatch'
      return [finding(code, 'likely', {suggestion: formatUrl({...address, host: other})})]
    }
    // The containers of a pod share their localhost.
    if (context.host.env.KUBERNETES_SERVICE_HOST !== undefined) return [finding('server-not-running', 'likely')]
    // A container with an ollama of its own is meant to run the server, too.
    if ((await context.host.inContainer()) && (await context.host.ollamaCommandVersion()) === undefined) {
      return [finding('container-localhost', 'possible'), finding('server-not-running', 'possible')]
    }
    return [finding('server-not-running', 'certain')]
  }
  const own = context.host.ownAddresses().includes(address.host)
  if (own && (await accepts('127.0.0.1', address.port, dialTimeoutMs)))
    return [finding('server-bound-loopback', 'certain')]
  if (own) return [finding('server-not-running', 'certain')]
  return [finding('server-bound-loopback', 'possible'), finding('server-not-running', 'possible')]
}

/** The loopback address of the other family, where something listens on it. */
async function otherLoopback({host, port}: Address): Promise<string | undefined> {
  const candidates = ['127.0.0.1', '::1'].filter((candidate) => candidate !== host)
  for (const candidate of candidates) if (await accepts(candidate, port, dialTimeoutMs)) return candidate
  return undefined
}
