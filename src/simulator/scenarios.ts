import {didYouMean} from '../usage/suggest.ts'
import {UsageError} from '../usage/usage-error.ts'
import {pullScenarios} from './pull-scenarios.ts'
import {type Fault, type Scenario, type SimulatedModel, usualVersion as version} from './scenario.ts'

const llama: SimulatedModel = {
  name: 'llama3.2:1b',
  sizeBytes: 1_321_098_329,
  capabilities: ['completion', 'tools'],
  family: 'llama',
  contextLength: 131_072,
}
const qwen: SimulatedModel = {
  name: 'qwen3:8b',
  sizeBytes: 5_225_388_164,
  capabilities: ['completion', 'tools', 'thinking'],
  family: 'qwen3',
  contextLength: 40_960,
}
const embedder: SimulatedModel = {
  name: 'nomic-embed-text:latest',
  sizeBytes: 274_302_450,
  capabilities: ['embedding'],
  family: 'nomic-bert',
  contextLength: 2_048,
}
const cloud: SimulatedModel = {
  name: 'gpt-oss:120b-cloud',
  sizeBytes: 384,
  capabilities: ['completion', 'tools', 'thinking'],
  family: 'gptoss',
  contextLength: 131_072,
  remote: true,
}
const models = [llama, qwen, embedder, cloud]
const userLoad = {model: llama.name, contextLength: 8_192, keepAliveMs: 30 * 60_000}

const json = {'content-type': 'application/json; charset=utf-8'}
const html = {'content-type': 'text/html; charset=utf-8'}
const failure = (status: number, error: string): Fault => ({
  kind: 'answer',
  status,
  headers: json,
  body: JSON.stringify({error}),
})
const everywhere = (fault: Fault): Record<string, Fault> => ({'*': fault})
const onGenerating = (fault: Fault): Record<string, Fault> => ({'/api/generate': fault, '/api/chat': fault})

/** Every scenario, the healthy ones first. */
export const scenarios: readonly Scenario[] = [
  {name: 'healthy', summary: 'everything works, and no model is loaded', version, models},
  {
    name: 'loaded',
    summary: 'a user has a model loaded, with a context and a keep-alive of their own',
    version,
    models,
    loaded: [userLoad],
  },
  {name: 'cpu-only', summary: 'everything works, on the CPU', version, models: [{...llama, gpuShare: 0}]},
  {
    name: 'invented-gpu-share',
    summary: 'claims the whole model on the GPU, by the size of its file',
    version: '0.30.6',
    models: [{...llama, invented: true}],
  },
  {name: 'old-server', summary: 'a server of April 2024, without /api/ps', version: '0.1.32', models: [llama]},
  {
    name: 'starting',
    summary: 'the port is open, HTTP comes five seconds later',
    version,
    models,
    servesHttp: {afterMs: 5_000},
  },
  {name: 'tcp-only', summary: 'the port is open, HTTP never comes', version, models, servesHttp: 'never'},
  {
    name: 'hung-runner',
    summary: 'everything answers but the loaded model',
    version,
    models,
    loaded: [userLoad],
    faults: onGenerating({kind: 'hang'}),
  },
  {
    name: 'slow-first-token',
    summary: 'five seconds until the first token',
    version,
    models,
    faults: onGenerating({kind: 'late', afterMs: 5_000}),
  },
  {name: 'model-missing', summary: 'no model is installed', version, models: []},
  {
    name: 'gpu-out-of-memory',
    summary: 'loading a model fails for want of GPU memory',
    version,
    models,
    faults: onGenerating(
      failure(
        500,
        'llama runner process has terminated: cudaMalloc failed: out of memory\nggml_gallocr_reserve_n: failed to allocate CUDA0 buffer of size 6979584000',
      ),
    ),
  },
  {
    name: 'not-enough-memory',
    summary: 'the model is larger than the memory',
    version,
    models,
    faults: onGenerating(failure(500, 'model requires more system memory (155.0 GiB) than is available (22.9 GiB)')),
  },
  {
    name: 'disk-full',
    summary: 'the disk of the models is full',
    version,
    models,
    faults: onGenerating(failure(500, 'write /root/.ollama/models/blobs/sha256-1616426043: no space left on device')),
  },
  {
    name: 'runner-crash',
    summary: 'the runner dies while it loads, and only the log says why',
    version,
    models,
    faults: onGenerating(failure(500, 'llama runner process has terminated: exit status 2')),
    log: [
      'ggml_backend_cuda_buffer_type_alloc_buffer: allocating 6656.00 MiB on device 0: cudaMalloc failed: out of memory',
      'llama_model_load: error loading model: unable to allocate CUDA0 buffer',
      'llama_model_load_from_file_impl: failed to load model',
      'panic: unable to load model: {blob}',
      'time={at} level=ERROR source=sched.go:456 msg="error loading llama server" error="llama runner process has terminated: exit status 2"',
    ],
  },
  {
    name: 'midstream-crash',
    summary: 'the runner dies after three tokens: an error inside HTTP 200',
    version,
    models,
    faults: onGenerating({
      kind: 'tokens-then',
      tokens: 3,
      end: {error: 'an error was encountered while running the model: unexpected EOF'},
    }),
  },
  {
    name: 'stream-without-done',
    summary: 'the stream ends after three tokens, without “done” and without an error',
    version,
    models,
    faults: onGenerating({kind: 'tokens-then', tokens: 3, end: 'close'}),
  },
  {
    name: 'stream-cut',
    summary: 'the connection is cut after three tokens',
    version,
    models,
    faults: onGenerating({kind: 'tokens-then', tokens: 3, end: 'reset'}),
  },
  {
    name: 'stream-stalls',
    summary: 'three tokens, then silence',
    version,
    models,
    faults: onGenerating({kind: 'tokens-then', tokens: 3, end: 'silence'}),
  },
  {
    name: 'endless-stream',
    summary: 'tokens without an end',
    version,
    models,
    faults: onGenerating({kind: 'tokens-then', tokens: 3, end: 'endless'}),
  },
  {
    name: 'busy',
    summary: 'the queue is full',
    version,
    models,
    faults: onGenerating(failure(503, 'server busy, please try again.  maximum pending requests exceeded')),
  },
  {
    name: 'weights-missing',
    summary: 'the weights of the models are gone: the server says that they support nothing',
    version,
    models: models.map((model) => ({...model, unreadable: true})),
  },
  {
    name: 'server-panic',
    summary: 'a handler of the server crashes: 500 with an empty body',
    version,
    models,
    faults: onGenerating({kind: 'answer', status: 500, body: ''}),
  },
  {
    name: 'unknown-error',
    summary: 'an error that nobody has seen before',
    version,
    models,
    faults: onGenerating(failure(500, 'the flux capacitor is out of tune')),
  },
  {
    name: 'proxy-html',
    summary: 'a proxy answers with its own error page',
    version,
    models,
    faults: everywhere({
      kind: 'answer',
      status: 502,
      headers: {...html, server: 'nginx/1.27.4'},
      body: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.27.4</center>\r\n</body>\r\n</html>\r\n',
    }),
  },
  {
    name: 'proxy-timeout',
    summary: 'a proxy gives up before the first token',
    version,
    models,
    faults: onGenerating({
      kind: 'answer',
      status: 504,
      headers: {...html, server: 'nginx/1.27.4'},
      body: '<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body>\r\n<center><h1>504 Gateway Time-out</h1></center>\r\n</body>\r\n</html>\r\n',
    }),
  },
  {
    name: 'auth-required',
    summary: 'a proxy asks for credentials',
    version,
    models,
    faults: everywhere({
      kind: 'answer',
      status: 401,
      headers: {...html, 'www-authenticate': 'Basic realm="ollama"'},
      body: '<html><head><title>401 Authorization Required</title></head></html>',
    }),
  },
  {
    name: 'forbidden',
    summary: '403 with an empty body, as for a foreign Origin',
    version,
    models,
    faults: everywhere({kind: 'answer', status: 403, body: ''}),
  },
  {
    name: 'not-ollama',
    summary: 'another program has the port',
    version,
    models,
    faults: everywhere({
      kind: 'answer',
      status: 200,
      headers: {...html, server: 'uvicorn'},
      body: '<!doctype html><html><head><title>Some Chat</title></head><body></body></html>',
    }),
  },
  {
    name: 'redirect-elsewhere',
    summary: 'redirects to another host',
    version,
    models,
    faults: everywhere({
      kind: 'answer',
      status: 302,
      headers: {location: 'https://login.example.com/?next=ollama'},
      body: '',
    }),
  },
  {
    name: 'connection-reset',
    summary: 'every connection is cut before an answer',
    version,
    models,
    faults: everywhere({kind: 'reset'}),
  },
  {
    name: 'endless-body',
    summary: 'the list of models never ends',
    version,
    models,
    faults: {'/api/tags': {kind: 'endless', chunk: '{"models":[{"name":"x"},'.repeat(1_000)}},
  },
  {
    name: 'slow-drip',
    summary: 'the list of models comes a byte at a time',
    version,
    models,
    faults: {'/api/tags': {kind: 'drip', everyMs: 200, body: JSON.stringify({models: Array(1_000).fill({name: 'x'})})}},
  },
  {
    name: 'gzip-bomb',
    summary: 'the list of models inflates to a gigabyte',
    version,
    models,
    faults: {'/api/tags': {kind: 'gzip-bomb'}},
  },
  {
    name: 'not-json',
    summary: 'the list of models is no JSON',
    version,
    models,
    faults: {'/api/tags': {kind: 'answer', status: 200, headers: json, body: '{"models":[{"name":'}},
  },
  {
    name: 'huge-error',
    summary: 'an error of fifty megabytes',
    version,
    models,
    faults: onGenerating({kind: 'answer', status: 500, headers: json, body: 'x'.repeat(50_000_000)}),
  },
  {
    name: 'escape-sequences',
    summary: 'names and errors that would take over a terminal',
    version,
    models: [{...llama, name: 'evil\u001b]0;owned\u0007\u001b[2J\nmodel\u202e:1b'}],
    faults: onGenerating(failure(500, '\u001b[2J\u001b[1;31mowned\u001b[0m\r\u009b31m\u202egnp.exe\u2028next')),
  },
  ...pullScenarios,
]

export function findScenario(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name)
  if (found !== undefined) return found
  const suggestion = didYouMean(
    name,
    scenarios.map((scenario) => scenario.name),
  )
  throw new UsageError(`no scenario is called "${name}"${suggestion}\nsimulate --list shows them`)
}
