import {address} from './address.ts'
import type {Check} from './check.ts'
import {config} from './config.ts'
import {diskSpace} from './disk-space.ts'
import {exposure} from './exposure.ts'
import {modelAnswers} from './model-answers.ts'
import {modelPlacement} from './model-placement.ts'
import {modelStore} from './model-store.ts'
import {modelsPresent} from './models-present.ts'
import {prompts} from './prompts.ts'
import {serverReachable} from './server-reachable.ts'
import {serverVersion} from './server-version.ts'

/** Every check, in the order of the report. */
export const checks: readonly Check[] = [
  address,
  serverReachable,
  serverVersion,
  exposure,
  modelsPresent,
  modelAnswers,
  modelPlacement,
  prompts,
  diskSpace,
  modelStore,
  config,
]
