import {join} from 'node:path'
import type {Host} from '../host.ts'
import {fields, items, jsonIn} from './json.ts'
import type {OllamaProcess} from './processes.ts'
import {assignments, pick, type VariableSource} from './variable-source.ts'

const names = [
  'OLLAMA_HOST',
  'OLLAMA_MODELS',
  'OLLAMA_ORIGINS',
  'OLLAMA_DEBUG',
  'OLLAMA_KEEP_ALIVE',
  'OLLAMA_LOAD_TIMEOUT',
  'OLLAMA_CONTEXT_LENGTH',
  'OLLAMA_NUM_PARALLEL',
  'OLLAMA_MAX_LOADED_MODELS',
  'OLLAMA_FLASH_ATTENTION',
  'OLLAMA_KV_CACHE_TYPE',
]

/** What a Mac or Windows gives to what it starts, the most particular last. */
export async function readSession(host: Host, server: OllamaProcess | undefined): Promise<readonly VariableSource[]> {
  if (host.platform === 'win32') return ofRegistry(host)
  if (host.platform !== 'darwin') return []
  const [session, agent] = await Promise.all([ofLaunchctl(host), server === undefined ? [] : ofAgent(host, server)])
  return [...session, ...agent]
}

async function ofLaunchctl(host: Host): Promise<VariableSource[]> {
  const values = await Promise.all(
    names.map(async (name) => `${name}=${(await host.ask('launchctl', ['getenv', name]))?.stdout.trim() ?? ''}`),
  )
  const set = values.filter((assignment) => !assignment.endsWith('='))
  return set.length === 0 ? [] : [{source: 'launchctl getenv', values: assignments(set)}]
}

/** Of Homebrew's service, or one that somebody wrote, that starts the very program that runs. */
async function ofAgent(host: Host, {command}: OllamaProcess): Promise<VariableSource[]> {
  const folders = [join(host.env.HOME ?? '', 'Library', 'LaunchAgents'), '/Library/LaunchDaemons']
  const files = await Promise.all(
    folders.map(async (folder) =>
      (await host.list(folder)).filter((name) => /ollama.*\.plist$/i.test(name)).map((name) => join(folder, name)),
    ),
  )
  const sources = await Promise.all(
    files.flat().map(async (source) => {
      const answer = await host.ask('plutil', ['-convert', 'json', '-o', '-', source])
      const {EnvironmentVariables: variables, ProgramArguments: words} = fields(jsonIn(answer?.stdout ?? ''))
      if (items(words).join(' ') !== command) return {source, values: {}}
      const set = Object.entries(fields(variables))
      return {source, values: pick(Object.fromEntries(set.map(([name, value]) => [name, String(value)])))}
    }),
  )
  return sources.filter(({values}) => Object.keys(values).length > 0)
}

/** The machine's, and over them the user's. */
async function ofRegistry(host: Host): Promise<VariableSource[]> {
  const keys = ['HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment', 'HKCU\\Environment']
  const sources = await Promise.all(
    keys.map(async (source) => {
      const answer = await host.ask('reg', ['query', source])
      const found = [...(answer?.stdout ?? '').matchAll(/^\s+(\S+)\s+REG_(?:EXPAND_)?SZ\s+(.*?)\r?$/gm)]
      const set = found.map(([, name, value = '']) => [name, expanded(value, host)] as const)
      return {source, values: pick(Object.fromEntries(set))}
    }),
  )
  return sources.filter(({values}) => Object.keys(values).length > 0)
}

/** `%USERPROFILE%\models` */
function expanded(value: string, {env}: Host): string {
  const names = new Map(Object.entries(env).map(([name, set]) => [name.toLowerCase(), set]))
  return value.replace(/%([^%]+)%/g, (written, name: string) => names.get(name.toLowerCase()) ?? written)
}
