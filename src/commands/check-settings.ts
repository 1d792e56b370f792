import type {Threshold} from '../catalogue/entry.ts'
import type {Thresholds} from '../checks/thresholds.ts'
import type {Session} from '../cli/program.ts'
import {type Configuration, readConfiguration} from '../config/configuration.ts'
import type {Address} from '../ollama/address.ts'
import {UsageError} from '../usage/usage-error.ts'
import {readModels} from './required-models.ts'
import {readTargets} from './targets.ts'

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

/** Each threshold with its option, and where commander puts what was given for it. */
const thresholdOptions = [
  {name: 'requireVersion', option: '--require-version', flag: 'requireVersion'},
  {name: 'requireGpu', option: '--require-gpu', flag: 'requireGpu'},
  {name: 'minContext', option: '--min-context', flag: 'minContext'},
  {name: 'maxLoadTimeMs', option: '--max-load-time', flag: 'maxLoadTime'},
  {name: 'maxFirstTokenMs', option: '--max-first-token', flag: 'maxFirstToken'},
  {name: 'minTokensPerSecond', option: '--min-tokens-per-second', flag: 'minTokensPerSecond'},
  {name: 'minFreeDiskBytes', option: '--min-free-disk', flag: 'minFreeDisk'},
] as const satisfies readonly {name: keyof Thresholds; option: string; flag: keyof SettingFlags}[]

/** Flags beat the environment, and that the configuration. */
export async function readCheckSettings(
  words: readonly string[],
  flags: SettingFlags,
  session: Session,
): Promise<CheckSettings> {
  if (flags.hostsFile === '-' && flags.modelsFile === '-')
    throw new UsageError('--hosts-file and --models-file cannot both be standard input')
  const configuration = await readConfiguration(flags.config)
  const {path: file = ''} = configuration
  const targets = await readTargets(flags, configuration, session)
  const {models, from: modelsFrom} = await readModels(words, flags.modelsFile, configuration, session)
  const choose = <T>(name: string, flag: T | undefined, option: string, configured: T | undefined): Choice<T> => {
    const value = flag ?? configured
    const from = flag !== undefined ? option : configured !== undefined ? file : 'default'
    return {value, shown: {name, value: (value ?? null) as Setting['value'], from}}
  }
  const failOn = choose('failOn', flags.failOn, '--fail-on', configuration.failOn)
  const baseline = choose('baseline', flags.baseline, '--baseline', configuration.baseline)
  const thresholds = thresholdOptions.map(({name, option, flag}) => ({
    name,
    ...choose<string | number | true>(`thresholds.${name}`, flags[flag], option, configuration.thresholds[name]),
  }))
  return {
    targets: targets.addresses,
    models,
    failOn: failOn.value ?? 'error',
    thresholds: Object.fromEntries(thresholds.map(({name, value}) => [name, value])),
    severity: configuration.severity,
    ...(baseline.value !== undefined && {baseline: baseline.value}),
    shown: [
      {name: 'hosts', value: targets.addresses.map(({url}) => url), from: targets.from},
      {name: 'models', value: models, from: modelsFrom},
      {...failOn.shown, value: failOn.value ?? 'error'},
      baseline.shown,
      ...thresholds.map(({shown}) => shown),
      ...Object.entries(configuration.severity).map(([code, value]) => ({name: `severity.${code}`, value, from: file})),
    ],
  }
}

interface Choice<T> {
  readonly value: T | undefined
  readonly shown: Setting
}
