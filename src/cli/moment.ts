import {InvalidArgumentError} from 'commander'
import {parseDuration} from './duration.ts'

const dayMs = 86_400_000

/** A point in time: `1h30m` and `2d` ago, `14:30` today, `2026-11-22 14:30`, or ISO 8601 with its zone. */
export function moment(text: string): Date {
  const date = parseMoment(text.trim(), new Date())
  if (date === undefined)
    throw new InvalidArgumentError(
      'A time is how long ago (90s, 1h30m, 2d), 14:30, 2026-11-22 14:30, or 2026-11-22T14:30:00Z.',
    )
  return date
}

export function parseMoment(text: string, now: Date): Date | undefined {
  const days = /^(\d{1,5})d$/.exec(text)?.[1]
  const ago = days === undefined ? parseDuration(text) : Number(days) * dayMs
  if (ago !== undefined) return new Date(now.getTime() - ago)
  const form = /^(?:(\d{4}-\d\d-\d\d)[T ]?)?(?:(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)\s?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text)
  if (form === null || text === '') return undefined
  const [, date = localDay(now), time = '00:00', zone = ''] = form
  const parsed = new Date(`${date}T${time.padStart(time.indexOf(':') === 1 ? time.length + 1 : 0, '0')}${zone}`)
  return Number.isNaN(parsed.getTime()) ? undefined : parsed
}

function localDay(date: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
