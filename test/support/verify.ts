import {spawnSync} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {StoreReport} from '../../src/store/store-report.ts'
import {readDocument} from './report.ts'
import {type RunOptions, runDoctor} from './run.ts'
import {BuiltStore} from './store.ts'

/** What `said` tells of the models that are built here. */
export const good = ['llama3.2:1b: good', 'qwen3:8b: good']
export const undecided = {own: ['llama3.2:1b: undecided', 'qwen3:8b: good']}
export const damaged = {
  own: ['llama3.2:1b: damaged', 'qwen3:8b: good'],
  shared: ['llama3.2:1b: damaged', 'qwen3:8b: damaged'],
}

/** Looks at a store without a server, and without what it remembers. */
export async function verify(store: BuiltStore | string, argv: readonly string[] = [], options: RunOptions = {}) {
  const root = typeof store === 'string' ? store : store.root
  const all = ['verify', '--host', '127.0.0.1:1', '--store', root, '--no-cache', '--format', 'json', ...argv]
  const ran = await runDoctor(all, options)
  const report = readDocument(ran) as StoreReport
  return {...ran, report, said: said(report)}
}

/** `model: status` of each, then `code (confidence): evidence` of each finding. */
export function said({models, findings}: StoreReport): string[] {
  return [
    ...models.map(({model, status}) => `${model}: ${status}`),
    ...findings.map(({code, confidence, evidence}) => `${code} (${confidence}): ${evidence[0]?.text ?? ''}`),
  ]
}

/** Two models that share a layer. */
export function built(): {store: BuiltStore; own: string; shared: string} {
  const store = new BuiltStore()
  const own = store.blob(randomBytes(3_000_000))
  const shared = store.blob(randomBytes(2_000_000))
  store.model('llama3.2:1b', [own, shared])
  store.model('qwen3:8b', [shared])
  return {store, own: own.path, shared: shared.path}
}

/** Every file below a folder, with what would tell that it was touched. */
export function stateOf(root: string): Record<string, string> {
  const files = readdirSync(root, {recursive: true, encoding: 'utf8'}).sort()
  return Object.fromEntries(
    files.map((name) => {
      const {ino, mtimeMs, size} = statSync(join(root, name), {throwIfNoEntry: false}) ?? {}
      return [name, `${ino} ${mtimeMs} ${size}`]
    }),
  )
}

/** The same folder, on another disk for all that can be seen. */
export function linkAway(folder: string): void {
  const elsewhere = join(mkdtempSync(join(tmpdir(), 'doctor-')), 'moved')
  renameSync(folder, elsewhere)
  symlinkSync(elsewhere, folder)
}

/** Runs it as a user to whom nothing belongs. */
export function asNobody(
  store: BuiltStore,
  argv: readonly string[],
): {status: number | null; stdout: string; stderr: string} {
  for (const folder of [join(store.root, '..'), store.root]) chmodSync(folder, 0o755)
  const bin = new URL('../../bin/ollama-doctor.js', import.meta.url).pathname
  return spawnSync(process.execPath, [bin, 'verify', '--host', '127.0.0.1:1', '--store', store.root, ...argv], {
    uid: 65_534,
    gid: 65_534,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {HOME: '/nonexistent'},
  })
}

export function flip(path: string): void {
  const bytes = readFileSync(path)
  bytes[1_000] = (bytes[1_000] ?? 0) ^ 1
  writeFileSync(path, bytes)
}
