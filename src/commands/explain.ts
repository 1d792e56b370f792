import type {Surface} from '../catalogue/entry.ts'
import {type Code, codes, type DomainName, domainNames, domainOf} from '../catalogue/index.ts'
import {loadLanguage} from '../catalogue/language.ts'
import {chooseLanguage, type LanguageTag} from '../catalogue/language-tag.ts'
import {exitCodes} from '../cli/exit-code.ts'
import {readFileBlocks, readStdin} from '../cli/input.ts'
import type {Session} from '../cli/program.ts'
import {adviseOn} from '../diagnosis/advice.ts'
import {Triage} from '../diagnosis/explanation.ts'
import {defaultUrl} from '../ollama/default-address.ts'
import {type ExplainFormat, explainReporters} from '../reporters/explain/index.ts'
import {didYouMean} from '../usage/suggest.ts'
import {UsageError} from '../usage/usage-error.ts'
import {explainLines} from './explain-lines.ts'
import {reporterOptions, type ScreenOptions} from './screen-options.ts'

/** As commander hands them over. */
export interface ExplainOptions extends ScreenOptions {
  readonly http?: number
  readonly body?: string
  readonly surface?: Surface
  readonly list?: string | true
  readonly ndjson?: true
  readonly format: ExplainFormat
  readonly lang?: LanguageTag
}

/** A text is judged in blocks of so many characters: what happened at one time stands together. */
const blockLength = 1 << 20

/** `explain [TEXT or CODE]`: needs neither a server nor the network. */
export async function runExplainCommand(
  words: readonly string[],
  options: ExplainOptions,
  session: Session,
): Promise<number> {
  refuseContradictions(words, options)
  if (options.ndjson) return explainLines(session)
  const {io} = session
  const language = await loadLanguage(chooseLanguage(options.lang, io.env))
  const target = {url: defaultUrl, platform: io.platform}
  const screen = reporterOptions(options, language, session)
  const reporter = await explainReporters[options.format]()
  if (options.list !== undefined) {
    const listed = readDomains(options.list).flatMap((domain) => codes.filter((code) => domainOf(code) === domain))
    io.stdout.write(
      reporter.list(
        listed.map((code) => adviseOn(code, {}, target, language)),
        screen,
      ),
    )
    return exitCodes.passed
  }
  const text = words.join(' ')
  const code = options.http === undefined && options.surface === undefined ? findCode(text) : undefined
  if (code !== undefined) {
    io.stdout.write(reporter.entry(adviseOn(code, {}, target, language), screen))
    return exitCodes.passed
  }
  const triage = await readText(words, options, session)
  const platform = triage.platform ?? screen.platform
  const explanation = triage.explain({...target, platform: platform === 'windows' ? 'win32' : io.platform}, language)
  // Who breaks off a text that streams in wants to know what was in it so far; JSON has the interruption to tell.
  if (!session.signal.aborted || options.format !== 'json') {
    io.stdout.write(reporter.explanation(explanation, {...screen, platform}))
    if (session.signal.aborted) io.stderr.write(`Interrupted after ${triage.lines} lines.\n`)
  }
  session.signal.throwIfAborted()
  return explanation.diagnoses.length > 0 ? exitCodes.passed : exitCodes.failed
}

function refuseContradictions(words: readonly string[], {http, body, surface, list, ndjson}: ExplainOptions): void {
  const given = words.length > 0
  if (list !== undefined && (given || ndjson || http !== undefined || body !== undefined))
    throw new UsageError('--list goes without a text')
  if (ndjson && (given || http !== undefined || body !== undefined || surface !== undefined))
    throw new UsageError(
      '--ndjson reads everything from standard input: {"id", "text", "surface", "status"} on each line',
    )
  if (given && body !== undefined) throw new UsageError('a text and --body: there can be one of them')
}

function readDomains(list: string | true): readonly DomainName[] {
  if (list === true) return domainNames
  const domain = domainNames.find((name) => name === list.toLowerCase())
  if (domain !== undefined) return [domain]
  throw new UsageError(
    `no domain is called "${list}"${didYouMean(list, domainNames)}\nThe domains are: ${domainNames.join(', ')}`,
  )
}

/** The code that a word names, in full or by a prefix that no other has; nothing where the word is a text. */
function findCode(word: string): Code | undefined {
  const exact = codes.find((code) => code === word.toLowerCase().replaceAll('_', '-'))
  if (exact !== undefined || !/^[a-z0-9]+(?:-[a-z0-9]+)*-?$/.test(word)) return exact
  const candidates = codes.filter((code) => code.startsWith(word))
  if (candidates.length === 1) return candidates[0]
  if (candidates.length > 1) throw new UsageError(`"${word}" is the start of several codes: ${candidates.join(', ')}`)
  if (!word.includes('-')) return undefined
  throw new UsageError(`no code is called "${word}"${didYouMean(word, codes)}\nexplain --list shows them all`)
}

async function readText(words: readonly string[], options: ExplainOptions, session: Session): Promise<Triage> {
  const {http: status, body, surface = status === undefined && body === undefined ? undefined : 'api'} = options
  const triage = new Triage({status, surface})
  let isEmpty = true
  try {
    for await (const block of blocksOf(words, options, session)) {
      triage.read(block)
      isEmpty = false
    }
  } catch (error) {
    if (!session.signal.aborted) throw error
  }
  // An empty body, too, says something with its status.
  if (isEmpty) triage.read('')
  return triage
}

/** The text itself, a file, or standard input. A body is empty unless it is given: --http alone waits for nobody. */
function blocksOf(
  words: readonly string[],
  {http, body}: ExplainOptions,
  session: Session,
): AsyncIterable<string> | [string] {
  const {stdin, stderr} = session.io
  if (body !== undefined && body !== '-') return readFileBlocks(body, session.signal, blockLength)
  if (words.length > 0) return [words.join(' ')]
  if (http !== undefined && body === undefined) {
    if (!stdin.isTTY) stderr.write('The body is taken to be empty; --body - reads it from standard input.\n')
    return ['']
  }
  if (stdin.isTTY)
    stderr.write('Paste the text, then end it with Ctrl-D on a line of its own (Windows: Ctrl-Z, Enter).\n')
  return readStdin(session, blockLength)
}
