import {defineConfig} from 'rolldown'
import license from 'rollup-plugin-license'

// One chunk per lazily loaded part, dependencies included: resolving and reading the hundreds of files of got and execa
// costs some 250 ms of start-up that the chunks do not (npm run bench).
export default defineConfig({
  input: {main: 'src/main.ts', index: 'src/index.ts'},
  platform: 'node',
  transform: {target: 'node20.19'},
  output: {dir: 'dist', format: 'esm', minify: true, cleanDir: true, chunkFileNames: 'chunks/[name]-[hash].js'},
  plugins: [
    license({thirdParty: {output: 'dist/third-party-licenses.txt', includePrivate: false}}),
    withoutHttp2(),
    withLazyListFormat(),
  ],
})

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
