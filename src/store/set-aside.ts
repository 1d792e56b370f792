import {constants, copyFile, link, lstat, mkdir, readdir, readFile, rmdir, unlink} from 'node:fs/promises'
import {basename, dirname, join, relative, sep} from 'node:path'
import {replaceFile} from '../host/replace-file.ts'
import {displayName, parseModelName} from '../ollama/model-name.ts'
import {parseManifest} from './manifest.ts'

/**
 * Files of a store under a second name while a model is pulled anew: whatever the server then does to the first, none is lost.
 * What a run that was killed left there, the next one puts back.
 */
export interface SetAside {
  /** Gives a file its second name. A manifest is copied, as the server writes over the one that is there. */
  keep(path: string): Promise<void>
  /** Writes a manifest as it was kept, where the server wrote another. */
  restore(manifest: string): Promise<void>
  /** Puts back what is gone, and forgets what is there as it was; returns the places where another file is now. */
  putBack(): Promise<string[]>
  /** Forgets what was at a place, where something better is now. */
  forget(place: string): Promise<void>
}

/** Within `blobs`, so that it is on its disk; the server's clean-up leaves a folder alone that has something in it. */
const folderName = 'ollama-doctor-set-aside'
/** No name of Ollama's has an exclamation mark, and old servers rename whatever begins with `sha256:`, in folders too. */
const mark = '!'
const blobEntry = /^blob!(sha256[-:][0-9a-f]{64})$/
const manifestEntry = /^manifest!([^!]+)!([^!]+)!([^!]+)!([^!]+)$/

export function setAsideFolder(root: string): string {
  return join(root, 'blobs', folderName)
}

/** The names of what is kept aside in a store; anything else that lies there is none of ours. */
export async function listSetAside(root: string): Promise<string[]> {
  const folder = setAsideFolder(root)
  const isFolder = (await lstat(folder).catch(() => undefined))?.isDirectory()
  const names = isFolder ? await readdir(folder).catch(() => []) : []
  return names.filter((name) => placeOf(name, root) !== undefined)
}

export function openSetAside(root: string): SetAside {
  const folder = setAsideFolder(root)
  const keptAs = (place: string): string => join(folder, nameOf(place, root))
  const restore = async (manifest: string): Promise<void> => {
    await mkdir(dirname(manifest), {recursive: true})
    await replaceFile(manifest, await readFile(keptAs(manifest)))
  }
  const close = (): Promise<void> => rmdir(folder).catch(() => undefined)
  return {
    keep: async (path) => {
      await openFolder(folder)
      const kept = keptAs(path)
      try {
        await (isManifest(path, root) ? copyFile(path, kept, constants.COPYFILE_EXCL) : link(path, kept))
      } catch (error) {
        // What an earlier run left, and could not put back, is of the same name: one of them is enough.
        if (!isCode(error, 'EEXIST')) throw error
      }
    },
    restore,
    putBack: async () => {
      const contested: string[] = []
      for (const name of await listSetAside(root)) {
        const place = placeOf(name, root) as string
        const kept = join(folder, name)
        if (isManifest(place, root)) {
          if ((await isReadable(kept)) ? !(await isReadable(place)) : !(await isThere(place))) await restore(place)
          await unlink(kept)
        } else if (await isBack(kept, place)) await unlink(kept)
        else contested.push(place)
      }
      await close()
      return contested
    },
    forget: async (place) => {
      await unlink(keptAs(place))
      await close()
    },
  }
}

async function openFolder(folder: string): Promise<void> {
  await mkdir(folder).catch((error) => {
    if (!isCode(error, 'EEXIST')) throw error
  })
  if (!(await lstat(folder)).isDirectory()) throw new Error(`${folder} is no folder`)
}

/** Links a file to its place where none is there, by either form of its name. False where another file is. */
async function isBack(kept: string, place: string): Promise<boolean> {
  if (!(await isThere(otherForm(place)))) {
    try {
      await link(kept, place)
      return true
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error
    }
  }
  const [ours, theirs] = await Promise.all(
    [kept, place].map((path) => lstat(path, {bigint: true}).catch(() => undefined)),
  )
  return ours !== undefined && ours.ino === theirs?.ino && ours.dev === theirs.dev
}

/** A blob that Ollama before 0.1.30 called `sha256:…` is called `sha256-…` now; the server takes the latter for both. */
function otherForm(path: string): string {
  return join(
    dirname(path),
    basename(path).replace(/^sha256([-:])/, (_, form) => (form === '-' ? 'sha256:' : 'sha256-')),
  )
}

function nameOf(path: string, root: string): string {
  if (!isManifest(path, root)) return ['blob', basename(path)].join(mark)
  return ['manifest', ...relative(join(root, 'manifests'), path).split(sep)].join(mark)
}

/** Where the file of a name in the folder belongs; undefined for a name that is none of ours. */
function placeOf(name: string, root: string): string | undefined {
  const blob = blobEntry.exec(name)?.[1]
  if (blob !== undefined) return join(root, 'blobs', blob)
  const [, host, namespace, model, tag] = manifestEntry.exec(name) ?? []
  if (host === undefined || namespace === undefined || model === undefined || tag === undefined) return undefined
  if (parseModelName(displayName({host, namespace, model, tag})) === undefined) return undefined
  return join(root, 'manifests', host, namespace, model, tag)
}

function isManifest(path: string, root: string): boolean {
  return dirname(path) !== join(root, 'blobs')
}

async function isReadable(manifest: string): Promise<boolean> {
  const text = await readFile(manifest, 'utf8').catch(() => '')
  return 'layers' in parseManifest(text)
}

async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}
