import {describe, expect, it} from 'vitest'
import {
  errorText,
  readDetails,
  readGenerateLine,
  readInstalled,
  readLoaded,
  readVersion,
} from '../../src/ollama/responses.ts'

describe('what a server sends', () => {
  it.each([[null], [1], ['x'], [[]], [{}], [{models: 'x'}]])('%j is no list of models', (body) => {
    expect(readInstalled(body)).toBeUndefined()
    expect(readLoaded(body)).toBeUndefined()
  })

  it('may be null where an old server has no models', () => {
    expect(readInstalled({models: null})).toEqual([])
  })

  it('may lack fields, and hold others', () => {
    expect(readInstalled({models: [{name: 'x', future: 1}, {}, null, 'x', {model: 'y', size: 'big'}]})).toEqual([
      {name: 'x', sizeBytes: 0, remote: false, families: []},
      {name: 'y', sizeBytes: 0, remote: false, families: []},
    ])
    expect(readLoaded({models: [{name: 'x', expires_at: 'soon', context_length: 0}]})).toEqual([
      {name: 'x', sizeBytes: 0, vramBytes: 0},
    ])
    expect(readVersion({version: 5})).toBeUndefined()
    expect(readDetails([])).toBeUndefined()
  })

  it.each([
    ['/usr/share/ollama/.ollama/models', '/'],
    [String.raw`C:\Users\a b\.ollama\models`, '\\'],
  ])('names the store that the weights are in: %s', (store, separator) => {
    const path = [store, 'blobs', `sha256-${'0'.repeat(64)}`].join(separator)
    expect(readDetails({modelfile: `# FROM x\n\nFROM ${path}\nTEMPLATE x`})?.storePath).toBe(store)
    expect(readDetails({modelfile: 'FROM /etc/passwd'})?.storePath).toBeUndefined()
  })

  it('counts thoughts as text, and durations in nanoseconds', () => {
    expect(readGenerateLine({response: '', thinking: 'hm', done: false})?.text).toBe('hm')
    expect(readGenerateLine({done: true, load_duration: 5_000_000})).toEqual({text: '', done: true, loadMs: 5})
    expect(readGenerateLine('x')).toBeUndefined()
    expect(readGenerateLine({error: null, response: 'hi'})).toEqual({text: 'hi', done: false})
  })
})

it.each([
  [{error: 'plain'}, 'plain'],
  [{error: {message: 'of /v1', type: 'api_error'}}, 'of /v1'],
  [{error: '{"error":{"code":400,"message":"of llama-server"}}'}, 'of llama-server'],
  [{error: '{not json'}, '{not json'],
  [{error: {}}, ''],
  [{error: {deep: [[[]]]}}, ''],
  [{error: 'x'.repeat(100_000)}, 'x'.repeat(4_096)],
  ['404 page not found\n', '404 page not found'],
])('the error of %j', (body, text) => {
  expect(errorText(body)).toBe(text)
})
