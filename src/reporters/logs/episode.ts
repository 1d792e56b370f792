import {formatFact} from '../../catalogue/fact-format.ts'
import type {LogWords} from '../../catalogue/language.ts'
import {fillTemplate} from '../../catalogue/template.ts'
import type {Status} from '../../diagnosis/engine.ts'
import type {Episode} from '../../logs/episode.ts'
import type {LoadedModel, ModelLoad} from '../../logs/model-load.ts'
import type {Requests} from '../../logs/requests.ts'

/** An episode for a person: what kind of thing it is, the line that says it, and what belongs to it. */
export interface Told {
  readonly status: Status
  readonly text: string
  readonly details: readonly string[]
}

const shownRoutes = 4
const statusOfLoad = {loaded: 'pass', failed: 'fail', unfinished: 'skip'} as const

export function tellEpisode(episode: Episode, words: LogWords): Told {
  switch (episode.kind) {
    case 'server-start': {
      const {version, address, gpus, dropped, settings, defaultContext} = episode
      return {
        status: 'pass',
        text: fillTemplate(words.serverStart, given({version, address})),
        details: [
          ...(gpus ?? []).map(({name, library, available, total}) =>
            fillTemplate(words.gpu, given({device: name, library, available, total})),
          ),
          ...(gpus?.length === 0 ? [words.noGpu] : []),
          ...dropped.map(({device, reason}) => fillTemplate(words.notUsed, {device, reason})),
          ...(defaultContext === undefined ? [] : [fillTemplate(words.defaultContext, {context: defaultContext})]),
          ...Object.entries(settings).map(([name, value]) =>
            fillTemplate(words.setting, {setting: `${name}=${value}`}),
          ),
        ],
      }
    }
    case 'model-load':
      return {status: statusOfLoad[episode.outcome], text: tellLoad(episode, words), details: []}
    case 'requests':
      return {status: 'skip', text: tellRequests(episode, words), details: []}
    case 'request': {
      const {method, path, status, latencyMs, client} = episode
      const text = `${method} ${path}  ${status}  ${formatFact('latencyMs', latencyMs)}  ${client}`
      return {status: status >= 500 ? 'fail' : status >= 400 ? 'warn' : 'skip', text, details: []}
    }
    case 'eviction':
    case 'service':
      return {status: 'skip', text: episode.text, details: []}
  }
}

/** As the log names it. */
export function nameOf(model: LoadedModel | undefined, words: LogWords): string {
  const {name, digest} = model ?? {}
  if (name === undefined) return digest ?? words.someModel
  return digest === undefined ? name : `${name} (${digest})`
}

function tellLoad({outcome, model, layers, context, size, durationMs, error}: ModelLoad, words: LogWords): string {
  const template = {loaded: words.loaded, failed: words.loadFailed, unfinished: words.loadUnfinished}[outcome]
  return fillTemplate(
    template,
    given({
      model: nameOf(model, words),
      gpuLayers: layers?.gpu,
      layers: layers?.total,
      context,
      size,
      durationMs,
      error,
    }),
  )
}

function tellRequests({total, failed, clients, routes}: Requests, words: LogWords): string {
  const shown = routes
    .slice(0, shownRoutes)
    .map(({method, path, status, count}) =>
      fillTemplate(words.times, {route: `${method} ${path} ${status}`.trim(), count}),
    )
  const hidden = routes.slice(shownRoutes).reduce((sum, {count}) => sum + count, 0)
  const slowestMs = Math.max(...routes.map((route) => route.slowestMs))
  return fillTemplate(words.requests, {
    total,
    ...(failed > 0 && {failed}),
    ...(clients > 1 && {clients}),
    routes: [...shown, ...(hidden > 0 ? [fillTemplate(words.others, {count: hidden})] : [])].join(', '),
    ...(slowestMs >= 1_000 && {slowestMs}),
  })
}

/** A line of slog without its time and source, which say nothing to whoever reads what it says. */
export function withoutHead(text: string): string {
  return text.replace(/^(?:time=\S+ )?level=\w+ (?:source=\S+ )?msg=(?:"((?:[^"\\]|\\.){0,1000})"|(\S+))/, '$1$2')
}

/** Without what is not known, or is nothing. */
export function given(args: Readonly<Record<string, string | number | undefined>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(args).filter(
      (entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== '',
    ),
  )
}
