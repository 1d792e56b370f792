import {existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {planRemovals, removeLeftOvers} from '../../src/store/left-overs.ts'
import {readStore} from '../../src/store/read-store.ts'
import {runDoctor} from '../support/run.ts'
import {type BuiltStore, manifestPath} from '../support/store.ts'
import {built, good, stateOf, verify} from '../support/verify.ts'

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
    const {stderr, stdout, exitCode} = await runDoctor(argv, {stdin: {answer: 'y\n'}, tty: true})
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: expect.stringMatching(`${orphan}  4\\.1 KB\nGo on`)})
    expect(stdout).toContain('removed; freed 4.1 KB')
    expect(existsSync(orphan)).toBe(false)
  })
})
