import {expect, it} from 'vitest'
import {PullProgress} from '../../src/ollama/pull-progress.ts'
import {createRoom} from '../../src/pull/room.ts'
import {contextFor} from '../support/context.ts'

const store = {path: '/models', freeBytes: 100, guessed: false}

function roomWith(freeBytes: number | undefined, force = false) {
  const {host} = contextFor('http://127.0.0.1', {freeBytes: async () => freeBytes})
  return createRoom(store, {host, installed: [], force})
}

function pulling(layers: Readonly<Record<string, number>>): PullProgress {
  const progress = new PullProgress()
  for (const [digest, totalBytes] of Object.entries(layers)) {
    progress.read({status: `pulling ${digest}`, digest, totalBytes, completedBytes: 0})
  }
  return progress
}

it('counts what two models share once', async () => {
  const room = roomWith(100)
  expect(await room.check('a', pulling({weights: 80, template: 5}))).toEqual([])
  expect(await room.check('b', pulling({weights: 80, system: 10}))).toEqual([])
  expect(await room.check('c', pulling({other: 6}))).toMatchObject([
    {code: 'disk-nearly-full', args: {neededBytes: 101}},
  ])
})

it('lets one that was refused take no room from those that were let in', async () => {
  const room = roomWith(100)
  const first = pulling({weights: 60})
  expect(await room.check('first', first)).toEqual([])
  expect(await room.check('second', pulling({others: 60}))).toHaveLength(1)
  first.read({status: 'pulling template', digest: 'template', totalBytes: 30, completedBytes: 0})
  expect(await room.check('first', first)).toEqual([])
  room.release('first')
  expect(await room.check('third', pulling({more: 100}))).toEqual([])
})

it('asks for all of a damaged file again', async () => {
  const progress = pulling({weights: 80})
  progress.read({status: 'verifying sha256 digest'})
  expect(await roomWith(10).check('a', progress)).toEqual([])
  progress.discard()
  progress.restart()
  expect(await roomWith(10).check('a', progress)).toHaveLength(1)
})

it('lets everything in where it is told to, or cannot see the disk', async () => {
  expect(await roomWith(1, true).check('a', pulling({weights: 80}))).toEqual([])
  expect(await roomWith(undefined).check('a', pulling({weights: 80}))).toEqual([])
})
