import type {Language} from '../catalogue/language.ts'
import type {Session} from '../cli/program.ts'
import type {Host} from '../host/host.ts'
import type {Client} from '../ollama/client.ts'
import {type PullEnd, pullByApi} from '../ollama/pull.ts'
import type {PullProgress} from '../ollama/pull-progress.ts'
import {createServer} from '../ollama/server.ts'
import {pullModel} from '../pull/pull-model.ts'
import {createRoom} from '../pull/room.ts'
import type {Layer} from '../store/manifest.ts'
import type {Pulled} from '../store/repair.ts'
import {createPullObserver} from './pull-observers.ts'

export interface PullAnewOptions {
  readonly client: Client
  readonly host: Host
  readonly language: Language
  /** Of the store that it goes to. */
  readonly root: string
  readonly insecure: boolean
  readonly quiet: boolean
}

const requestMs = 5_000
/** How long a pull may stand still, how often it is asked for again, and when. */
const patience = {stallTimeoutMs: 60_000, retries: 5, retryDelayMs: 1_000}
/** With less to come the server may be done before it hears that nobody wants it; what it then writes can be put back. */
const worthStopping = 100_000_000
const realDigest = /^sha256:[0-9a-f]{64}$/

/** Has the server pull a model that it has, and ends that early where the registry has another version of it than these layers. */
export async function pullAnew(
  model: string,
  layers: readonly Layer[] | undefined,
  {client, host, language, root, insecure, quiet}: PullAnewOptions,
  session: Session,
): Promise<Pulled> {
  const {signal} = session
  const server = createServer(client, requestMs)
  const installed = await server.installed()
  const room = createRoom(
    {path: root, freeBytes: 0, guessed: false},
    {host, installed: installed.ok ? installed.value : [], force: false},
  )
  const other = new AbortController()
  const digests = layers && new Set(layers.map(({digest}) => `sha256:${digest}`))
  const isForeign = (digest: string): boolean => realDigest.test(digest) && digests?.has(digest) === false
  let end: PullEnd['kind'] | undefined
  let progress: PullProgress | undefined
  // What it hashes it goes on with, and then writes its manifest, whether anybody listens or not.
  const isOver = (): boolean =>
    end === 'success' || end === 'error' || !['verify', 'finish'].includes(progress?.phase ?? 'manifest')
  const observer = await createPullObserver({format: 'human', ...(quiet && {quiet})}, language, session, client.address)
  try {
    const {findings} = await pullModel(model, {
      pull: async (name, watched) => {
        progress = watched.progress
        end = undefined
        const stop = AbortSignal.any([watched.signal, other.signal])
        const ended = await pullByApi(client, {model: name, insecure, ...patience, ...watched, signal: stop})
        end = ended.kind
        return ended
      },
      context: {server, host, timeoutMs: requestMs},
      ...patience,
      signal,
      room: {
        ...room,
        check: async (name, watched) => {
          const isLarge = [...watched.remaining()].some(([digest, bytes]) => isForeign(digest) && bytes > worthStopping)
          if (isLarge) other.abort()
          return room.check(name, watched)
        },
      },
      observer,
    })
    return {findings, isOther: other.signal.aborted, isOver: isOver()}
  } catch (error) {
    if (!signal.aborted) throw error
    return {findings: [], isOther: false, isOver: isOver()}
  } finally {
    observer.stop()
  }
}
