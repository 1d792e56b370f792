import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Manifest} from './manifest.ts'
import type {StoredManifest} from './read-manifests.ts'

/** What a version of a model is made of, as far as its manifest still tells. */
export interface Expectation {
  /** Its manifest names these. */
  readonly names: ReadonlySet<string>
  /** Whether a file of this digest may be of it. */
  allows(digest: string): boolean
}

/** Of a damaged manifest, what is left of it, and then any file that the store has: the registry's own version of a model has others. */
export async function expectationOf({path, content}: StoredManifest, root: string): Promise<Expectation> {
  if ('layers' in content) {
    const names = new Set(content.layers.map(({digest}) => digest))
    return {names, allows: (digest) => names.has(digest)}
  }
  const text = await readFile(path, 'latin1').catch(() => '')
  const names = new Set([...text.matchAll(/sha256:([0-9a-f]{64})(?![0-9a-f])/g)].map(([, digest = '']) => digest))
  const there = new Set((await readdir(join(root, 'blobs'))).map((name) => name.slice('sha256-'.length)))
  return {names, allows: (digest) => names.has(digest) || there.has(digest)}
}

/** Whether a manifest is of the same version, whatever sizes it gives its files. */
export function isOfVersion({layers}: Manifest, {names, allows}: Expectation): boolean {
  const digests = new Set(layers.map(({digest}) => digest))
  return [...digests].every(allows) && [...names].every((name) => digests.has(name))
}
