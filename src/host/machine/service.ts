import type {Host} from '../host.ts'

/** A systemd service, as `systemctl show` tells of it. */
export interface Service {
  readonly unit: string
  readonly isOfUser: boolean
  /** `active`, `failed`, `activating`, `inactive` …, and `masked` where it may not be started. */
  readonly state: string
  /** `running`, `auto-restart`, `dead` … */
  readonly subState: string
  /** Why it ended last: `success`, `exit-code`, `signal`, `oom-kill`, `timeout` … */
  readonly result: string
  readonly restarts: number
  readonly pid: number | undefined
  readonly user: string
  readonly needsReload: boolean
  /** Of its unit and drop-ins. What files of variables add is not in it. */
  readonly environment: Readonly<Record<string, string>>
  readonly environmentFiles: readonly string[]
  /** The unit's file and its drop-ins. */
  readonly files: readonly string[]
  /** What of the sandbox may keep the server from its models or its GPU, and is set. */
  readonly sandbox: Readonly<Record<string, string>>
  readonly memoryMaxBytes: number | undefined
}

const properties = [
  'LoadState',
  'ActiveState',
  'SubState',
  'Result',
  'NRestarts',
  'MainPID',
  'User',
  'NeedDaemonReload',
  'Environment',
  'EnvironmentFiles',
  'FragmentPath',
  'DropInPaths',
  'MemoryMax',
]
const sandboxProperties = [
  'ProtectHome',
  'ProtectSystem',
  'PrivateDevices',
  'PrivateTmp',
  'DevicePolicy',
  'DeviceAllow',
  'ReadWritePaths',
]
const harmless: Readonly<Record<string, RegExp>> = {DevicePolicy: /^auto$/}

/** The service of a unit, of the system or else of this user; undefined where there is none. */
export async function readService(host: Host, unit = 'ollama'): Promise<Service | undefined> {
  if (host.platform !== 'linux') return undefined
  return (await show(host, unit, false)) ?? show(host, unit, true)
}

async function show(host: Host, unit: string, isOfUser: boolean): Promise<Service | undefined> {
  const names = [...properties, ...sandboxProperties].join(',')
  const answer = await host.ask('systemctl', [...(isOfUser ? ['--user'] : []), 'show', unit, `--property=${names}`])
  if (answer?.exitCode !== 0) return undefined
  const values = new Map<string, string[]>()
  for (const line of answer.stdout.split('\n')) {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(line) ?? []
    values.set(name, [...(values.get(name) ?? []), value])
  }
  const value = (name: string): string => values.get(name)?.[0] ?? ''
  const loadState = value('LoadState')
  if (loadState !== 'loaded' && loadState !== 'masked') return undefined
  const memoryMax = Number(value('MemoryMax') || Number.NaN)
  return {
    unit,
    isOfUser,
    state: loadState === 'masked' ? loadState : value('ActiveState'),
    subState: value('SubState'),
    result: value('Result'),
    restarts: Number(value('NRestarts')) || 0,
    pid: Number(value('MainPID')) || undefined,
    user: value('User') || (isOfUser ? '' : 'root'),
    needsReload: value('NeedDaemonReload') === 'yes',
    environment: assignmentsIn(value('Environment')),
    environmentFiles: (values.get('EnvironmentFiles') ?? [])
      .map((file) => file.replace(/ \(ignore_errors=\w+\)$/, ''))
      .filter(Boolean),
    files: [value('FragmentPath'), ...wordsIn(value('DropInPaths'))].filter(Boolean),
    sandbox: Object.fromEntries(
      sandboxProperties
        .map((name) => [name, (values.get(name) ?? []).filter(Boolean).join(', ')] as const)
        .filter(([name, set]) => set !== '' && set !== 'no' && !harmless[name]?.test(set)),
    ),
    memoryMaxBytes: Number.isFinite(memoryMax) && memoryMax < 2 ** 63 ? memoryMax : undefined,
  }
}

/** `PATH=/usr/bin OLLAMA_HOST=0.0.0.0 "OLLAMA_ORIGINS=*" "OLLAMA_MODELS=/mnt/my models"` */
function assignmentsIn(text: string): Record<string, string> {
  return Object.fromEntries(
    wordsIn(text).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  )
}

/** A word with a blank or a special character in it stands in quotes, with backslashes before quotes. */
function wordsIn(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([, quoted, plain = '']) => quoted?.replace(/\\(.)/g, '$1') ?? plain,
  )
}
