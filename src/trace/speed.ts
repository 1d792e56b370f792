import type {CheckContext, Evidence} from '../checks/check.ts'
import {modelKey} from '../ollama/model-name.ts'
import type {LoadedModel} from '../ollama/responses.ts'

/**
 * What a processor reads of its memory at most, in bytes per second: one of a desktop or a laptop has two channels, one of a server
 * as many as twelve, and there may be two of them.
 */
const mostOfDesktop = 150e9
const mostOfServer = 1_200e9
const desktop = /Intel.*\bCore\b|Ryzen(?!.*(?:Threadripper|AI Max))/i
/** A smaller model may be in the processor's cache. */
const leastBytes = 2e9

/** That a model answers faster than any processor could read it from memory, once for every token; undefined where it does not. */
export async function tooFastForProcessor(
  {name, sizeBytes}: LoadedModel,
  {factsOf, server, machine}: CheckContext,
): Promise<Evidence | undefined> {
  const {models} = factsOf('model-answers')
  const row = Array.isArray(models)
    ? models.find((each) => typeof each === 'object' && modelKey(String(each.model)) === modelKey(name))
    : undefined
  const speed = typeof row === 'object' ? Number(row.tokensPerSecond) : Number.NaN
  const details = await server.details(name)
  // Of a mixture of experts only some are read.
  const isDense = details.ok && details.value.experts === undefined
  if (!isDense || sizeBytes < leastBytes || !(speed > 0)) return undefined
  const {processor} = await machine.system()
  const bytesPerSecond = speed * sizeBytes
  if (bytesPerSecond < (desktop.test(processor) ? mostOfDesktop : mostOfServer)) return undefined
  const text = `${Math.round(speed)} tokens/s of a model of ${sizeBytes} bytes: ${Math.round(bytesPerSecond / 1e9)} GB are read in a second, more than a processor can`
  return {source: 'speed', text}
}
