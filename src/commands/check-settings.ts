import type {Threshold} from '../catalogue/entry.ts'
import type {Thresholds} from '../checks/thresholds.ts'
import {readList} from '../cli/list-file.ts'
import type {Session} from '../cli/program.ts'
import {UsageError} from '../cli/usage-error.ts'
import {type Configuration, readConfiguration} from '../config/configuration.ts'
import {type Address, parseAddress} from '../ollama/address.ts'
import {readModels} from './required-models.ts'

/** What the flags, the environment and the configuration may say of a check, as commander hands the flags over. */
export interface SettingFlags {
  readonly host: readonly string[]
  readonly hostsFile?: string
  readonly modelsFile?: string
  readonly config?: string
  readonly failOn?: Threshold
  readonly baseline?: string
  readonly requireVersion?: string
  readonly requireGpu?: true
  readonly minContext?: number
  readonly maxLoadTime?: number
  readonly maxFirstToken?: number
  readonly minTokensPerSecond?: number
  readonly minFreeDisk?: number
}

export interface CheckSettings {
  readonly targets: readonly Address[]
  readonly models: readonly string[]
  readonly failOn: Threshold
  readonly thresholds: Thresholds
  readonly severity: Configuration['severity']
  readonly baseline?: string
  /** Every one of them, to be shown. */
  readonly shown: readonly Setting[]
}

/** A value, and who says so. */
export interface Setting {
  readonly name: string
  readonly value: string | number | boolean | readonly string[] | null
  readonly from: string
}

const thresholdOptions = {
  requireVersion: '--require-version',
  requireGpu: '--require-gpu',
  minContext: '--min-context',
  maxLoadTimeMs: '--max-load-time',
  maxFirstTokenMs: '--max-first-token',
  minTokensPerSecond: '--min-tokens-per-second',
  minFreeDiskBytes: '--min-free-disk',
} as const satisfies Record<keyof Thresholds, string>

/** Flags beat the environment, and that the configuration. */
export async function readCheckSettings(
  words: readonly string[],
  flags: SettingFlags,
  session: Session,
): Promise<CheckSettings> {
  if (flags.hostsFile === '-' && flags.modelsFile === '-')
    throw new UsageError('--hosts-file and --models-file cannot both be standard input')
  const configuration = await readConfiguration(flags.config)
  const file = configuration.path ?? ''
  const hosts = await readHosts(flags, configuration, session)
  const {models} = await readModels(words, flags, session)
  const fromFlags: Thresholds = {
    requireVersion: flags.requireVersion,
    requireGpu: flags.requireGpu,
    minContext: flags.minContext,
    maxLoadTimeMs: flags.maxLoadTime,
    maxFirstTokenMs: flags.maxFirstToken,
    minTokensPerSecond: flags.minTokensPerSecond,
    minFreeDiskBytes: flags.minFreeDisk,
  }
  const thresholds: Record<string, string | number | true | undefined> = {}
  const shownThresholds = Object.entries(thresholdOptions).map(([key, option]): Setting => {
    const name = key as keyof Thresholds
    const value = fromFlags[name] ?? configuration.thresholds[name]
    thresholds[name] = value
    const from = fromFlags[name] !== undefined ? option : value === undefined ? 'default' : file
    return {name: `thresholds.${name}`, value: value ?? null, from}
  })
  const failOn = flags.failOn ?? configuration.failOn ?? 'error'
  const baseline = flags.baseline ?? configuration.baseline
  const modelsFrom =
    words.length > 0
      ? 'arguments'
      : flags.modelsFile !== undefined
        ? '--models-file'
        : models.length > 0
          ? file
          : 'default'
  const source = (flag: unknown, configured: unknown, option: string): string =>
    flag !== undefined ? option : configured === undefined ? 'default' : file
  return {
    targets: toTargets(hosts.values),
    models,
    failOn,
    thresholds,
    severity: configuration.severity,
    ...(baseline !== undefined && {baseline}),
    shown: [
      {name: 'hosts', value: toTargets(hosts.values).map(({url}) => url), from: hosts.from},
      {name: 'models', value: models, from: modelsFrom},
      {name: 'failOn', value: failOn, from: source(flags.failOn, configuration.failOn, '--fail-on')},
      {name: 'baseline', value: baseline ?? null, from: source(flags.baseline, configuration.baseline, '--baseline')},
      ...shownThresholds,
      ...Object.entries(configuration.severity).map(([code, value]) => ({name: `severity.${code}`, value, from: file})),
    ],
  }
}

async function readHosts(
  {host, hostsFile}: SettingFlags,
  configuration: Configuration,
  session: Session,
): Promise<{values: readonly (string | undefined)[]; from: string}> {
  if (host.length > 0 && hostsFile !== undefined)
    throw new UsageError('--host and --hosts-file: there can be one of them')
  if (host.length > 0) return {values: host, from: '--host'}
  if (hostsFile !== undefined) {
    const values = (await readList(hostsFile, session)).map(({text}) => text)
    if (values.length === 0) throw new UsageError(`${hostsFile} names no server`)
    return {values, from: '--hosts-file'}
  }
  const fromEnvironment = session.io.env.OLLAMA_HOST
  if (fromEnvironment) return {values: [fromEnvironment], from: 'OLLAMA_HOST'}
  if (configuration.hosts.length > 0) return {values: configuration.hosts, from: configuration.path ?? ''}
  return {values: [undefined], from: 'default'}
}

/** Each server once, however often it is named. */
function toTargets(hosts: readonly (string | undefined)[]): Address[] {
  return [...new Map(hosts.map((host) => parseAddress(host)).map((address) => [address.url, address])).values()]
}
