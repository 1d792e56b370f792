import {createHash} from 'node:crypto'
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'

export interface BuiltLayer {
  readonly digest: string
  readonly path: string
  readonly bytes: Buffer
}

/** A model store with real files and real digests, in a folder of its own. */
export class BuiltStore {
  /** What was built of each model. */
  readonly built = new Map<string, {manifest: string; layers: readonly BuiltLayer[]}>()
  readonly root = join(mkdtempSync(join(tmpdir(), 'doctor-store-')), 'models')

  constructor() {
    mkdirSync(join(this.root, 'blobs'), {recursive: true})
    mkdirSync(join(this.root, 'manifests'), {recursive: true})
  }

  /** Writes bytes under their digest. */
  blob(bytes: Buffer | string, separator = '-'): BuiltLayer {
    const content = Buffer.from(bytes)
    const digest = createHash('sha256').update(content).digest('hex')
    const path = join(this.root, 'blobs', `sha256${separator}${digest}`)
    writeFileSync(path, content)
    return {digest, path, bytes: content}
  }

  /** A model of these layers, and of a config of its own. */
  model(name: string, layers: readonly BuiltLayer[]): {manifest: string; config: BuiltLayer} {
    const config = this.blob(JSON.stringify({model_format: 'gguf', name}))
    const entry = (mediaType: string, {digest, bytes}: BuiltLayer) => ({
      mediaType,
      digest: `sha256:${digest}`,
      size: bytes.length,
    })
    const manifest = this.manifest(
      name,
      JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
        config: entry('application/vnd.docker.container.image.v1+json', config),
        layers: layers.map((layer) => entry('application/vnd.ollama.image.model', layer)),
      }),
    )
    this.built.set(name, {manifest, layers: [config, ...layers]})
    return {manifest, config}
  }

  /** Any text where the manifest of a model would be: `name:tag` of the default registry. */
  manifest(name: string, text: string): string {
    const path = manifestPath(this.root, name)
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, text)
    return path
  }
}

export function manifestPath(root: string, name: string): string {
  const [model = '', tag = 'latest'] = name.split(':')
  return join(root, 'manifests', 'registry.ollama.ai', 'library', model, tag)
}
