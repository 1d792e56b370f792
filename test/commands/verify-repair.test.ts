import {execFileSync} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import type {ServerResponse} from 'node:http'
import {tmpdir} from 'node:os'
import {basename, dirname, join, relative} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, it} from 'vitest'
import {lockStore} from '../../src/store/repair-lock.ts'
import type {StoreReport} from '../../src/store/store-report.ts'
import {readDocument} from '../support/report.ts'
import {type RunOptions, runDoctor} from '../support/run.ts'
import {BuiltStore, manifestPath} from '../support/store.ts'
import {type StoreServerOptions, withStoreServer} from '../support/store-server.ts'
import {asNobody, built, damaged, flip, good, said, stateOf, verify} from '../support/verify.ts'

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
      chmodSync(manifest, 0o640)
      utimesSync(manifest, hour, hour)
      const text = readFileSync(manifest, 'utf8')
      const before = stateOf(join(store.root, 'blobs'))
      const {outcomes} = await repair(store, url, ['solo:1b', '--yes'])
      expect(outcomes).toEqual([`${basename(alone.path)}: superseded`])
      expect(stateOf(join(store.root, 'blobs'))).toEqual(before)
      // As it was, with the time that `ollama list` shows.
      const {mtimeMs, mode} = statSync(manifest)
      const after = {text: readFileSync(manifest, 'utf8'), time: Math.round(mtimeMs), mode: mode & 0o777}
      expect(after).toEqual({text, time: hour.getTime(), mode: 0o640})
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
        const {exitCode, stderr} = await runDoctor(argv, {stdin: {answer}, tty: true})
        expect(stderr).toContain(`${own}  (llama3.2:1b)\nGo on? [y/N]`)
        expect({exitCode, pulls: [...pulls]}).toEqual({exitCode: 1, pulls: []})
      }
      // What was typed while it hashed is no answer.
      expect((await runDoctor(argv, {stdin: {answer: '', early: 'y\n'}, tty: true})).exitCode).toBe(1)
      expect(pulls).toEqual([])
      expect((await runDoctor(argv, {stdin: {answer: 'y\n'}, tty: true})).exitCode).toBe(0)
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
