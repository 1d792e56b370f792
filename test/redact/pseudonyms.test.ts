import {describe, expect, it} from 'vitest'
import {Pseudonyms} from '../../src/redact/pseudonyms.ts'

const apply = (text: string, users: readonly string[] = [], hosts: readonly string[] = []): string =>
  new Pseudonyms({users, hosts}).applyAll(text)

describe('pseudonyms', () => {
  it.each([
    ['open /home/carol/models: permission denied', 'open /home/user-1/models: permission denied'],
    ['/Users/Carol Smith/.ollama', '/Users/user-1/.ollama'],
    ['C:\\Users\\Alice Liddell\\AppData', 'C:\\Users\\user-1\\AppData'],
    ['"C:\\\\Users\\\\alice\\\\x"', '"C:\\\\Users\\\\user-1\\\\x"'],
    ['/media/carol/disk', '/media/user-1/disk'],
    ['user=alice login=alice', 'user=user-1 login=user-1'],
    ['host=gpu-alice-laptop', 'host=host-1'],
    ['dial tcp: lookup nas01 on 10.1.2.3:53: no such host', 'dial tcp: lookup host-1 on address-1:53: no such host'],
    ['http://***@proxy.corp.example:3128', 'http://***@host-1:3128'],
    ['http://nas:11434/api', 'http://host-1:11434/api'],
    ['NO_PROXY=.corp.internal,nas01.local', 'NO_PROXY=.host-1,host-2'],
    ['registry.acme.internal/team/model', 'host-1/team/model'],
    ['\\\\fileserver01\\share', '\\\\host-1\\share'],
    ['mail alice@example.org', 'mail email-1'],
    ['from 203.0.113.7 and 2001:db8::1', 'from address-1 and address-2'],
    ['aa:bb:cc:dd:ee:ff aa-bb-cc-dd-ee-ff', 'hardware-1 hardware-2'],
    ['GPU-1b2c3d4e-0000-1111-2222-333344445555', 'gpu-1'],
  ])('stand in %s', (text, expected) => {
    expect(apply(text)).toBe(expected)
  })

  it.each([
    'Listening on 127.0.0.1:11434 (version 0.12.11)',
    'pull registry.ollama.ai/library/llama3.2: https://ollama.com/x, hf.co/user/repo, https://huggingface.co',
    'time=2026-11-28T14:03:11.123+01:00 level=ERROR source=sched.go:456 msg="x"',
    'libggml_cuda_v11.so: ELF load command past end of file; ggml-cuda.cu:2027; driver 535.161.07',
    '0.0.0.0:11434 [::]:11434 ::1 localhost',
    '/root/.ollama /home/ollama/models /Users/Shared/x',
    'user=ollama host=127.0.0.1 model=llama3.2:1b',
    'version 0.33.0-rc2 of 10.4 GiB, 12:34:56',
    'http://127.0.0.1:11434',
  ])('do not stand in %s', (text) => {
    expect(apply(text)).toBe(text)
  })

  it('are the same wherever a name stands, in whatever case, once it is known', () => {
    const pseudonyms = new Pseudonyms({users: ['carol'], hosts: ['rabbit-hole']})
    expect(pseudonyms.applyAll({a: 'Carol on RABBIT-HOLE', b: ['dave was here', '/home/dave/x'], id: 'carol'})).toEqual(
      {
        a: 'user-1 on host-1',
        b: ['user-2 was here', '/home/user-2/x'],
        id: 'carol',
      },
    )
    expect(pseudonyms.counts).toEqual({user: 2, host: 1})
  })
})
