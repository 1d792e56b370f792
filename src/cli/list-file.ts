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

/** All of a file; `-` is standard input. Throws a usage error where it cannot be read. */
export async function readAll(file: string, session: Session): Promise<string> {
  const blocks = file === '-' ? readStdin(session, blockLength) : readFileBlocks(file, session.signal, blockLength)
  let text = ''
  for await (const block of blocks) text += block
  return text
}

/** The lines of a file, without `# comments` and without those that are empty. Throws a usage error where it cannot be read. */
export async function readList(file: string, session: Session): Promise<Listed[]> {
  return (await readAll(file, session))
    .split('\n')
    .map((line, index) => ({
      text: line.replace(/(?:^|\s)#.*/s, '').trim(),
      place: `${nameOfList(file)}, line ${index + 1}`,
    }))
    .filter((line) => line.text !== '')
}
