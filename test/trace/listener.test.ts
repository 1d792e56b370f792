import {describe, expect, it} from 'vitest'
import type {Host} from '../../src/host/host.ts'
import type {Scenario} from '../../src/simulator/scenario.ts'
import {findScenario} from '../../src/simulator/scenarios.ts'
import {commands} from '../support/machine.ts'
import {checkJson, checkOf} from '../support/report.ts'
import {withScenario} from '../support/servers.ts'

const uuid = 'GPU-1b2c3d4e-0000-1111-2222-333344445555'
const smi = {
  when: {
    'query-gpu': `${uuid}, NVIDIA GeForce RTX 4090, 580.95.05, 24564, 23900\n`,
    'query-compute-apps': `4242, /usr/bin/python3, ${uuid}, 23000\n`,
  },
}

/** A machine of which no more is seen than that this program listens there. */
function listening(program: string, port: number): Partial<Host> {
  const row = `0: 0100007F:${port.toString(16).toUpperCase()} 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 4711`
  const folders: Readonly<Record<string, readonly string[]>> = {'/proc': ['77'], '/proc/77/fd': ['3']}
  const files: Readonly<Record<string, string>> = {
    '/proc/77/fd/3': 'socket:[4711]',
    '/proc/77/comm': `${program}\n`,
    '/proc/net/tcp': `  sl  local_address\n   ${row}\n`,
  }
  return {
    read: async (path) => files[path],
    link: async (path) => files[path],
    list: async (path) => folders[path] ?? [],
  }
}

const onProcessor: Partial<Scenario> = {
  models: findScenario('healthy').models.map((model) => ({...model, gpuShare: 0})),
}

describe('this machine’s GPU', () => {
  it.each([
    ['ollama', 'gpu-memory-held', ['gpu-memory-held']],
    ['docker-proxy', 'gpu-memory-held', ['gpu-memory-held']],
    ['rootlessport-ch', 'gpu-memory-held', ['gpu-memory-held']],
    // What listens there passes on to another machine.
    ['ssh', 'gpu-out-of-memory', []],
  ])('where %s listens explains %s', async (program, cause, unused) => {
    expect(await codes('gpu-out-of-memory', 'model-answers', program)).toEqual([cause])
    expect(await codes('healthy', 'model-placement', program, onProcessor)).toEqual(unused)
  })
})

async function codes(name: string, id: string, program: string, changes: Partial<Scenario> = {}): Promise<string[]> {
  return withScenario(name, changes, async ({url}) => {
    const {report} = await checkJson(['--host', url, '--only', 'model-*'], {
      env: {PATH: commands({'nvidia-smi': smi})},
      host: listening(program, Number(new URL(url).port)),
    })
    return checkOf(report, id).findings.map(({code}) => code)
  })
}
