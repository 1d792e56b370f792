import {appendFileSync, mkdtempSync, renameSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, it, vi} from 'vitest'
import {followFile} from '../../../src/host/logs/follow-file.ts'

/** Done right before the file is looked up by its path. */
let beforeLookup = (): void => undefined

vi.mock('node:fs/promises', async (load) => {
  const real = await load<typeof import('node:fs/promises')>()
  return {
    ...real,
    stat: (...args: Parameters<typeof real.stat>) => {
      beforeLookup()
      return real.stat(...args)
    },
  }
})

it('reads what was written last to a file that is rotated', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'doctor-follow-')), 'server.log')
  writeFileSync(path, 'first\n')
  const stop = new AbortController()
  const told: unknown[] = []
  beforeLookup = () => {
    if (told.length === 0) return
    beforeLookup = () => undefined
    appendFileSync(path, 'last\n')
    renameSync(path, `${path}.1`)
    writeFileSync(path, 'of the next\n')
  }
  const options = {follow: true, since: undefined, until: undefined, lines: undefined, signal: stop.signal}
  for await (const part of followFile(path, 0, {...options, onNotice: (notice) => told.push(notice)})) {
    told.push(part instanceof Uint8Array ? Buffer.from(part).toString() : part)
    if (told.at(-1) === 'of the next\n') stop.abort()
  }
  expect(told).toEqual(['first\n', 'last\n', 'rotated', {file: 'server.log (2)'}, 'of the next\n'])
})
