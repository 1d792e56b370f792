import {describe, expect, it} from 'vitest'
import {type RunOptions, runDoctor} from '../support/run.ts'

interface Golden {
  readonly file: string
  readonly argv: readonly string[]
  readonly options?: RunOptions
}

const memory = 'llama runner process has terminated: cudaMalloc failed: out of memory'
const refused = 'Error: connect ECONNREFUSED 127.0.0.1:11434'
const log = [
  'time=2025-06-30T09:23:07.374-07:00 level=INFO source=routes.go:1721 msg="Listening on 127.0.0.1:11434 (version 0.9.6)"',
  'time=2025-06-30T09:23:11.374-07:00 level=WARN source=runner.go:128 msg="truncating input prompt" limit=4096 prompt=9000 keep=4 new=4096',
  'time=2025-06-30T09:24:07.374-07:00 level=WARN source=runner.go:128 msg="truncating input prompt" limit=4096 prompt=9001 keep=4 new=4096',
].join('\n')

const goldens: readonly Golden[] = [
  {file: 'explain-text.0.human', argv: [memory]},
  {file: 'explain-text.0.markdown', argv: [memory, '--format', 'markdown']},
  {file: 'explain-text-zh-narrow.0.human', argv: [memory, '--lang', 'zh-CN'], options: {columns: 44}},
  {file: 'explain-several.0.human', argv: [refused]},
  {file: 'explain-windows.0.human', argv: [refused], options: {platform: 'win32'}},
  {file: 'explain-log.0.human', argv: [], options: {stdin: [log]}},
  {file: 'explain-harmless.0.human', argv: ['msg="gpu VRAM usage didn\'t recover within timeout" seconds=5.1']},
  {file: 'explain-unknown.1.human', argv: ['the flux capacitor is out of tune']},
  {file: 'explain-code-verbose.0.human', argv: ['disk-full', '--verbose']},
  {file: 'explain-list.0.human', argv: ['--list', 'capacity']},
]

describe('what explain prints', () => {
  it.each(goldens)('$file', async ({file, argv, options}) => {
    const {exitCode, stdout, stderr} = await runDoctor(['explain', ...argv], options)
    expect(stderr).toBe('')
    expect(file).toContain(`.${exitCode}.`)
    await expect(stdout).toMatchFileSnapshot(`../golden/${file}`)
  })
})
