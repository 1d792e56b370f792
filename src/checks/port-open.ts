import {parseAddress} from '../ollama/address.ts'
import {dial} from '../ollama/dial.ts'
import type {Check} from './check.ts'
import {explainFailure} from './connection-failure.ts'

/** Whether the port takes connections. It does so before the server looks for GPUs, and so before anything is served. */
export const portOpen: Check = {
  id: 'tcp',
  group: 'connection',
  requires: ['address'],
  retryable: true,
  timeoutMs: 60_000,
  async run(context) {
    const {host, port} = parseAddress(context.server.client.address.dialUrl)
    const failure = await dial(host, port, context.timeoutMs)
    return failure === undefined ? {facts: {port}} : {findings: await explainFailure(failure, context), transient: true}
  },
}
