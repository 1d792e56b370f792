import type {Finding} from '../checks/check.ts'
import type {Look} from '../host/logs/find-log.ts'
import type {LogReading} from '../logs/server-log.ts'

/** Of a look that found no log, what is worth telling first. */
const words = {
  forbidden: 'this user may not read it',
  trouble: 'it does not answer',
  nothing: 'nothing of Ollama there',
} as const satisfies Partial<Record<Look['result'], string>>

/** Why no log could tell the cause of a failure; none where one was read that has lines of that time. */
export function unreadable({excerpts, looks, remoteHost}: LogReading): Finding[] {
  if (excerpts.some(({hasLines}) => hasLines)) return []
  const silent = excerpts.map(({source, lines, isServers}) => {
    if (lines === 0) return `${source}: it is empty`
    return `${source}: ${isServers ? 'none of its lines is of that time' : 'none of its lines is an Ollama server’s'}`
  })
  const missed = Object.entries(words).flatMap(([result, said]) =>
    looks
      .filter((look) => look.result === result)
      .map(({place, name, trouble}) => `${place} ${name}: ${(result !== 'nothing' && trouble) || said}`),
  )
  const args = remoteHost === undefined ? {} : {remoteHost}
  const places = [...silent, ...missed].join('\n')
  const evidence = places === '' ? [] : [{source: 'where it was looked for', text: places}]
  return [{code: 'log-unreadable', confidence: 'certain', args, evidence}]
}
