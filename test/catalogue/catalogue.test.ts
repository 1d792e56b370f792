import {describe, expect, it} from 'vitest'
import {codes, entryOf} from '../../src/catalogue/index.ts'
import {chooseLanguage, languages, loadLanguage, wordsOf} from '../../src/catalogue/language.ts'
import {matchText} from '../../src/catalogue/matcher.ts'

const examples = codes.flatMap((code) => entryOf(code).examples.map((example) => ({code, ...example})))

describe('the catalogue', () => {
  it.each(examples)('$text is $code', ({code, text, surface}) => {
    expect(matchText(text, surface)[0]?.code).toBe(code)
  })

  it('has an example for every code that a text can have first', () => {
    const silent = codes.filter((code) => {
      const {patterns, examples: own} = entryOf(code)
      return own.length === 0 && patterns.some(({confidence}) => confidence !== 'possible')
    })
    expect(silent).toEqual([])
  })

  it('knows the words that people quote, old and new', () => {
    const answers = Object.fromEntries(
      [
        'prompt is required',
        "model 'not-exist-model' not found",
        "model 'xxx' not found, try pulling it first",
        'an error was encountered while running the model',
        'an unknown error was encountered while running the model CUDA error: out of memory',
        'failed to load model',
        'model is currently in use',
        'invalid parameter type',
        'temperature must be between 0 and 2',
        'CUDA out of memory',
        'not enough memory to load model',
        'model requires more system memory (5.6 GiB) than is available (3.2 GiB)',
        'no space left on device',
        'connect ECONNREFUSED 127.0.0.1:11434',
        'connect ETIMEDOUT 10.0.0.5:11434',
        'llama runner process has terminated: exit status 2',
        'llama-server process has terminated: exit status 1: ggml_aligned_malloc: insufficient memory',
      ].map((text) => [text, matchText(text)[0]?.code]),
    )
    expect(answers).toMatchInlineSnapshot(`
      {
        "CUDA out of memory": "gpu-out-of-memory",
        "an error was encountered while running the model": "runner-crashed",
        "an unknown error was encountered while running the model CUDA error: out of memory": "gpu-out-of-memory",
        "connect ECONNREFUSED 127.0.0.1:11434": "server-not-running",
        "connect ETIMEDOUT 10.0.0.5:11434": "connect-timeout",
        "failed to load model": "model-load-failed",
        "invalid parameter type": "request-wrong-type",
        "llama runner process has terminated: exit status 2": "runner-crashed",
        "llama-server process has terminated: exit status 1: ggml_aligned_malloc: insufficient memory": "system-memory-insufficient",
        "model 'not-exist-model' not found": "model-not-found",
        "model 'xxx' not found, try pulling it first": "model-not-found",
        "model is currently in use": "model-in-use",
        "model requires more system memory (5.6 GiB) than is available (3.2 GiB)": "system-memory-insufficient",
        "no space left on device": "disk-full",
        "not enough memory to load model": "system-memory-insufficient",
        "prompt is required": "request-missing-field",
        "temperature must be between 0 and 2": "option-out-of-range",
      }
    `)
  })

  it('says nothing of what it does not know', () => {
    expect(matchText('the flux capacitor is out of tune')).toEqual([])
  })

  it('takes the cause, not what is wrapped around it', () => {
    const found = matchText('llama runner process has terminated: cudaMalloc failed: out of memory', 'api')
    expect(found.map(({code}) => code)).toEqual(['gpu-out-of-memory'])
  })

  it('tells a refusing runner from a server that is down', () => {
    const text = 'Post "http://127.0.0.1:43015/completion": dial tcp 127.0.0.1:43015: connect: connection refused'
    expect(matchText(text, 'api')[0]?.code).toBe('runner-crashed')
  })
})

const languageWords = await Promise.all(languages.map(loadLanguage))

describe('the words', () => {
  const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort()

  it.each(codes)('of %s are whole in every language, and take the same arguments', (code) => {
    const [first, ...others] = languageWords.map((language) => wordsOf(code, language))
    for (const words of [first, ...others]) {
      expect(words?.title).not.toBe('')
      expect(words?.meaning).not.toBe('')
      expect(Object.keys(words?.fixes ?? {})).toEqual(Object.keys(entryOf(code).fixes))
      expect(placeholders(words?.title ?? '')).toEqual(placeholders(first?.title ?? ''))
      expect(words?.causes.length).toBe(first?.causes.length)
    }
  })

  it('of checks, skips and the screen take the same arguments', () => {
    const [en, zh] = languageWords.map(({checks, skips, screen}) => JSON.stringify({checks, skips, screen}))
    expect(placeholders(zh ?? '')).toEqual(placeholders(en ?? ''))
  })

  it.each([
    [{}, 'en'],
    [{LANG: 'zh_CN.UTF-8'}, 'zh-CN'],
    [{LANG: 'zh_TW.UTF-8', LC_ALL: 'C'}, 'en'],
    [{LC_MESSAGES: 'zh_CN', LANG: 'de_DE'}, 'zh-CN'],
    [{LANG: 'de_DE.UTF-8'}, 'en'],
  ] as const)('follow the locale %j: %s', (env, expected) => {
    expect(chooseLanguage(undefined, env)).toBe(expected)
    expect(chooseLanguage('en', env)).toBe('en')
  })
})

describe('the commands', () => {
  const settings = ['OLLAMA_HOST', 'OLLAMA_ORIGINS', 'OLLAMA_MODELS', 'OLLAMA_MAX_QUEUE', 'OLLAMA_CONTEXT_LENGTH']

  it('name only variables that Ollama reads', () => {
    const named = codes.flatMap((code) =>
      Object.values(entryOf(code).fixes).flatMap((commands) =>
        commands.flatMap(({run}) => run.match(/OLLAMA_[A-Z_]+/g) ?? []),
      ),
    )
    expect([...new Set(named)].filter((name) => !settings.includes(name))).toEqual([])
  })

  it('need root where they say sudo', () => {
    for (const code of codes) {
      for (const {run, effect} of Object.values(entryOf(code).fixes).flat()) {
        expect(run.startsWith('sudo ') ? effect : 'needs-root', run).toBe('needs-root')
      }
    }
  })
})
