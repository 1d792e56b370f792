import {constants, createReadStream, openSync} from 'node:fs'
import {open, readdir, stat} from 'node:fs/promises'
import {Socket} from 'node:net'
import {homedir} from 'node:os'
import {basename, dirname, join} from 'node:path'
import type {Environment} from '../environment.ts'
import type {Host} from '../host.ts'
import {readProcesses} from '../machine/processes.ts'
import {followFile} from './follow-file.ts'
import type {LogPart, LogSource, ReadOptions} from './log-source.ts'
import {readStandardInput} from './standard-input.ts'
import {asUtf8, utf16Of} from './utf8.ts'

/** Where servers write their logs that write them into files. */
export function usualFiles(platform: NodeJS.Platform, env: Environment): string[] {
  const home = env.HOME ?? homedir()
  if (platform === 'win32') return [join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Ollama', 'server.log')]
  const own = join(home, '.ollama', 'logs', 'server.log')
  const ofPackages =
    platform === 'darwin'
      ? ['/opt/homebrew/var/log/ollama.log', '/usr/local/var/log/ollama.log']
      : ['/var/log/ollama.log', '/var/log/ollama/ollama.log', '/home/linuxbrew/.linuxbrew/var/log/ollama.log']
  return [own, ...ofPackages]
}

/** Where the servers that run write what they print, where somebody has sent it into a file. Only Linux tells, and only of one's own. */
export async function writtenFiles(host: Host): Promise<string[]> {
  if (host.platform !== 'linux') return []
  const servers = (await readProcesses(host)).filter(({kind}) => kind === 'server')
  const links = servers.flatMap(({pid}) => [1, 2].map((fd) => host.link(`/proc/${pid}/fd/${fd}`)))
  const paths = [...new Set(await Promise.all(links))].filter((path) => path !== undefined)
  // What stands in a pipe is somebody else's to read.
  const files = await Promise.all(paths.map((path) => host.file(path)))
  return paths.filter((_, index) => files[index]?.isRegular)
}

export interface FileFound {
  readonly source?: LogSource
  /** Its first bytes. */
  readonly start?: Uint8Array
  /** Why it cannot be read: `ENOENT`, `EACCES`. */
  readonly trouble?: string
}

/** A log in a file. With `rotated`, the older ones that had its name before it come first. */
export async function findFile(path: string, rotated: boolean): Promise<FileFound> {
  try {
    // What stands in a pipe can be read once.
    if ((await stat(path)).isFIFO()) return {source: {...readStandardInput(openPipe(path)), kind: 'file', name: path}}
    await using handle = await open(path)
    const {mtime} = await handle.stat()
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(16), 0, 16, 0)
    const source: LogSource = {kind: 'file', name: path, newest: mtime, read: reader(path, rotated)}
    return {source, start: buffer.subarray(0, bytesRead)}
  } catch (error) {
    return {trouble: (error as NodeJS.ErrnoException).code ?? (error as Error).message}
  }
}

/** Without waiting for somebody to write, which nothing could end. */
function openPipe(path: string): Socket {
  return new Socket({fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), readable: true, writable: false})
}

function reader(path: string, rotated: boolean): LogSource['read'] {
  return async function* (options: ReadOptions): AsyncGenerator<LogPart> {
    const {lines, follow} = options
    const older = rotated && lines === undefined ? await olderFiles(path) : []
    for (const file of older) {
      yield {file: basename(file)}
      yield* asUtf8(createReadStream(file, {highWaterMark: chunkSize, signal: options.signal}))
    }
    yield {file: older.length > 0 ? basename(path) : undefined}
    const start = lines === undefined ? 0 : await startOfLast(path, lines)
    if (follow) yield* asUtf8(followFile(path, start, options))
    else yield* asUtf8(createReadStream(path, {start, highWaterMark: chunkSize, signal: options.signal}))
  }
}

const chunkSize = 256 * 1_024

/** `server-1.log` and its like, the oldest first: apps of different ages number them in different directions. */
async function olderFiles(path: string): Promise<string[]> {
  const folder = dirname(path)
  const name = basename(path).replace(/\.log$/, '')
  const form = new RegExp(`^${name}-?\\d{1,3}\\.log$`)
  const names = (await readdir(folder).catch(() => [])).filter((file) => form.test(file))
  const dated = await Promise.all(
    names.map(async (file) => {
      const found = await stat(join(folder, file)).catch(() => undefined)
      // It may be rotated away at this very moment.
      return found === undefined ? [] : [{file: join(folder, file), ms: found.mtimeMs}]
    }),
  )
  return dated
    .flat()
    .sort((a, b) => a.ms - b.ms)
    .map(({file}) => file)
}

/** Where the last lines of a file start, read from its end. */
async function startOfLast(path: string, lines: number): Promise<number> {
  const handle = await open(path)
  try {
    const {size} = await handle.stat()
    const buffer = Buffer.alloc(chunkSize)
    // Of UTF-16 the start tells, and its line ends are other bytes.
    const {bytesRead: headLength} = await handle.read(buffer, 0, 2, 0)
    if (utf16Of(buffer.subarray(0, headLength)) !== undefined) return 0
    let wanted = lines
    for (let end = size; end > 0; ) {
      const start = Math.max(0, end - chunkSize)
      const {bytesRead} = await handle.read(buffer, 0, end - start, start)
      // The end of the last line starts none.
      const last = end === size ? bytesRead - 2 : bytesRead - 1
      for (
        let at = last < 0 ? -1 : buffer.lastIndexOf(0x0a, last);
        at >= 0;
        at = at > 0 ? buffer.lastIndexOf(0x0a, at - 1) : -1
      ) {
        wanted -= 1
        if (wanted === 0) return start + at + 1
      }
      end = start
    }
    return 0
  } finally {
    await handle.close()
  }
}
