import type {Language} from '../language.ts'
import {capacity} from './capacity.ts'
import {cloud} from './cloud.ts'
import {connection} from './connection.ts'
import {context} from './context.ts'
import {gpu} from './gpu.ts'
import {importing} from './import.ts'
import {memory} from './memory.ts'
import {model} from './model.ts'
import {negative} from './negative.ts'
import {nvidia} from './nvidia.ts'
import {registry} from './registry.ts'
import {request} from './request.ts'
import {runner} from './runner.ts'
import {startup} from './startup.ts'
import {store} from './store.ts'
import {unknown} from './unknown.ts'

export const domains: Language['domains'] = {
  connection,
  startup,
  registry,
  store,
  model,
  import: importing,
  request,
  context,
  cloud,
  capacity,
  memory,
  gpu: {...nvidia, ...gpu},
  runner,
  negative,
  unknown,
}
