import {execFileSync, spawnSync} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import type {ServerResponse} from 'node:http'
import {tmpdir} from 'node:os'
import {basename, dirname, join, relative} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, it} from 'vitest'
import {loadLanguage} from '../../src/catalogue/language.ts'
import {planRemovals, removeLeftOvers} from '../../src/store/left-overs.ts'
import {readStore} from '../../src/store/read-store.ts'
import {lockStore} from '../../src/store/repair-lock.ts'
import {buildStoreReport, type StoreReport} from '../../src/store/store-report.ts'
import {verifyStore} from '../../src/store/verify-store.ts'
import {checkJson, checkOf, readDocument} from '../support/report.ts'
import {type RunOptions, runDoctor, type Typist} from '../support/run.ts'
import {BuiltStore, manifestPath} from '../support/store.ts'
import {type StoreServerOptions, withStoreServer} from '../support/store-server.ts'

async function verify(store: BuiltStore | string, argv: readonly string[] = [], options: RunOptions = {}) {
  const root = typeof store === 'string' ? store : store.root
  const all = ['verify', '--host', '127.0.0.1:1', '--store', root, '--no-cache', '--format', 'json', ...argv]
  const ran = await runDoctor(all, options)
  const report = readDocument(ran) as StoreReport
  return {...ran, report, said: said(report)}
}

/** `model: status` of each, then `code (confidence): evidence` of each finding. */
function said({models, findings}: StoreReport): string[] {
  return [
    ...models.map(({model, status}) => `${model}: ${status}`),
    ...findings.map(({code, confidence, evidence}) => `${code} (${confidence}): ${evidence[0]?.text ?? ''}`),
  ]
}

/** Two models that share a layer. */
function built(): {store: BuiltStore; own: string; shared: string} {
  const store = new BuiltStore()
  const own = store.blob(randomBytes(3_000_000))
  const shared = store.blob(randomBytes(2_000_000))
  store.model('llama3.2:1b', [own, shared])
  store.model('qwen3:8b', [shared])
  return {store, own: own.path, shared: shared.path}
}

/** Every file below a folder, with what would tell that it was touched. */
function stateOf(root: string): Record<string, string> {
  const files = readdirSync(root, {recursive: true, encoding: 'utf8'}).sort()
  return Object.fromEntries(
    files.map((name) => {
      const {ino, mtimeMs, size} = statSync(join(root, name), {throwIfNoEntry: false}) ?? {}
      return [name, `${ino} ${mtimeMs} ${size}`]
    }),
  )
}

const good = ['llama3.2:1b: good', 'qwen3:8b: good']
/** The same folder, on another disk for all that can be seen. */
function linkAway(folder: string): void {
  const elsewhere = join(mkdtempSync(join(tmpdir(), 'doctor-')), 'moved')
  renameSync(folder, elsewhere)
  symlinkSync(elsewhere, folder)
}

/** A person: types at once what comes second, and what comes first when asked. */
function answerer(answer: string, early = ''): Typist {
  return {answer, early}
}

/** Runs it as a user to whom nothing belongs. */
function asNobody(store: BuiltStore, argv: readonly string[]): {status: number | null; stdout: string; stderr: string} {
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

interface Gate {
  readonly opened: Promise<void>
  open(): void
}

function gate(): Gate {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return {opened, open: () => open()}
}

/** Tells that a pull has come to a step, and lets it go on when the other gate opens. */
function stopAt(where: string, reached: Gate, goOn = gate()): NonNullable<StoreServerOptions['before']> {
  return async (step) => {
    if (step !== where) return
    reached.open()
    await goOn.opened
  }
}

/** Another version of llama3.2:1b, with as many files; so large that the rest of it is not waited for, or smaller. */
function otherVersion(bytes = 120_000_000): BuiltStore {
  const registry = new BuiltStore()
  registry.model('llama3.2:1b', [registry.blob(randomBytes(bytes)), registry.blob(randomBytes(2_000_000))])
  return registry
}

/** As a repair leaves a file that is killed: under a second name. */
function setAside({root}: BuiltStore, ...paths: readonly string[]): string {
  const aside = join(root, 'blobs', 'ollama-doctor-set-aside')
  for (const path of paths) {
    const kept = join(aside, relative(root, path))
    mkdirSync(dirname(kept), {recursive: true})
    if (path.includes('manifests')) cpSync(path, kept)
    else linkSync(path, kept)
  }
  letPass(aside)
  return aside
}

/** As if an hour had passed since something was set aside. */
function letPass(aside: string): void {
  const hour = new Date(Date.now() - 3_600_000)
  for (const name of readdirSync(aside, {recursive: true, encoding: 'utf8'})) {
    const path = join(aside, name)
    if (lstatSync(path).isDirectory()) utimesSync(path, hour, hour)
  }
}

/** As `ollama cp` does, in this store or from another. */
function copyModel(from: BuiltStore, source: string, target: string, to = from): void {
  const path = manifestPath(to.root, target)
  mkdirSync(dirname(path), {recursive: true})
  cpSync(manifestPath(from.root, source), path)
}

function flip(path: string): void {
  const bytes = readFileSync(path)
  bytes[1_000] = (bytes[1_000] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

const undecided = {own: ['llama3.2:1b: undecided', 'qwen3:8b: good']}
const damaged = {own: ['llama3.2:1b: damaged', 'qwen3:8b: good'], shared: ['llama3.2:1b: damaged', 'qwen3:8b: damaged']}

describe('verify', () => {
  it('finds nothing wrong with a store that is whole, and touches nothing', async () => {
    const {store} = built()
    const before = stateOf(store.root)
    const {exitCode, report, said} = await verify(store)
    expect({exitCode, said}).toEqual({exitCode: 0, said: good})
    // The shared layer is hashed once.
    expect(report).toMatchObject({blobs: 4, verdict: 'pass', orphans: {files: 0}, partials: {files: 0}})
    expect(report.hashedBytes).toBeLessThan(5_001_000)
    expect(stateOf(store.root)).toEqual(before)
  })

  it('agrees with sha256sum', async () => {
    const {store, own} = built()
    appendFileSync(own, 'x')
    truncateSync(own, 3_000_000)
    const bytes = readFileSync(own)
    bytes[1_234_567] = (bytes[1_234_567] ?? 0) ^ 1
    writeFileSync(own, bytes)
    const digest = execFileSync('sha256sum', [own], {encoding: 'utf8'}).slice(0, 64)
    const {exitCode, said} = await verify(store)
    expect({exitCode, said}).toEqual({
      exitCode: 1,
      said: [...damaged.own, `blob-corrupt (certain): its SHA-256 is ${digest}`],
    })
  })

  it('agrees with sha256sum about each of a hundred small layers', async () => {
    const store = new BuiltStore()
    const layers = Array.from({length: 100}, (_, index) => store.blob(randomBytes(10_000 + index)))
    store.model('tensors:1b', layers)
    for (const index of [0, 13, 14, 50, 99]) flip(layers[index]?.path ?? '')
    const blobs = join(store.root, 'blobs')
    const sums = execFileSync('sha256sum', readdirSync(blobs), {cwd: blobs, encoding: 'utf8'}).trim().split('\n')
    const wrong = sums.map((line) => line.split(/ +/)).filter(([digest, name]) => name !== `sha256-${digest}`)
    const {report} = await verify(store)
    const found = report.findings.map(({evidence: [seen]}) => [seen?.text.slice(-64), basename(seen?.source ?? '')])
    expect(found.sort()).toEqual(wrong.sort())
    expect({blobs: report.blobs, found: found.length}).toEqual({blobs: 101, found: 5})
    await withStoreServer(store, {}, async ({url, pulls}) => {
      const ran = await runDoctor(['verify', '--host', url, '--store', store.root, '--repair', '--yes', '--no-cache'])
      expect({exitCode: ran.exitCode, pulls: [...pulls]}).toEqual({exitCode: 0, pulls: ['tensors:1b']})
    })
  })

  it('finds one flipped bit in two hundred megabytes', async () => {
    const store = new BuiltStore()
    const large = store.blob(Buffer.alloc(200_000_000, randomBytes(1_000_003)))
    store.model('large:1b', [large])
    const file = openSync(large.path, 'r+')
    writeSync(file, Buffer.from([(large.bytes[123_456_789] ?? 0) ^ 4]), 0, 1, 123_456_789)
    const {exitCode, said} = await verify(store)
    expect({exitCode, first: said[0]}).toEqual({exitCode: 1, first: 'large:1b: damaged'})
    expect(said[1]).toMatch(/^blob-corrupt \(certain\): its SHA-256 is/)
    rmSync(store.root, {recursive: true})
  })

  it.each<[string, (paths: {own: string; shared: string; store: BuiltStore}) => void, string[]]>([
    [
      'zeros of the same size',
      ({own}) => writeFileSync(own, Buffer.alloc(3_000_000)),
      [...damaged.own, 'blob-corrupt (certain): nothing but zeros for megabytes, or to its end, from byte 0 on'],
    ],
    [
      'a hole in the middle',
      ({own}) => {
        const bytes = readFileSync(own)
        truncateSync(own, 500_000)
        truncateSync(own, 3_000_000)
        expect(bytes.length).toBe(3_000_000)
      },
      [...damaged.own, 'blob-corrupt (certain): its SHA-256 is'],
    ],
    [
      'a file cut short',
      ({shared}) => truncateSync(shared, 1_000),
      [
        ...damaged.shared,
        'blob-corrupt (certain): 1.0 KB (1000 bytes) instead of 2000000 bytes; needed by llama3.2:1b, qwen3:8b',
      ],
    ],
    ['an empty file', ({own}) => truncateSync(own, 0), [...damaged.own, 'blob-corrupt (certain): 0 B (0 bytes)']],
    ['a missing file', ({own}) => rmSync(own), [...damaged.own, 'blob-missing (certain): is not there']],
    [
      'a file under a wrong name',
      ({own}) =>
        renameSync(
          own,
          own.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
        ),
      [...damaged.own, 'blob-missing (certain): is not there', 'blob-orphaned (certain): files: 1, 3.0 MB'],
    ],
    [
      'a folder in its place',
      ({own}) => {
        rmSync(own)
        mkdirSync(own)
      },
      [...damaged.own, 'blob-corrupt (certain): is a folder'],
    ],
    [
      'a link out of the store',
      ({own}) => {
        rmSync(own)
        symlinkSync('/etc/hostname', own)
      },
      [
        ...undecided.own,
        'store-not-readable (certain): is a link to /etc/hostname, out of the store, and was not followed',
      ],
    ],
    [
      'a link in a circle',
      ({own}) => {
        rmSync(own)
        symlinkSync(own, own)
      },
      [...undecided.own, 'store-not-readable (certain): ELOOP'],
    ],
    [
      'a folder where a manifest would be, and then no orphans',
      ({store}) => {
        mkdirSync(manifestPath(store.root, 'qwen3:notes'))
        store.blob('orphan or not')
      },
      ['llama3.2:1b: good', 'qwen3:8b: good', 'store-not-readable (certain): is a folder, where a manifest would be'],
    ],
    [
      'an orphan and parts of a download',
      ({store}) => {
        store.blob('orphan')
        writeFileSync(join(store.root, 'blobs', `sha256-${'a'.repeat(64)}-partial`), 'x')
        writeFileSync(join(store.root, 'blobs', `sha256-${'a'.repeat(64)}-partial-0`), '{}')
      },
      [...good, 'blob-orphaned (certain): files: 1, 6 B', 'partial-download-left (certain): files: 2'],
    ],
  ])('names %s, and the models that suffer', async (_, damage, expected) => {
    const {store, ...paths} = built()
    damage({store, ...paths})
    const {exitCode, said} = await verify(store)
    expect(said.map((line, index) => line.slice(0, expected[index]?.length))).toEqual(expected)
    const isOpen = expected.some((line) => line.startsWith('store-not-readable'))
    expect(exitCode).toBe(isOpen ? 3 : {damaged: 1, good: 0}[expected[0]?.split(': ')[1] ?? ''])
  })

  it.each([
    ['', 'is empty'],
    ['\0\0\0\0', 'holds nothing but zeros'],
    ['{"schemaVersion":2', 'is no JSON: '],
    ['[]', 'the whole is []'],
    ['{"schemaVersion":2}', 'config is missing'],
    [
      '{"schemaVersion":2,"layers":[{"digest":"sha256:../../etc/passwd","size":1,"mediaType":"application/vnd.x"}]}',
      'layers[0].digest is "sha256:../../etc/passwd"',
    ],
    [
      `{"schemaVersion":2,"layers":[{"digest":"sha256:${'a'.repeat(64)}","size":-1,"mediaType":"application/vnd.x"}]}`,
      'layers[0].size is -1',
    ],
  ])('says what is wrong with the manifest %j', async (text, words) => {
    const {store} = built()
    store.manifest('broken:1b', text)
    // Where a manifest cannot be read, nobody knows which blobs are orphans.
    store.blob('orphan or not')
    const {exitCode, said} = await verify(store)
    expect({exitCode, models: said.slice(0, 3)}).toEqual({exitCode: 1, models: ['broken:1b: damaged', ...good]})
    expect(said[3]).toContain(`manifest-corrupt (certain): ${words}`)
    expect(said.length).toBe(4)
  })

  it.each<[string, (paths: {own: string; store: BuiltStore}) => void]>([
    ['what macOS leaves beside files', ({store}) => writeFileSync(manifestPath(store.root, 'qwen3:._8b'), 'x')],
    ['blobs on another disk', ({store}) => linkAway(join(store.root, 'blobs'))],
    ['manifests on another disk', ({store}) => linkAway(join(store.root, 'manifests'))],
    [
      'a blob that is a link inside the store',
      ({own}) => {
        renameSync(own, `${own}.real`)
        symlinkSync(`${own}.real`, own)
      },
    ],
  ])('sees nothing wrong in %s', async (_, change) => {
    const {store, ...paths} = built()
    change({store, ...paths})
    expect(await verify(store)).toMatchObject({exitCode: 0, said: good})
    expect(await verify(store, ['--quick'])).toMatchObject({exitCode: 0, said: good})
  })

  it('takes the null that Ollama writes for a model without layers', async () => {
    const store = new BuiltStore()
    const {digest, bytes} = store.blob('{"remote_host":"https://ollama.com:443"}')
    store.manifest(
      'gpt-oss:120b-cloud',
      JSON.stringify({config: {digest: `sha256:${digest}`, size: bytes.length}, layers: null}),
    )
    expect(await verify(store)).toMatchObject({exitCode: 0, said: ['gpt-oss:120b-cloud: good']})
  })

  it('blames the manifest where the file is what its name says', async () => {
    const {store, shared} = built()
    const path = store.built.get('qwen3:8b')?.manifest ?? ''
    writeFileSync(path, readFileSync(path, 'utf8').replace('2000000', '2000001'))
    const {exitCode, said} = await verify(store)
    expect({exitCode, said}).toEqual({
      exitCode: 1,
      said: [
        'llama3.2:1b: good',
        'qwen3:8b: damaged',
        'manifest-corrupt (certain): has 2000000 bytes, and a manifest says 2000001',
      ],
    })
    expect(existsSync(shared)).toBe(true)
  })

  it('is undecided where a part of the store is not seen, and calls nothing an orphan then', async () => {
    const {store} = built()
    symlinkSync(tmpdir(), join(store.root, 'manifests', 'elsewhere'))
    store.blob('orphan or not')
    const {exitCode, said} = await verify(store)
    expect({exitCode, said}).toEqual({
      exitCode: 3,
      said: [...good, 'store-not-readable (certain): is a link to a folder, and was not followed'],
    })
  })

  it('names a model that shares what is damaged, though another was asked for', async () => {
    const {store, shared} = built()
    truncateSync(shared, 5)
    const {report} = await verify(store, ['qwen3:8b'])
    expect(report.findings[0]?.subject).toBe('llama3.2:1b, qwen3:8b')
  })

  it('tells what it found where nothing can be kept', async () => {
    const {store, own, shared} = built()
    truncateSync(own, 5)
    const hour = new Date(Date.now() - 3_600_000)
    utimesSync(shared, hour, hour)
    const argv = ['verify', '--host', '127.0.0.1:1', '--store', store.root]
    const {exitCode, stdout, stderr} = await runDoctor(argv, {env: {XDG_CACHE_HOME: '/dev/null/x'}})
    expect({exitCode, found: stdout.includes('blob-corrupt')}).toEqual({exitCode: 1, found: true})
    expect(stderr).toContain('could not be kept')
  })

  it('does not believe a path that the server tells, where other manifests are there', async () => {
    const {store} = built()
    const stale = new BuiltStore()
    stale.model('llama3.2:1b', [stale.blob('older weights')])
    await withStoreServer(store, {tells: stale.root}, async ({url}) => {
      const env = {OLLAMA_MODELS: store.root}
      const ran = await runDoctor(['verify', '--host', url, '--no-cache', '--format', 'json'], {env})
      expect(readDocument(ran)).toMatchObject({store: {path: store.root, from: 'environment'}})
      const {report} = await checkJson(['--host', url, '--no-probe', '--only', 'model-store'])
      expect(checkOf(report, 'model-store').skip?.reason).toBe('store-unreadable')
    })
  })

  it('reads blobs by their old names, too', async () => {
    const store = new BuiltStore()
    store.model('old:1b', [store.blob(randomBytes(1_000), ':')])
    expect((await verify(store)).said).toEqual(['old:1b: good'])
  })

  it('looks at the models that are named, by the names that Ollama takes for the same', async () => {
    const {store, own} = built()
    rmSync(own)
    expect((await verify(store, ['QWEN3:8B'])).said).toEqual(['qwen3:8b: good'])
    const {exitCode, said} = await verify(store, ['qwen3:8b', 'nope'])
    expect({exitCode, said}).toEqual({
      exitCode: 1,
      said: ['qwen3:8b: good', 'nope: absent', 'model-not-found (certain): has no manifest of this name'],
    })
  })

  it('is undecided where there is nothing, and says where nothing is', async () => {
    expect((await verify(new BuiltStore())).exitCode).toBe(3)
    const {exitCode, stderr} = await runDoctor(['verify', '--store', '/nonexistent'])
    expect({exitCode, stderr}).toEqual({
      exitCode: 2,
      stderr: 'error: no store is there\n  /nonexistent: is not there\n',
    })
  })

  it('tells why it found no store', async () => {
    const env = {OLLAMA_MODELS: '/nonexistent/models'}
    const down = await runDoctor(['verify', '--host', '127.0.0.1:1'], {env})
    expect(down).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(
        /^error: no store is there\n {2}the server at \S+ does not tell: .*ECONNREFUSED.*\n {2}\/nonexistent\/models: is not there\n/,
      ),
    })
    await withStoreServer(new BuiltStore(), {}, async ({url}) => {
      const {stderr} = await runDoctor(['verify', '--host', url], {env})
      expect(stderr).toContain('lists no model, and so does not tell')
    })
  })

  it('with --quick reads little and finds what is gross', async () => {
    const {store, own, shared} = built()
    writeFileSync(own, Buffer.alloc(3_000_000))
    truncateSync(shared, 10)
    const {exitCode, report, said} = await verify(store, ['--quick'])
    expect({exitCode, hashedBytes: report.hashedBytes}).toEqual({exitCode: 1, hashedBytes: 0})
    expect(said.filter((line) => line.startsWith('blob')).sort()).toEqual([
      'blob-corrupt (certain): 10 B (10 bytes) instead of 2000000 bytes; needed by llama3.2:1b, qwen3:8b',
      'blob-corrupt (likely): nothing but zeros for megabytes, or to its end, from byte 0 on',
    ])
  })

  it('remembers digests of files that have not changed, and only of those', async () => {
    const {store, own, shared} = built()
    const env = {XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), 'doctor-'))}
    const argv = ['verify', '--host', '127.0.0.1:1', '--store', store.root, '--format', 'json']
    const hour = new Date(Date.now() - 3_600_000)
    for (const path of [own, shared]) utimesSync(path, hour, hour)
    const again = async () => readDocument(await runDoctor(argv, {env})) as StoreReport
    expect(await again()).toMatchObject({verdict: 'pass', cachedBytes: 0})
    // What was written just now may be written again unseen, and is not remembered.
    expect((await again()).cachedBytes).toBe(5_000_000)
    const bytes = readFileSync(own)
    bytes[5] = (bytes[5] ?? 0) ^ 1
    writeFileSync(own, bytes)
    const changed = await again()
    expect(changed).toMatchObject({verdict: 'fail', cachedBytes: 2_000_000})
    expect(changed.hashedBytes).toBeGreaterThanOrEqual(3_000_000)
    // Where somebody set the time back, the other time tells.
    const {mtime} = statSync(shared)
    flip(shared)
    utimesSync(shared, mtime, mtime)
    expect(await again()).toMatchObject({verdict: 'fail', cachedBytes: 0})
    flip(shared)
    flip(own)
    // What the cache says wrongly is corrected where it is not asked.
    const cache = join(env.XDG_CACHE_HOME, 'ollama-doctor', 'digests.json')
    for (const path of [own, shared]) utimesSync(path, hour, hour)
    await again()
    const {ctimeMs, mtimeMs, ino, size} = statSync(shared)
    const entries = {[shared]: {sizeBytes: size, mtimeMs, ctimeMs, inode: ino, digest: 'wrong'}}
    writeFileSync(cache, JSON.stringify({version: 1, entries}))
    expect((await again()).models[1]).toEqual({model: 'qwen3:8b', status: 'good'})
    writeFileSync(cache, JSON.stringify({version: 1, entries}))
    await runDoctor([...argv, '--no-cache'], {env})
    expect(readFileSync(cache, 'utf8')).not.toContain('wrong')
    // A cache that is none is an empty one.
    writeFileSync(cache, 'garbage')
    expect(await again()).toMatchObject({verdict: 'fail', cachedBytes: 0})
  })

  it.skipIf(process.getuid?.() !== 0)('is undecided about what it may not read (run as another user)', () => {
    const {store, own} = built()
    chmodSync(own, 0o600)
    const {status, stdout} = asNobody(store, ['--no-cache', '--format', 'json'])
    expect({status, said: said(readDocument({stdout}) as StoreReport)}).toEqual({
      status: 3,
      said: [
        'llama3.2:1b: undecided',
        'qwen3:8b: good',
        expect.stringMatching(/^store-not-readable \(certain\): EACCES.*; it belongs to root, mode 0600$/),
      ],
    })
    const human = asNobody(store, ['--no-cache']).stdout
    expect(human).toContain(`sudo -u root ollama-doctor verify --store ${store.root}`)
    // The rest of the store is root's, too.
    expect(human).not.toContain('chown')
    chownSync(own, 12_345, 0)
    expect(asNobody(store, ['--no-cache']).stdout).toContain(`sudo chown root ${own}`)
  })

  it.skipIf(process.getuid?.() !== 0)('calls nothing missing where it may not look (run as another user)', () => {
    const {store} = built()
    chmodSync(join(store.root, 'blobs'), 0o700)
    const {status, stdout} = asNobody(store, ['--no-cache', '--format', 'json'])
    const report = readDocument({stdout}) as StoreReport
    expect({status, models: report.models.map((model) => model.status)}).toEqual({
      status: 3,
      models: ['undecided', 'undecided'],
    })
    expect(new Set(report.findings.map(({code}) => code))).toEqual(new Set(['store-not-readable']))
  })

  it('says nothing of a file that is written while it is read', async () => {
    const store = new BuiltStore()
    const {path} = store.blob(randomBytes(50_000_000))
    const file = openSync(path, 'r+')
    writeSync(file, Buffer.from('other'), 0, 5, 1_000)
    store.model('busy:1b', [{path, digest: basename(path).replace('sha256-', ''), bytes: readFileSync(path)}])
    const writing = setInterval(() => writeSync(file, randomBytes(1), 0, 1, 2_000), 5)
    const {exitCode, said} = await verify(store).finally(() => {
      clearInterval(writing)
      closeSync(file)
    })
    expect({exitCode, said}).toEqual({
      exitCode: 3,
      said: ['busy:1b: undecided', 'store-not-readable (certain): was written while it was read'],
    })
  })

  it.each([
    ['vfat', ['warning: lies on vfat, where no file can have 4 GiB or more']],
    ['exfat', [expect.stringContaining('no sparse files')]],
    ['ext4', []],
    [undefined, []],
  ])('warns of a store on %s', async (fileSystem, expected) => {
    const {store} = built()
    const result = await verifyStore(
      {...(await readStore(store.root)), fileSystem},
      {models: [], quick: true, signal: new AbortController().signal},
    )
    const {findings, verdict} = buildStoreReport(result, {
      tool: {name: 'ollama-doctor', version: '0'},
      startedAt: new Date(),
      durationMs: 0,
      from: 'usual',
      quick: true,
      repairs: [],
      removals: [],
      target: {url: 'http://127.0.0.1:11434', platform: 'linux'},
      language: await loadLanguage('en'),
    })
    expect(findings.map(({severity, evidence}) => `${severity}: ${evidence[0]?.text}`)).toEqual(expected)
    expect(verdict).toBe('pass')
  })

  it('misses nothing of a model that is removed meanwhile', async () => {
    const {store, own} = built()
    const found = await readStore(store.root)
    const look = async () => {
      const result = await verifyStore(found, {models: [], quick: false, signal: new AbortController().signal})
      return result.damages.map(({path, models}) => ({path, models}))
    }
    rmSync(own)
    expect(await look()).toEqual([{path: own, models: ['llama3.2:1b']}])
    rmSync(manifestPath(store.root, 'llama3.2:1b'))
    expect(await look()).toEqual([])
  })

  it('finds the store of the server that answers', async () => {
    const {store} = built()
    await withStoreServer(store, {}, async ({url}) => {
      const ran = await runDoctor(['verify', '--host', url, '--no-cache', '--format', 'json'])
      expect(readDocument(ran)).toMatchObject({verdict: 'pass', store: {from: 'server'}})
    })
    const env = {OLLAMA_MODELS: store.root}
    const ran = await runDoctor(['verify', '--host', '127.0.0.1:1', '--no-cache', '--format', 'json'], {env})
    expect(readDocument(ran)).toMatchObject({verdict: 'pass', store: {from: 'environment'}})
    const elsewhere = await runDoctor(['verify', '--host', 'gpu-box.invalid'])
    expect(elsewhere).toMatchObject({exitCode: 2, stderr: expect.stringContaining('on another machine')})
  })

  it('tells a person, in a terminal or not, and in Chinese', async () => {
    const {store, own} = built()
    rmSync(own)
    const argv = ['verify', '--host', '127.0.0.1:1', '--store', store.root, '--no-cache']
    const plain = await runDoctor(argv)
    expect(plain.stdout).toMatch(/^\S+, as --store says\n\n✗ llama3\.2:1b {2}damaged\n✓ qwen3:8b {5}every file is/)
    expect(plain.stderr).toMatch(/^(?:qwen3:8b {2}every file is [^\n]+\n|llama3\.2:1b {2}damaged\n){2}$/)
    const watched = await runDoctor([...argv, '--lang', 'zh-CN'], {tty: true})
    expect(watched.stdout).toContain('已损坏')
    expect(watched.stderr).toContain('5.0 MB')
    expect((await runDoctor([...argv, 'qwen3:8b', '-q'])).stdout).toBe('')
    expect((await runDoctor([...argv, '--format', 'markdown'])).stdout).toContain('| ❌ | llama3.2:1b | damaged |')
  })

  it('leaves at Ctrl-C with what was found so far', async () => {
    const store = new BuiltStore()
    store.model('large:1b', [store.blob(Buffer.alloc(400_000_000, randomBytes(999_983)))])
    const argv = ['verify', '--host', '127.0.0.1:1', '--store', store.root, '--no-cache']
    const {exitCode, stdout, stderr} = await runDoctor(argv, {interruptAfter: sleep(150)})
    expect({exitCode, stderr}).toEqual({exitCode: 130, stderr: 'Interrupted: this is what was found so far.\n'})
    expect(stdout).toMatch(/\? large:1b {2}not looked at to the end[\s\S]+\? Undecided/)
    const ran = await runDoctor([...argv, '--format', 'json'], {interruptAfter: sleep(150)})
    expect(readDocument(ran)).toMatchObject({error: {kind: 'interrupted', exitCode: 130}})
    rmSync(store.root, {recursive: true})
  })
})

describe('--repair', () => {
  const zeros = ({own}: {own: string}): void => writeFileSync(own, Buffer.alloc(3_000_000))

  /** Runs it at a server that reads the store; `said` is the outcome of each file, then what `said` tells. */
  async function repair(store: BuiltStore, url: string, argv: readonly string[] = ['--yes'], options: RunOptions = {}) {
    const all = ['verify', '--host', url, '--store', store.root, '--no-cache', '--format', 'json', '--repair', ...argv]
    const ran = await runDoctor(all, options)
    const report = readDocument(ran) as StoreReport
    const outcomes = report.repairs.map(({path, outcome}) => `${basename(path)}: ${outcome}`)
    return {...ran, report, outcomes, said: said(report)}
  }

  /** Without the file itself, the folders that it is in, and the manifest that the server writes anew. */
  function otherFiles(root: string, own: string): Record<string, string> {
    const touched = /(?:^|\/)(?:blobs|manifests)$|llama3\.2/
    return Object.fromEntries(
      Object.entries(stateOf(root)).filter(([name]) => !touched.test(name) && !own.endsWith(name)),
    )
  }

  it('mends what a plain pull leaves, and touches no other file', async () => {
    const {store, own} = built()
    const bytes = readFileSync(own)
    zeros({own})
    await withStoreServer(store, {}, async ({url, pulls}) => {
      await fetch(`${url}/api/pull`, {method: 'POST', body: '{"model":"llama3.2:1b"}'}).then((answer) => answer.text())
      expect((await verify(store)).said).toContain(damaged.own[0])
      const before = otherFiles(store.root, own)
      const {exitCode, said, outcomes} = await repair(store, url)
      expect({exitCode, said, outcomes}).toEqual({exitCode: 0, said: good, outcomes: [`${basename(own)}: fixed`]})
      expect(readFileSync(own).equals(bytes)).toBe(true)
      expect(otherFiles(store.root, own)).toEqual(before)
      expect(pulls).toEqual(['llama3.2:1b', 'llama3.2:1b'])
      expect((await verify(store)).said).toEqual(good)
    })
  })

  it.each<[string, (paths: {own: string; shared: string; store: BuiltStore}) => void, string[]]>([
    ['a file cut short', ({own}) => truncateSync(own, 100), ['llama3.2:1b']],
    ['a flipped bit in what two models share', ({shared}) => flip(shared), ['llama3.2:1b']],
    ['a missing file', ({own}) => rmSync(own), ['llama3.2:1b']],
    [
      'a damaged config',
      ({store}) => writeFileSync(store.built.get('qwen3:8b')?.layers[0]?.path ?? '', '{'),
      ['qwen3:8b'],
    ],
    ['an empty manifest', ({store}) => writeFileSync(manifestPath(store.root, 'qwen3:8b'), ''), ['qwen3:8b']],
    [
      'a manifest cut in the middle',
      ({store}) => {
        const path = manifestPath(store.root, 'llama3.2:1b')
        writeFileSync(path, readFileSync(path).subarray(0, 500))
      },
      ['llama3.2:1b'],
    ],
    [
      'a manifest that has a size wrong',
      ({store}) => {
        const path = manifestPath(store.root, 'qwen3:8b')
        writeFileSync(path, readFileSync(path, 'utf8').replace('2000000', '2000001'))
      },
      ['qwen3:8b'],
    ],
    [
      'all of it',
      ({own, shared, store}) => {
        zeros({own})
        rmSync(shared)
        writeFileSync(manifestPath(store.root, 'qwen3:8b'), '\0\0\0')
      },
      ['llama3.2:1b', 'qwen3:8b'],
    ],
  ])('mends %s', async (_, damage, models) => {
    const {store, ...paths} = built()
    await withStoreServer(store, {}, async ({url, pulls}) => {
      damage({store, ...paths})
      expect((await verify(store)).exitCode).toBe(1)
      const {exitCode, said} = await repair(store, url)
      expect({exitCode, said, pulls: [...pulls]}).toEqual({exitCode: 0, said: good, pulls: models})
      expect(readdirSync(join(store.root, 'blobs'))).toHaveLength(4)
    })
  })

  it.each<[string, StoreServerOptions, string, string]>([
    ['the registry has not got the model', {registry: new BuiltStore()}, 'not-in-registry', ''],
    ['it has another version of it', {registry: otherVersion(), before: stopAt('download', gate())}, 'superseded', ''],
  ])('puts back what was there where %s', async (_, options, outcome, code) => {
    const {store, own} = built()
    await withStoreServer(store, options, async ({url}) => {
      zeros({own})
      const before = stateOf(store.root)
      const {exitCode, outcomes, report} = await repair(store, url)
      expect({exitCode, outcomes}).toEqual({exitCode: 1, outcomes: [`${basename(own)}: ${outcome}`]})
      expect(report.findings.map((finding) => finding.code)).toEqual(['blob-corrupt', ...(code ? [code] : [])])
      expect({...stateOf(store.root), blobs: ''}).toEqual({...before, blobs: ''})
    })
  })

  it('puts back what the server has removed for another version, and the manifest', async () => {
    const {store, own, shared} = built()
    const alone = store.blob(randomBytes(1_000))
    store.model('solo:1b', [alone, {...alone, ...store.blob('template')}])
    const registry = new BuiltStore()
    registry.model('solo:1b', [registry.blob('other weights')])
    // So small that it is all there before anybody could say stop.
    await withStoreServer(store, {registry}, async ({url}) => {
      for (const {path, bytes} of registry.built.get('solo:1b')?.layers ?? [])
        writeFileSync(join(store.root, 'blobs', basename(path)), bytes)
      writeFileSync(alone.path, 'bad')
      const manifest = manifestPath(store.root, 'solo:1b')
      const hour = new Date(Date.now() - 3_600_000)
      utimesSync(manifest, hour, hour)
      const text = readFileSync(manifest, 'utf8')
      const before = stateOf(join(store.root, 'blobs'))
      const {outcomes} = await repair(store, url, ['solo:1b', '--yes'])
      expect(outcomes).toEqual([`${basename(alone.path)}: superseded`])
      expect(stateOf(join(store.root, 'blobs'))).toEqual(before)
      // As it was, with the time that `ollama list` shows.
      expect({text: readFileSync(manifest, 'utf8'), time: Math.round(statSync(manifest).mtimeMs)}).toEqual({
        text,
        time: hour.getTime(),
      })
      expect([existsSync(own), existsSync(shared)]).toEqual([true, true])
    })
  })

  it('does not take a file that arrives damaged for a good one', async () => {
    const {store, own} = built()
    const sends = {[basename(own).slice('sha256-'.length)]: Buffer.from('garbage')}
    await withStoreServer(store, {sends}, async ({url}) => {
      zeros({own})
      const {outcomes, report} = await repair(store, url)
      expect(outcomes).toEqual([`${basename(own)}: kept`])
      expect(report.findings.at(-1)?.code).toBe('digest-mismatch')
      expect(readFileSync(own).equals(Buffer.alloc(3_000_000))).toBe(true)
    })
  }, 20_000)

  it('leaves alone what a loaded model needs, unless it is told otherwise', async () => {
    const {store, shared} = built()
    await withStoreServer(store, {loaded: ['QWEN3:8b']}, async ({url, pulls}) => {
      truncateSync(shared, 10)
      const {exitCode, outcomes} = await repair(store, url)
      expect({exitCode, outcomes, pulls: [...pulls]}).toEqual({
        exitCode: 1,
        outcomes: [`${basename(shared)}: in-use`],
        pulls: [],
      })
      expect((await repair(store, url, ['--yes', '--disruptive'])).said).toEqual(good)
    })
  })

  it.each<[string, (own: string) => void]>([
    [
      'a folder',
      (own) => {
        rmSync(own)
        mkdirSync(own)
      },
    ],
    [
      'a link',
      (own) => {
        renameSync(own, `${own}.real`)
        truncateSync(`${own}.real`, 5)
        symlinkSync(`${own}.real`, own)
      },
    ],
  ])('leaves %s to its owner', async (_, change) => {
    const {store, own} = built()
    await withStoreServer(store, {}, async ({url, pulls}) => {
      change(own)
      const before = stateOf(store.root)
      const {exitCode, outcomes} = await repair(store, url)
      const isOpen = exitCode === 3
      expect({outcomes, pulls: [...pulls]}).toEqual({outcomes: isOpen ? [] : [`${basename(own)}: by-hand`], pulls: []})
      expect(stateOf(store.root)).toEqual(before)
    })
  })

  it('shows its plan with --dry-run, and writes nothing at all', async () => {
    const {store, own} = built()
    const env = {XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), 'doctor-'))}
    const hour = new Date(Date.now() - 3_600_000)
    zeros({own})
    for (const name of readdirSync(join(store.root, 'blobs'))) utimesSync(join(store.root, 'blobs', name), hour, hour)
    await withStoreServer(store, {}, async ({url, pulls}) => {
      const before = stateOf(store.root)
      const argv = ['verify', '--host', url, '--store', store.root, '--repair', '--dry-run']
      const {exitCode, stdout} = await runDoctor(argv, {env})
      expect({exitCode, pulls: [...pulls]}).toEqual({exitCode: 1, pulls: []})
      expect(stdout).toMatch(/sha256-[0-9a-f\s]+would be set aside, and llama3\.2:1b pulled anew; nothing was done/)
      expect(stateOf(store.root)).toEqual(before)
      expect(readdirSync(env.XDG_CACHE_HOME)).toEqual([])
    })
  })

  it('asks at a terminal, and does nothing unless somebody says yes', async () => {
    const {store, own} = built()
    await withStoreServer(store, {}, async ({url, pulls}) => {
      zeros({own})
      const argv = ['verify', '--host', url, '--store', store.root, '--no-cache', '--repair']
      for (const answer of ['', '\n', 'no\n']) {
        const {exitCode, stderr} = await runDoctor(argv, {stdin: answerer(answer), tty: true})
        expect(stderr).toContain(`${own}  (llama3.2:1b)\nGo on? [y/N]`)
        expect({exitCode, pulls: [...pulls]}).toEqual({exitCode: 1, pulls: []})
      }
      // What was typed while it hashed is no answer.
      expect((await runDoctor(argv, {stdin: answerer('', 'y\n'), tty: true})).exitCode).toBe(1)
      expect(pulls).toEqual([])
      expect((await runDoctor(argv, {stdin: answerer('y\n'), tty: true})).exitCode).toBe(0)
    })
  })

  it.each<[string, string[], StoreServerOptions, string]>([
    ['nobody can be asked', ['--repair'], {}, '--yes'],
    ['nobody can be asked about orphans', ['--remove-orphans'], {}, '--yes'],
    ['nothing is hashed', ['--repair', '--yes', '--quick'], {}, '--quick'],
    ['it is not told what is loaded', ['--repair', '--yes'], {withoutPs: true}, '/api/ps fails there: HTTP 404'],
  ])('refuses at once where %s', async (_, argv, options, words) => {
    const {store} = built()
    await withStoreServer(store, options, async ({url}) => {
      const {exitCode, stderr} = await runDoctor(['verify', '--host', url, '--store', store.root, ...argv])
      expect({exitCode, stderr}).toEqual({exitCode: 2, stderr: expect.stringContaining(words)})
    })
  })

  it.skipIf(process.getuid?.() !== 0)('refuses at once where it may not write (run as another user)', () => {
    const {status, stderr} = asNobody(built().store, ['--repair', '--yes'])
    expect({status, stderr}).toEqual({
      status: 2,
      stderr: expect.stringMatching(/^error: this user may not write into \S+\/blobs: run it as root, or with sudo\n$/),
    })
  })

  it('refuses at once where no server answers', async () => {
    const {stderr, exitCode} = await runDoctor([
      'verify',
      '--host',
      '127.0.0.1:1',
      '--store',
      built().store.root,
      '--repair',
      '--yes',
    ])
    expect({exitCode, stderr}).toEqual({exitCode: 2, stderr: expect.stringContaining('ECONNREFUSED')})
  })

  it('puts back what was there at Ctrl-C', async () => {
    const store = new BuiltStore()
    const {path: own} = store.blob(Buffer.alloc(40_000_000, randomBytes(1_000_003)))
    store.model('large:1b', [{path: own, digest: basename(own).slice(-64), bytes: readFileSync(own)}])
    const reached = gate()
    await withStoreServer(store, {before: stopAt('download', reached)}, async ({url}) => {
      truncateSync(own, 1_000)
      const before = stateOf(store.root)
      const argv = ['verify', '--host', url, '--store', store.root, '--no-cache', '--repair', '--yes']
      // When it has read how much is left.
      const interruptAfter = reached.opened.then(() => sleep(300))
      const {exitCode, stdout} = await runDoctor(argv, {interruptAfter})
      expect({exitCode, stdout}).toEqual({
        exitCode: 130,
        stdout: expect.stringContaining('what was there is there again'),
      })
      expect({...stateOf(store.root), blobs: ''}).toEqual({...before, blobs: ''})
    })
  })

  it('leaves it aside at Ctrl-C while the server goes on with what came, and settles it the next time', async () => {
    const {store, own} = built()
    const reached = gate()
    const hashed = gate()
    await withStoreServer(store, {before: stopAt('verify', reached, hashed)}, async ({url}) => {
      zeros({own})
      const argv = ['verify', '--host', url, '--store', store.root, '--no-cache', '--repair', '--yes']
      const {exitCode, stdout} = await runDoctor(argv, {interruptAfter: reached.opened})
      expect({exitCode, stdout}).toEqual({
        exitCode: 130,
        stdout: expect.stringContaining('What was there is set aside'),
      })
      const aside = join(store.root, 'blobs', 'ollama-doctor-set-aside')
      expect(readFileSync(join(aside, 'blobs', basename(own))).equals(Buffer.alloc(3_000_000))).toBe(true)
      const {said, exitCode: open} = await verify(store)
      expect({open, said: said.map((line) => line.split(':')[0])}).toEqual({
        open: 3,
        said: ['llama3.2', 'qwen3', 'repair-unfinished (certain)'],
      })
      // What it may still write over is kept for some time.
      expect((await repair(store, url)).report.findings.at(-1)?.code).toBe('repair-unfinished')
      hashed.open()
      letPass(aside)
      expect(await repair(store, url)).toMatchObject({exitCode: 0, said: good, outcomes: []})
      expect(existsSync(aside)).toBe(false)
    })
  })

  it('puts back what a run that was killed left aside, and what lies there besides it leaves alone', async () => {
    const {store, own} = built()
    const manifest = manifestPath(store.root, 'qwen3:8b')
    const text = readFileSync(manifest, 'utf8')
    await withStoreServer(store, {}, async ({url, pulls}) => {
      const aside = setAside(store, own, manifest)
      rmSync(own)
      writeFileSync(manifest, '')
      // What somebody else put there leads nowhere, and is nobody's to remove.
      const foreign = ['notes.txt', 'blobs/sha256-12', 'manifests/h/n/m/t/deeper']
      mkdirSync(join(aside, 'manifests', 'h', 'n', 'm', 't'), {recursive: true})
      for (const name of foreign) writeFileSync(join(aside, name), 'mine')
      symlinkSync('/etc/passwd', join(aside, 'manifests', 'h', 'n', 'm', 'link'))
      execFileSync('mkfifo', [join(aside, 'manifests', 'h', 'n', 'm', 'pipe')])
      letPass(aside)
      const orphan = store.blob('orphan or not')
      expect((await verify(store)).said).toEqual([
        ...damaged.shared,
        'blob-missing (certain): is not there',
        'manifest-corrupt (certain): is empty',
        'repair-unfinished (certain): files: 2',
      ])
      rmSync(orphan.path)
      expect((await repair(store, url, ['--dry-run'])).outcomes).toHaveLength(2)
      expect(existsSync(own)).toBe(false)
      expect(await repair(store, url)).toMatchObject({exitCode: 0, said: good})
      expect({pulls: [...pulls], own: existsSync(own), text: readFileSync(manifest, 'utf8')}).toEqual({
        pulls: [],
        own: true,
        text,
      })
      for (const name of foreign) expect(readFileSync(join(aside, name), 'utf8')).toBe('mine')
    })
  })

  it('keeps an old version aside where another one has come since, and says so until somebody decides', async () => {
    const {store} = built()
    const path = manifestPath(store.root, 'llama3.2:1b')
    await withStoreServer(store, {}, async ({url}) => {
      const aside = setAside(store, path)
      const old = readFileSync(path, 'utf8')
      store.model('llama3.2:1b', [store.blob('a newer version')])
      for (const {path: blob} of store.built.get('qwen3:8b')?.layers ?? []) setAside(store, blob)
      const {exitCode, report} = await repair(store, url)
      expect({exitCode, code: report.findings.at(-1)?.code}).toEqual({exitCode: 3, code: 'repair-unfinished'})
      expect(readFileSync(join(aside, 'manifests/registry.ollama.ai/library/llama3.2/1b'), 'utf8')).toBe(old)
      rmSync(aside, {recursive: true})
      expect((await verify(store)).said).not.toContain('repair-unfinished')
    })
  })

  it('follows no link from the folder, nor to a manifest', async () => {
    const {store} = built()
    const outside = mkdtempSync(join(tmpdir(), 'doctor-'))
    await withStoreServer(store, {}, async ({url}) => {
      symlinkSync(outside, join(store.root, 'manifests', 'registry.ollama.ai', 'evil'))
      const aside = join(store.root, 'blobs', 'ollama-doctor-set-aside', 'manifests/registry.ollama.ai/evil/m')
      mkdirSync(aside, {recursive: true})
      mkdirSync(join(outside, 'm'))
      writeFileSync(join(outside, 'm', 't'), '')
      writeFileSync(join(aside, 't'), readFileSync(manifestPath(store.root, 'qwen3:8b')))
      await repair(store, url)
      expect(readFileSync(join(outside, 'm', 't'), 'utf8')).toBe('')
    })
  })

  it('keeps a torn manifest of a model made here where another version came over it', async () => {
    const {store} = built()
    const path = manifestPath(store.root, 'llama3.2:1b')
    await withStoreServer(store, {}, async ({url}) => {
      const torn = readFileSync(path, 'utf8').slice(0, -1)
      writeFileSync(path, torn)
      const aside = setAside(store, path)
      store.model('llama3.2:1b', [store.blob('a newer version')])
      const {exitCode} = await repair(store, url)
      const kept = readFileSync(join(aside, relative(store.root, path)), 'utf8')
      expect({exitCode, kept}).toEqual({exitCode: 3, kept: torn})
    })
  })

  it('keeps the files of a manifest that only the server can read', async () => {
    const {store, own, shared} = built()
    const path = manifestPath(store.root, 'llama3.2:1b')
    await withStoreServer(store, {registry: otherVersion(10)}, async ({url}) => {
      writeFileSync(path, readFileSync(path, 'utf8').replace(/,"size":3000000/, ''))
      rmSync(manifestPath(store.root, 'qwen3:8b'))
      const before = readFileSync(path, 'utf8')
      const {outcomes} = await repair(store, url)
      expect(outcomes).toEqual(['1b: superseded'])
      expect([readFileSync(path, 'utf8'), existsSync(own), existsSync(shared)]).toEqual([before, true, true])
    })
  })

  it('takes no damaged file from its place that it cannot keep', async () => {
    const {store, own} = built()
    await withStoreServer(store, {registry: new BuiltStore()}, async ({url}) => {
      zeros({own})
      setAside(store, own)
      rmSync(own)
      writeFileSync(own, 'another one')
      const {report} = await repair(store, url)
      expect(report.repairs).toMatchObject([
        {outcome: 'untouched', message: expect.stringContaining('is set aside in')},
      ])
      expect(readFileSync(own, 'utf8')).toBe('another one')
    })
  })

  it.each(['manifests', 'blobs'])('removes nothing where the %s that are set aside are a link', async (part) => {
    const {store, own} = built()
    await withStoreServer(store, {}, async ({url}) => {
      const aside = join(store.root, 'blobs', 'ollama-doctor-set-aside')
      mkdirSync(aside)
      symlinkSync(join(store.root, part), join(aside, part))
      zeros({own})
      const before = stateOf(join(store.root, 'manifests'))
      const {outcomes} = await repair(store, url)
      expect(outcomes).toEqual([`${basename(own)}: untouched`])
      expect({...stateOf(join(store.root, 'manifests')), own: existsSync(own)}).toEqual({...before, own: true})
      expect(readdirSync(join(store.root, 'blobs'))).toHaveLength(5)
    })
  })

  it.skipIf(process.getuid?.() !== 0)('is undecided where it may not see what is set aside', () => {
    const {store, own} = built()
    chmodSync(setAside(store, own), 0o700)
    expect(asNobody(store, ['--no-cache']).status).toBe(3)
  })

  it('locks the store for one at a time, and takes a lock over that nobody holds', async () => {
    const {store} = built()
    const path = join(store.root, 'blobs', 'ollama-doctor-set-aside', 'running')
    for (let round = 0; round < 50; round += 1) {
      if (round % 2 === 1) {
        mkdirSync(dirname(path))
        writeFileSync(path, 'of one that was killed')
        utimesSync(path, 1, 1)
      }
      const locks = await Promise.all([lockStore(store.root), lockStore(store.root), lockStore(store.root)])
      expect(locks.filter((lock) => lock !== undefined)).toHaveLength(1)
      for (const lock of locks) await lock?.[Symbol.asyncDispose]()
      expect(existsSync(dirname(path))).toBe(false)
    }
  })

  it('leaves the store to the doctor that repairs it already', async () => {
    const {store, own, shared} = built()
    const reached = gate()
    const goOn = gate()
    await withStoreServer(store, {before: stopAt('write', reached, goOn)}, async ({url}) => {
      zeros({own})
      const first = repair(store, url)
      await reached.opened
      flip(shared)
      const {report} = await repair(store, url, ['qwen3:8b', '--yes'])
      expect(report.repairs).toMatchObject([
        {outcome: 'untouched', message: expect.stringContaining('another ollama-doctor')},
      ])
      goOn.open()
      expect((await first).outcomes[0]).toContain('fixed')
    })
  })

  it.each<[string, (store: BuiltStore) => void, string]>([
    ['copied another model over it', (store) => copyModel(store, 'qwen3:8b', 'llama3.2:1b'), 'changed'],
    ['removed it', (store) => rmSync(manifestPath(store.root, 'llama3.2:1b')), 'changed'],
  ])('leaves what somebody did who %s meanwhile', async (_, change, outcome) => {
    for (const step of ['download', 'success'] as const) {
      const {store, own} = built()
      const fails = step === 'download' ? {registry: new BuiltStore()} : {}
      const before = (now: string) => now === (step === 'download' ? 'manifest' : step) && change(store)
      await withStoreServer(store, {...fails, before}, async ({url}) => {
        zeros({own})
        const {outcomes} = await repair(store, url)
        expect(outcomes).toEqual([`${basename(own)}: ${outcome}`])
        const manifest = manifestPath(store.root, 'llama3.2:1b')
        const text = existsSync(manifest) ? readFileSync(manifest, 'utf8') : ''
        expect(text).toBe(existsSync(manifest) ? readFileSync(manifestPath(store.root, 'qwen3:8b'), 'utf8') : '')
        expect(existsSync(join(store.root, 'blobs', 'ollama-doctor-set-aside'))).toBe(false)
      })
    }
  })

  it('puts a torn manifest of a model made here back where the registry has another of its name', async () => {
    const {store, own} = built()
    const manifest = manifestPath(store.root, 'llama3.2:1b')
    await withStoreServer(store, {registry: otherVersion(10)}, async ({url}) => {
      const torn = readFileSync(manifest, 'utf8').slice(0, -1)
      writeFileSync(manifest, torn)
      const {outcomes} = await repair(store, url)
      expect(outcomes).toEqual(['1b: superseded'])
      expect({text: readFileSync(manifest, 'utf8'), own: existsSync(own)}).toEqual({text: torn, own: true})
    })
  })

  it('leaves two files of one digest to a person', async () => {
    const {store, own} = built()
    await withStoreServer(store, {}, async ({url, pulls}) => {
      writeFileSync(own.replace('sha256-', 'sha256:'), 'old')
      zeros({own})
      const {outcomes} = await repair(store, url)
      expect({outcomes, pulls: [...pulls]}).toEqual({outcomes: [`${basename(own)}: by-hand`], pulls: []})
    })
  })

  it('takes nothing from a model that is loaded and not seen in the store', async () => {
    const {store, own} = built()
    await withStoreServer(store, {loaded: ['hf.co/somebody/model:latest']}, async ({url}) => {
      zeros({own})
      expect((await repair(store, url)).outcomes).toEqual([`${basename(own)}: in-use`])
    })
  })

  it('does not believe that it is over where a proxy says so while the server hashes', async () => {
    const {store, own} = built()
    let attempts = 0
    const goOn = gate()
    const before = async (step: string, _: string, response: ServerResponse) => {
      attempts += step === 'verify' ? 1 : 0
      if (step !== 'verify' || attempts > 1) return
      // The line before it has to arrive.
      await sleep(100)
      response.destroy()
      await goOn.opened
    }
    await withStoreServer(store, {before, registry: otherVersion(10)}, async ({url}) => {
      zeros({own})
      const {outcomes, report} = await repair(store, url)
      expect(outcomes).toEqual([`${basename(own)}: unfinished`])
      expect(report.findings.at(-1)?.code).toBe('repair-unfinished')
      expect(readdirSync(join(store.root, 'blobs', 'ollama-doctor-set-aside', 'blobs'))).toContain(basename(own))
      goOn.open()
    })
  })

  it.each<[string, () => {store: BuiltStore; other: BuiltStore}]>([
    ['a copy of what the server reads', () => ({store: built().store, other: built().store})],
    [
      'one that has models that the server does not list',
      () => {
        const {store} = built()
        const other = new BuiltStore()
        rmSync(join(other.root, 'blobs'), {recursive: true})
        symlinkSync(join(store.root, 'blobs'), join(other.root, 'blobs'))
        copyModel(store, 'llama3.2:1b', 'llama3.2:1b', other)
        return {store, other}
      },
    ],
  ])('touches nothing of a store that is %s', async (_, make) => {
    const {store, other} = make()
    if (readdirSync(other.root).includes('blobs') && !lstatSync(join(other.root, 'blobs')).isSymbolicLink()) {
      rmSync(other.root, {recursive: true})
      cpSync(store.root, other.root, {recursive: true, preserveTimestamps: true})
    }
    await withStoreServer(store, {reads: other.root}, async ({url, pulls}) => {
      zeros({own: store.built.get('llama3.2:1b')?.layers[1]?.path ?? ''})
      const {report} = await repair(store, url)
      expect(report.repairs).toMatchObject([{outcome: 'untouched', message: expect.stringContaining('does not read')}])
      expect(pulls).toEqual([])
    })
  })

  it('does not work in a folder that is a link', async () => {
    const {store, own} = built()
    const elsewhere = mkdtempSync(join(tmpdir(), 'doctor-'))
    symlinkSync(elsewhere, join(store.root, 'blobs', 'ollama-doctor-set-aside'))
    await withStoreServer(store, {}, async ({url, pulls}) => {
      zeros({own})
      const {report} = await repair(store, url)
      expect(report.repairs).toMatchObject([{outcome: 'untouched', message: expect.stringContaining('is a link')}])
      expect({elsewhere: readdirSync(elsewhere), pulls: [...pulls], there: existsSync(own)}).toEqual({
        elsewhere: [],
        pulls: [],
        there: true,
      })
    })
  })

  it('reads old names, and leaves no old file beside a new one', async () => {
    const {store, own} = built()
    const old = own.replace('sha256-', 'sha256:')
    await withStoreServer(store, {}, async ({url}) => {
      renameSync(own, old)
      writeFileSync(old, 'bad')
      const {exitCode, said} = await repair(store, url)
      expect({exitCode, said, old: existsSync(old)}).toEqual({exitCode: 0, said: good, old: false})
    })
  })
})

describe('--remove-orphans and --remove-partials', () => {
  const hours = new Date(Date.now() - 2 * 3_600_000)

  function withLeftOvers(): {store: BuiltStore; orphan: string; partials: readonly string[]} {
    const {store} = built()
    const orphan = store.blob('orphan').path
    const partials = ['', '-0', '-1'].map((end) => join(store.root, 'blobs', `sha256-${'a'.repeat(64)}-partial${end}`))
    for (const path of partials) writeFileSync(path, 'x')
    for (const path of [orphan, ...partials]) utimesSync(path, hours, hours)
    return {store, orphan, partials}
  }

  const remove = async (store: BuiltStore, argv: readonly string[]) => {
    const ran = await verify(store, ['--remove-orphans', '--remove-partials', ...argv])
    return {...ran, outcomes: ran.report.removals.map(({outcome}) => outcome)}
  }

  it('removes what is old, and that alone, when it is told to', async () => {
    const {store, orphan, partials} = withLeftOvers()
    const before = stateOf(store.root)
    expect((await remove(store, ['--dry-run'])).outcomes).toEqual(['planned', 'planned'])
    expect(stateOf(store.root)).toEqual(before)
    const {exitCode, said, outcomes} = await remove(store, ['--yes'])
    expect({exitCode, said, outcomes}).toEqual({exitCode: 0, said: good, outcomes: ['removed', 'removed']})
    const gone = [orphan, ...partials].map((path) => `blobs/${basename(path)}`)
    const others = Object.entries(before).filter(([name]) => !gone.includes(name))
    expect({...stateOf(store.root), blobs: ''}).toEqual({...Object.fromEntries(others), blobs: ''})
  })

  it.each<[string, (paths: {orphan: string; partials: readonly string[]; store: BuiltStore}) => void, string[]]>([
    [
      'a part of the download is of now',
      ({partials}) => utimesSync(partials[2] ?? '', new Date(), new Date()),
      ['unsure', 'recent'],
    ],
    ['an orphan is of now', ({orphan}) => utimesSync(orphan, new Date(), new Date()), ['recent', 'planned']],
    ['a manifest cannot be read', ({store}) => writeFileSync(manifestPath(store.root, 'broken:1b'), ''), ['planned']],
  ])('leaves them where %s', async (_, change, outcomes) => {
    const {store, ...paths} = withLeftOvers()
    mkdirSync(join(store.root, 'manifests', 'registry.ollama.ai', 'library', 'broken'))
    change({store, ...paths})
    expect((await remove(store, ['--dry-run'])).outcomes).toEqual(outcomes)
    await remove(store, ['--yes'])
    expect(existsSync(paths.orphan)).toBe(true)
  })

  it('removes no file that a model needs by now', async () => {
    const {store, orphan} = withLeftOvers()
    const found = await readStore(store.root)
    const wanted = {orphans: true, partials: false}
    const plan = await planRemovals(found, wanted)
    const bytes = readFileSync(orphan)
    store.model('new:1b', [{path: orphan, digest: basename(orphan).slice('sha256-'.length), bytes}])
    const {signal} = new AbortController()
    const removals = await removeLeftOvers(plan, {root: store.root, wanted, signal})
    expect(removals.map(({outcome}) => outcome)).toEqual(['needed'])
    expect(existsSync(orphan)).toBe(true)
  })

  it('shows the list first', async () => {
    const {store, orphan} = withLeftOvers()
    const argv = ['verify', '--host', '127.0.0.1:1', '--store', store.root, '--quick', '--remove-orphans']
    const {stderr, stdout, exitCode} = await runDoctor(argv, {stdin: answerer('y\n'), tty: true})
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: expect.stringMatching(`${orphan}  4\\.1 KB\nGo on`)})
    expect(stdout).toContain('removed; freed 4.1 KB')
    expect(existsSync(orphan)).toBe(false)
  })
})

describe('--stores', () => {
  it('tells which store the server reads, and which models are only in another', async () => {
    const {store} = built()
    const other = new BuiltStore()
    other.model('mistral:7b', [other.blob('weights')])
    other.model('qwen3:8b', [other.blob('weights')])
    const env = {OLLAMA_MODELS: other.root}
    await withStoreServer(store, {}, async ({url}) => {
      const ran = await runDoctor(['verify', '--stores', '--host', url, '--format', 'json'], {env})
      const {stores} = readDocument(ran) as {stores: readonly {path: string}[]}
      expect(stores.filter(({path}) => [store.root, other.root].includes(path))).toEqual([
        {path: store.root, isServers: true, models: ['llama3.2:1b', 'qwen3:8b'], onlyHere: []},
        {path: other.root, isServers: false, models: ['mistral:7b', 'qwen3:8b'], onlyHere: ['mistral:7b']},
      ])
      const {stdout} = await runDoctor(['verify', '--stores', '--host', url], {env})
      expect(stdout).toMatch(/Only here: mistral:7b[\s\S]+Nothing was moved/)
    })
  })
})

describe('--stores without a server', () => {
  it('does not say whose a store is', async () => {
    const {store} = built()
    const argv = ['verify', '--stores', '--host', '127.0.0.1:1']
    const {stdout} = await runDoctor(argv, {env: {OLLAMA_MODELS: store.root}, columns: 200})
    expect(stdout).toMatch(/models: 2; no server tells whether it reads this one/)
    expect(stdout).not.toContain('Only here')
    expect(await runDoctor([...argv, '--format', 'markdown'])).toMatchObject({exitCode: 2})
  })
})

describe('check', () => {
  it('looks quickly at a store that it can see', async () => {
    const {store, own} = built()
    await withStoreServer(store, {}, async ({url}) => {
      const check = async () => {
        const {report} = await checkJson(['--host', url, '--no-probe', '--only', 'model-store'])
        const {status, findings} = checkOf(report, 'model-store')
        return {status, codes: findings.map(({code}) => code)}
      }
      expect(await check()).toEqual({status: 'pass', codes: []})
      writeFileSync(own, Buffer.alloc(3_000_000))
      expect(await check()).toEqual({status: 'warn', codes: ['blob-corrupt']})
      truncateSync(own, 100)
      expect(await check()).toEqual({status: 'fail', codes: ['blob-corrupt']})
    })
  })

  it('leaves it to verify what a run of zeros within a file is', async () => {
    const store = new BuiltStore()
    const {path} = store.blob(Buffer.concat([randomBytes(4_000_000), Buffer.alloc(8_000_000)]))
    store.model('sparse:1b', [{path, digest: basename(path).replace('sha256-', ''), bytes: readFileSync(path)}])
    expect((await verify(store, ['--quick'])).said.at(-1)).toContain('nothing but zeros')
    await withStoreServer(store, {}, async ({url}) => {
      const {report} = await checkJson(['--host', url, '--no-probe', '--only', 'model-store'])
      expect(checkOf(report, 'model-store').status).toBe('pass')
    })
  })
})
