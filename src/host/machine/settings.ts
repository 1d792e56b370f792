import {isSecretName} from '../../redact/redact.ts'
import type {Host} from '../host.ts'
import type {OllamaProcess} from './processes.ts'
import type {Service} from './service.ts'

/** Variables, and where they are set. */
export interface VariableSource {
  readonly source: string
  readonly values: Readonly<Record<string, string>>
}

/** A line of a unit that systemd leaves out, or reads otherwise than it looks. */
export interface IgnoredLine {
  /** `/etc/systemd/system/ollama.service.d/override.conf, line 3` */
  readonly source: string
  readonly text: string
  readonly variable?: string
}

/** The variables of the server: what it runs with, and what it was meant to have. */
export interface Settings {
  /** Of the process itself; undefined where this user may not see it, or there are several servers. */
  readonly running: VariableSource | undefined
  readonly meant: readonly VariableSource[]
  readonly ignored: readonly IgnoredLine[]
}

const timeoutMs = 3_000
/** What may be told of a server's environment, and nothing else. */
const telling =
  /^(?:OLLAMA_|LLAMA_ARG_|CUDA_VISIBLE_DEVICES$|HIP_VISIBLE_DEVICES$|ROCR_VISIBLE_DEVICES$|GGML_VK_VISIBLE_DEVICES$|GPU_DEVICE_ORDINAL$|HSA_OVERRIDE_GFX_VERSION|JETSON_JETPACK$|HOME$|TMPDIR$|(?:HTTPS?|NO|ALL)_PROXY$)/i

export async function readSettings(
  host: Host,
  processes: readonly OllamaProcess[],
  service: Service | undefined,
): Promise<Settings> {
  const servers = processes.filter(({kind}) => kind === 'server')
  const server = servers.length === 1 ? servers[0] : undefined
  const [running, ofFiles, ignored, ofContainer, ofSession] = await Promise.all([
    server && environmentOf(server, host),
    Promise.all((service?.environmentFiles ?? []).map((path) => readEnvironmentFile(path, host))),
    Promise.all((service?.files ?? []).map((path) => ignoredLines(path, host))),
    server?.container === undefined ? undefined : readContainer(server.container, host),
    ofPlatform(host),
  ])
  // A unit is none of a server that runs in a container, or was started by hand.
  const isOfUnit = server === undefined || server.unit === undefined || server.unit === `${service?.unit}.service`
  const ofUnit = service &&
    isOfUnit &&
    server?.container === undefined && {source: `systemctl show ${service.unit}`, values: pick(service.environment)}
  return {
    running,
    meant: [ofUnit || undefined, ...(ofUnit ? ofFiles : []), ofContainer, ofSession].filter(
      (source) => source !== undefined,
    ),
    ignored: ofUnit ? ignored.flat() : [],
  }
}

async function environmentOf({pid}: OllamaProcess, host: Host): Promise<VariableSource | undefined> {
  const text = await host.read(`/proc/${pid}/environ`)
  if (text === undefined || text === '') return undefined
  return {source: `/proc/${pid}/environ`, values: pick(assignments(text.split('\0')))}
}

/** As systemd reads it: comments, and a value with or without quotes. */
async function readEnvironmentFile(path: string, host: Host): Promise<VariableSource | undefined> {
  const lines = (await host.read(path))?.split('\n').filter((line) => !/^\s*[#;]/.test(line))
  return lines && {source: path, values: pick(assignments(lines.map((line) => line.trim())))}
}

async function readContainer(id: string, host: Host): Promise<VariableSource | undefined> {
  for (const engine of ['docker', 'podman']) {
    const answer = await host.ask(
      engine,
      ['inspect', '--format', '{{range .Config.Env}}{{println .}}{{end}}', id],
      timeoutMs,
    )
    if (answer?.exitCode === 0)
      return {source: `${engine} inspect ${id}`, values: pick(assignments(answer.stdout.split('\n')))}
  }
  return undefined
}

/** What the app of a Mac or of Windows is started with. */
async function ofPlatform(host: Host): Promise<VariableSource | undefined> {
  if (host.platform === 'win32') {
    const answer = await host.ask('reg', ['query', 'HKCU\\Environment'], timeoutMs)
    const found = [...(answer?.stdout ?? '').matchAll(/^\s+(\S+)\s+REG_(?:EXPAND_)?SZ\s+(.*?)\r?$/gm)]
    return (
      answer && {
        source: 'HKCU\\Environment',
        values: pick(Object.fromEntries(found.map(([, name, value = '']) => [name, value]))),
      }
    )
  }
  if (host.platform !== 'darwin') return undefined
  const names = [
    'OLLAMA_HOST',
    'OLLAMA_MODELS',
    'OLLAMA_ORIGINS',
    'OLLAMA_KEEP_ALIVE',
    'OLLAMA_CONTEXT_LENGTH',
    'OLLAMA_NUM_PARALLEL',
    'OLLAMA_FLASH_ATTENTION',
    'OLLAMA_KV_CACHE_TYPE',
  ]
  const values = await Promise.all(
    names.map(
      async (name) => [name, (await host.ask('launchctl', ['getenv', name], timeoutMs))?.stdout.trim() ?? ''] as const,
    ),
  )
  const set = values.filter(([, value]) => value !== '')
  return set.length === 0 ? undefined : {source: 'launchctl getenv', values: Object.fromEntries(set)}
}

/** Lines with a variable of Ollama's that systemd does not take for one. */
async function ignoredLines(path: string, host: Host): Promise<IgnoredLine[]> {
  let section = ''
  return logicalLines((await host.read(path)) ?? '').flatMap(({text: line, index}): IgnoredLine[] => {
    section = /^\[([\w-]+)\]$/.exec(line)?.[1] ?? section
    // What is not systemd's own, as Podman's sections, is left alone by it.
    if (section.startsWith('X-') || section === 'Container' || section === 'Pod') return []
    const about = {source: `${path}, line ${index + 1}`, text: withoutOthers(line)}
    const bare = /^(OLLAMA_\w+)\s*=/.exec(line)?.[1]
    if (bare !== undefined) return [{...about, variable: bare}]
    const value = /^Environment\s*=\s*(.*)$/.exec(line)?.[1]
    if (value === undefined || !/OLLAMA_/.test(value)) return []
    if (section !== 'Service') return [about]
    // Of words without quotes, each has to be an assignment of its own.
    const words = value
      .replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '')
      .split(/\s+/)
      .filter(Boolean)
    return words.some((word) => !word.includes('=')) ? [about] : []
  })
}

/** A backslash at its end joins a line with the next. */
function logicalLines(text: string): {readonly text: string; readonly index: number}[] {
  const joined: {text: string; index: number; isOpen: boolean}[] = []
  for (const [index, written] of text.split('\n').entries()) {
    const line = written.trim()
    const last = joined.at(-1)
    const isOpen = line.endsWith('\\')
    const part = isOpen ? line.slice(0, -1).trim() : line
    if (last?.isOpen) Object.assign(last, {text: `${last.text} ${part}`, isOpen})
    else joined.push({text: part, index, isOpen})
  }
  return joined
}

/** A value with blanks stands in quotes, or its whole assignment does. */
const assignment = /(?<!\w)(?!Environment=)(\w+)=(?:(?<="\w+=)[^"]*|(?<='\w+=)[^']*|"[^"]*"|'[^']*'|\S*)/g

/** Of a line, what is about Ollama's variables; whatever else stands in it is nobody's business. */
function withoutOthers(line: string): string {
  return line.replace(assignment, (found, name: string) =>
    name.startsWith('OLLAMA_') && !isSecretName(name) ? found : `${name}=***`,
  )
}

function assignments(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value = ''] = /^(?:export\s+)?(\w+)=(.*)$/s.exec(line) ?? []
      return name === undefined ? [] : [[name, value.replace(/^(["'])(.*)\1$/s, '$2')]]
    }),
  )
}

/** Nothing else of an environment is anybody's business. */
function pick(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => telling.test(name))
      .map(([name, value]) => [name, isSecretName(name) ? '***' : value]),
  )
}
