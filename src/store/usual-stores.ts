import {homedir} from 'node:os'
import {join} from 'node:path'
import type {Host} from '../host/host.ts'

/** Of the service that Ollama's script for Linux sets up. */
export const serviceStore = '/usr/share/ollama/.ollama/models'

/** Where stores usually are: OLLAMA_MODELS, the user's own, the service's. */
export function usualStores({env}: Host): string[] {
  const places = [env.OLLAMA_MODELS, join(env.HOME ?? homedir(), '.ollama', 'models'), serviceStore]
  return places.filter((path): path is string => Boolean(path))
}
