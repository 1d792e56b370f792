import {expect, it} from 'vitest'
import {writtenFiles} from '../../../src/host/logs/files.ts'
import {fakeHost} from '../../support/fake-host.ts'

it('finds the files that servers write into, and neither pipes nor what others write', async () => {
  const host = fakeHost({
    files: {
      '/proc/900/cmdline': '/usr/local/bin/ollama\0serve\0',
      '/proc/901/cmdline': '/usr/local/bin/ollama\0runner\0',
      '/proc/902/cmdline': '/usr/local/bin/ollama\0serve\0',
      '/var/log/mine.log': '',
      '/var/log/runner.log': '',
    },
    links: {
      '/proc/900/fd/1': '/run/pipe',
      '/proc/900/fd/2': '/var/log/mine.log',
      '/proc/901/fd/1': '/var/log/runner.log',
      '/proc/902/fd/1': '/var/log/gone.log (deleted)',
      '/proc/902/fd/2': 'socket:[7]',
    },
    access: {'/run/pipe': {uid: 0, gid: 0, mode: 0o600, isOpen: true, isRegular: false}},
  })
  expect(await writtenFiles(host)).toEqual(['/var/log/mine.log'])
})
