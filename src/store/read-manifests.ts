import type {Dirent} from 'node:fs'
import {open, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {displayName, parseModelName} from '../ollama/model-name.ts'
import {isUnreadable, look, toUnreadable, type Unread, type Unreadable} from './file-state.ts'
import {type Manifest, type ManifestDefect, parseManifest} from './manifest.ts'

/** A manifest in the store, and what is in it. */
export interface StoredManifest {
  /** As Ollama displays it. */
  readonly model: string
  readonly path: string
  readonly content: Manifest | ManifestDefect | Unreadable
}

/** A manifest has some kilobytes, of the largest models some hundred. */
const maxManifestBytes = 16 * 2 ** 20

/**
 * Every manifest as it is now, and what was not looked into. Host, namespace, model and tag are four folders deep; what lies elsewhere,
 * or has no name of Ollama's, is none of its. A link to a folder is not followed: it may lead anywhere, or round in a circle.
 */
export async function readManifests(
  root: string,
  roots: readonly string[],
): Promise<{manifests: StoredManifest[]; unread: Unread[]}> {
  const paths: {model: string; path: string}[] = []
  const unread: Unread[] = []
  const walk = async (folder: string, parts: readonly string[]): Promise<void> => {
    for (const entry of await entriesOf(folder, unread)) {
      const path = join(folder, entry.name)
      if (parts.length < 3) {
        if (entry.isDirectory()) await walk(path, [...parts, entry.name])
        else if (entry.isSymbolicLink())
          unread.push({kind: 'leads-out', path, message: 'is a link to a folder, and was not followed'})
        continue
      }
      const [host = '', namespace = '', name = ''] = parts
      const model = displayName({host, namespace, model: name, tag: entry.name})
      if (parseModelName(model) === undefined) continue
      if (entry.isDirectory()) unread.push({kind: 'no-file', path, message: 'is a folder, where a manifest would be'})
      else paths.push({model, path})
    }
  }
  await walk(join(root, 'manifests'), [])
  paths.sort((a, b) => (a.model < b.model ? -1 : 1))
  const manifests = paths.map(async ({model, path}) => ({model, path, content: await readManifest(path, roots)}))
  return {manifests: await Promise.all(manifests), unread}
}

/** Reads a manifest as it is now. */
export async function readManifest(path: string, roots: readonly string[]): Promise<StoredManifest['content']> {
  const state = await look(path, roots)
  if (isUnreadable(state)) return state
  if (state.sizeBytes > maxManifestBytes) return {kind: 'too-large', message: `has ${state.sizeBytes} bytes`}
  try {
    const handle = await open(path)
    try {
      return parseManifest(await handle.readFile('utf8'))
    } finally {
      await handle.close()
    }
  } catch (error) {
    return toUnreadable(error, path)
  }
}

/** The digests that manifests name, as far as they can be read. */
export function namedBy(manifests: readonly Pick<StoredManifest, 'content'>[]): Set<string> {
  return new Set(
    manifests.flatMap(({content}) => ('layers' in content ? content.layers.map(({digest}) => digest) : [])),
  )
}

/** Where the manifest of a model would be; undefined for a name that is none. */
export function manifestPath(root: string, name: string): string | undefined {
  const parts = parseModelName(name)
  return parts && join(root, 'manifests', parts.host, parts.namespace, parts.model, parts.tag)
}

/** What is in a folder; nothing, and why, where it cannot be read. */
export async function entriesOf(folder: string, unread: Unread[]): Promise<Dirent[]> {
  try {
    return await readdir(folder, {withFileTypes: true})
  } catch (error) {
    unread.push({path: folder, ...(await toUnreadable(error, folder))})
    return []
  }
}
