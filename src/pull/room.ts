import {formatFact} from '../catalogue/fact-format.ts'
import type {Finding, Surroundings} from '../checks/check.ts'
import {findStore, isOnThisMachine, type Store} from '../checks/store.ts'
import type {Host} from '../host/host.ts'
import type {PullProgress} from '../ollama/pull-progress.ts'
import type {InstalledModel} from '../ollama/responses.ts'
import type {RoomCheck} from './pull-model.ts'

const shownModels = 5

/** The store of a server on this machine; undefined where the server is elsewhere, or its store cannot be seen. */
export async function storeNearby(context: Surroundings): Promise<Store | undefined> {
  return isOnThisMachine(context) ? findStore(context) : undefined
}

/**
 * Holds what is still to come, of all models that are being pulled, against the room where they go, read anew each time.
 * Where the place is a guess, `force` goes on.
 */
export function roomCheck(
  store: Store | undefined,
  {host, installed, force}: {host: Host; installed: readonly InstalledModel[]; force: boolean},
): RoomCheck {
  const running = new Map<string, PullProgress>()
  return async (model, progress) => {
    running.set(model, progress)
    if (store === undefined || (store.guessed && force)) return []
    const freeBytes = await host.freeBytes(store.path)
    const neededBytes = [...running.values()].reduce((sum, {remainingBytes}) => sum + remainingBytes, 0)
    if (freeBytes === undefined || neededBytes <= freeBytes) return []
    running.delete(model)
    return [shortage({model, neededBytes, freeBytes, store, installed})]
  }
}

function shortage({
  model,
  neededBytes,
  freeBytes,
  store,
  installed,
}: {
  model: string
  neededBytes: number
  freeBytes: number
  store: Store
  installed: readonly InstalledModel[]
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
      ...(store.guessed && {guessedPath: store.path}),
    },
    evidence: [
      {source: '/api/pull', text: `${neededBytes} bytes still to come`},
      {source: 'free space', text: `${freeBytes} bytes under ${store.path}`},
    ],
  }
}
