import type {Host} from '../host.ts'
import {isPrivate} from './variable-source.ts'

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
    if (section !== 'Service') return [{...about, ...variableIn(value)}]
    // Each word has to be an assignment; of a comment behind them only its words are lost.
    const words = value.match(word) ?? []
    const comment = words.findIndex((each) => each.startsWith('#'))
    const own = comment < 0 ? words : words.slice(0, comment)
    const bad = own.findIndex((each) => !each.includes('='))
    return bad < 0 ? [] : [{...about, ...variableIn(own.slice(0, bad + 1).join(' '))}]
  })
}

/** The last one that is named. */
function variableIn(text: string): Pick<IgnoredLine, 'variable'> {
  const variable = text.match(/OLLAMA_\w+/g)?.at(-1)
  return variable === undefined ? {} : {variable}
}

/** A backslash at its end joins a line with the next that is no comment. */
function logicalLines(text: string): {readonly text: string; readonly index: number}[] {
  const joined: {text: string; index: number; isOpen: boolean}[] = []
  for (const [index, written] of text.split('\n').entries()) {
    const line = written.trim()
    const last = joined.at(-1)
    // A comment does not end what it stands in.
    if (last?.isOpen && /^[#;]/.test(line)) continue
    const isOpen = line.endsWith('\\')
    const part = isOpen ? line.slice(0, -1).trim() : line
    if (last?.isOpen) Object.assign(last, {text: `${last.text} ${part}`, isOpen})
    else joined.push({text: part, index, isOpen})
  }
  return joined
}

/** A word, in which what stands in quotes may have blanks. */
const word = /(?:[^\s"']|"(?:[^"\\]|\\.)*"|'[^']*')+|["']/g

/** Of a line, what is about Ollama's variables; whatever else stands in it is nobody's business. */
function withoutOthers(line: string): string {
  const [, key = '', value = ''] = /^(Environment\s*=\s*)?(.*)$/.exec(line) ?? []
  return (
    key +
    value.replace(word, (found) => {
      const [, quote = '', name] = /^(["']?)(\w+)=/.exec(found) ?? []
      if (name === undefined) return '***'
      return /^OLLAMA_/.test(name) && !isPrivate(name) ? found : `${quote}${name}=***${quote}`
    })
  )
}
