import {describe, expect, it} from 'vitest'
import {attributesOf, parseLine} from '../../src/logs/log-line.ts'

const place = {number: 1, file: undefined, isFound: true, offset: 60, previous: undefined}
const message = 'time=2025-06-30T09:23:07.374-07:00 level=WARN source=x.go:1 msg="a \\"b\\"" k=v'
const access = '[GIN] 2025/06/30 - 09:23:07 | 200 |  4.1s | ::1 | POST "/api/chat"'
const native = 'ggml_cuda_init: found 1 CUDA devices:'

describe('parseLine', () => {
  it.each([
    ['slog', message, {text: message, level: 'WARN', at: '2025-06-30T16:23:07.374Z'}],
    ['slog without a time', message.slice(35), {text: message.slice(35), level: 'WARN', at: undefined}],
    ['slog of journald', `Jun 30 09:23:08 host ollama[1]: ${message}`, {text: message, program: 'ollama'}],
    [
      'slog of journald, its time is the surer',
      `2025-06-30T09:23:08+0200 h ollama[1]: ${message}`,
      {at: '2025-06-30T16:23:07.374Z'},
    ],
    [
      'short-iso-precise',
      `2025-06-30T09:23:07.374256+0200 h ollama[1]: ${native}`,
      {text: native, at: '2025-06-30T07:23:07.374Z', program: 'ollama'},
    ],
    ['journald without a host', `ollama[43283]: ${native}`, {text: native, program: 'ollama', at: undefined}],
    [
      'a month in another language',
      `sie 10 11:15:03 host ollama[14538]: ${native}`,
      {text: native, program: 'ollama', at: undefined},
    ],
    ['a kernel line', 'Sep 12 10:00:00 host kernel: Out of memory', {text: 'Out of memory', program: 'kernel'}],
    ['systemd', 'Sep 12 10:00:00 h systemd[1]: Stopped Ollama.', {text: 'Stopped Ollama.', program: 'systemd'}],
    ['docker compose', `ollama-1  | ${native}`, {text: native, program: undefined}],
    [
      'docker --timestamps',
      `2025-02-12T13:53:39.540123456Z ${native}`,
      {text: native, at: '2025-02-12T13:53:39.540Z', program: undefined},
    ],
    ['kubectl --prefix', `[pod/ollama-0/ollama] ${native}`, {text: native}],
    [
      'the older form',
      '2024/01/05 10:00:00 routes.go:930: ERROR it broke',
      {level: 'ERROR', at: '2024-01-05T09:00:00.000Z'},
    ],
    [
      'the oldest form',
      '2024/01/05 10:00:00 routes.go:930: it works',
      {level: undefined, at: '2024-01-05T09:00:00.000Z'},
    ],
    ['an access line, in the zone of the lines before', access, {text: access, at: '2025-06-30T08:23:07.000Z'}],
    [
      'an access line of Docker, in its zone',
      `2025-06-30T07:23:07Z ${access}`,
      {text: access, at: '2025-06-30T07:23:07.000Z'},
    ],
    [
      'llama.cpp',
      'slot launch_slot_: id  0 | task 0 | processing',
      {text: 'slot launch_slot_: id  0 | task 0 | processing'},
    ],
    ['llama-server', 'srv  llama_server: model loaded', {text: 'srv  llama_server: model loaded'}],
    ['colours', '\u001b[97;42m[GIN]\u001b[0m x', {text: '[GIN] x'}],
    [
      'what was asked',
      'level=DEBUG msg="chat request" prompt="why?"',
      {text: 'level=DEBUG msg="chat request" prompt="***"'},
    ],
    ['a date that is none', '2025-13-45T99:99:99Z x', {at: undefined}],
  ])('%s', (_, source, expected) => {
    const {at, ...line} = parseLine(source, place)
    expect({...line, at: at && new Date(at.ms).toISOString()}).toMatchObject(expected)
  })

  it('takes a date without a year for one of the last twelve months', () => {
    const tomorrow = new Date(Date.now() + 3 * 86_400_000)
    const month = tomorrow.toLocaleString('en', {month: 'short', timeZone: 'UTC'})
    const day = String(tomorrow.getUTCDate()).padStart(2, ' ')
    const {at} = parseLine(`${month} ${day} 10:00:00 host ollama[1]: x`, place)
    expect(new Date(at?.ms ?? 0).getUTCFullYear()).toBe(tomorrow.getUTCFullYear() - 1)
  })
})

it('takes a date without a year for one near the line before', () => {
  const previous = {ms: Date.UTC(2023, 11, 31, 23, 59), offset: 0}
  const {at} = parseLine('Jan  1 00:00:10 host ollama[1]: x', {...place, offset: 0, previous})
  expect(new Date(at?.ms ?? 0).toISOString()).toBe('2024-01-01T00:00:10.000Z')
})

it('reads attributes with their quotes and escapes', () => {
  expect(
    attributesOf('msg="a \\"b\\"" "model layers"=17 path=C:\\x error="line\\nline" empty="" list="[a=b]"'),
  ).toEqual({
    msg: 'a "b"',
    'model layers': '17',
    path: 'C:\\x',
    error: 'line line',
    empty: '',
    list: '[a=b]',
  })
})
