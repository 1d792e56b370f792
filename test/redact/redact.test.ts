import {expect, it} from 'vitest'
import {redactSecrets} from '../../src/redact/redact.ts'

it.each([
  ['http://me:s3cret@host/x', 'http://***@host/x'],
  ['http://token@host', 'http://***@host'],
  ['Authorization: Bearer abc.def-123', 'Authorization: ***'],
  ['{"authorization":"Basic bWU6czNjcmV0"}', '{"authorization":"***"}'],
  ['Bearer eyJhbGciOi.eyJzdWIi.c2ln', 'Bearer ***'],
  ['api_key=abc123&x=1', 'api_key=***&x=1'],
  ['"apiKey":"abc123"', '"apiKey":"***"'],
  ['use sk-abcdefghijklmnop1234 here', 'use *** here'],
  ['hf_abcdefghijklmnopqrst', '***'],
  ['/login?access_token=SEKRET&x=1', '/login?access_token=***&x=1'],
  ['client_secret=abc', 'client_secret=***'],
  ['DB_PASSWORD=abc', 'DB_PASSWORD=***'],
  ['AWS_SECRET_ACCESS_KEY=abc', 'AWS_SECRET_ACCESS_KEY=***'],
  ['Cookie: session=abc', 'Cookie: ***'],
  ['Cookie: session=a; sid=topsecret9', 'Cookie: ***'],
  ['Authorization: Token abc123', 'Authorization: ***'],
  ['glpat-abcdefghijklmnopqrst', '***'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2ln', '***'],
  ['msg="completion request" prompt="my \\"private\\" diary"', 'msg="completion request" prompt="***"'],
  ['content="it starts \\"so and has no end', 'content="***'],
  ['req="{\\"messages\\":[{\\"content\\":\\"diary\\"}]}" n=1', 'req="***" n=1'],
  ['{"model":"a","prompt":"my diary","stream":false}', '{"model":"a","prompt":"***","stream":false}'],
  ['{"messages":[{"role":"user","content":"my diary"}]}', '{"messages":[{"role":"user","content":"***"}]}'],
  ['{"input": ["my", "diary"], "n": 1}', '{"input": [***], "n": 1}'],
  [`prompt="${'diary '.repeat(10_000)}" images=0`, 'prompt="***" images=0'],
  [
    'msg="system memory" prompt=31 free="22.9 GiB" error="no input: x"',
    'msg="system memory" prompt=31 free="22.9 GiB" error="no input: x"',
  ],
  ["control-looking token: 128247 '</s>'", "control-looking token: 128247 '</s>'"],
  [
    '16 tokens, model llama3.2:1b at http://127.0.0.1:11434/api',
    '16 tokens, model llama3.2:1b at http://127.0.0.1:11434/api',
  ],
])('%s becomes %s', (text, redacted) => {
  expect(redactSecrets(text)).toBe(redacted)
})
