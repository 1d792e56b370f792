import http from 'node:http'
import https from 'node:https'
import type {Address} from './address.ts'
import {authorization} from './authorization.ts'

/** A body that is longer is no answer of Ollama's: a server with a thousand models sends some 500 KiB. */
const maxBytes = 16 * 2 ** 20

/**
 * One GET with nothing but what Node has: got takes longer to load than a health check may last. Rejects where no whole
 * answer came in time.
 */
export function plainGet(
  address: Address,
  path: string,
  {
    timeoutMs,
    userAgent,
    signal,
  }: {readonly timeoutMs: number; readonly userAgent: string; readonly signal?: AbortSignal},
): Promise<{status: number; body: string}> {
  return new Promise((resolve, reject) => {
    const {get} = address.dialUrl.startsWith('https:') ? https : http
    const headers = {'user-agent': userAgent, ...authorization(address)}
    const request = get(address.dialUrl + path, {agent: false, headers, ...(signal && {signal})}, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        body += text
        if (body.length > maxBytes) request.destroy(new Error('the answer has no end'))
      })
      response.on('end', () => settle(() => resolve({status: response.statusCode ?? 0, body})))
      response.on('error', (error) => settle(() => reject(error)))
    })
    const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
    const settle = (end: () => void): void => {
      clearTimeout(timer)
      end()
    }
    request.on('error', (error) => settle(() => reject(error)))
  })
}
