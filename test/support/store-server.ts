import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import type {ServerResponse} from 'node:http'
import {dirname, join} from 'node:path'
import {withServer} from './servers.ts'
import {type BuiltStore, manifestPath} from './store.ts'

export interface StoreServer {
  readonly url: string
  /** The models that were asked to be pulled, in order. */
  readonly pulls: readonly string[]
}

export interface StoreServerOptions {
  /** The store that it tells, where that is another than it has. */
  readonly tells?: string
  /** The store that it has, where that is another than it was built of. */
  readonly reads?: string
  /** What /api/ps lists. */
  readonly loaded?: readonly string[]
  /** It does not know /api/ps, as before 0.1.38. */
  readonly withoutPs?: true
  /** What the registry has, where that is another store than it was built of. */
  readonly registry?: BuiltStore
  /** What the registry sends of a digest, where that is not what it should be. */
  readonly sends?: Readonly<Record<string, Buffer>>
  /** Runs before a pull comes to each of its steps: what it returns is waited for. */
  readonly before?: (
    step: 'manifest' | 'download' | 'verify' | 'write' | 'success',
    model: string,
    response: ServerResponse,
  ) => unknown
}

interface Entry {
  readonly digest: string
  readonly size: number
}

interface ParsedManifest {
  readonly config: Entry
  readonly layers: readonly Entry[]
}

/**
 * An Ollama over a store on disk: it lists what was built there, tells where that is, and pulls as Ollama does (server/images.go).
 * What the registry has of a model is downloaded where no file of the name is there; a file that is there is trusted, whatever it
 * holds; and what the model had before and no model needs now is removed.
 */
export async function withStoreServer<T>(
  store: BuiltStore,
  options: StoreServerOptions,
  use: (server: StoreServer) => Promise<T>,
): Promise<T> {
  const {tells = store.root, reads = store.root, registry = store} = options
  // As it was built, not as it is damaged later.
  const published = new Map([...registry.built].map(([name, {manifest}]) => [name, readFileSync(manifest, 'utf8')]))
  const content = new Map(
    [...registry.built.values()].flatMap(({layers}) => layers.map((layer) => [layer.digest, layer.bytes])),
  )
  const pulls: string[] = []
  const [first] = [...store.built.values()]
  const answers: Readonly<Record<string, unknown>> = {
    '/api/version': {version: '0.12.11'},
    ...(!options.withoutPs && {
      '/api/ps': {models: (options.loaded ?? []).map((name) => ({name, size: 1, size_vram: 1}))},
    }),
    '/api/show': {modelfile: `FROM ${join(tells, 'blobs', `sha256-${first?.layers[0]?.digest}`)}`},
  }
  const blobPath = (digest: string): string => join(reads, 'blobs', digest.replace(':', '-'))

  async function pull(model: string, response: ServerResponse): Promise<void> {
    const say = (line: object): unknown => response.write(`${JSON.stringify(line)}\n`)
    const reach = async (step: Parameters<NonNullable<StoreServerOptions['before']>>[0]): Promise<void> => {
      await options.before?.(step, model, response)
    }
    const path = manifestPath(reads, model)
    const unused = new Set(digestsOf(readManifest(path)))
    say({status: 'pulling manifest'})
    await reach('manifest')
    const text = published.get(model)
    if (text === undefined) {
      response.end('{"error":"pull model manifest: file does not exist"}\n')
      return
    }
    const manifest = JSON.parse(text) as ParsedManifest
    const downloaded: string[] = []
    for (const {digest, size} of [...manifest.layers, manifest.config]) {
      const line = {status: `pulling ${digest.slice(7, 19)}`, digest}
      unused.delete(digest)
      const blob = blobPath(digest)
      if (existsSync(blob)) {
        const {size: total} = statSync(blob)
        say({...line, total, completed: total})
        continue
      }
      say({...line, total: size})
      await reach('download')
      // Who has closed the connection has ended the download.
      if (response.destroyed) return
      const hex = digest.slice(7)
      writeFileSync(`${blob}-partial-0`, '{"N":0}')
      writeFileSync(`${blob}-partial`, options.sends?.[hex] ?? content.get(hex) ?? '')
      rmSync(`${blob}-partial-0`)
      renameSync(`${blob}-partial`, blob)
      downloaded.push(digest)
      say({...line, total: size, completed: size})
    }
    say({status: 'verifying sha256 digest'})
    await reach('verify')
    for (const digest of downloaded) {
      const got = `sha256:${createHash('sha256')
        .update(readFileSync(blobPath(digest)))
        .digest('hex')}`
      if (got === digest) continue
      rmSync(blobPath(digest))
      response.end(
        `${JSON.stringify({error: `digest mismatch, file must be downloaded again: want ${digest}, got ${got}`})}\n`,
      )
      return
    }
    say({status: 'writing manifest'})
    await reach('write')
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, text)
    for (const other of manifestsIn(reads)) for (const digest of digestsOf(readManifest(other))) unused.delete(digest)
    for (const digest of unused) rmSync(blobPath(digest), {force: true})
    await reach('success')
    response.end('{"status":"success"}\n')
  }

  return withServer(
    async (request, response) => {
      const {url = ''} = request
      if (request.method === 'HEAD' && url.startsWith('/api/blobs/')) {
        response.writeHead(existsSync(blobPath(url.slice('/api/blobs/'.length))) ? 200 : 404).end()
        return
      }
      if (url === '/api/pull') {
        let body = ''
        for await (const chunk of request) body += chunk
        const {model} = JSON.parse(body) as {model: string}
        pulls.push(model)
        await pull(model, response)
        return
      }
      if (url === '/api/tags') {
        response.end(JSON.stringify({models: listModels(reads)}))
        return
      }
      if (url === '/api/ps' && options.withoutPs) response.statusCode = 404
      const answer = answers[url]
      response.end(answer === undefined ? 'Ollama is running' : JSON.stringify(answer))
    },
    (url) => use({url, pulls}),
  )
}

/** Of a manifest that cannot be read it knows nothing, as the server does. */
function listModels(root: string): {name: string; size: number; digest: string}[] {
  return manifestsIn(root).flatMap((path) => {
    if (readManifest(path) === undefined) return []
    const [tag = '', model = ''] = path.split('/').reverse()
    const digest = createHash('sha256').update(readFileSync(path)).digest('hex')
    return [{name: `${model}:${tag}`, size: 1, digest}]
  })
}

function readManifest(path: string): ParsedManifest | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ParsedManifest
  } catch {
    return undefined
  }
}

function digestsOf(manifest: ParsedManifest | undefined): string[] {
  return manifest === undefined ? [] : [manifest.config, ...manifest.layers].map(({digest}) => digest)
}

function manifestsIn(root: string): string[] {
  const folder = join(root, 'manifests')
  return readdirSync(folder, {recursive: true, encoding: 'utf8', withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map(({parentPath, name}) => join(parentPath, name))
}
