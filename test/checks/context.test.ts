import {describe, expect, it} from 'vitest'
import type {Report} from '../../src/diagnosis/report.ts'
import {isCut, tokensLeft} from '../../src/ollama/truncation.ts'
import type {SimulatedModel} from '../../src/simulator/scenario.ts'
import {readDocument} from '../support/report.ts'
import {runDoctor} from '../support/run.ts'
import {withScenario} from '../support/servers.ts'

const model: SimulatedModel = {
  name: 'm:1',
  sizeBytes: 1e9,
  capabilities: ['completion'],
  family: 'llama',
  contextLength: 131_072,
}

async function check(changes: Partial<SimulatedModel>): Promise<Report['targets'][0]> {
  return withScenario('healthy', {models: [{...model, ...changes}]}, async ({url}) => {
    const {targets} = readDocument(await runDoctor(['check', '--host', url, '--format', 'json'])) as Report
    return targets[0] as Report['targets'][0]
  })
}

describe('the context', () => {
  // Measured by users: issues 3839, 17427 and 17889 of ollama/ollama.
  it.each([
    [32_768, 5, 16_387],
    [65_536, 4, 32_770],
    [4_096, 4, 2_050],
  ])('of %i tokens, of which %i are kept, leaves %i of a longer prompt', (context, keep, left) => {
    expect(tokensLeft(context, keep)).toBe(left)
    expect(isCut(left, context)).toBe(true)
    expect(isCut(left - 2, context)).toBe(false)
  })

  it('that is too small for the model’s own instructions is told', async () => {
    const {checks} = await check({promptTokens: 9_000})
    expect(checks.flatMap(({findings}) => findings.map(({code, confidence}) => `${code}: ${confidence}`))).toEqual([
      'prompt-truncated: likely',
    ])
  })

  it('is known from training, the Modelfile and the load', async () => {
    const {checks} = await check({modelfileContext: 16_384})
    const models = checks.find(({id}) => id === 'model-placement')?.facts.models
    expect(models).toMatchObject([{trainedContext: 131_072, modelfileContext: 16_384, contextLength: 16_384}])
  })
})
