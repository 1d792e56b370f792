import {InvalidArgumentError} from 'commander'
import type {PointInTime} from '../logs/period.ts'
import {parseDuration} from '../usage/duration.ts'

const dayMs = 86_400_000

/** A point in time: `1h30m` and `2d` ago, ISO 8601 with its zone, or by the log's clock `14:30` and `2026-11-22 14:30`. */
export function moment(text: string): PointInTime {
  const point = parseMoment(text.trim(), new Date())
  if (point !== undefined) return point
  throw new InvalidArgumentError(
    'A time is how long ago (90s, 1h30m, 2d), 14:30, 2026-11-22 14:30, or 2026-11-22T14:30:00Z.',
  )
}

export function parseMoment(text: string, now: Date): PointInTime | undefined {
  const days = /^(\d{1,5})d$/.exec(text)?.[1]
  const ago = days === undefined ? parseDuration(text) : Number(days) * dayMs
  if (ago !== undefined) return {ms: now.getTime() - ago}
  const form = /^(?:(\d{4}-\d\d-\d\d)[T ]?)?(?:(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)\s?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text)
  if (form === null || text === '') return undefined
  const [, date = localDay(now), time = '00:00', zone] = form
  const ms = Date.parse(`${date}T${time.replace(/^\d:/, '0$&')}${zone ?? 'Z'}`)
  if (Number.isNaN(ms)) return undefined
  return zone === undefined ? {clockMs: ms} : {ms}
}

function localDay(date: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
