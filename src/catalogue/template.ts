import {formatFact} from './fact-format.ts'

export type Args = Readonly<Record<string, string | number>>

/** Other braces, as in `%{http_code}` and `[{"role": …}]`, are text. */
const placeholder = /\{([a-z][a-zA-Z0-9]*)\}/g

/**
 * Fills `{name}` from the arguments. A part in square brackets is left out where an argument of it is missing; outside
 * of brackets a missing one reads as its name in capitals (`MODEL`), as in a usage line.
 */
export function fillTemplate(
  template: string,
  args: Args,
  show: (name: string, value: string | number) => string = formatFact,
): string {
  const optional = template.replace(/\[([^[\]]*\{[a-z][a-zA-Z0-9]*\}[^[\]]*)\]/g, (_, part: string) =>
    isFilled(part, args) ? part : '',
  )
  return optional.replace(placeholder, (_, name: string) => {
    const value = args[name]
    return value === undefined ? name.toUpperCase() : show(name, value)
  })
}

/** For which shell a command is written. */
export type Shell = 'posix' | 'powershell'

/**
 * Fills a command: values are quoted for the shell unless they are plain words, each word of its own where the name ends in
 * `List`, and a variable before it is set as that shell does.
 */
export function fillCommand(template: string, args: Args, shell: Shell): string {
  const written = shell === 'powershell' ? template.replace(/\[(\w+)=(\{\w+\}) \]/g, '[$env:$1 = $2; ]') : template
  const plain = written.replace(/"[^"]*"/g, (quoted) =>
    quoted.replace(placeholder, (_, name: string) => withinQuotes(name, args)),
  )
  return fillTemplate(plain, args, (name, value) => {
    const words = name.endsWith('List') ? String(value).split(' ') : [String(value)]
    // Quotes would not keep it from being an option.
    return words.map((word) => (word.startsWith('-') ? name.toUpperCase() : shellWord(word, shell))).join(' ')
  })
}

/** Between quotes that the command already has, only what means nothing to any shell. */
function withinQuotes(name: string, args: Args): string {
  const value = String(args[name] ?? '')
  return /^[\w.:/]+$/.test(value) ? value : name.toUpperCase()
}

/** A value as one word of a command. */
export function shellWord(text: string, shell: Shell): string {
  if (shell === 'powershell') return /^\w+$/.test(text) ? text : `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

function isFilled(part: string, args: Args): boolean {
  return [...part.matchAll(placeholder)].every(([, name = '']) => args[name] !== undefined)
}
