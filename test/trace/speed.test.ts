import {expect, it} from 'vitest'
import type {CheckContext} from '../../src/checks/check.ts'
import {tooFastForProcessor} from '../../src/trace/speed.ts'

it.each([
  ['13th Gen Intel(R) Core(TM) i7-13700K', 5e9, 40, true],
  ['13th Gen Intel(R) Core(TM) i7-13700K', 5e9, 20, false],
  ['AMD Ryzen 9 7950X 16-Core Processor', 5e9, 40, true],
  ['AMD Ryzen Threadripper PRO 7995WX 96-Cores', 5e9, 40, false],
  ['AMD RYZEN AI MAX+ 395 w/ Radeon 8060S', 5e9, 40, false],
  ['AMD EPYC 9654 96-Core Processor', 5e9, 200, false],
  ['AMD EPYC 9654 96-Core Processor', 5e9, 250, true],
  // What fits into its cache it reads as fast as it likes.
  ['AMD EPYC 9654 96-Core Processor', 1e9, 9_000, false],
])('%s cannot read %d bytes %d times in a second: %s', async (processor, sizeBytes, tokensPerSecond, expected) => {
  const context = {
    factsOf: () => ({models: [{model: 'm', tokensPerSecond}]}),
    server: {details: async () => ({ok: true, value: {}})},
    machine: {system: async () => ({processor})},
  } as unknown as CheckContext
  const found = await tooFastForProcessor({name: 'm:latest', sizeBytes, vramBytes: sizeBytes}, context)
  expect(found !== undefined).toBe(expected)
})
