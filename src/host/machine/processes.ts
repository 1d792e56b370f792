import type {Host} from '../host.ts'
import {userName} from '../owner.ts'
import {fields, items} from './json.ts'
import {askPowerShell} from './powershell.ts'

/** A process that is Ollama's: a server, a runner, the app. */
export interface OllamaProcess {
  readonly pid: number
  readonly user: string
  /** Its program and what it does, with the options that have numbers and files; what a user wrote is none of it. */
  readonly command: string
  readonly kind: 'server' | 'runner' | 'app' | 'other'
  /** As `ps` has it: R runs, S waits, D waits for a device, T is stopped, Z has ended. Undefined where it is not told. */
  readonly state?: string
  readonly startedAt?: Date
  /** Of the processor, since it was started. */
  readonly processorMs?: number
  /** The systemd unit that it belongs to. */
  readonly unit?: string
  /** The start of the id of the container that it is in. */
  readonly container?: string
}

const program = /(?:^|[\\/])(?:ollama|llama-server|ollama_llama_server|ollama-lib|ollama app)(?:\.exe)?$/i

/** Whether a program, by its path or name, is one of Ollama's. */
export function isOllama(path: string): boolean {
  return program.test(path)
}

/** All that can be seen of them, the servers first. */
export async function readProcesses(host: Host): Promise<readonly OllamaProcess[]> {
  const found = await (host.platform === 'linux'
    ? ofProc(host)
    : host.platform === 'win32'
      ? ofPowerShell(host)
      : ofPs(host))
  const order = ['server', 'app', 'runner', 'other']
  return [...found].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

/** In which /proc tells times, on every architecture: a hundredth of a second. */
const tickMs = 10

async function ofProc(host: Host): Promise<OllamaProcess[]> {
  const [names, stat] = await Promise.all([host.list('/proc'), host.read('/proc/stat')])
  const bootMs = Number(/^btime (\d+)/m.exec(stat ?? '')?.[1] ?? Number.NaN) * 1_000
  const pids = names.filter((name) => /^\d+$/.test(name))
  return (await Promise.all(pids.map((pid) => readProc(pid, bootMs, host)))).filter((process) => process !== undefined)
}

async function readProc(pid: string, bootMs: number, host: Host): Promise<OllamaProcess | undefined> {
  const words = (await host.read(`/proc/${pid}/cmdline`))?.split('\0').filter(Boolean) ?? []
  if (!isOllama(words[0] ?? '')) return undefined
  const [status = '', cgroup = '', stat = ''] = await Promise.all(
    ['status', 'cgroup', 'stat'].map((file) => host.read(`/proc/${pid}/${file}`)),
  )
  // Behind the name, which may have blanks, the twentieth is when it was started.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const startedMs = bootMs + (fields[19] ?? Number.NaN) * tickMs
  const processorMs = ((fields[11] ?? Number.NaN) + (fields[12] ?? Number.NaN)) * tickMs
  const uid = /^Uid:\s+(\d+)/m.exec(status)?.[1]
  const state = /^State:\s+(\w)/m.exec(status)?.[1]
  // A service of a user is below that of the user's session.
  const unit = /([\w@.:-]+\.service)(?!.*\.service)/.exec(cgroup)?.[1]
  const container = /(?:docker|libpod|cri-containerd|crio)[-/](?:conmon-)?([0-9a-f]{12})[0-9a-f]{52}/.exec(cgroup)?.[1]
  return {
    pid: Number(pid),
    user: uid === undefined ? '' : await userName(Number(uid)),
    command: commandOf(words),
    kind: kindOf(words),
    ...(state !== undefined && {state}),
    ...(Number.isFinite(startedMs) && {startedAt: new Date(startedMs)}),
    ...(Number.isFinite(processorMs) && {processorMs}),
    ...(unit !== undefined && container === undefined && {unit}),
    ...(container !== undefined && {container}),
  }
}

/** `  501  4242 S    /Applications/Ollama.app/Contents/Resources/ollama serve` */
async function ofPs(host: Host): Promise<OllamaProcess[]> {
  const {stdout = ''} = (await host.ask('ps', ['-axo', 'pid=,user=,stat=,args='])) ?? {}
  return stdout.split('\n').flatMap((line) => {
    const [, pid, user = '', state, command = ''] = /^\s*(\d+)\s+(\S+)\s+(\w)\S*\s+(.+)$/.exec(line) ?? []
    // A path with blanks is not told from arguments: what follows the program's name is.
    const [, path = '', rest = ''] = /^(.*?[\\/](?:ollama|llama-server|Ollama)|ollama)(?: (.*))?$/.exec(command) ?? []
    const words = [path, ...rest.split(' ')].filter(Boolean)
    if (pid === undefined || path === '') return []
    return [
      {pid: Number(pid), user, command: commandOf(words), kind: kindOf(words), ...(state !== undefined && {state})},
    ]
  })
}

/** Of other users' processes Windows tells no more than the name. */
const script = [
  "@(Get-CimInstance Win32_Process -Filter \"Name LIKE 'ollama%' OR Name LIKE 'llama-server%'\"|Select-Object ",
  'ProcessId,Name,CommandLine,KernelModeTime,UserModeTime,',
  "@{n='Started';e={$_.CreationDate.ToUniversalTime().ToString('o')}})",
].join('')
/** In which Windows tells times: a tenth of a microsecond. */
const ticksPerMs = 10_000

async function ofPowerShell(host: Host): Promise<OllamaProcess[]> {
  return items(await askPowerShell(host, script)).flatMap((item) => {
    const {
      ProcessId: pid,
      Name: name,
      CommandLine: line,
      KernelModeTime: kernel,
      UserModeTime: user,
      Started,
    } = fields(item)
    if (typeof pid !== 'number' || typeof name !== 'string' || !isOllama(name)) return []
    const words = typeof line === 'string' ? wordsIn(line) : [name]
    const processorMs = (Number(kernel) + Number(user)) / ticksPerMs
    const startedAt = new Date(String(Started))
    return [
      {
        pid,
        user: '',
        command: commandOf(words),
        kind: kindOf(words),
        ...(Number.isFinite(processorMs) && {processorMs}),
        ...(Number.isFinite(startedAt.getTime()) && {startedAt}),
      },
    ]
  })
}

/** `"C:\\Users\\a b\\ollama.exe" serve` */
function wordsIn(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain = '']) => quoted ?? plain)
}

/** Options that tell how a runner was started. */
const tellingOption =
  /^(?:--(?:model|ctx-size|parallel|port|n-gpu-layers|batch-size|threads|flash-attn)|-c|-np|-b|-ub)$/

function commandOf([path = '', ...words]: readonly string[]): string {
  const [verb = ''] = words
  const options = words.flatMap((word, index) => (tellingOption.test(word) ? [word, words[index + 1] ?? ''] : []))
  return [path, ...(/^[a-z-]{1,20}$/.test(verb) && !verb.startsWith('-') ? [verb] : []), ...options].join(' ')
}

function kindOf([path = '', verb = '']: readonly string[]): OllamaProcess['kind'] {
  if (/llama[-_](?:llama[-_])?server(?:\.exe)?$/i.test(path) || verb === 'runner') return 'runner'
  if (verb === 'serve' || verb === 'start') return 'server'
  return /Ollama$|ollama app(?:\.exe)?$/.test(path) ? 'app' : 'other'
}
