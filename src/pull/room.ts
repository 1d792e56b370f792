import {formatFact} from '../catalogue/fact-format.ts'
import type {Finding, Surroundings} from '../checks/check.ts'
import {findStore, isOnThisMachine, type Store} from '../checks/store.ts'
import type {Host} from '../host/host.ts'
import {createMachine} from '../host/machine/machine.ts'
import type {PullProgress} from '../ollama/pull-progress.ts'
import type {InstalledModel} from '../ollama/responses.ts'
import type {Room} from './pull-model.ts'

const shownModels = 5

/** The store of a server on this machine; undefined where the server is elsewhere, or its store cannot be seen. */
export async function storeNearby(context: Surroundings): Promise<Store | undefined> {
  return isOnThisMachine(context) ? findStore({...context, machine: createMachine(context.host)}) : undefined
}

interface RoomOptions {
  readonly host: Host
  readonly installed: readonly InstalledModel[]
  readonly force: boolean
  readonly override?: string | undefined
}

/**
 * Holds what is still to come, of the model and of those that were let in before it, against the room where they go, read
 * anew each time. `force` lets everything in; `override` is how the user says so, where that can be.
 */
export function createRoom(store: Store | undefined, {host, installed, force, override}: RoomOptions): Room {
  const admitted = new Map<string, PullProgress>()
  return {
    check: async (model, progress) => {
      if (store === undefined || force) return []
      const freeBytes = await host.freeBytes(store.path)
      // What two models share is downloaded once.
      const remaining = new Map([...admitted.values(), progress].flatMap((each) => [...each.remaining()]))
      const neededBytes = [...remaining.values()].reduce((sum, bytes) => sum + bytes, 0)
      if (freeBytes !== undefined && neededBytes > freeBytes)
        return [shortage({model, neededBytes, freeBytes, store, installed, override})]
      admitted.set(model, progress)
      return []
    },
    release: (model) => {
      admitted.delete(model)
    },
  }
}

function shortage({
  model,
  neededBytes,
  freeBytes,
  store,
  installed,
  override,
}: Pick<RoomOptions, 'installed' | 'override'> & {
  model: string
  neededBytes: number
  freeBytes: number
  store: Store
}): Finding {
  const freeable = installed
    .filter(({remote}) => !remote)
    .sort((a, b) => b.sizeBytes - a.sizeBytes)
    .slice(0, shownModels)
    .map(({name, sizeBytes}) => `${name} (${formatFact('sizeBytes', sizeBytes)})`)
  return {
    code: 'disk-nearly-full',
    severity: 'error',
    confidence: store.guessed ? 'likely' : 'certain',
    subject: model,
    args: {
      freeBytes,
      path: store.path,
      neededBytes,
      ...(freeable.length > 0 && {freeable: freeable.join(', ')}),
      ...(override !== undefined && {override}),
    },
    evidence: [
      {source: 'sizes of the pull', text: `${neededBytes} bytes still to come`},
      {source: 'free space', text: `${freeBytes} bytes under ${store.path}`},
    ],
  }
}
