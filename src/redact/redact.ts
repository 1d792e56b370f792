const keyword =
  '(?:api[_-]?key|access[_-]?key|account[_-]?key|private[_-]?key|secret[_-]?key|token|password|passwd|passphrase|pwd|secret|cookie|credentials?|session(?:[_-]?id)?|signature|sig)'

/**
 * Removes what may be a secret from a text: user info of URLs, bearer and basic credentials, values behind names that say
 * what they are, keys by their usual shapes. The text may be an enemy's: nothing is looked at again and again.
 */
export function redactSecrets(text: string): string {
  return (
    withoutPrompts(text)
      .replace(/-----BEGIN [A-Z ]{1,40}-----[\s\S]{0,8000}?(?:-----END [A-Z ]{1,40}-----|$)/g, '***')
      // Of a key whose lines are read one by one.
      .replace(/^(?=[A-Fa-f0-9]{0,80}[G-Zg-z+/])[A-Za-z0-9+/]{60,80}={0,2}$/gm, '***')
      .replace(/([a-z][\w+.-]{0,15}:\/\/)[^\s@"']{1,256}@(?=[\w[])/gi, '$1***@')
      .replace(/((?:https?:\/\/|"\/)[^\s"'?#]{0,2000}\?)[^\s"']{1,4000}/gi, '$1***')
      .replace(/(\s-u\s{1,4})[^\s:]{1,200}:\S{1,200}/g, '$1***')
      .replace(/(authorization["']?\s{0,4}[:=]\s{0,4}["'[]?)(?:[a-z]{3,12}\s{1,4})?[^\s"',;\]]+/gi, '$1***')
      .replace(/\b(cookie["']?\s{0,4}[:=]\s{0,4}["']?)[^"'\n]{1,2000}/gi, '$1***')
      .replace(
        /(?<![\w-])eyJ[\w-]{10,4000}\.[\w-]{10,4000}(?:\.[\w-]{1,4000})?|\bglpat-[\w-]{16,}|\bA[KS]IA[0-9A-Z]{16}\b/g,
        '***',
      )
      .replace(/\b(bearer)\s{1,4}[\w~+/.-]{8,}=*/gi, '$1 ***')
      .replace(/\b(basic)\s{1,4}(?=[\w+/]*[A-Z\d+/=])[\w+/]{6,}=*/gi, '$1 ***')
      // `token = 128247` is a word of a vocabulary.
      .replace(secretAssignment, (found, name: string) =>
        /(?:token|session|sig\w*)["']?\s{0,4}[:=]\s{0,4}\d{1,7}$/i.test(found) ? found : `${name}***`,
      )
      .replace(secretOption, '$1***')
      .replace(
        /\b(?:sk|pk|rk|hf|gh[opsu]|github_pat|xox[abp]|gsk|nvapi|npm|r8)[-_][\w-]{16,}|\bhvs\.[\w-]{16,}|\bAIza[\w-]{30,}/g,
        '***',
      )
  )
}

/**
 * Removes what users and models said to each other: attributes of debug logs, and fields of JSON, however long they are,
 * and where their end is missing. The `prompt=31` of an ordinary log is a number of tokens.
 */
export function withoutPrompts(written: string): string {
  const text = written.replace(traced, '$1 ***').replace(unparsed, '$1***').replace(schema, '$1***')
  let plain = ''
  let done = 0
  said.lastIndex = 0
  for (let found = said.exec(text); found !== null; found = said.exec(text)) {
    const start = found.index + found[0].length
    const end = endOfValue(text, start, found[0])
    if (end > start) plain += `${text.slice(done, start)}***`
    done = end > start ? end : done
    said.lastIndex = Math.max(end, start)
  }
  return done === 0 ? text : plain + text.slice(done)
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

/** Lines at the level of a trace have words of prompts and answers in attributes of any name. */
const traced = /(\blevel=TRACE [^\n]{0,300}?\bmsg=(?:"[^"\n]{0,300}"|\S{1,300}))[^\n]+/g

/** What a model said and nobody could read stands in the error about it. */
const unparsed = /(\btool call parsing failed"[^\n]{0,300}?\berror=)(?:"(?:[^"\\\n]|\\.){0,10000}"?|\S{1,10000})/g

/** The form that an answer should have tells what it is about. */
const schema = /(\bformat=")\{(?:[^"\\\n]|\\.){0,10000}/g

/** The name of what was said, up to its value: of slog, of JSON, and of JSON in the quotes of slog. */
const said =
  /(?<![\w.-])(?:(?:prompt|suffix|content|thinking|messages|system|input|tool_?calls|resp|req|response|events|header|harmonyFunctionName)(?:\\{0,3}")?|(?:\\{0,3}")(?:text|arguments)\\{0,3}")\s{0,2}[:=]\s{0,2}(?:\\{0,3}"|\[)?/gi

/** Where a value ends that starts there; its start where it is no text. Looks at each character once. */
function endOfValue(text: string, start: number, name: string): number {
  if (name.endsWith('[')) return /^\s*[-\d]/.test(text.slice(start, start + 20)) ? start : endOfList(text, start)
  if (name.endsWith('"')) return endOfString(text, start)
  // Without quotes it is a word of slog, or a number.
  if (!name.endsWith('=')) return start
  const word = /^[^\s"',}\])]{0,10000}/.exec(text.slice(start, start + 10_000))?.[0] ?? ''
  return /^(?:[-\d.]+|true|false|null|<nil>|)$/.test(word) ? start : start + word.length
}

/** An escaped quote ends nothing: of JSON in the quotes of slog, all that follows goes with it. */
function endOfString(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return text.length
}

function endOfList(text: string, start: number): number {
  let depth = 1
  for (let at = start; at < text.length; at += 1) {
    const character = text[at]
    if (character === '\\') at += 1
    else if (character === '"') at = endOfString(text, at + 1)
    else if (character === '[') depth += 1
    else if (character === ']') depth -= 1
    if (depth === 0) return at
  }
  return text.length
}

/** `--api-key abc` */
const secretOption = new RegExp(`(--?[\\w-]{0,40}${keyword}\\s{1,4})[^\\s-][^\\s"']*`, 'gi')

/** Whether a variable of that name has a secret for its value. */
export function isSecretName(name: string): boolean {
  return /key|token|secret|passw|credential|auth/i.test(name) && name !== 'OLLAMA_AUTH'
}

/** In quotes, all of it; else a word. */
const secretAssignment = new RegExp(
  `(${keyword}["']?\\s{0,4}[:=]\\s{0,4}["']?)(?:(?<=")[^"]{1,2000}|(?<=')[^']{1,2000}|[^\\s"',;&]+)`,
  'gi',
)
