import {expect, it} from 'vitest'
import {Attribution} from '../../src/logs/attribution.ts'

const at = (second: number) => ({ms: second * 1_000, offset: 0})

/** Whom an event of second 10 is told to be of, after requests that ended so many seconds in, and took so many. */
function clientOf(requests: readonly (readonly [client: string, ended: number, took: number])[]): string | undefined {
  const attribution = new Attribution()
  let told: string | undefined
  attribution.await(at(10), (client) => {
    told = client
  })
  for (const [client, ended, took] of requests) attribution.ended({client, at: at(ended), latencyMs: took * 1_000})
  attribution.settle()
  return told
}

it.each([
  ['the only request then', [['a', 12, 5]], 'a'],
  [
    'several of one client',
    [
      ['a', 12, 5],
      ['a', 20, 15],
    ],
    'a',
  ],
  [
    'of several clients, nobody',
    [
      ['b', 10, 0.1],
      ['a', 60, 55],
    ],
    undefined,
  ],
  ['one that had ended', [['a', 8, 2]], undefined],
  ['one that began later', [['a', 20, 5]], undefined],
  ['within the same second', [['a', 10, 0.5]], 'a'],
  ['after much time, nobody', [['b', 5_000, 1]], undefined],
] as const)('%s', (_, requests, client) => {
  expect(clientOf(requests)).toBe(client)
})
