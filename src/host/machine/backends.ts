import {dirname, join} from 'node:path'
import type {Host} from '../host.ts'

/** The libraries of an installed Ollama, by which it reaches GPUs. */
export interface Libraries {
  readonly folder: string
  /** Those for one kind of GPU each; none where only the processor can be used. */
  readonly backends: readonly Backend[]
}

export interface Backend {
  readonly kind: 'cuda' | 'hip' | 'vulkan'
  readonly folder: string
}

const kinds: readonly Backend['kind'][] = ['cuda', 'hip', 'vulkan']
const library = /^(?:lib)?ggml-(cuda|hip|vulkan)\.(?:so|dll)$/

/** Of an `ollama` file; undefined where they are not where it looks for them, or are part of it, as on a Mac. */
export async function readLibraries(host: Host, file: string): Promise<Libraries | undefined> {
  if (host.platform === 'darwin') return undefined
  for (const folder of [join(dirname(file), '..', 'lib', 'ollama'), join(dirname(file), 'lib', 'ollama')]) {
    const names = await host.list(folder)
    if (names.length === 0) continue
    // Before 0.5.8 every kind had a runner of its own.
    if (names.includes('runners')) return undefined
    const folders = [folder, ...names.filter((name) => !name.includes('.')).map((name) => join(folder, name))]
    const backends = (await Promise.all(folders.map((each) => backendsIn(host, each)))).flat()
    return {folder, backends: backends.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))}
  }
  return undefined
}

async function backendsIn(host: Host, folder: string): Promise<Backend[]> {
  return (await host.list(folder)).flatMap((name) => {
    const kind = library.exec(name)?.[1] as Backend['kind'] | undefined
    return kind === undefined ? [] : [{kind, folder}]
  })
}
