import {describe, expect, it} from 'vitest'
import {codes, entryOf} from '../../src/catalogue/index.ts'
import {loadLanguage, wordsOf} from '../../src/catalogue/language.ts'
import {chooseLanguage, languages} from '../../src/catalogue/language-tag.ts'
import {matchText} from '../../src/catalogue/matcher.ts'
import {literalsOf} from '../../src/catalogue/phrase.ts'

const entries = codes.map((code) => ({code, ...entryOf(code)}))
const examples = entries.flatMap(({code, examples: own}) => own.map((example) => ({code, ...example})))

describe('the catalogue', () => {
  it.each(examples)('$text is $code', ({code, text, ...context}) => {
    expect(matchText(text, context)[0]?.code).toBe(code)
  })

  it('has an example for every code that a text can have first', () => {
    const silent = entries.filter(({patterns, examples: own}) => patterns.length > 0 && own.length === 0)
    expect(silent.map(({code}) => code)).toEqual([])
  })

  it('has phrases that are quick to look for and cannot be slow', () => {
    const phrases = entries.flatMap(({patterns}) =>
      patterns.flatMap((pattern) =>
        [pattern.says, pattern.with, pattern.unless, pattern.unlessThen].flatMap((says = []) => says),
      ),
    )
    const shortest = (phrase: string): number =>
      Math.min(...literalsOf(phrase).map((literal) => Buffer.byteLength(literal)))
    expect(phrases.filter((phrase) => phrase !== '' && shortest(phrase) < 3)).toEqual([])
  })

  it('asks a pattern only for numbers that its phrases name', () => {
    for (const {code, patterns} of entries) {
      for (const {says, less = []} of patterns) {
        for (const name of less) for (const phrase of says) expect(phrase, code).toContain(`<${name}>`)
      }
    }
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
      expect(words?.confirm).not.toBe('')
      expect(Object.keys(words?.fixes ?? {})).toEqual(Object.keys(entryOf(code).fixes))
      expect(placeholders(words?.title ?? '')).toEqual(placeholders(first?.title ?? ''))
      expect(placeholders(words?.meaning ?? '')).toEqual(placeholders(first?.meaning ?? ''))
      expect(words?.causes.length).toBe(first?.causes.length)
      expect(words?.causes.length).toBeGreaterThan(0)
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
  const commands = entries.flatMap(({code, confirm, fixes}) =>
    [...confirm, ...Object.values(fixes).flat()].map((command) => ({code, ...command})),
  )
  const texts = languageWords.flatMap((language) =>
    codes.map((code) => ({code, run: JSON.stringify(wordsOf(code, language))})),
  )

  it('and the words name only variables that Ollama reads', () => {
    const named = [...commands, ...texts]
      .filter(({code}) => code !== 'config-unknown-variable')
      .flatMap(({run}) => run.match(/\bOLLAMA_[A-Z_]+/g) ?? [])
    expect([...new Set(named)].filter((name) => !settings.includes(name)).sort()).toEqual([])
  })

  it('need root where they say sudo', () => {
    for (const {code, run, effect} of commands) {
      expect(run.startsWith('sudo ') ? effect : 'needs-root', `${code}: ${run}`).toBe('needs-root')
    }
  })
})

/** The variables that some version reads, from its source. */
const settings = [
  'OLLAMA_AUTH',
  'OLLAMA_CLOUD_BASE_URL',
  'OLLAMA_CONTEXT_LENGTH',
  'OLLAMA_DEBUG',
  'OLLAMA_DEBUG_LOG_REQUESTS',
  'OLLAMA_EDITOR',
  'OLLAMA_EXPERIMENT',
  'OLLAMA_FLASH_ATTENTION',
  'OLLAMA_GO_TEMPLATE',
  'OLLAMA_GPU_OVERHEAD',
  'OLLAMA_HOST',
  'OLLAMA_IGPU_ENABLE',
  'OLLAMA_INTEL_GPU',
  'OLLAMA_KEEP_ALIVE',
  'OLLAMA_KV_CACHE_TYPE',
  'OLLAMA_LIBRARY_PATH',
  'OLLAMA_LLM_LIBRARY',
  'OLLAMA_LOAD_TIMEOUT',
  'OLLAMA_MAX_LOADED_MODELS',
  'OLLAMA_MAX_QUEUE',
  'OLLAMA_MAX_TRANSFER_STREAMS',
  'OLLAMA_MAX_VRAM',
  'OLLAMA_MODELS',
  'OLLAMA_MULTIUSER_CACHE',
  'OLLAMA_NEW_ENGINE',
  'OLLAMA_NOHISTORY',
  'OLLAMA_NOPRUNE',
  'OLLAMA_NO_CLOUD',
  'OLLAMA_NUM_PARALLEL',
  'OLLAMA_ORIGINS',
  'OLLAMA_REGISTRY_MAXSTREAMS',
  'OLLAMA_REMOTES',
  'OLLAMA_RUNNERS_DIR',
  'OLLAMA_SCHED_SPREAD',
  'OLLAMA_TMPDIR',
  'OLLAMA_VULKAN',
  // Of the install script, of the client libraries, of Open WebUI.
  'OLLAMA_VERSION',
  'OLLAMA_API_KEY',
  'OLLAMA_BASE_URL',
]
