import {describe, expect, it} from 'vitest'
import {type RunOptions, runDoctor} from '../support/run.ts'
import {settled} from '../support/settled.ts'

interface Golden {
  readonly file: string
  readonly argv: readonly string[]
  readonly options?: RunOptions
}

const goldens: readonly Golden[] = [
  {file: 'healthy.0.human', argv: ['--simulate', 'healthy']},
  {file: 'healthy-verbose.0.human', argv: ['--simulate', 'healthy', '--verbose', 'llama3.2:1b', 'nomic-embed-text']},
  {file: 'invented-gpu-share.0.human', argv: ['--simulate', 'invented-gpu-share']},
  {file: 'gpu-out-of-memory.1.human', argv: ['--simulate', 'gpu-out-of-memory']},
  {file: 'gpu-out-of-memory-verbose.1.human', argv: ['--simulate', 'gpu-out-of-memory', '--verbose']},
  {file: 'gpu-out-of-memory-quiet.1.human', argv: ['--simulate', 'gpu-out-of-memory', '--quiet']},
  {
    file: 'gpu-out-of-memory-zh.1.human',
    argv: ['--simulate', 'gpu-out-of-memory'],
    options: {env: {LANG: 'zh_CN.UTF-8'}},
  },
  {file: 'model-missing.1.human', argv: ['--simulate', 'model-missing', 'llama3.2']},
  {file: 'forbidden-narrow.1.human', argv: ['--simulate', 'forbidden'], options: {columns: 44}},
  {file: 'escape-sequences.1.human', argv: ['--simulate', 'escape-sequences']},
  {file: 'tcp-only-deadline.3.human', argv: ['--simulate', 'tcp-only', '--deadline', '200ms']},
  {file: 'invented-gpu-share-quiet.0.human', argv: ['--simulate', 'invented-gpu-share', '--quiet']},
  {file: 'old-server-quiet.3.human', argv: ['--simulate', 'old-server', '--quiet']},
  {file: 'tcp-only-deadline-quiet.3.human', argv: ['--simulate', 'tcp-only', '--deadline', '200ms', '--quiet']},
  {
    file: 'hung-runner-console.1.human',
    argv: ['--simulate', 'hung-runner', '--timeout', '200ms'],
    options: {env: {TERM: 'linux'}},
  },
]

describe('the screen', () => {
  it.each(goldens)('$file', async ({file, argv, options}) => {
    const {exitCode, stdout, stderr} = await runDoctor(['check', ...argv], options)
    expect(stderr).toBe('')
    expect(file).toContain(`.${exitCode}.`)
    await expect(settled(stdout)).toMatchFileSnapshot(`../golden/${file}`)
  })

  it('says nothing of a healthy server where it is to be quiet', async () => {
    expect(await runDoctor(['check', '--simulate', 'healthy', '--quiet'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    })
  })

  it('never writes wider than the terminal, but for what is to be copied', async () => {
    const {stdout} = await runDoctor(['check', '--simulate', 'forbidden', '--only', 'server-reachable'], {columns: 50})
    const commands = /^ {2,6}(?:proxy_set_header|cloudflared|ngrok|sudo|docker|curl)/
    expect(stdout.split('\n').filter((line) => line.length > 50 && !commands.test(line))).toEqual([])
  })

  it('is coloured on a terminal only, or where it is asked for', async () => {
    const argv = ['check', '--simulate', 'runner-crash']
    expect((await runDoctor(argv)).stdout).not.toContain('\u001b')
    expect((await runDoctor([...argv, '--color'])).stdout).toContain('\u001b[31m')
    expect((await runDoctor(argv, {env: {FORCE_COLOR: '1'}})).stdout).toContain('\u001b[31m')
  })

  it('shows on a terminal which check is running, and leaves nothing of it', async () => {
    const argv = ['check', '--simulate', 'hung-runner', '--timeout', '500ms']
    const {stdout, stderr} = await runDoctor(argv, {tty: true})
    expect(stderr).toContain('Answer  http://127.0.0.1')
    expect(stdout).not.toContain('Answer  http')
    expect((await runDoctor(argv)).stderr).toBe('')
    expect((await runDoctor(argv, {tty: true, env: {CI: 'true'}})).stderr).toBe('')
    expect((await runDoctor([...argv, '--quiet'], {tty: true})).stderr).toBe('')
    // A terminal without a width, as some containers have, would make the spinner clear lines for ever.
    expect((await runDoctor(argv, {tty: true, columns: 0})).stderr).toBe('')
  })
})
