import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {folder} from './logs.ts'

/** What a command prints, and how it ends; with a text for each of its arguments that tells which is asked. */
export interface FakeCommand {
  readonly stdout?: string
  readonly stderr?: string
  readonly exitCode?: number
  /** By a part of the arguments: what is printed instead. */
  readonly when?: Readonly<Record<string, string>>
}

/** A folder for PATH in which nothing is but these commands, and empty files such as their libraries. */
export function commands(fakes: Readonly<Record<string, FakeCommand>>, files: readonly string[] = []): string {
  const bin = folder()
  for (const file of files) {
    mkdirSync(dirname(join(bin, file)), {recursive: true})
    writeFileSync(join(bin, file), '')
  }
  for (const [name, {stdout = '', stderr = '', exitCode = 0, when = {}}] of Object.entries(fakes)) {
    const print = (text: string, to: string): string => {
      const file = join(folder(), 'text')
      writeFileSync(file, text)
      return `/bin/cat ${file} >&${to}`
    }
    const cases = Object.entries(when).map(([part, text]) => `*${part}*) ${print(text, '1')}; exit 0 ;;`)
    const script = [
      '#!/bin/sh',
      `case "$*" in ${cases.join(' ')} *) ;; esac`,
      print(stdout, '1'),
      print(stderr, '2'),
      `exit ${exitCode}`,
    ]
    const path = join(bin, name)
    writeFileSync(path, `${script.join('\n')}\n`)
    chmodSync(path, 0o755)
  }
  return bin
}
