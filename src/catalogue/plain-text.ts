/** An escape sequence of a terminal: CSI, OSC, or one of two characters. */
const terminalSequence = /\u001b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\u0007\u001b]{0,1000}(?:\u0007|\u001b\\)|[@-_])/g
const entities: Readonly<Record<string, string>> = {
  quot: '"',
  '#34': '"',
  '#39': "'",
  apos: "'",
  lt: '<',
  gt: '>',
  amp: '&',
}

/**
 * A text as the program meant it, however it reached us: without terminal sequences and carriage returns, quotes and line
 * ends of JSON in JSON unescaped, typographic quotes and entities made plain, blanks made one. A line end that was
 * escaped, and a carriage return alone, become U+2028, so that lines keep their numbers.
 */
export function plainText(text: string): string {
  const plain = text
    .replace(terminalSequence, '')
    .replace(/\r\n/g, '\n')
    .replace(/\r/g, '\u2028')
    .replace(/[\u2018\u2019\u201a\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/&(quot|#34|#39|apos|lt|gt|amp);/g, (_, name: string) => entities[name] ?? '')
  const isJson = /^\s*(?:\{|\[\s*[[{"])/.test(plain)
  return plain
    .split('\n')
    .map((line) => (isJson || line.includes('\\"') ? unescapeJson(line) : line))
    .join('\n')
    .replace(/[^\S\n\u2028]+/g, ' ')
}

/**
 * Of a line that is, or quotes, JSON; elsewhere `\n` is the start of a folder's name. A run of backslashes is looked at once
 * and whole: there may be a million.
 */
function unescapeJson(line: string): string {
  return (
    line
      .replace(/(?<!\\)\\{1,16}(?:u00(22|26|27|3[ce])|")/gi, (_, code?: string) =>
        code === undefined ? '"' : String.fromCharCode(Number.parseInt(code, 16)),
      )
      // The path of a Windows file keeps its backslashes.
      .replace(/[a-z]:\\[^\s"':]*|(?<!\\)\\{1,16}([nrt])/gi, (found, control?: string) =>
        control === undefined ? found : control === 'n' ? '\u2028' : ' ',
      )
  )
}
