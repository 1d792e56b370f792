import {suggestion} from '../usage/suggest.ts'
import {compareVersions} from './version.ts'

/** How Ollama reads a variable's value (envconfig/config.go). */
export type Kind = 'text' | 'switch' | 'count' | 'duration' | 'list' | 'path'

/** A variable that Ollama's server reads. */
export interface Variable {
  /** The first release that reads it. */
  readonly since: string
  /** The first of those looked at that reads it no more: one or two before it may not, either. */
  readonly until?: string
  readonly kind: Kind
}

/** Everything that a server of some version reads under Ollama's own prefix, by envconfig/config.go and the code that reads others. */
export const variables: Readonly<Record<string, Variable>> = {
  OLLAMA_HOST: {since: '0.0.1', kind: 'text'},
  OLLAMA_ORIGINS: {since: '0.0.14', kind: 'list'},
  OLLAMA_NOPRUNE: {since: '0.0.19', kind: 'switch'},
  OLLAMA_MODELS: {since: '0.1.6', kind: 'path'},
  OLLAMA_DEBUG: {since: '0.1.21', kind: 'text'},
  OLLAMA_LLM_LIBRARY: {since: '0.1.21', kind: 'text'},
  OLLAMA_KEEP_ALIVE: {since: '0.1.29', kind: 'duration'},
  OLLAMA_MAX_VRAM: {since: '0.1.29', until: '0.9.6', kind: 'count'},
  OLLAMA_TMPDIR: {since: '0.1.32', until: '0.9.6', kind: 'path'},
  OLLAMA_RUNNERS_DIR: {since: '0.1.33', until: '0.5.7', kind: 'path'},
  OLLAMA_NUM_PARALLEL: {since: '0.1.33', kind: 'count'},
  OLLAMA_MAX_LOADED_MODELS: {since: '0.1.33', kind: 'count'},
  OLLAMA_MAX_QUEUE: {since: '0.1.34', kind: 'count'},
  OLLAMA_FLASH_ATTENTION: {since: '0.1.39', kind: 'switch'},
  OLLAMA_NOHISTORY: {since: '0.1.39', kind: 'switch'},
  OLLAMA_SCHED_SPREAD: {since: '0.1.45', kind: 'switch'},
  OLLAMA_INTEL_GPU: {since: '0.1.45', until: '0.12.11', kind: 'switch'},
  OLLAMA_LOAD_TIMEOUT: {since: '0.3.10', kind: 'duration'},
  OLLAMA_GPU_OVERHEAD: {since: '0.3.10', kind: 'count'},
  OLLAMA_MULTIUSER_CACHE: {since: '0.3.13', until: '0.30.0', kind: 'switch'},
  OLLAMA_KV_CACHE_TYPE: {since: '0.5.0', kind: 'text'},
  OLLAMA_NEW_ESTIMATES: {since: '0.11.5', until: '0.12.11', kind: 'switch'},
  OLLAMA_NEW_ENGINE: {since: '0.5.12', until: '0.30.0', kind: 'switch'},
  OLLAMA_CONTEXT_LENGTH: {since: '0.5.13', kind: 'count'},
  OLLAMA_REGISTRY_MAXSTREAMS: {since: '0.5.13', until: '0.32.15', kind: 'count'},
  OLLAMA_EXPERIMENT: {since: '0.6.0', kind: 'text'},
  OLLAMA_LIBRARY_PATH: {since: '0.6.7', kind: 'path'},
  OLLAMA_AUTH: {since: '0.8.0', kind: 'switch'},
  OLLAMA_REMOTES: {since: '0.12.0', kind: 'list'},
  OLLAMA_VULKAN: {since: '0.12.11', kind: 'switch'},
  OLLAMA_EDITOR: {since: '0.16.0', kind: 'text'},
  OLLAMA_NO_CLOUD: {since: '0.16.2', kind: 'switch'},
  OLLAMA_CLOUD_BASE_URL: {since: '0.17.6', kind: 'text'},
  OLLAMA_DEBUG_LOG_REQUESTS: {since: '0.18.3', kind: 'switch'},
  OLLAMA_MAX_TRANSFER_STREAMS: {since: '0.23.3', kind: 'count'},
  OLLAMA_GO_TEMPLATE: {since: '0.30.0', kind: 'switch'},
  OLLAMA_IGPU_ENABLE: {since: '0.30.0', kind: 'switch'},
}

const prefix = 'OLLAMA_'

/** Read by clients, by other commands of Ollama's, or by its tests: of no use to a server, and no mistake. */
const foreign =
  /^OLLAMA_(?:API_\w+|BASE_URLS?|URLS?|MODEL|SERVICE_\w+|PORT_\w+|VERSION|BIN|SKILLS|DOT_COM_URL|LLAMA_CPP_COMPAT|(?:TEST|LAUNCH|AGENT|APP)_\w+)$/

/** Whether somebody may take the name for one that a server reads, and no version does. Others may be of other programs. */
export function isMistaken(name: string, value: string): boolean {
  // Kubernetes gives every pod beside a service of the name ollama such as OLLAMA_PORT=tcp://10.0.0.1:11434.
  if (!name.startsWith('OLLAMA_') || variables[name] !== undefined || foreign.test(name) || /^\w+:\/\//.test(value))
    return false
  return name in misnamed || nearest(name) !== undefined
}

/** The variable that was probably meant: all share the prefix, so what is behind it has to be near. */
export function nearest(name: string): string | undefined {
  const [word = '', ...all] = [name, ...Object.keys(variables)].map((each) => each.slice(prefix.length))
  const found = suggestion(word, all, ({length}) => Math.max(1, length / 4))
  return found === undefined ? undefined : prefix + found
}

/** Whether the server of that version does not read it yet, or not any more. */
export function isOutOfVersion(name: string, version: string): boolean {
  const {since = '0', until} = variables[name] ?? {}
  return compareVersions(version, since) < 0 || (until !== undefined && compareVersions(version, until) >= 0)
}

/** Variables that people set and no version has ever read, and the one that is read in their place; none where that is an option of a request. */
export const misnamed: Readonly<Record<string, string | undefined>> = {
  ...named('OLLAMA_CONTEXT_LENGTH', [
    'NUM_CTX',
    'NUM_CONTEXT',
    'CTX',
    'CTX_SIZE',
    'CTX_LEN',
    'CONTEXT',
    'CONTEXT_SIZE',
    'CONTEXT_WINDOW',
    'MAX_CONTEXT',
    'MAX_CTX',
    'DEFAULT_CTX',
  ]),
  ...named('OLLAMA_LOAD_TIMEOUT', ['TIMEOUT', 'REQUEST_TIMEOUT', 'MODEL_LOAD_TIMEOUT']),
  ...named('OLLAMA_HOST', ['PORT', 'ADDRESS', 'BIND', 'LISTEN']),
  ...named('OLLAMA_LLM_LIBRARY', ['FORCE_CPU', 'FORCE_GPU', 'CPU_ONLY', 'NO_GPU', 'CUDA', 'ROCM', 'DEVICE']),
  ...named('CUDA_VISIBLE_DEVICES', ['GPU', 'GPUS', 'USE_GPU', 'NUM_GPUS', 'GPU_DEVICE']),
  ...named('OLLAMA_SCHED_SPREAD', ['GPU_SPLIT']),
  ...named('OLLAMA_GPU_OVERHEAD', ['GPU_MEMORY', 'MAX_MEMORY', 'VRAM']),
  ...named('OLLAMA_MODELS', ['MODEL_PATH', 'MODELS_PATH', 'MODEL_DIR', 'MODELS_DIR', 'HOME', 'DATA']),
  ...named('OLLAMA_ORIGINS', ['ORIGIN', 'CORS', 'CORS_ORIGINS', 'ALLOW_ORIGINS', 'ALLOWED_ORIGINS']),
  ...named('OLLAMA_DEBUG', ['LOG_LEVEL', 'VERBOSE']),
  ...named('OLLAMA_KEEP_ALIVE', ['KEEPALIVE']),
  ...named('OLLAMA_NUM_PARALLEL', ['PARALLEL', 'MAX_PARALLEL', 'NUM_PARALLELS']),
  ...named('OLLAMA_MAX_LOADED_MODELS', ['MAX_LOADED', 'MAX_MODELS', 'MAX_LOADED_MODEL']),
  ...named('OLLAMA_MAX_QUEUE', ['QUEUE']),
  ...named('OLLAMA_KV_CACHE_TYPE', ['KV_CACHE', 'CACHE_TYPE']),
  ...named('OLLAMA_FLASH_ATTENTION', ['FLASH_ATTN', 'FLASHATTENTION']),
  ...named('HTTPS_PROXY', ['PROXY']),
  ...named(undefined, [
    'NUM_GPU',
    'GPU_LAYERS',
    'NUM_GPU_LAYERS',
    'N_GPU_LAYERS',
    'NUM_THREADS',
    'NUM_THREAD',
    'THREADS',
    'BATCH_SIZE',
    'NUM_BATCH',
    'TEMPERATURE',
  ]),
}

function named(right: string | undefined, wrong: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(wrong.map((name) => [`OLLAMA_${name}`, right]))
}
