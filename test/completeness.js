// Prints which share of a list of Ollama's texts `explain` recognises, and each that it does not:
//   npm run build && node test/completeness.js FILE...
// Each line of a file is JSON with an `id` and the text as `example`, and where known a `surface` and an `http_status`.
// Texts that name no cause stand, with the reason, in texts-without-cause.json and count as covered.
import {readFileSync} from 'node:fs'
import {basename} from 'node:path'
import {explain} from '../dist/index.js'

const groups = JSON.parse(readFileSync(new URL('texts-without-cause.json', import.meta.url), 'utf8'))
const causeless = new Set(groups.flatMap(({texts}) => texts))
const files = process.argv.slice(2)
if (files.length === 0) throw new Error('usage: node test/completeness.js FILE...')

for (const file of files) {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .filter(({example}) => typeof example === 'string')
  const open = []
  let without = 0
  for (const {id, example, surface, http_status: status} of rows) {
    const {diagnoses} = await explain(example, {surface, ...(Number.isInteger(status) && {status})})
    if (diagnoses.length > 0) continue
    if (causeless.has(example)) without += 1
    else open.push(`${id}: ${JSON.stringify(example).slice(0, 200)}`)
  }
  const share = (100 * (rows.length - open.length)) / rows.length
  if (open.length > 0) console.log(open.join('\n'))
  console.log(
    `${basename(file)}: ${share.toFixed(1)} % covered; of ${rows.length} texts ${rows.length - open.length - without} recognised, ${without} without a cause, ${open.length} open\n`,
  )
}
