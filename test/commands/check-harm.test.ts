import {describe, expect, it} from 'vitest'
import type {Scenario} from '../../src/simulator/scenario.ts'
import type {SchedulerEvent} from '../../src/simulator/scheduler.ts'
import {checkJson, checkOf, findingsOf} from '../support/report.ts'
import {runDoctor} from '../support/run.ts'
import {withModel, withScenario} from '../support/servers.ts'

/** What a check did to the models in memory, on a server that follows Ollama's own scheduling. */
async function effects(
  scenario: string,
  argv: readonly string[],
  changes: Partial<Scenario> = {},
): Promise<{events: readonly SchedulerEvent[]; loaded: unknown[]; skip: string | undefined}> {
  return withScenario(scenario, changes, async ({url, scheduler}) => {
    const {report} = await checkJson(['--host', url, ...argv])
    const loaded = [...scheduler.runners.values()].map(({model, contextLength, keepAliveMs}) => ({
      model: model.name,
      contextLength,
      keepAliveMs,
    }))
    return {events: scheduler.events, loaded, skip: checkOf(report, 'model-answers').skip?.reason}
  })
}

const users = {model: 'llama3.2:1b', contextLength: 8192, keepAliveMs: 30 * 60_000}

describe('a check leaves the server as it found it', () => {
  it('by asking a loaded model with its own context and no keep-alive', async () => {
    expect(await effects('loaded', [])).toEqual({events: [], loaded: [users], skip: undefined})
  })

  it('also where that model is named', async () => {
    expect(await effects('loaded', ['llama3.2:1b'])).toMatchObject({events: [], loaded: [users]})
  })

  it('by unloading what it had to load', async () => {
    const {events, loaded} = await effects('healthy', [])
    expect(events).toEqual([
      {kind: 'load', model: 'llama3.2:1b'},
      {kind: 'unload', model: 'llama3.2:1b'},
    ])
    expect(loaded).toEqual([])
  })

  it('by unloading an embedding model, too', async () => {
    const {loaded} = await effects('healthy', ['nomic-embed-text'])
    expect(loaded).toEqual([])
  })

  it('also with an embedding model', async () => {
    const load = {model: 'nomic-embed-text:latest', contextLength: 512, keepAliveMs: 60_000}
    const {events, loaded} = await effects('healthy', ['nomic-embed-text'], {loaded: [load]})
    expect({events, loaded}).toEqual({events: [], loaded: [load]})
  })

  it('by unloading nothing that it did not ask', async () => {
    await withScenario('hung-runner', {loaded: []}, async ({url, scheduler}) => {
      const {report} = await checkJson(['llama3.2:1b', 'qwen3:8b', '--host', url, '--deadline', '400ms'])
      const asked = report.targets[0]?.requests.filter(({path}) => path === '/api/generate')
      // One question that hung, and one request to unload that very model.
      expect(asked).toHaveLength(2)
      expect(scheduler.events).toEqual([])
    })
  })

  it('by not asking where the server does not tell the context of what is loaded', async () => {
    expect(await effects('loaded', [], {version: '0.9.6'})).toEqual({
      events: [],
      loaded: [users],
      skip: 'context-unknown',
    })
  })

  it('by not asking where the server cannot tell what is loaded', async () => {
    expect(await effects('old-server', [])).toMatchObject({events: [], skip: 'loaded-unknown'})
  })

  it('unless the user says so', async () => {
    const {events} = await effects('loaded', ['--disruptive'], {version: '0.9.6'})
    expect(events).toContainEqual({kind: 'reload', model: 'llama3.2:1b', from: 8192, to: 4096})
  })

  it('or names a model that needs the place of another', async () => {
    const {events} = await effects('loaded', ['qwen3:8b'], {maxLoaded: 1})
    expect(events).toContainEqual({kind: 'evict', model: 'llama3.2:1b'})
  })

  it('even where Ctrl-C ends it in the middle', async () => {
    await withScenario('slow-first-token', {}, async ({url, scheduler}) => {
      const loaded = (async () => {
        while (scheduler.runners.size === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      })()
      const {exitCode, stdout} = await runDoctor(['check', '--host', url], {interruptAfter: loaded})
      expect({exitCode, stdout}).toEqual({exitCode: 130, stdout: ''})
      expect(scheduler.runners.size).toBe(0)
    })
  })
})

it('says so where a model that was listed as loaded had to be loaded', async () => {
  await withModel(
    {'/api/ps': '{"models":[{"name":"m:1","size":1,"context_length":777}]}'},
    (_, response) => response.end('{"response":"hi","done":true,"load_duration":292000000}\n'),
    async (url) => {
      const {report, exitCode} = await checkJson(['--host', url])
      expect({exitCode, findings: findingsOf(report)}).toEqual({
        exitCode: 0,
        findings: ['model-answers: model-reloaded (likely)'],
      })
    },
  )
})

it('asks as an application does, for few tokens and without thinking', async () => {
  const bodies: string[] = []
  await withModel(
    {'/api/ps': '{"models":[{"name":"m:1","size":1,"context_length":777}]}'},
    async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      if (request.url === '/api/generate') bodies.push(Buffer.concat(chunks).toString())
      response.end('{"response":"hi","done":true}\n')
    },
    async (url) => {
      await checkJson(['--host', url])
    },
  )
  expect(bodies.map((body) => JSON.parse(body))).toEqual([
    {model: 'm:1', prompt: expect.any(String), stream: true, think: false, options: {num_predict: 16, num_ctx: 777}},
  ])
})

it('lists every request that was sent, in order', async () => {
  const {report} = await checkJson(['--simulate', 'healthy'])
  expect(report.targets[0]?.requests.map(({method, path}) => `${method} ${path}`)).toEqual([
    'GET /',
    'GET /api/version',
    'GET /api/tags',
    'GET /api/ps',
    'POST /api/show',
    'POST /api/show',
    'POST /api/generate',
    'GET /api/ps',
    'POST /api/generate',
  ])
})
