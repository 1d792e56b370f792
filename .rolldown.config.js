import {defineConfig} from 'rolldown'
import license from 'rollup-plugin-license'

// One chunk per lazily loaded part, dependencies included: resolving and reading the hundreds of files of got and execa
// costs some 250 ms of start-up that the chunks do not (npm run bench).
export default defineConfig({
  input: {main: 'src/main.ts', index: 'src/index.ts'},
  platform: 'node',
  transform: {target: 'node20.19'},
  output: {dir: 'dist', format: 'esm', minify: true, cleanDir: true, chunkFileNames: 'chunks/[name]-[hash].js'},
  plugins: [license({thirdParty: {output: 'dist/third-party-licenses.txt', includePrivate: false}})],
})
