import {expect, it} from 'vitest'
import type {Output} from '../../src/cli/io.ts'
import {wantsColour} from '../../src/terminal/colour.ts'

const tty = {isTTY: true} as Output
const pipe = {} as Output

it.each([
  [tty, undefined, {}, true],
  [pipe, undefined, {}, false],
  [tty, undefined, {NO_COLOR: '1'}, false],
  [tty, undefined, {NO_COLOR: ''}, true],
  [pipe, undefined, {FORCE_COLOR: '1'}, true],
  [pipe, undefined, {FORCE_COLOR: '0'}, false],
  [tty, undefined, {FORCE_COLOR: ''}, true],
  [tty, undefined, {NO_COLOR: '1', FORCE_COLOR: '1'}, false],
  [tty, undefined, {TERM: 'dumb'}, false],
  [tty, false, {FORCE_COLOR: '1'}, false],
  [pipe, true, {NO_COLOR: '1'}, true],
] as const)('case %#', (stream, flag, env, expected) => {
  expect(wantsColour(stream, flag, env)).toBe(expected)
})
