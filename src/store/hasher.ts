import {Worker} from 'node:worker_threads'

/** Hashes files on threads of its own: Node's crypto works on the thread that calls it. */
export interface Hasher {
  /** The SHA-256 of a file in hexadecimal digits. Rejects where it cannot be read. `onBytes` hears how far it is. */
  digest(path: string, onBytes?: (bytes: number) => void): Promise<string>
  /** Ends the threads at once; what is still being hashed is rejected. */
  close(): Promise<void>
}

type Message = {readonly bytes: number} | {readonly digest: string} | {readonly code: string; readonly message: string}

interface Job {
  readonly path: string
  readonly onBytes: ((bytes: number) => void) | undefined
  readonly resolve: (digest: string) => void
  readonly reject: (error: Error) => void
}

export function createHasher(threads: number): Hasher {
  const waiting: Job[] = []
  const idle: Worker[] = []
  const all: Worker[] = []
  const running = new Set<Job>()
  let closed = false
  const run = (worker: Worker, job: Job): void => {
    running.add(job)
    const onMessage = (message: Message): void => {
      if ('bytes' in message) {
        job.onBytes?.(message.bytes)
        return
      }
      worker.off('message', onMessage)
      worker.removeAllListeners('error')
      running.delete(job)
      if ('digest' in message) job.resolve(message.digest)
      else job.reject(Object.assign(new Error(message.message), {code: message.code}))
      const next = waiting.shift()
      if (next === undefined) idle.push(worker)
      else run(worker, next)
    }
    worker.on('message', onMessage)
    // A thread that cannot be started, or dies, takes its file with it, and nothing else.
    worker.once('error', (error) => {
      running.delete(job)
      job.reject(error)
    })
    worker.postMessage(job.path)
  }
  return {
    digest: (path, onBytes) =>
      new Promise((resolve, reject) => {
        const job = {path, onBytes, resolve, reject}
        const worker = idle.pop() ?? (all.length < threads && !closed ? new Worker(source, {eval: true}) : undefined)
        if (worker === undefined) waiting.push(job)
        else {
          if (!all.includes(worker)) all.push(worker)
          run(worker, job)
        }
      }),
    close: async () => {
      closed = true
      for (const job of [...running, ...waiting.splice(0)]) job.reject(new Error('closed'))
      await Promise.all(all.map((worker) => worker.terminate()))
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
