import type {Client} from './client.ts'
import type {Answer} from './exchange.ts'
import type {Failure} from './failure.ts'
import {
  errorText,
  type InstalledModel,
  type LoadedModel,
  type ModelDetails,
  parseJson,
  readDetails,
  readInstalled,
  readLoaded,
  readVersion,
} from './responses.ts'

/** Why a call to the API gave nothing to work with. */
export type Trouble =
  | {readonly kind: 'failure'; readonly failure: Failure}
  /** An HTTP status that is no success; `text` is the error's own words. */
  | {readonly kind: 'status'; readonly status: number; readonly text: string; readonly answer: Answer}
  /** A success whose body is not what this endpoint answers: no JSON, another shape, endless, cut off. */
  | {readonly kind: 'invalid'; readonly answer: Answer}

export type Result<T> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly trouble: Trouble}

/** In a few words, for a line of its own. */
export function troubleText(trouble: Trouble): string {
  if (trouble.kind === 'failure') return trouble.failure.message
  return trouble.kind === 'status' ? `HTTP ${trouble.status}, ${trouble.text}`.slice(0, 200) : 'no answer of an Ollama'
}

/** The passive endpoints: none of them touches a runner. What was read once with success is not asked again. */
export interface Server {
  readonly client: Client
  version(): Promise<Result<string>>
  installed(): Promise<Result<InstalledModel[]>>
  /** Asked anew every time. Servers before 0.1.38 answer 404. */
  loaded(): Promise<Result<LoadedModel[]>>
  details(model: string): Promise<Result<ModelDetails>>
  /** Whether there is a file of this digest in its store, whatever it holds; undefined where it does not tell (before 0.1.10). */
  hasBlob(digest: string): Promise<boolean | undefined>
  /** Whatever was read is read anew: for after something changed. */
  forget(): void
}

export function createServer(client: Client, timeoutMs: number): Server {
  const call = async <T>(path: string, read: (body: unknown) => T | undefined, model?: string): Promise<Result<T>> => {
    const reply = await client.send(
      model === undefined
        ? {method: 'GET', path, timeoutMs}
        : // Servers before 0.1.2x know the field only as `name`.
          {method: 'POST', path, timeoutMs, json: {model, name: model}},
    )
    if (!reply.answered) return {ok: false, trouble: {kind: 'failure', failure: reply.failure}}
    const body = reply.end === 'complete' ? parseJson(reply.body) : undefined
    if (reply.status >= 300) {
      return {
        ok: false,
        trouble: {kind: 'status', status: reply.status, text: errorText(body ?? reply.body), answer: reply},
      }
    }
    const value = read(body)
    return value === undefined ? {ok: false, trouble: {kind: 'invalid', answer: reply}} : {ok: true, value}
  }
  const kept = new Map<string, Promise<Result<unknown>>>()
  const once = <T>(key: string, ask: () => Promise<Result<T>>): Promise<Result<T>> => {
    const known = kept.get(key) as Promise<Result<T>> | undefined
    if (known !== undefined) return known
    const result = ask()
    kept.set(key, result)
    // A failure is not kept: the next to ask, or a retry, asks the server again.
    return result.finally(async () => {
      if (!(await result).ok) kept.delete(key)
    })
  }

  return {
    client,
    version: () => once('version', () => call('/api/version', readVersion)),
    installed: () => once('installed', () => call('/api/tags', readInstalled)),
    loaded: () => call('/api/ps', readLoaded),
    details: (model) => once(`show ${model}`, () => call('/api/show', readDetails, model)),
    hasBlob: async (digest) => {
      const reply = await client.send({method: 'HEAD', path: `/api/blobs/sha256:${digest}`, timeoutMs})
      if (!reply.answered || ![200, 404].includes(reply.status)) return undefined
      return reply.status === 200
    },
    forget: () => kept.clear(),
  }
}
