#!/usr/bin/env node
// Behaves as docker, podman or kubectl do with containers and their logs. The folder FAKE_ENGINE holds `list`, what the
// engine lists, and for each container NAME.log, its lines behind their times, those of standard error with a `!` before
// them; NAME.gone ends a log that is followed, as the end of its container does.
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

const folder = process.env.FAKE_ENGINE ?? ''
const isKubectl = process.argv[1]?.endsWith('kubectl')
const [command, ...args] = process.argv.slice(2)

/** A time in which every fraction of a second has as many digits. */
function comparable(time) {
  const [, seconds = time, fraction = ''] = /^(.{19})(?:\.(\d+))?Z$/.exec(time) ?? []
  return `${seconds}.${fraction.padEnd(9, '0')}`
}

if (command === 'ps' || command === 'get') {
  if (existsSync(join(folder, 'trouble'))) {
    process.stderr.write(readFileSync(join(folder, 'trouble'), 'utf8'))
    process.exit(1)
  }
  process.stdout.write(readFileSync(join(folder, 'list'), 'utf8'))
} else if (command === 'logs') {
  if (!args.includes('--timestamps')) throw new Error('the doctor needs the times')
  const name = args.at(-1) ?? ''
  const file = join(folder, `${name.replaceAll('/', '_')}.log`)
  const given = (option) => {
    const assigned = args.find((arg) => arg.startsWith(`${option}=`))
    return assigned?.slice(option.length + 1) ?? (args.includes(option) ? args[args.indexOf(option) + 1] : undefined)
  }
  const since = comparable(given('--since') ?? given('--since-time') ?? '')
  const until = comparable(given('--until') ?? '9')
  const tail = given('--tail')
  if (!existsSync(file)) {
    process.stderr.write(`Error response from daemon: No such container: ${name}\n`)
    process.exit(1)
  }
  let shown = 0
  const show = () => {
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
    const own = lines.filter((line) => {
      const time = comparable(line.replace(/^!/, '').split(' ')[0] ?? '')
      return time >= since && time <= until
    })
    if (shown === 0 && tail !== undefined) shown = Math.max(0, own.length - Number(tail))
    for (const line of own.slice(shown)) {
      const stream = line.startsWith('!') && !isKubectl ? process.stderr : process.stdout
      stream.write(`${line.replace(/^!/, '')}\n`)
    }
    shown = own.length
  }
  show()
  if (args.includes('--follow')) {
    setInterval(() => {
      show()
      if (existsSync(join(folder, `${name.replaceAll('/', '_')}.gone`))) process.exit(0)
    }, 20)
  }
}
