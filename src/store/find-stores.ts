import {readdir, readFile, realpath} from 'node:fs/promises'
import {join} from 'node:path'
import type {Host} from '../host/host.ts'
import {modelKey} from '../ollama/model-name.ts'
import {isStore, readStore} from './read-store.ts'
import {usualStores} from './usual-stores.ts'

/** A store on this machine. */
export interface FoundStore {
  readonly path: string
  /** Whether it is the one that the server that answers reads; null where no server tells. */
  readonly isServers: boolean | null
  readonly models: readonly string[]
  /** Of these, those that the server's own store has not; all, where no server tells of its own. */
  readonly onlyHere: readonly string[]
}

const volumeFolders = ['/var/lib/docker/volumes', '/var/lib/containers/storage/volumes']

/** Every store that this user can see: of each user, of the service, of containers' volumes. `own` is the server's. */
export async function findStores(host: Host, own: string | undefined): Promise<FoundStore[]> {
  const candidates = [
    ...(own === undefined ? [] : [own]),
    ...usualStores(host),
    ...(await homes(host.platform)).flatMap((home) => [join(home, '.ollama', 'models'), join(home, 'models')]),
    ...(await volumes()),
  ]
  const paths = new Set<string>()
  for (const candidate of candidates) {
    const path = await realpath(candidate).catch(() => undefined)
    if (path !== undefined && (await isStore(path))) paths.add(path)
  }
  const ownPath = own === undefined ? undefined : await realpath(own).catch(() => undefined)
  const stores = await Promise.all(
    [...paths].map(async (path) => ({path, models: (await readStore(path)).manifests.map(({model}) => model)})),
  )
  const served = new Set(stores.find(({path}) => path === ownPath)?.models.map(modelKey))
  return stores.map(({path, models}) => ({
    path,
    isServers: ownPath === undefined ? null : path === ownPath,
    models,
    onlyHere: path === ownPath ? [] : models.filter((model) => !served.has(modelKey(model))),
  }))
}

/** The home folders of all users, the service's among them. */
async function homes(platform: NodeJS.Platform): Promise<string[]> {
  if (platform === 'darwin') return (await namesIn('/Users')).map((name) => join('/Users', name))
  if (platform === 'win32') return (await namesIn('C:\\Users')).map((name) => join('C:\\Users', name))
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  return passwd
    .split('\n')
    .flatMap((line) => line.split(':')[5] ?? [])
    .filter((home) => home.length > 1)
}

/** A volume that is mounted at /root/.ollama has the store a folder further down. */
async function volumes(): Promise<string[]> {
  const found = await Promise.all(
    volumeFolders.map(async (folder) => (await namesIn(folder)).map((name) => join(folder, name, '_data'))),
  )
  return found.flat().flatMap((data) => [join(data, 'models'), data])
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}
