import {execFileSync} from 'node:child_process'
import {chmod, chown, lstat, mkdtemp, readdir, readFile, stat, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {beforeEach, expect, it} from 'vitest'
import {replaceFile} from '../../src/host/replace-file.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-'))
})

it('keeps the mode of the file it replaces, and leaves nothing beside it', async () => {
  const file = join(folder, 'report')
  await writeFile(file, 'old')
  await chmod(file, 0o600)
  await replaceFile(file, 'new')
  expect(await readFile(file, 'utf8')).toBe('new')
  expect((await lstat(file)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['report'])
})

it.skipIf(process.getuid?.() !== 0)('keeps the owner of the file it replaces (as root)', async () => {
  const owned = join(await mkdtemp(join(tmpdir(), 'doctor-')), 'owned')
  await writeFile(owned, 'old')
  await chown(owned, 12_345, 54_321)
  await replaceFile(owned, 'new')
  expect(await stat(owned)).toMatchObject({uid: 12_345, gid: 54_321})
})

it('writes to what a link points to', async () => {
  await writeFile(join(folder, 'target'), 'old')
  await symlink('target', join(folder, 'link'))
  await replaceFile(join(folder, 'link'), 'new')
  expect((await lstat(join(folder, 'link'))).isSymbolicLink()).toBe(true)
  expect(await readFile(join(folder, 'target'), 'utf8')).toBe('new')
})

it('writes into a pipe, and never replaces it', async () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const [text] = await Promise.all([readFile(pipe, 'utf8'), replaceFile(pipe, 'through')])
  expect(text).toBe('through')
  expect((await lstat(pipe)).isFIFO()).toBe(true)
})
