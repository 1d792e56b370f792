import {fileURLToPath} from 'node:url'
import {defineConfig, rolldown} from 'rolldown'
import license from 'rollup-plugin-license'

// One chunk per lazily loaded part, dependencies included: resolving and reading the hundreds of files of got and execa
// costs some 250 ms of start-up that the chunks do not (npm run bench). Each file still costs some 3 ms, however small, so
// what every command needs is one chunk, what those that find something need another, and what draws a screen a third.
// What everything needs, and loads none of Node's own modules.
const core =
  /src\/(?:ollama\/(?:default-address|version|inference|truncation|variables)|terminal\/printable|cli\/exit-code|usage\/(?:duration|usage-error)|reporters\/nagios-state)/
// What a health check needs beside it, and all that talks to a server.
const dialling = /src\/ollama\/(?:address|authorization|failure|model-name|responses)/
const commandLine =
  /src\/(?:(?:cli|usage)\/(?!exit-code|usage-error|duration|input|completion|list-file)|catalogue\/(?:entry|ids|language-tag)|reporters\/(?:(?:bundle|explain|logs|pull|store)\/)?index)|node_modules\/(?:commander|fastest-levenshtein)\//
const knowledge = new RegExp(
  [
    'src/(?:catalogue|redact)/',
    'src/(?:commands|reporters)/explain(?!/index)',
    'src/commands/screen-options',
    'src/terminal/(?!progress)',
    'src/diagnosis/(?:advice|evidence|explanation)',
    'src/cli/input',
    'lazy-json$',
  ].join('|'),
)
// What check, wait and pull-missing have in common.
const checking =
  /src\/(?:checks\/|store\/(?:read|verify|store-findings|inspect|zero|hasher|manifest)|diagnosis\/(?:engine|select|diagnose|build-report|in-parallel)|config\/(?:configuration|baseline)|commands\/(?:check|judge|show-config|publish|targets|required-models|report-files|observers|github-files)|cli\/list-file|host\/(?:replace-file|proxy|machine\/|owner|host\.)|trace\/(?:traced|runner-watch|is-server-here)|commands\/log-|usage\/suggest|ollama\/(?!stall|plain|pull)|reporters\/(?:trouble|nagios))/
const screen =
  /node_modules\/(?:chalk|fast-string|fast-wrap)|src\/reporters\/(?:human|overview|diagnosis|grouping|screen|standing|remedies|measurements|markdown-text)/

export default defineConfig({
  input: {main: 'src/main.ts', index: 'src/index.ts'},
  platform: 'node',
  transform: {target: 'node20.19'},
  output: {
    dir: 'dist',
    format: 'esm',
    minify: true,
    cleanDir: true,
    chunkFileNames: 'chunks/[name]-[hash].js',
    advancedChunks: {
      includeDependenciesRecursively: false,
      groups: [
        {name: 'core', test: core},
        {name: 'dialling', test: dialling},
        {name: 'cli', test: commandLine},
        {name: 'knowledge', test: knowledge},
        {name: 'screen', test: screen},
        {name: 'checking', test: checking},
      ],
    },
  },
  plugins: [
    evaluated([
      'catalogue/codes.ts',
      'catalogue/literal-table.ts',
      'catalogue/domains.ts',
      'catalogue/en/domains.ts',
      'catalogue/zh-CN/domains.ts',
      'logs/log-signs.ts',
    ]),
    lazyJson(),
    license({thirdParty: {output: 'dist/third-party-licenses.txt', includePrivate: false}}),
    withoutHttp2(),
    withLazyListFormat(),
  ],
})

/**
 * Modules that are nothing but data are evaluated here and shipped as JSON, which is read several times
 * faster than code. Of large ones, a file for each domain is read when it is asked for, and an entry of it likewise: most of
 * the catalogue never is.
 */
function evaluated(names) {
  const ids = new Map(names.map((name) => [fileURLToPath(new URL(`src/${name}`, import.meta.url)), name]))
  return {
    name: 'evaluated',
    async load(id) {
      if (!ids.has(id)) return null
      const bundle = await rolldown({input: id, platform: 'node'})
      const {output} = await bundle.generate({format: 'esm'})
      await bundle.close()
      const module = await import(`data:text/javascript;base64,${Buffer.from(output[0].code).toString('base64')}`)
      const [[exported, value]] = Object.entries(module)
      if (JSON.stringify(value).length < 10_000) return `export const ${exported} = ${JSON.stringify(value)}`
      const files = Object.entries(value).map(([domain, part]) => {
        const fileName = `data/${ids.get(id).replace(/\.ts$/, '')}/${domain}.json`
        const entries = Object.entries(part).map(([key, entry]) => [key, JSON.stringify(entry)])
        const source = ascii(JSON.stringify(Object.fromEntries(entries)))
        return `'${domain}': import.meta.ROLLUP_FILE_URL_${this.emitFile({type: 'asset', fileName, source})}`
      })
      return `import {lazily} from 'lazy-json'\nexport const ${exported} = lazily({${files.join(',')}})`
    },
  }
}

/** What reads the files of `evaluated`: objects whose keys are all there, and whose values are parsed when they are asked for. */
function lazyJson() {
  const code = `
    import {readFileSync} from 'node:fs'
    const lazy = (keys, make) => {
      const made = {}
      const get = (key) => ({enumerable: true, get: () => made[key] ??= make(key)})
      return Object.defineProperties({}, Object.fromEntries(keys.map((key) => [key, get(key)])))
    }
    export const lazily = (urls) => lazy(Object.keys(urls), (domain) => {
      const entries = JSON.parse(readFileSync(new URL(urls[domain]), 'latin1'))
      return lazy(Object.keys(entries), (key) => JSON.parse(entries[key]))
    })
  `
  return {
    name: 'lazy-json',
    resolveId: (source) => (source === 'lazy-json' ? source : null),
    load: (id) => (id === 'lazy-json' ? code : null),
  }
}

/** The same JSON in characters that need no decoding. */
function ascii(json) {
  return json.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** got loads http2-wrapper, and with it all of node:http2, for an option that is off and stays off: 15 ms at every start. */
function withoutHttp2() {
  const id = 'http2-wrapper'
  return {
    name: 'without-http2',
    resolveId: (source) => (source === id ? id : null),
    load: (module) => (module === id ? 'export default {}' : null),
  }
}

/** got's type assertions make two formatters for their messages when they load, which takes ICU 25 ms; now when they are used. */
function withLazyListFormat() {
  return {
    name: 'with-lazy-list-format',
    transform: (code, id) =>
      id.includes('@sindresorhus/is')
        ? code.replace(/new Intl\.ListFormat\(([^)]*)\)/g, '{format: (list) => new Intl.ListFormat($1).format(list)}')
        : null,
  }
}
