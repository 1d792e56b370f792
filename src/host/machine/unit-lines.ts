import {isSecretName} from '../../redact/redact.ts'
import type {Host} from '../host.ts'

/** A line of a unit that systemd leaves out, or reads otherwise than it looks. */
export interface IgnoredLine {
  /** `/etc/systemd/system/ollama.service.d/override.conf, line 3` */
  readonly source: string
  readonly text: string
  readonly variable?: string
}

/** Lines with a variable of Ollama's that systemd does not take for one. */
export async function ignoredLines(path: string, host: Host): Promise<IgnoredLine[]> {
  let section = ''
  return logicalLines((await host.read(path)) ?? '').flatMap(({text: line, index}): IgnoredLine[] => {
    section = /^\[([\w-]+)\]$/.exec(line)?.[1] ?? section
    // What is not systemd's own, as Podman's sections, is left alone by it.
    if (section.startsWith('X-') || section === 'Container' || section === 'Pod') return []
    const about = {source: `${path}, line ${index + 1}`, text: withoutOthers(line)}
    const bare = /^(OLLAMA_\w+)\s*=/.exec(line)?.[1]
    if (bare !== undefined) return [{...about, variable: bare}]
    const value = /^Environment\s*=\s*(.*)$/.exec(line)?.[1]
    if (value === undefined || !/OLLAMA_/.test(value)) return []
    if (section !== 'Service') return [about]
    // Of words without quotes, each has to be an assignment of its own.
    const words = value
      .replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '')
      .split(/\s+/)
      .filter(Boolean)
    return words.some((word) => !word.includes('=')) ? [about] : []
  })
}

/** A backslash at its end joins a line with the next. */
function logicalLines(text: string): {readonly text: string; readonly index: number}[] {
  const joined: {text: string; index: number; isOpen: boolean}[] = []
  for (const [index, written] of text.split('\n').entries()) {
    const line = written.trim()
    const last = joined.at(-1)
    const isOpen = line.endsWith('\\')
    const part = isOpen ? line.slice(0, -1).trim() : line
    if (last?.isOpen) Object.assign(last, {text: `${last.text} ${part}`, isOpen})
    else joined.push({text: part, index, isOpen})
  }
  return joined
}

/** A value with blanks stands in quotes, or its whole assignment does. */
const assignment = /(?<!\w)(?!Environment=)(\w+)=(?:(?<="\w+=)[^"]*|(?<='\w+=)[^']*|"[^"]*"|'[^']*'|\S*)/g

/** Of a line, what is about Ollama's variables; whatever else stands in it is nobody's business. */
function withoutOthers(line: string): string {
  return line.replace(assignment, (found, name: string) =>
    name.startsWith('OLLAMA_') && !isSecretName(name) ? found : `${name}=***`,
  )
}
