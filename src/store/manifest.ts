/** One file that a model is made of. */
export interface Layer {
  /** 64 hexadecimal digits, without `sha256`. */
  readonly digest: string
  readonly sizeBytes: number
}

export interface Manifest {
  /** The config first, then the layers. */
  readonly layers: readonly Layer[]
}

/** Why a manifest is none. */
export type ManifestDefect =
  | {readonly kind: 'empty'}
  | {readonly kind: 'zeros'}
  | {readonly kind: 'not-json'; readonly message: string}
  /** `path` is the field that is wrong: `layers[2].digest`. */
  | {readonly kind: 'wrong-field'; readonly path: string; readonly value: string}

type Fields = Readonly<Record<string, unknown>>

/** Exactly this can name a file below `blobs`: nothing in a manifest leads anywhere else. */
const digestForm = /^sha256[:-]([0-9a-f]{64})$/i
const shownLength = 80

/** Reads a manifest as the server does: it looks at digests and sizes, not at the schema's version or the types. */
export function parseManifest(text: string): Manifest | ManifestDefect {
  if (text === '') return {kind: 'empty'}
  if (/^\0+$/.test(text)) return {kind: 'zeros'}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return {kind: 'not-json', message: (error as Error).message.slice(0, shownLength)}
  }
  const manifest = value as Fields | null
  if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) return wrong('', value)
  // Ollama writes null for a model without layers, as one of its cloud is.
  const listed = manifest.layers ?? []
  if (!Array.isArray(listed)) return wrong('layers', listed)
  const config = manifest.config as Fields | null | undefined
  const hasConfig = typeof config?.digest === 'string' && config.digest !== ''
  if (!hasConfig && listed.length === 0) return wrong('config', config)
  const layers: Layer[] = []
  const named = [
    ...(hasConfig ? [['config', config]] : []),
    ...listed.map((layer, index) => [`layers[${index}]`, layer]),
  ]
  for (const [path, item] of named as [string, Fields | null][]) {
    const {digest, size} = item ?? {}
    const hex = typeof digest === 'string' ? digestForm.exec(digest)?.[1] : undefined
    if (hex === undefined) return wrong(`${path}.digest`, digest)
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return wrong(`${path}.size`, size)
    layers.push({digest: hex.toLowerCase(), sizeBytes: size})
  }
  return {layers}
}

function wrong(path: string, value: unknown): ManifestDefect {
  return {kind: 'wrong-field', path, value: (JSON.stringify(value) ?? 'missing').slice(0, shownLength)}
}
