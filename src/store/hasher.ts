import {Worker} from 'node:worker_threads'

/** Hashes files on threads of its own: Node's crypto works on the thread that calls it. */
export interface Hasher {
  /** The SHA-256 of a file in hexadecimal digits. Rejects where it cannot be read. `onBytes` hears how far it is. */
  digest(path: string, onBytes?: (bytes: number) => void): Promise<string>
  /** Ends the threads at once; what is still being hashed is rejected. */
  close(): Promise<void>
}

type Message = {readonly bytes: number} | {readonly digest: string} | {readonly code: string; readonly message: string}

/** Begins a thread for each file that is hashed at a time, and keeps it for the next: how many that are, its user says. */
export function createHasher(): Hasher {
  const idle: Worker[] = []
  const threads = new Set<Worker>()
  const rejections = new Set<(reason: Error) => void>()
  return {
    digest: (path, onBytes) =>
      new Promise((resolve, reject) => {
        const thread = idle.pop() ?? new Worker(source, {eval: true})
        threads.add(thread)
        rejections.add(reject)
        const leave = (): void => {
          thread.off('message', onMessage).off('error', onError)
          rejections.delete(reject)
        }
        const onMessage = (message: Message): void => {
          if ('bytes' in message) {
            onBytes?.(message.bytes)
            return
          }
          leave()
          idle.push(thread)
          if ('digest' in message) resolve(message.digest)
          else reject(Object.assign(new Error(message.message), {code: message.code}))
        }
        // A thread that cannot be started, or dies, takes its file with it, and nothing else.
        const onError = (error: Error): void => {
          leave()
          threads.delete(thread)
          reject(error)
        }
        thread.on('message', onMessage).on('error', onError)
        thread.postMessage(path)
      }),
    close: async () => {
      for (const reject of rejections) reject(new Error('closed'))
      await Promise.all([...threads].map((thread) => thread.terminate()))
    },
  }
}

/** What a thread does. It is handed over as text, and so may use nothing from outside. */
function hashFiles(): void {
  const {parentPort} = process.getBuiltinModule('node:worker_threads')
  const {closeSync, constants, openSync, readSync} = process.getBuiltinModule('node:fs')
  const {createHash} = process.getBuiltinModule('node:crypto')
  // It stays in the processor's cache: with a megabyte a fresh thread took half as long again.
  const buffer = Buffer.allocUnsafe(1 << 17)
  const reportMs = 100
  parentPort?.on('message', (path: string) => {
    let file: number | undefined
    try {
      file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
      const hash = createHash('sha256')
      let bytes = 0
      let told = Date.now()
      for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
        hash.update(read === buffer.length ? buffer : buffer.subarray(0, read))
        bytes += read
        if (Date.now() - told >= reportMs) {
          parentPort.postMessage({bytes})
          told = Date.now()
        }
      }
      parentPort.postMessage({bytes})
      parentPort.postMessage({digest: hash.digest('hex')})
    } catch (error) {
      const {code, message} = error as NodeJS.ErrnoException
      parentPort.postMessage({code: code ?? '', message})
    } finally {
      try {
        if (file !== undefined) closeSync(file)
      } catch {
        // It was read; what closing it says is of no use to anybody.
      }
    }
  })
}

const source = `(${hashFiles})()`
