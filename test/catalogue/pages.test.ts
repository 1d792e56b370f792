import {describe, expect, it} from 'vitest'
import {runDoctor} from '../support/run.ts'

describe('the page of all codes', () => {
  it.each([
    ['en', 'codes.md'],
    ['zh-CN', 'codes.zh-CN.md'],
  ])('is current in %s', async (language, file) => {
    const {stdout} = await runDoctor(['explain', '--list', '--format', 'markdown', '--lang', language])
    // Renewed by: npm run pages
    await expect(stdout).toMatchFileSnapshot(`../../docs/${file}`)
  })
})
