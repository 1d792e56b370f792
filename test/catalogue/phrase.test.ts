import {describe, expect, it} from 'vitest'
import {literalsOf, Phrase} from '../../src/catalogue/phrase.ts'

function find(phrase: string, text: string): Record<string, string> | undefined {
  const [found] = text.matchAll(new Phrase(phrase).regexp)
  return found && {...found.groups}
}

describe('a phrase', () => {
  it.each([
    ['server busy', 'ERROR: Server Busy, try later'],
    ['server busy', 'the server\n   busy'],
    ['a.b (c) [d] a|b $x', 'a.b (c) [d] a|b $x'],
    ['dial tcp…: no such host', 'dial tcp: lookup x on 127.0.0.1:53: no such host'],
    ['{cuda|hip}Malloc failed', 'hipmalloc failed'],
    ['exit status #', 'exit status 2'],
    ['took # s', 'took 0.25 s'],
    ['^EOF$', 'EOF'],
    ['^EOF$', '{"error":"EOF"}'],
    ['^EOF$', 'Error: EOF\n'],
    ['^EOF$', 'ollama._types.ResponseError: EOF (status code: 500)'],
    ["character '<' looking", "invalid character '<' looking for"],
  ])('%j stands in %j', (phrase, text) => {
    expect(find(phrase, text)).toBeDefined()
  })

  it.each([
    ['server busy', 'serverbusy'],
    ['dial tcp …: no such host', 'dial tcp 1.2.3.4:80\n: no such host'],
    ['{cuda|hip}Malloc', 'rocMalloc'],
    ['exit status #', 'exit status x'],
    ['^EOF$', 'unexpected EOF'],
    ['^EOF$', 'EOF while reading'],
  ])('%j does not stand in %j', (phrase, text) => {
    expect(find(phrase, text)).toBeUndefined()
  })

  it('names what its holes hold', () => {
    expect(find("model '<model>' not found", "Error: model 'llama3:8b' not found")).toEqual({model: 'llama3:8b'})
    expect(find('needs <needed> (has <there>)', 'needs 5.6 GiB (has 3.2 GiB)')).toEqual({
      needed: '5.6 GiB',
      there: '3.2 GiB',
    })
    expect(find('lookup <host>', '"dial tcp: lookup gpu-box", again')).toEqual({host: 'gpu-box'})
  })

  it('has a literal that every match holds, and weighs what it fixes', () => {
    const source = "Model '<model>' not {found|there}, try …"
    expect(literalsOf(source)).toEqual(["model '"])
    expect(new Phrase(source).weight).toBe("model '' not found, try ".length)
    expect(literalsOf('<x> {no such host|not known}')).toEqual(['no such host', 'not known'])
  })

  it('is not made slow by a hostile text', () => {
    const phrase = new Phrase('<a>: open <b>: … denied … by <c> policy')
    const text = ': open : open denied denied denied '.repeat(2_000)
    const started = performance.now()
    expect([...text.matchAll(phrase.regexp)]).toEqual([])
    // A pattern that backtracks without bound would take years.
    expect(performance.now() - started).toBeLessThan(60_000)
  })
})
