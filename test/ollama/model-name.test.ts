import {describe, expect, it} from 'vitest'
import {displayName, isCloudName, modelKey, parseModelName} from '../../src/ollama/model-name.ts'
import {nearestNames} from '../../src/ollama/nearest-names.ts'

describe('a model name', () => {
  it.each([
    ['llama3', 'llama3:latest'],
    ['llama3:8b', 'llama3:8b'],
    ['library/llama3', 'llama3:latest'],
    ['registry.ollama.ai/library/llama3:8b', 'llama3:8b'],
    ['me/model', 'me/model:latest'],
    ['hf.co/user/repo:Q4_K_M', 'hf.co/user/repo:Q4_K_M'],
    ['http://localhost:5000/library/x', 'localhost:5000/library/x:latest'],
  ])('%s is shown as %s', (text, shown) => {
    const name = parseModelName(text)
    expect(name && displayName(name)).toBe(shown)
  })

  it.each(['', 'a/b/c/d', 'bad name', '-rf', 'x:', 'na.me/x', 'x@sha256:00', '\u001b[31m', `${'x'.repeat(81)}`])(
    '%j is none',
    (text) => {
      expect(parseModelName(text)).toBeUndefined()
    },
  )

  it('is the same in any case and with its defaults written out', () => {
    expect(modelKey('LLAMA3')).toBe(modelKey('registry.ollama.ai/library/llama3:latest'))
    expect(modelKey('llama3')).not.toBe(modelKey('llama3:8b'))
  })

  it.each([
    ['gpt-oss:120b-cloud', true],
    ['kimi-k2:cloud', true],
    ['cloud', false],
    ['llama3', false],
  ])('%s is of the cloud: %s', (text, expected) => {
    expect(isCloudName(text)).toBe(expected)
  })

  it('has its other tags as nearest names, then near spellings', () => {
    const installed = ['qwen3:8b', 'llama3.2:1b', 'llama3:70b', 'mistral:latest']
    expect(nearestNames('llama3', installed)).toEqual(['llama3:70b', 'llama3.2:1b'])
    expect(nearestNames('mistrall', installed)).toEqual(['mistral:latest'])
    expect(nearestNames('phi4', installed)).toEqual([])
  })
})
