import {readdirSync, readFileSync} from 'node:fs'
import http from 'node:http'
import {describe, expect, it} from 'vitest'
import type {Scenario, SimulatedModel, SimulatedPull} from '../../src/simulator/scenario.ts'
import {withScenario} from '../support/servers.ts'

interface Recording {
  readonly name: string
  /** What was installed: nothing, or `tiny` and its like. */
  readonly store: 'empty' | 'tiny'
  readonly request: {method: string; path: string; headers: Record<string, string>; body: unknown}
  readonly response: Answer
}

interface Answer {
  readonly status: number
  readonly contentType: string | null
  readonly location: string | null
  readonly body: string
}

const folder = new URL('../recordings/', import.meta.url)
const versions = readdirSync(folder)
  .filter((name) => name.endsWith('.jsonl'))
  .map((name) => name.replace(/\.jsonl$/, ''))

const base = {sizeBytes: 626_474, family: 'llama', contextLength: 2_048, gpuShare: 0}
const models: SimulatedModel[] = [
  {...base, name: 'tiny:latest', capabilities: ['completion']},
  {...base, name: 'tiny-suffix:latest', capabilities: ['completion']},
  {...base, name: 'tinyembed:latest', capabilities: ['embedding'], family: 'bert'},
]

describe.each(versions)('the simulator answers like Ollama %s', (version) => {
  const recordings = readFileSync(new URL(`${version}.jsonl`, folder), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line): Recording => JSON.parse(line))

  it.each(recordings.map((recording) => [recording.name, recording] as const))(
    'to %s',
    async (name, {store, request, response}) => {
      const scenario: Partial<Scenario> = {
        version,
        models: store === 'empty' ? [] : models,
        ...((name === 'ps-loaded' || name === 'unload') && {
          loaded: [{model: 'tiny:latest', contextLength: 2_048, keepAliveMs: 300_000}],
        }),
        // Why a pull fails is the registry's affair; how the server says so is not.
        ...(request.path === '/api/pull' && {pulls: [{layers: [], end: endOf(response)}]}),
      }
      await withScenario('healthy', scenario, async ({url}) => {
        const answer = await send(url, request)
        expect(shape(answer)).toEqual(shape(response))
      })
    },
  )
})

function endOf({body}: Answer): SimulatedPull['end'] {
  const {error} = JSON.parse(body.trim().split('\n').at(-1) ?? '{}')
  return error === undefined ? 'success' : {error}
}

function send(url: string, {method, path, headers, body}: Recording['request']): Promise<Answer> {
  const text = typeof body === 'string' ? body : body === null || body === undefined ? '' : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      {method, path, headers: {'content-length': Buffer.byteLength(text), ...headers}},
      async (response) => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk)
        resolve({
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? null,
          location: response.headers.location ?? null,
          body: Buffer.concat(chunks).toString(),
        })
      },
    )
    request.once('error', reject).end(text)
  })
}

/** What must be equal: everything of an error, the fields and their types of a success, of the first and the last line. */
function shape({status, contentType, location, body}: Answer): unknown {
  const lines = body.split('\n').filter(Boolean)
  const ends = [...new Set([lines[0], lines.at(-1)])].filter((line) => line !== undefined)
  return {
    status,
    contentType,
    location,
    body: contentType?.includes('json') ? ends.map((line) => typesIn(JSON.parse(line))) : location === null ? body : '',
  }
}

/** Values that a client branches on stay as they are, others become their type. */
function typesIn(value: unknown, key = ''): unknown {
  if (['error', 'done', 'capabilities', 'version'].includes(key)) return value
  // Where a text ends is the model's choice; that it was a load or an unload is not.
  if (key === 'done_reason') return value === 'length' ? 'stop' : value
  if (Array.isArray(value)) return value.slice(0, 1).map((item) => typesIn(item))
  if (typeof value !== 'object' || value === null) return typeof value
  const kept = Object.entries(value).filter(([name]) => name !== 'prompt_eval_duration') // absent where the prompt was cached
  return Object.fromEntries(
    kept.map(([name, item]) => [
      name,
      ['model_info', 'tensors', 'context'].includes(name) ? 'left out' : typesIn(item, name),
    ]),
  )
}
