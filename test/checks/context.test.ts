import {describe, expect, it} from 'vitest'
import type {Report} from '../../src/diagnosis/report.ts'
import {isCut, tokensLeft} from '../../src/ollama/truncation.ts'
import type {Scenario, SimulatedModel} from '../../src/simulator/scenario.ts'
import {fakeHost} from '../support/fake-host.ts'
import {readDocument} from '../support/report.ts'
import {type RunOptions, runDoctor} from '../support/run.ts'
import {withScenario} from '../support/servers.ts'

const model: SimulatedModel = {
  name: 'm:1',
  sizeBytes: 1e9,
  capabilities: ['completion'],
  family: 'llama',
  contextLength: 131_072,
}

async function check(
  changes: Partial<SimulatedModel>,
  {
    version = '0.20.7',
    options,
    loaded = [],
  }: {version?: string; options?: RunOptions; loaded?: Scenario['loaded']} = {},
): Promise<Report['targets'][0]> {
  return withScenario('healthy', {models: [{...model, ...changes}], version, loaded}, async ({url}) => {
    const argv = ['check', '--host', url, '--format', 'json', '--only', 'model-placement']
    const {targets} = readDocument(await runDoctor(argv, options)) as Report
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

  it.each([
    ['than its Modelfile asks for', 16_384, 8_192, ['context-smaller-than-requested: certain']],
    ['than its Modelfile asks for, and as large as it was trained with', 200_000, 131_072, []],
    ['than nobody asked for', undefined, 2_048, []],
    ['than its Modelfile asks for, in no way', 16_384, 32_768, []],
  ])('is not smaller %s', async (_, modelfileContext, contextLength, expected) => {
    const loaded = [{model: 'm:1', contextLength, keepAliveMs: 60_000}]
    const {checks} = await check(modelfileContext === undefined ? {} : {modelfileContext}, {loaded})
    const {findings = []} = checks.find(({id}) => id === 'model-placement') ?? {}
    expect(findings.map(({code, confidence}) => `${code}: ${confidence}`)).toEqual(expected)
    for (const {severity, evidence} of findings) {
      // Whoever loaded it may have asked for just that.
      expect(severity).toBe('info')
      expect(evidence.map(({text}) => text)).toEqual(['context_length 8192', 'num_ctx 16384'])
    }
  })

  it.each([
    ['0.6.6', '', 2_048],
    ['0.15.4', '', 4_096],
    ['0.20.7', '', undefined],
    ['0.20.7', 'OLLAMA_CONTEXT_LENGTH=65536', 65_536],
    ['0.5.7', 'OLLAMA_CONTEXT_LENGTH=0', 2_048],
  ])('has a default, in %s with “%s”', async (version, variable, expected) => {
    const host = fakeHost({
      files: {'/proc/812/cmdline': '/usr/bin/ollama\0serve\0', '/proc/812/environ': `HOME=/x\0${variable}\0`},
    })
    const {list, read} = host
    const {checks} = await check({}, {version, options: {host: {list, read}}})
    const models = checks.find(({id}) => id === 'model-placement')?.facts.models as readonly Record<string, unknown>[]
    expect(models[0]?.defaultContext).toBe(expected)
  })
})
