const keyword = '(?:api[_-]?key|access[_-]?key|token|password|passwd|secret|cookie)'

/**
 * Removes what may be a secret from a text: user info of URLs, bearer and basic credentials, values behind names that say
 * what they are, keys by their usual shapes. Every repetition is bounded: the text may be an enemy's.
 */
export function redactSecrets(text: string): string {
  return (
    withoutPrompts(text)
      .replace(/([a-z][\w+.-]{0,15}:\/\/)[^\s/@"']{1,256}@/gi, '$1***@')
      .replace(/(authorization["']?\s{0,4}[:=]\s{0,4}["']?)(?:[a-z]{3,12}\s{1,4})?[^\s"',;]+/gi, '$1***')
      .replace(/\b(cookie["']?\s{0,4}[:=]\s{0,4}["']?)[^"'\n]{1,2000}/gi, '$1***')
      .replace(/\beyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]+)?|\bglpat-[\w-]{16,}|\bAKIA[0-9A-Z]{16}\b/g, '***')
      .replace(/\b(bearer|basic)\s{1,4}[\w~+/.-]{8,}=*/gi, '$1 ***')
      // `token = 128247` is a word of a vocabulary.
      .replace(secretAssignment, (found, name: string) => (/[:=]\s{0,4}\d{1,7}$/.test(found) ? found : `${name}***`))
      .replace(/\b(?:sk|pk|hf|ghp|github_pat)[-_][\w-]{16,}/g, '***')
  )
}

/**
 * Removes what users and models said to each other: attributes of debug logs, and fields of JSON, however long they are.
 * The words `prompt=31` of an ordinary log are a number of tokens.
 */
export function withoutPrompts(text: string): string {
  return text.replace(said, '$1***$2').replace(saidInList, '$1***]')
}

/** The same for every string in a value that came from outside, before any word is put around it. */
export function redactAll<T>(value: T): T {
  if (typeof value === 'string') return redactSecrets(value) as T
  // JSON knows no infinity: what was measured so was not measured.
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined as T
  if (Array.isArray(value)) return value.map(redactAll) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactAll(item)])) as T
}

const saidName =
  /(?<![\w.-])\\{0,3}"?(?:prompt|suffix|content|thinking|messages|system|input|toolCalls|resp|req|response)\\{0,3}"?\s{0,2}[:=]\s{0,2}/
    .source
/** In the quotes of slog, of JSON, or of JSON in slog. */
const said = new RegExp(`(${saidName}\\\\{0,3}")[^"\\\\]*(?:\\\\.[^"\\\\]*)*("|$)`, 'gi')
const saidInList = new RegExp(`(${saidName}\\[)\\s*\\\\{0,3}"[^\\]]*\\]`, 'gi')

const secretAssignment = new RegExp(`(${keyword}["']?\\s{0,4}[:=]\\s{0,4}["']?)[^\\s"',;&]+`, 'gi')
