import {execFileSync} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
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
import {tmpdir} from 'node:os'
import {basename, join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, it} from 'vitest'
import {loadLanguage} from '../../src/catalogue/language.ts'
import {readStore} from '../../src/store/read-store.ts'
import {buildStoreReport, type StoreReport} from '../../src/store/store-report.ts'
import {verifyStore} from '../../src/store/verify-store.ts'
import {checkJson, checkOf, readDocument} from '../support/report.ts'
import {runDoctor} from '../support/run.ts'
import {BuiltStore, manifestPath} from '../support/store.ts'
import {withStoreServer} from '../support/store-server.ts'
import {asNobody, built, damaged, flip, good, linkAway, said, stateOf, undecided, verify} from '../support/verify.ts'

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
