import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {withServer} from './servers.ts'
import type {BuiltStore} from './store.ts'

export interface StoreServerOptions {
  /** The store that it tells, where that is another than it has. */
  readonly tells?: string
}

/** An Ollama over a store on disk: it lists what was built there, and tells where that is. */
export async function withStoreServer<T>(
  store: BuiltStore,
  {tells = store.root}: StoreServerOptions,
  use: (server: {readonly url: string}) => Promise<T>,
): Promise<T> {
  const models = [...store.built].map(([name, {manifest}]) => ({
    name,
    size: 1,
    digest: createHash('sha256').update(readFileSync(manifest)).digest('hex'),
  }))
  const [first] = [...store.built.values()]
  const answers: Readonly<Record<string, unknown>> = {
    '/api/version': {version: '0.12.11'},
    '/api/tags': {models},
    '/api/ps': {models: []},
    '/api/show': {modelfile: `FROM ${join(tells, 'blobs', `sha256-${first?.layers[0]?.digest}`)}`},
  }
  return withServer(
    (request, response) => {
      const answer = answers[request.url ?? '']
      response.end(answer === undefined ? 'Ollama is running' : JSON.stringify(answer))
    },
    (url) => use({url}),
  )
}
