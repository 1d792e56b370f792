import {formatFact} from './fact-format.ts'

export type Args = Readonly<Record<string, string | number>>

/**
 * Fills `{name}` from the arguments. A part in square brackets is left out where an argument of it is missing; outside
 * of brackets a missing one reads as its name in capitals (`MODEL`), as in a usage line.
 */
export function fillTemplate(
  template: string,
  args: Args,
  show: (name: string, value: string | number) => string = formatFact,
): string {
  const optional = template.replace(/\[([^[\]]*\{[^[\]]*)\]/g, (_, part: string) => (isFilled(part, args) ? part : ''))
  return optional.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = args[name]
    return value === undefined ? name.toUpperCase() : show(name, value)
  })
}

/** Fills a command: values are quoted for a POSIX shell unless they are plain words. */
export function fillCommand(template: string, args: Args): string {
  return fillTemplate(template, args, (_, value) => shellWord(String(value)))
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", "'\\''")}'`
}

function isFilled(part: string, args: Args): boolean {
  return [...part.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => args[name] !== undefined)
}
