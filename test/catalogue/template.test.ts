import {expect, it} from 'vitest'
import {fillCommand, fillTemplate} from '../../src/catalogue/template.ts'

it.each([
  ['no model', {}, 'no model'],
  ['{model} is gone', {model: 'x'}, 'x is gone'],
  ['pull {model}', {}, 'pull MODEL'],
  ['The model[ {model}] is gone', {}, 'The model is gone'],
  ['The model[ {model}] is gone', {model: 'x'}, 'The model x is gone'],
  ['[{a} of {b}]', {a: 1}, ''],
  ['add: [Service] and {waitedMs}', {waitedMs: 1_500}, 'add: [Service] and 1.5 s'],
  ['{freeBytes} free', {freeBytes: 1_234_567_890}, '1.2 GB free'],
  ['{gpuPercent}', {gpuPercent: 47.6}, '48 %'],
  ['{loadMs}', {loadMs: 299_999}, '5 min'],
  ['{loadMs}', {loadMs: 3_723_000}, '1 h 2 min'],
  ['{tokensPerSecond}', {tokensPerSecond: 7.25}, '7.3'],
  ['{x}', {x: '{y}', y: 'no'}, '{y}'],
])('%s with %j', (template, args, text) => {
  expect(fillTemplate(template, args)).toBe(text)
})

it('quotes for a shell whatever is not a plain word', () => {
  expect(fillCommand('ollama pull {model}', {model: 'llama3.2:1b'})).toBe('ollama pull llama3.2:1b')
  expect(fillCommand('ollama pull {model}', {model: "x'; rm -rf ~ #"})).toBe("ollama pull 'x'\\''; rm -rf ~ #'")
  expect(fillCommand('ollama pull {model}', {model: '-rf'})).toBe("ollama pull '-rf'")
  expect(fillCommand('ollama pull {model}', {model: '$(reboot)'})).toBe("ollama pull '$(reboot)'")
})
