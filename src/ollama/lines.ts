/** Longer is no line of Ollama's: it is passed on as it is, and no longer waited for. */
const maxLineLength = 2 ** 20

export interface LineSplitter {
  push(text: string): 'stop' | undefined
  /** For the last line, whose end never came. */
  finish(): void
}

/** Cuts a stream's text into its lines; empty ones are left out. `stop` from the listener ends it. */
export function lineSplitter(onLine: (line: string) => 'stop' | undefined): LineSplitter {
  let rest = ''
  return {
    push: (text) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > maxLineLength) {
        lines.push(rest)
        rest = ''
      }
      for (const line of lines) if (line.trim() !== '' && onLine(line) === 'stop') return 'stop'
      return undefined
    },
    finish: () => {
      if (rest.trim() !== '') onLine(rest)
    },
  }
}
