import {describe, expect, it} from 'vitest'
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
  ['curl -w "%{http_code}"', {}, 'curl -w "%{http_code}"'],
  ['{"messages": [{"role": "user"}]}', {}, '{"messages": [{"role": "user"}]}'],
])('%s with %j', (template, args, text) => {
  expect(fillTemplate(template, args)).toBe(text)
})

describe('a command', () => {
  it.each([
    ['llama3.2:1b', 'ollama pull llama3.2:1b'],
    ["x'; rm -rf ~ #", "ollama pull 'x'\\''; rm -rf ~ #'"],
    ['-rf', 'ollama pull MODEL'],
    ['$(reboot)', "ollama pull '$(reboot)'"],
  ])('quotes %s for a POSIX shell', (model, command) => {
    expect(fillCommand('ollama pull {model}', {model}, 'posix')).toBe(command)
  })

  it.each([
    ['llama3', 'ollama pull llama3'],
    ['llama3.2:1b', "ollama pull 'llama3.2:1b'"],
    ["x'; reboot #", "ollama pull 'x''; reboot #'"],
    ['x\u2019; reboot', "ollama pull 'x\u2019\u2019; reboot'"],
  ])('quotes %s for PowerShell', (model, command) => {
    expect(fillCommand('ollama pull {model}', {model}, 'powershell')).toBe(command)
  })

  it.each([
    ['OLLAMA_HOST', 'unset("OLLAMA_HOST")'],
    ['X$(calc)', 'unset("VARIABLE")'],
    ['x"; reboot; "', 'unset("VARIABLE")'],
  ])('puts %s between the quotes of a command only where it means nothing to a shell', (variable, command) => {
    expect(fillCommand('unset("{variable}")', {variable}, 'powershell')).toBe(command)
  })

  it('sets a variable as its shell does, where it has a value', () => {
    const template = '[OLLAMA_HOST={otherHost} ]ollama ps'
    expect(fillCommand(template, {}, 'posix')).toBe('ollama ps')
    expect(fillCommand(template, {otherHost: 'http://a:1'}, 'posix')).toBe('OLLAMA_HOST=http://a:1 ollama ps')
    expect(fillCommand(template, {otherHost: 'http://a:1'}, 'powershell')).toBe(
      "$env:OLLAMA_HOST = 'http://a:1'; ollama ps",
    )
  })
})
