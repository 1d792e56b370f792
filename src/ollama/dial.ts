import {connect} from 'node:net'
import {type Failure, toFailure} from './failure.ts'

/** Opens a TCP connection to the very address and port, and closes it: why that failed, or undefined. Sends nothing. */
export function dial(host: string, port: number, timeoutMs: number): Promise<Failure | undefined> {
  return new Promise((resolve) => {
    const socket = connect({host, port, timeout: timeoutMs})
    const settle = (failure: Failure | undefined): void => {
      socket.destroy()
      resolve(failure)
    }
    socket
      .once('connect', () => settle(undefined))
      .once('timeout', () => settle({kind: 'connect-timeout', message: `no connection within ${timeoutMs} ms`}))
      .once('error', (error) => settle(toFailure(error)))
  })
}

/** Whether a connection is accepted within the time. */
export async function accepts(host: string, port: number, timeoutMs: number): Promise<boolean> {
  return (await dial(host, port, timeoutMs)) === undefined
}
