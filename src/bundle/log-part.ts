import type {Excerpt} from '../logs/excerpt.ts'
import type {Problem} from '../logs/incidents.ts'
import type {LogReading} from '../logs/server-log.ts'
import type {BundledLog, LogPart} from './bundle.ts'

const mostIncidents = 10
const mostLines = 40
const mostLength = 1_000

/** What is handed over of the logs: the start, the incidents, and nothing of what went well. */
export function toBundledLog({excerpts, looks}: LogReading, starts: readonly Excerpt[]): BundledLog {
  const startOf = (source: string): readonly string[] =>
    [...starts, ...excerpts].find((excerpt) => excerpt.source === source && excerpt.startLines.length > 0)
      ?.startLines ?? []
  return {
    sources: excerpts.map((excerpt): LogPart => {
      const {source, problems, truncations, reloads} = excerpt
      return {source, start: startOf(source).map(cut), incidents: incidentsOf(problems), truncations, reloads}
    }),
    looked: looks,
  }
}

/** Those that say the same are one, with the lines of the newest. */
function incidentsOf(problems: readonly Problem[]): LogPart['incidents'] {
  const byIncident = new Map<Problem['around'], Problem[]>()
  for (const problem of problems) byIncident.set(problem.around, [...(byIncident.get(problem.around) ?? []), problem])
  const alike = new Map<string, {codes: string[]; times: number; lines: string[]}>()
  for (const [around, told] of byIncident) {
    const codes = [...new Set(told.flatMap(({match}) => match?.code ?? []))]
    const key = `${codes} ${told[0]?.lines[0].text.replace(/[\d:.]+/g, '')}`
    const times = (alike.get(key)?.times ?? 0) + 1
    alike.delete(key)
    // The cause stands at its end.
    alike.set(key, {codes, times, lines: around.slice(-mostLines).map(({text}) => cut(text))})
  }
  return [...alike.values()].slice(-mostIncidents)
}

function cut(text: string): string {
  return text.length > mostLength ? `${text.slice(0, mostLength)}…` : text
}
