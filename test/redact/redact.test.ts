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
  ['{"messages":[{"role":"user","content":"my diary"}],"n":1}', '{"messages":[***],"n":1}'],
  ['{"content":[{"type":"text","text":"a ] diary"}]}', '{"content":[***]}'],
  ['{"type":"text","text":"my diary"}', '{"type":"text","text":"***"}'],
  ['"arguments":"{\\"my\\":1}"', '"arguments":"***"'],
  ['messages=["a diary that is cut', 'messages=[***'],
  ['prompt="a \\\u2028 diary" n=1', 'prompt="***" n=1'],
  ['msg=chat prompt=diary n=1', 'msg=chat prompt=*** n=1'],
  [
    'time=1 level=TRACE source=a.go:1 msg="decoded" string=diary id=7',
    'time=1 level=TRACE source=a.go:1 msg="decoded" ***',
  ],
  [
    'level=TRACE msg="qwen3 events parsed" events="[{content:my diary}]"\nlevel=INFO msg=next n=1',
    'level=TRACE msg="qwen3 events parsed" ***\nlevel=INFO msg=next n=1',
  ],
  ['msg="completion request" format="{\\"title\\":\\"diary\\"}" n=1', 'msg="completion request" format="***" n=1'],
  [
    'level=WARN msg="qwen tool call parsing failed" error="bad args: my \\"diary\\" is" n=1',
    'level=WARN msg="qwen tool call parsing failed" error=*** n=1',
  ],
  [
    'level=DEBUG msg=h harmonyFunctionName=diary header="<|my diary|>"',
    'level=DEBUG msg=h harmonyFunctionName=*** header="***"',
  ],
  [`MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj`, '***'],
  [`${'0123456789abcdef'.repeat(4)}`, `${'0123456789abcdef'.repeat(4)}`],
  ['prompt=31 system=true input=[1 2 3]', 'prompt=31 system=true input=[1 2 3]'],
  ['error="invalid input: missing key"', 'error="invalid input: missing key"'],
  ['msg="system memory" system="be kind"', 'msg="system memory" system="***"'],
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

it.each([
  ['messages=["', 100_000],
  ['prompt=\\"', 100_000],
  ['-eyJ-eyJ', 20_000],
  [' eyJaaaaaaaaaaaaaaaaa', 20_000],
  ['content=[', 100_000],
  ['"text":"', 100_000],
  ['Authorization: Basic ', 50_000],
  ['https://a:', 50_000],
  ['sk-', 200_000],
  ['\r', 200_000],
  ['0\r', 100_000],
  ['\u2028', 100_000],
  ['level=TRACE msg=', 50_000],
  ['tool call parsing failed" error=', 50_000],
])('is not slow on %j, %i times', (piece, times) => {
  // What is quadratic takes minutes, and the test is ended before.
  expect(redactSecrets(piece.repeat(times)).length).toBeGreaterThan(0)
})
