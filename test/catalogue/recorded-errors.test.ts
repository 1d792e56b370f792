import {readdirSync, readFileSync} from 'node:fs'
import {expect, it} from 'vitest'
import {matchText} from '../../src/catalogue/matcher.ts'

const folder = new URL('../recordings/', import.meta.url)

/** Every error that real servers of several versions answered, each text once. */
function recordedErrors(): {status: number; body: string}[] {
  const answers = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n').filter(Boolean))
    .map((line): {status: number; body: string} => JSON.parse(line).response)
    .filter(({status, body}) => status >= 400 || body.includes('"error"'))
  return [...new Map(answers.map((answer) => [`${answer.status} ${answer.body}`, answer])).values()]
}

it('knows what real servers answered', async () => {
  const lines = recordedErrors().map(({status, body}) => {
    const [first] = matchText(body, {surface: 'api', status})
    return `${status} ${JSON.stringify(body)}\n    ${first?.code ?? 'unknown'} (${first?.confidence ?? '-'})\n`
  })
  expect(lines.filter((line) => line.includes('unknown (-)'))).toEqual([])
  await expect(lines.sort().join('')).toMatchFileSnapshot('recorded-errors.txt')
})
