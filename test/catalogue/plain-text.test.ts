import {expect, it} from 'vitest'
import {plainText} from '../../src/catalogue/plain-text.ts'

it.each([
  ['a text', 'a text'],
  ['\u001b[1G\u001b[31mError:\u001b[0m no\u001b[K', 'Error: no'],
  ['\u001b]8;;https://a\u0007link\u001b]8;;\u0007', 'link'],
  ['one\r\ntwo\rthree', 'one\ntwo\u2028three'],
  ['a \t  b', 'a b'],
  ['model \u2018x\u2019 and \u201cy\u201d', 'model \'x\' and "y"'],
  ['model &quot;x&quot; &#39;y&#39; &lt;html&gt;', 'model "x" \'y\' <html>'],
  ['{"error":"{\\"error\\":{\\"message\\":\\"no\\\\nmore\\"}}"}', '{"error":"{"error":{"message":"no\u2028more"}}"}'],
  ['{"error":"a \\u003cb\\u003e"}', '{"error":"a <b>"}'],
  ['{"error":"exit status 1\\nwhat(): no"}', '{"error":"exit status 1\u2028what(): no"}'],
  ['C:\\new\\temp', 'C:\\new\\temp'],
  [
    '{"error":"open C:\\\\Users\\\\node\\\\x: Access is denied."}',
    '{"error":"open C:\\\\Users\\\\node\\\\x: Access is denied."}',
  ],
  ['C:\\new "x"\n{\\"a\\"}', 'C:\\new "x"\n{"a"}'],
])('%j is %j', (text, plain) => {
  expect(plainText(text)).toBe(plain)
})

it('reads a million backslashes once', () => {
  const started = performance.now()
  plainText(`{"a":"${'\\\\'.repeat(500_000)}x`)
  // Each read again from each would take an hour.
  expect(performance.now() - started).toBeLessThan(60_000)
})
