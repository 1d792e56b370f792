/**
 * What a program prints, as a phrase: plain text, in which
 * - `<name>` is something within a line, and becomes the argument of that name; a `<path>` has no quotes in it,
 * - `…` is anything within a line, or nothing,
 * - `#` is a number,
 * - `{a|b}` is one of these,
 * - a space is any white space, a line that was wrapped there too,
 * - `^` at the start and `$` at the end are where a message starts and ends: a line, a quoted string, what follows `Error:`.
 *
 * An empty phrase is an empty text, which text.ts sees to.
 *
 * Letter case does not matter. What varies is taken as short as possible and never tried again otherwise, so that no text
 * makes a phrase slow.
 */
export class Phrase {
  readonly #source: string
  readonly literals: readonly string[]
  #parts: readonly string[] | undefined
  #regexp: RegExp | undefined
  #weight: number | undefined

  constructor(source: string) {
    this.#source = source
    this.literals = literalsOf(source)
  }

  /** How many characters the phrase itself fixes. */
  get weight(): number {
    this.#weight ??= this.#parse()
      .filter((part) => !isHole(part))
      .map(alternatives)
      .reduce((sum, texts) => sum + shortest(texts), 0)
    return this.#weight
  }

  /** Whether it is its literal and nothing else. */
  get isPlain(): boolean {
    return this.literals.length === 1 && this.#source !== '' && !special.test(this.#source)
  }

  /** Global, and compiled when it is first needed: most are never. */
  get regexp(): RegExp {
    this.#regexp ??= new RegExp(toRegExp(this.#parse()), 'gim')
    return this.#regexp
  }

  #parse(): readonly string[] {
    this.#parts ??= this.#source.match(/<[a-z]\w*>|\{[^{}]+\}|…|#|^\^|\$$|\$?[^<{…#$]+|[<{$]/gi) ?? []
    return this.#parts
  }
}

/** Of the same length: the one letter of which JavaScript makes two is made plain first. */
export function lowerCase(text: string): string {
  return text.replaceAll('\u0130', 'i').toLowerCase()
}

/**
 * The longest texts of which one, in lower case and with single spaces, stands wherever the phrase does: what makes it cheap
 * to see that it does not.
 */
export function literalsOf(source: string): readonly string[] {
  return runsOf(lowerCase(source))
    .flat()
    .reduce((best, texts) => (shortest(texts) > shortest(best) ? texts : best), [''])
}

/**
 * What of a phrase does not vary, with single spaces: its runs, each the alternatives of its parts. Read off the source
 * without parsing it, as this is done for thousands of phrases at a start.
 */
export function runsOf(source: string): readonly (readonly (readonly string[])[])[] {
  const text = source.replaceAll('  ', ' ')
  if (!special.test(text)) return [[[text]]]
  const runs: (readonly string[])[][] = [[]]
  for (const part of text.split(/(<[a-z]\w*>|\{[^{}]+\}|…|#|^\^|\$$)/i)) {
    if (isHole(part)) runs.push([])
    else runs.at(-1)?.push(alternatives(part))
  }
  return runs
}

/** What is in a phrase that is more than its text. */
const special = /[<{…#^$]/
const start = /(?<=^|["'`>] ?|error:? ?)/.source
const end = /(?=\s*(?:$|["'`}\\<]|\(status))/.source
const withinLine = '.{1,200}?'
/** No quote is in it: where one comes, the path is another. */
const path = '[^"\']{1,200}?'
const word = '[^\\s"\'`,;)}\\]]{1,200}'

/** Stands for something in the text, and is no text itself. */
function isHole(part: string): boolean {
  return varies(part) || part === '#' || part === '^' || part === '$'
}

function varies(part: string): boolean {
  return part === '…' || nameOf(part) !== undefined
}

function nameOf(part: string): string | undefined {
  return /^<([a-z]\w*)>$/i.exec(part)?.[1]
}

function alternatives(part: string): string[] {
  return /^\{.+\}$/.test(part) ? part.slice(1, -1).split('|') : [part]
}

function shortest(texts: readonly string[]): number {
  return Math.min(...texts.map((text) => text.length))
}

/**
 * Each part that varies stands in a lookahead together with what follows it, and is then taken by a reference: that is how
 * a JavaScript expression is kept from going back.
 */
function toRegExp(parts: readonly string[]): string {
  let source = ''
  let groups = 0
  for (const [index, part] of parts.entries()) {
    if (!varies(part)) {
      if (!parts.slice(0, index).some(varies)) source += fixed(part)
      continue
    }
    const name = nameOf(part)
    const next = parts.findIndex((other, at) => at > index && varies(other))
    const rest = parts.slice(index + 1, next < 0 ? undefined : next)
    groups += 1
    source += `(?=(${variable(name, rest.length === 0)}${rest.map(fixed).join('')}))\\${groups}`
    groups += name === undefined ? 0 : 1
  }
  return source
}

function variable(name: string | undefined, last: boolean): string {
  if (name === undefined) return '.{0,400}?'
  return `(?<${name}>${last ? word : name === 'path' ? path : withinLine})`
}

function fixed(part: string): string {
  if (part === '#') return '\\d{1,20}(?:\\.\\d{1,20}){0,3}'
  if (part === '^') return start
  if (part === '$') return end
  return `(?:${alternatives(part).map(literally).join('|')})`
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/ +/g, '\\s+')
}
