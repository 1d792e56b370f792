import {formatFact} from '../catalogue/fact-format.ts'
import type {CheckContext, Evidence, Finding} from '../checks/check.ts'
import {isServerHere} from './is-server-here.ts'

/** Failures for want of the machine's memory, not of a GPU's. */
const codes: ReadonlySet<Finding['code']> = new Set([
  'system-memory-insufficient',
  'host-oom-killed',
  'container-memory-limit',
  'host-allocation-failed',
  'prompt-cache-exhausts-memory',
])

/** With how much memory there is, and how much of it the server may have, where a failure is for want of it. */
export async function withMemory(findings: readonly Finding[], context: CheckContext): Promise<readonly Finding[]> {
  const [first, ...others] = findings
  if (first === undefined || !codes.has(first.code) || !(await isServerHere(context))) return findings
  const evidence = await memoryOf(context)
  return evidence === undefined ? findings : [{...first, evidence: [...first.evidence, evidence]}, ...others]
}

async function memoryOf({machine, server}: CheckContext): Promise<Evidence | undefined> {
  const memory = await machine.memory(server.client.address.port)
  const {totalBytes, availableBytes, swapTotalBytes, swapFreeBytes = 0, limitBytes} = memory
  if (totalBytes === undefined) return undefined
  const shown = (bytes: number): string => formatFact('totalBytes', bytes)
  const parts = [
    `${shown(totalBytes)} in all`,
    availableBytes !== undefined && `${shown(availableBytes)} available now`,
    swapTotalBytes !== undefined && (swapTotalBytes === 0 ? 'no swap' : `${shown(swapFreeBytes)} of swap free`),
    limitBytes !== undefined && limitBytes < totalBytes && `the server may have ${shown(limitBytes)}`,
  ]
  return {source: 'memory of this machine', text: parts.filter(Boolean).join(', ')}
}
