import type {Readable} from 'node:stream'
import type {Environment} from '../host/environment.ts'
import type {Host} from '../host/host.ts'

/** What the program needs of the process that runs it; `process` itself has this shape. */
export interface Io {
  readonly stdin: Readable & {isTTY?: boolean}
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Environment
  readonly platform: NodeJS.Platform
  /** What of the machine is otherwise than it is; `process` has no such thing. */
  readonly host?: Partial<Host>
  once(signal: Signal, listener: () => void): unknown
  off(signal: Signal, listener: () => void): unknown
}

export type Output = NodeJS.WritableStream & {isTTY?: boolean; columns?: number}

export type Signal = 'SIGINT' | 'SIGTERM'
