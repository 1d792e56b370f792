import {join} from 'node:path'
import type {Language} from '../catalogue/language.ts'
import type {Session} from '../cli/program.ts'
import type {Host} from '../host/host.ts'
import {type PullEnd, pullByApi} from '../ollama/pull.ts'
import type {PullProgress} from '../ollama/pull-progress.ts'
import type {Server} from '../ollama/server.ts'
import {pullModel} from '../pull/pull-model.ts'
import {createRoom} from '../pull/room.ts'
import type {Pulled} from '../store/repair.ts'
import {createPullObserver} from './pull-observers.ts'

export interface PullAnewOptions {
  readonly server: Server
  readonly host: Host
  readonly language: Language
  /** Of the store that it goes to. */
  readonly root: string
  readonly insecure: boolean
  readonly quiet: boolean
  /** For a request that is no pull. */
  readonly timeoutMs: number
}

/** How long a pull may stand still, how often it is asked for again, and when. */
const patience = {stallTimeoutMs: 60_000, retries: 3, retryDelayMs: 1_000}
/** With less to come the server may be done before it hears that nobody wants it; what it then writes can be put back. */
const worthStopping = 32_000_000
const realDigest = /^sha256:([0-9a-f]{64})$/

/** Has the server pull a model, and ends that early where a large file is to come that is not of the version that the store has. */
export async function pullAnew(
  model: string,
  isExpected: (digest: string) => boolean,
  {server, host, language, root, insecure, quiet, timeoutMs}: PullAnewOptions,
  session: Session,
): Promise<Pulled> {
  const {signal} = session
  const {client} = server
  const installed = await server.installed()
  const room = createRoom(
    {path: join(root, 'blobs'), freeBytes: 0, guessed: false},
    {host, installed: installed.ok ? installed.value : [], force: false},
  )
  const other = new AbortController()
  const digests = new Set<string>()
  let isOver = true
  let isWritten = false
  const observer = await createPullObserver({format: 'human', ...(quiet && {quiet})}, language, session, client.address)
  const pulled = (findings: Pulled['findings']): Pulled => {
    // An earlier attempt that goes on can only write the same.
    const isSame = isWritten && [...digests].every(isExpected)
    return {findings, digests, isOver: isOver || isSame, isWritten}
  }
  try {
    const {findings} = await pullModel(model, {
      pull: async (name, watched) => {
        const stop = AbortSignal.any([watched.signal, other.signal])
        const end = await pullByApi(client, {model: name, insecure, ...patience, ...watched, signal: stop})
        for (const {digest} of namesOf(watched.progress)) digests.add(digest)
        isWritten ||= end.kind === 'success'
        isOver &&= isOverWith(end, watched.progress)
        return end
      },
      context: {server, host, timeoutMs},
      ...patience,
      signal,
      room: {
        ...room,
        check: async (name, progress) => {
          const isOther = namesOf(progress).some(({digest, bytes}) => !isExpected(digest) && bytes > worthStopping)
          if (isOther) other.abort()
          return room.check(name, progress)
        },
      },
      observer,
    })
    return pulled(findings)
  } catch (error) {
    if (!signal.aborted) throw error
    return pulled([])
  } finally {
    observer.stop()
  }
}

/**
 * Whether the server will write nothing more: by its own word, or where much is left to download. What it hashes it goes on with, and then
 * writes the manifest, whether anybody listens or not; and how far it is by now is more than was read of it.
 */
function isOverWith(end: PullEnd, progress: PullProgress): boolean {
  if (end.kind === 'success') return true
  if (end.kind === 'error') return (end.status ?? 0) < 500
  if (end.kind === 'failure' && end.failure.kind === 'refused') return true
  const left = [...progress.remaining()].reduce((sum, [, bytes]) => sum + bytes, 0)
  return progress.phase === 'download' && left > worthStopping
}

function namesOf(progress: PullProgress): {digest: string; bytes: number}[] {
  return [...progress.remaining()].flatMap(([name, bytes]) => {
    const digest = realDigest.exec(name)?.[1]
    return digest === undefined ? [] : [{digest, bytes}]
  })
}
