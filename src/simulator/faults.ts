import {once} from 'node:events'
import type {ServerResponse} from 'node:http'
import {setTimeout as sleep} from 'node:timers/promises'
import {createGzip} from 'node:zlib'
import type {Fault} from './scenario.ts'

/** The faults that need nothing of what was asked; the others are part of an answer (answers.ts). */
export type BluntFault = Exclude<Fault, {kind: 'tokens-then' | 'late'}>

/** Answers a request wrongly, in the way that the fault says. Ends when the client is gone. */
export async function misbehave(fault: BluntFault, response: ServerResponse): Promise<void> {
  switch (fault.kind) {
    case 'answer':
      response.writeHead(fault.status, {'content-length': Buffer.byteLength(fault.body), ...fault.headers})
      response.end(fault.body)
      return
    case 'hang':
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'endless':
      response.writeHead(200, {'content-type': 'application/json; charset=utf-8'})
      await forever(response, fault.chunk)
      return
    case 'drip':
      response.writeHead(200, {'content-type': 'application/json; charset=utf-8'})
      for (const character of fault.body) {
        if (response.destroyed) return
        response.write(character)
        await sleep(fault.everyMs)
      }
      response.end()
      return
    case 'gzip-bomb':
      response.writeHead(200, {'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip'})
      inflate(response)
  }
}

/** Writes a chunk again and again, as fast as it is read. */
export async function forever(response: ServerResponse, chunk: string): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  while (!gone.signal.aborted) {
    const more = response.write(chunk)
    await (more ? sleep(1) : once(response, 'drain', {signal: gone.signal}).catch(() => undefined))
  }
}

function inflate(response: ServerResponse): void {
  const gzip = createGzip({level: 9})
  const zeros = Buffer.alloc(1 << 20, ' ')
  gzip.pipe(response)
  let left = 1_024
  const feed = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= 1
      if (!gzip.write(zeros)) {
        gzip.once('drain', feed)
        return
      }
    }
    gzip.end()
  }
  feed()
}
