import {once} from 'node:events'
import {createServer as createHttpServer, type IncomingMessage, type ServerResponse} from 'node:http'
import {type AddressInfo, createServer as createTcpServer, isIP, type Socket} from 'node:net'
import {isInference} from '../ollama/inference.ts'
import {compareVersions} from '../ollama/version.ts'
import {answerPs, answerShow, answerTags, answerVersion} from './answers.ts'
import type {ApiRequest} from './api-request.ts'
import {misbehave} from './faults.ts'
import {answerEmbed, answerGenerate} from './generation.ts'
import {answerPull, type Pulls} from './pulls.ts'
import {readBody} from './request-body.ts'
import {sendJson, sendRedirect, sendText} from './respond.ts'
import type {Scenario} from './scenario.ts'
import {createScheduler, type Scheduler} from './scheduler.ts'
import {logAccess, logFailure, logStart, type WriteLine} from './server-log.ts'

export interface SimulatedServer {
  readonly url: string
  readonly scheduler: Scheduler
  /** How often each model was asked to be pulled, by its key. */
  readonly pulls: ReadonlyMap<string, number>
  close(): Promise<void>
}

/** A handler, the versions that have it, and the Go type of its body where it takes one. */
interface Route {
  readonly methods: readonly string[]
  readonly since?: string
  readonly struct?: string
  readonly handle: (request: ApiRequest) => void | Promise<void>
}

/** How long a server that restarts is away. */
const restartMs = 400

const routes: Readonly<Record<string, Route>> = {
  '/': {methods: ['GET', 'HEAD'], handle: ({response}) => sendText(response, 200, 'Ollama is running')},
  '/api/version': {methods: ['GET', 'HEAD'], since: '0.1.14', handle: answerVersion},
  '/api/tags': {methods: ['GET', 'HEAD'], handle: answerTags},
  '/api/ps': {methods: ['GET'], since: '0.1.38', handle: answerPs},
  '/api/show': {methods: ['POST'], struct: 'ShowRequest', handle: answerShow},
  '/api/generate': {
    methods: ['POST'],
    struct: 'GenerateRequest',
    handle: (request) => answerGenerate(request, 'generate'),
  },
  '/api/chat': {
    methods: ['POST'],
    since: '0.1.14',
    struct: 'ChatRequest',
    handle: (request) => answerGenerate(request, 'chat'),
  },
  '/api/pull': {methods: ['POST'], struct: 'PullRequest', handle: answerPull},
  '/api/embed': {methods: ['POST'], since: '0.2.6', struct: 'EmbedRequest', handle: answerEmbed},
}

export interface ServeOptions {
  /** 0 for any that is free. */
  readonly port: number
  /** Takes its log. */
  readonly log?: WriteLine | undefined
}

/** Serves a scenario on 127.0.0.1. Rejects where the port cannot be had. */
export async function serveScenario(scenario: Scenario, {port, log}: ServeOptions): Promise<SimulatedServer> {
  const models = [...scenario.models]
  const server = {
    scenario: {...scenario, models},
    scheduler: createScheduler(scenario),
    pulls: {attempts: new Map(), completed: new Map(), install: (model) => models.push(model)} satisfies Pulls,
    restart: () => restart(),
    logFailure: () => log && logFailure(scenario, log),
  }
  const http = createHttpServer((request, response) => {
    const startedAt = performance.now()
    response.once('close', () => log && logAccess(request, response, performance.now() - startedAt, log))
    answer(request, response, server).catch(() => response.destroy())
  })
  const sockets = new Set<Socket>()
  let serving = scenario.servesHttp === undefined
  // As Ollama does: the port is open first, and what connects meanwhile is held until HTTP is served.
  const tcp = createTcpServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    if (serving) http.emit('connection', socket)
  })
  tcp.listen(port, '127.0.0.1')
  await once(tcp, 'listening')
  const starting =
    typeof scenario.servesHttp === 'object'
      ? setTimeout(() => {
          serving = true
          for (const socket of sockets) http.emit('connection', socket)
        }, scenario.servesHttp.afterMs)
      : undefined
  // Where another program takes the port while a server restarts, it stays away.
  tcp.on('error', () => undefined)
  const {port: own} = tcp.address() as AddressInfo
  if (log !== undefined) logStart(scenario, `127.0.0.1:${own}`, log)
  let restarting: NodeJS.Timeout | undefined
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    if (!tcp.listening) return
    tcp.close()
    await once(tcp, 'close')
  }
  const restart = (): void => {
    void stop()
    restarting = setTimeout(() => tcp.listen(own, '127.0.0.1'), restartMs)
  }
  return {
    url: `http://127.0.0.1:${own}`,
    scheduler: server.scheduler,
    pulls: server.pulls.attempts,
    async close() {
      clearTimeout(starting)
      clearTimeout(restarting)
      await stop()
    },
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  server: Pick<ApiRequest, 'scenario' | 'scheduler' | 'pulls' | 'restart' | 'logFailure'>,
): Promise<void> {
  const {scenario} = server
  const {pathname} = new URL(`http://localhost${request.url?.startsWith('/') ? '' : '/'}${request.url}`)
  const fault = scenario.faults?.[pathname] ?? scenario.faults?.['*']
  const text = await readText(request)
  if (fault !== undefined && fault.kind !== 'late' && fault.kind !== 'tokens-then' && !isUnload(text)) {
    if (isInference(pathname)) server.logFailure()
    await misbehave(fault, response)
    return
  }
  if (isForbidden(request)) {
    response.writeHead(403, {'content-length': 0}).end()
    return
  }
  const newer = compareVersions(scenario.version, '0.33.0') >= 0
  if (pathname.startsWith('//')) {
    sendRedirect(response, newer ? 307 : 301, pathname.replace(/^\/+/, '/'))
    return
  }
  const route = routes[pathname]
  if (route === undefined || compareVersions(scenario.version, route.since ?? '0.0.1') < 0) {
    sendText(response, 404, '404 page not found')
    return
  }
  if (!route.methods.includes(request.method ?? '')) {
    const named = compareVersions(scenario.version, '0.7.0') >= 0
    sendText(response, named ? 405 : 404, named ? '405 method not allowed' : '404 page not found')
    return
  }
  const read = route.struct === undefined ? {body: {}} : readBody(text, route.struct, scenario.version)
  if ('refusal' in read) sendJson(response, read.refusal.status, {error: read.refusal.error})
  else await route.handle({...server, body: read.body, response, fault: fault as ApiRequest['fault']})
}

/** A runner that fails or hangs can still be unloaded. */
function isUnload(text: string): boolean {
  return text.includes('"keep_alive":0') && !text.includes('"prompt"')
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

/** The two guards of a server that listens on loopback: the Host header's and the Origin's (server/routes.go). */
function isForbidden(request: IncomingMessage): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
  const ownHost = host === '' || host === 'localhost' || isLocalIp(host) || /\.(?:localhost|local|internal)$/.test(host)
  return !ownHost || !isAllowedOrigin(request.headers.origin)
}

/** Any private or loopback address; a public one is foreign. */
function isLocalIp(host: string): boolean {
  return (
    isIP(host) === 6 || (isIP(host) === 4 && /^(?:0\.|10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(host))
  )
}

function isAllowedOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return true
  return /^(?:https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d+)?$|(?:app|file|tauri|vscode-webview|vscode-file):\/\/)/.test(
    origin,
  )
}
