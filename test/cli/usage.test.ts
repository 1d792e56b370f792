import {mkdtemp, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import packageJson from '../../package.json' with {type: 'json'}
import {checks} from '../../src/checks/index.ts'
import {readDocument} from '../support/report.ts'
import {runDoctor} from '../support/run.ts'

describe('wrong usage', () => {
  it.each([
    [['chekc'], 'unknown command', 'check'],
    [['check', '--bogus'], 'unknown option', ''],
    [['check', '--format', 'xml'], 'Allowed choices are human, json', ''],
    [['check', '--timeout', '5'], 'has a unit', ''],
    [['check', '--timeout', '0s'], 'longer than nothing', ''],
    [['check', '--retries', 'x'], 'whole number', ''],
    [['check', '--fail-on', 'info'], 'Allowed choices are error, warning', ''],
    [['check', '--only', 'model-answer'], 'did you mean "model-answers"', ''],
    [['check', '--skip', 'nope-*'], 'no check is called "nope-*"', ''],
    [['check', '--skip', '*'], 'leaves no check', ''],
    [['check', '--only', 'disk-space', '--skip', 'disk-*'], 'leaves no check', ''],
    [['check', '--report', 'json=/tmp/x', '--report', 'human=/tmp/../tmp/x'], 'names /tmp/x twice', ''],
    [['check', '--report', 'json'], 'FORMAT=FILE', ''],
    [['check', '--report', 'xml=x'], 'human, json', ''],
    [['check', '--report', 'json=/nonexistent/x.json'], 'does not exist', ''],
    [['check', '--simulate', 'helthy'], 'did you mean "healthy"', ''],
    [['check', '--simulate', 'healthy', '--host', 'x'], 'without --host', ''],
    [['check', '--lang', 'fr'], 'en, zh-CN', ''],
    [['simulate'], 'needs a scenario', ''],
    [['simulate', 'healthy', '--port', '99999'], 'from 0 to 65535', ''],
  ])('%j ends with 2 and says %j', async (argv, words, more) => {
    const {exitCode, stdout, stderr} = await runDoctor(argv)
    expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
    expect(stderr).toContain(words)
    expect(stderr).toContain(more)
  })

  it.each([
    [['check', '--format', 'json', '--bogus']],
    [['check', '--format=json', '--only', 'nope']],
    [['--format', 'json', '--timeout', 'x']],
  ])('with JSON asked for, %j prints one document', async (argv) => {
    const ran = await runDoctor(argv)
    expect(ran.exitCode).toBe(2)
    expect(readDocument(ran)).toMatchObject({error: {kind: 'usage', exitCode: 2}})
  })

  it('keeps a folder where a report file should go', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'doctor-'))
    const {exitCode, stderr} = await runDoctor(['check', '--report', `json=${folder}`])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('it is a folder')
  })

  it('says which port is in use', async () => {
    const {withServer} = await import('../support/servers.ts')
    await withServer(
      () => undefined,
      async (url) => {
        const {exitCode, stderr} = await runDoctor(['simulate', 'healthy', '--port', new URL(url).port])
        expect(exitCode).toBe(2)
        expect(stderr).toContain('is in use')
      },
    )
  })
})

describe('help and version', () => {
  it.each([['--version'], ['-V']])('%s prints the version of the package', async (flag) => {
    expect(await runDoctor([flag])).toEqual({exitCode: 0, stdout: `${packageJson.version}\n`, stderr: ''})
  })

  it.each([[['--help']], [['help']], [['check', '--help']], [['simulate', '--help']]])(
    '%j goes to stdout',
    async (argv) => {
      const {exitCode, stdout, stderr} = await runDoctor(argv)
      expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
      expect(stdout).toContain('Examples:')
    },
  )

  it('lists checks and scenarios', async () => {
    expect((await runDoctor(['check', '--list-checks'])).stdout).toContain('model-answers')
    expect((await runDoctor(['simulate', '--list'])).stdout).toContain('midstream-crash')
    const list = readDocument(await runDoctor(['check', '--list-checks', '--format', 'json']))
    const all = checks.map(({id, group, requires}) => ({id, group, requires}))
    expect(list).toMatchObject({checks: [{...all[0], title: 'Address'}, ...all.slice(1)]})
  })
})

it('replaces a report file whole, and leaves nothing beside it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'doctor-'))
  const file = join(folder, 'report.json')
  await writeFile(file, 'old')
  const {exitCode} = await runDoctor(['check', '--simulate', 'healthy', '--report', `json=${file}`, '--quiet'])
  const {readdir, readFile} = await import('node:fs/promises')
  expect(exitCode).toBe(0)
  expect(JSON.parse(await readFile(file, 'utf8')).verdict).toBe('pass')
  expect(await readdir(folder)).toEqual(['report.json'])
})
