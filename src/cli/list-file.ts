import {readFileBlocks, readStdin} from './input.ts'
import type {Session} from './program.ts'

/** What stands on a line of a file, and where, for an error. */
export interface Listed {
  readonly text: string
  readonly place: string
}

const blockLength = 1 << 16

/** How a file is called that a list comes from; `-` is standard input. */
export function nameOfList(file: string): string {
  return file === '-' ? 'standard input' : file
}

/** The lines of a file, without `# comments` and without those that are empty. Throws a usage error where it cannot be read. */
export async function readList(file: string, session: Session): Promise<Listed[]> {
  const blocks = file === '-' ? readStdin(session, blockLength) : readFileBlocks(file, session.signal, blockLength)
  let text = ''
  for await (const block of blocks) text += block
  return text
    .split('\n')
    .map((line, index) => ({
      text: line.replace(/(?:^|\s)#.*/s, '').trim(),
      place: `${nameOfList(file)}, line ${index + 1}`,
    }))
    .filter((line) => line.text !== '')
}
