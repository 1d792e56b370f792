import type {Language} from '../language.ts'

export const checks: Language['checks'] = {
  address: {title: 'Address', summary: '{url}[, dialled as {dialled}]'},
  'server-reachable': {title: 'Server', summary: 'answered in {roundTripMs}'},
  'server-version': {title: 'Version', summary: '{serverVersion}[, the ollama command is {clientVersion}]'},
  exposure: {
    title: 'Exposure',
    summary:
      '[listens on {listensOn}][answered from {answeredFrom}][: Ollama asks for no login, and whoever reaches {reachableFrom} can use it]',
  },
  'models-present': {title: 'Installed', summary: 'models: {installed}[, required: {required}]'},
  'model-answers': {
    title: 'Answer',
    summary: '',
    each: '{model}[: {tokensPerSecond} tokens/s][, first after {firstTokenMs}][: {dimensions} dimensions in {embedMs}][, loaded in {loadMs}]',
  },
  'model-placement': {
    title: 'Placement',
    summary: '',
    each: '{model}[: {gpuPercent} on the GPU][, seen by {gpuSeenBy}][, {sizeBytes}][, context {contextLength}][ of {trainedContext}][, unloads in {expiresInMs}]',
  },
  prompts: {title: 'Prompts', summary: 'none was cut in the last {lookedBackMs}'},
  'model-store': {title: 'Store', summary: '{models} models, {blobs} files: there, of their size, not empty'},
  config: {title: 'Settings', summary: 'variables: {count}[, by {runningFrom}]'},
  'disk-space': {title: 'Disk', summary: '{freeBytes} free under {path}[, {fileSystem}]'},
  tcp: {title: 'Port', summary: '{port} is open'},
  http: {title: 'HTTP', summary: 'answered in {roundTripMs}'},
  model: {title: 'Model', summary: 'models: {installed}[, required: {required}]'},
  loaded: {
    title: 'Loaded',
    summary: '',
    each: '{model}[: {gpuPercent} on the GPU][, {sizeBytes}][, context {contextLength}][, loaded in {loadMs}]',
  },
  token: {
    title: 'First token',
    summary: '',
    each: '{model}[: {tokensPerSecond} tokens/s][, first after {firstTokenMs}][: {dimensions} dimensions in {embedMs}]',
  },
  'require-version': {title: 'Version wanted', summary: '{serverVersion} is in {range}'},
  'require-gpu': {title: 'GPU required', summary: '{gpuPercent} on the GPU'},
  'min-context': {title: 'Context', summary: '{contextLength}, at least {minimum}'},
  'max-load-time': {title: 'Load time', summary: '{loadMs}, at most {maximumMs}'},
  'max-first-token': {title: 'First token', summary: '{firstTokenMs}, at most {maximumMs}'},
  'min-tokens-per-second': {title: 'Speed', summary: '{tokensPerSecond} tokens/s, at least {minimum}'},
  'min-free-disk': {title: 'Free disk', summary: '{freeBytes}, at least {minimumBytes}'},
}

export const groups: Language['groups'] = {
  connection: 'Connection',
  models: 'Models',
  machine: 'Machine',
  thresholds: 'Thresholds',
}

export const skips: Language['skips'] = {
  requirement: '{check} did not pass',
  excluded: 'left out by --skip',
  'no-probe': 'left out by --no-probe',
  'not-local': 'the server is on another machine',
  simulated: 'the server is simulated',
  'settings-unseen': 'the server’s variables cannot be seen from here',
  'log-unread': 'no log of the server can be read from here',
  'store-unreadable': 'the server’s models cannot be seen from here',
  'models-missing': 'not installed: {models}',
  'no-candidate': 'no local model is installed',
  'loaded-unknown':
    'this server cannot tell what is loaded, so asking could evict a model; name one, or use --disruptive',
  'context-unknown':
    'asking {models} could reload it: this server does not tell its context; name it, or use --disruptive',
  'nothing-loaded': 'no model is loaded',
  'server-too-old': 'this server has no {feature} yet',
  'not-measured': '{check} could not measure it',
  'loaded-before': 'the model was loaded before, so that no load was measured',
  'no-release': '{serverVersion} is no release',
  silenced: 'failed, and left out by the configuration: {codes}',
}

export const domainTitles: Language['domainTitles'] = {
  connection: 'Connection',
  startup: 'Start and installation',
  registry: 'Pulling from registries',
  store: 'The model store',
  model: 'Models',
  import: 'Importing and creating',
  request: 'Requests',
  context: 'Context and embeddings',
  cloud: 'Ollama’s cloud',
  capacity: 'Load and time',
  memory: 'Memory',
  gpu: 'GPUs',
  runner: 'The runner',
  negative: 'Nothing wrong with Ollama',
  unknown: 'Unknown',
}

export const wait: Language['wait'] = {
  tcp: 'Connecting',
  http: 'The port is open, HTTP is not served yet: the server may still look for GPUs',
  model: 'The server answers; asking for its models',
  loaded: 'The model is being loaded',
  token: 'The model is loaded; waiting for its first token',
}
