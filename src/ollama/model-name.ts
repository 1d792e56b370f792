/** A model's name in its parts, as Ollama completes it (types/model/name.go). */
export interface ModelName {
  readonly host: string
  readonly namespace: string
  readonly model: string
  readonly tag: string
}

const defaults = {host: 'registry.ollama.ai', namespace: 'library', tag: 'latest'}
const part = /^[a-z0-9_][a-z0-9_.-]{0,79}$/i
const namespacePart = /^[a-z0-9_][a-z0-9_-]{0,79}$/i
const hostPart = /^[a-z0-9_][a-z0-9_.:-]{0,349}$/i

/** Undefined where Ollama would say "invalid model name". */
export function parseModelName(text: string): ModelName | undefined {
  const withoutScheme = text.replace(/^[a-z]+:\/\//i, '')
  const pieces = withoutScheme.split('/')
  const last = pieces.pop() ?? ''
  const colon = last.lastIndexOf(':')
  const name: ModelName = {
    host: pieces.length === 2 ? (pieces[0] ?? '') : defaults.host,
    namespace: pieces.at(-1) ?? defaults.namespace,
    model: colon < 0 ? last : last.slice(0, colon),
    tag: colon < 0 ? defaults.tag : last.slice(colon + 1),
  }
  const valid =
    pieces.length <= 2 &&
    hostPart.test(name.host) &&
    namespacePart.test(name.namespace) &&
    part.test(name.model) &&
    part.test(name.tag)
  return valid ? name : undefined
}

/** The shortest form that Ollama displays: default host and namespace left out, the tag always there. */
export function displayName({host, namespace, model, tag}: ModelName): string {
  if (host !== defaults.host) return `${host}/${namespace}/${model}:${tag}`
  return namespace === defaults.namespace ? `${model}:${tag}` : `${namespace}/${model}:${tag}`
}

/** What two names must share to be the same model: Ollama compares every part without regard to case. */
export function modelKey(text: string): string {
  const name = parseModelName(text)
  return (name === undefined ? text : displayName(name)).toLowerCase()
}

/** Names that Ollama's cloud answers: the tag is `cloud` or ends in `-cloud`. They need no pull. */
export function isCloudName(text: string): boolean {
  const tag = parseModelName(text)?.tag ?? ''
  return tag === 'cloud' || tag.endsWith('-cloud')
}

/** What a server that lists these names has of a model. */
export type Presence = 'installed' | 'cloud' | 'missing'

/** How to tell whether a server that lists `installed` has a model, by the names that Ollama takes for the same. */
export function presenceAmong(installed: readonly string[]): (model: string) => Presence {
  const keys = new Set(installed.map(modelKey))
  return (model) => (keys.has(modelKey(model)) ? 'installed' : isCloudName(model) ? 'cloud' : 'missing')
}
