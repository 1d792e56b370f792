import type {Language} from '../language.ts'
import {capacity} from './capacity.ts'
import {checks, groups, skips} from './checks.ts'
import {cloud} from './cloud.ts'
import {connection} from './connection.ts'
import {gpu} from './gpu.ts'
import {memory} from './memory.ts'
import {model} from './model.ts'
import {registry} from './registry.ts'
import {request} from './request.ts'
import {runner} from './runner.ts'
import {screen} from './screen.ts'
import {startup} from './startup.ts'
import {store} from './store.ts'
import {unknown} from './unknown.ts'

export const en: Language = {
  domains: {connection, startup, registry, store, model, request, cloud, capacity, memory, gpu, runner, unknown},
  checks,
  groups,
  skips,
  screen,
}
