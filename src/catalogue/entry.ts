/** The knowledge of one cause, apart from its words. */
export interface Entry {
  readonly severity: Severity
  /** Whether asking again later can help without anybody doing anything. */
  readonly retryable: boolean
  /** What recognises it in a text; none where only a check can tell. */
  readonly patterns: readonly Pattern[]
  /** Texts as programs print them, which the matcher must answer with this code first. Its tests. */
  readonly examples: readonly Example[]
  /** What tells this cause from others of the same text. */
  readonly confirm: readonly Command[]
  /** Smallest first. The words of each stand under the same key in every language. */
  readonly fixes: Readonly<Record<string, readonly Command[]>>
  readonly links: readonly string[]
}

/** `info` is nothing wrong. */
export type Severity = 'error' | 'warning' | 'info'

/** What a gate can be set to. */
export type Threshold = Exclude<Severity, 'info'>

/** `certain` must be earned: one that is wrong is our worst failure. */
export const confidences = ['certain', 'likely', 'possible'] as const

export type Confidence = (typeof confidences)[number]

/** Where a text was seen: a body of the API, the `ollama` command, the server's log, or another program that called it. */
export const surfaces = ['api', 'cli', 'log', 'client'] as const

export type Surface = (typeof surfaces)[number]

/**
 * How much a text tells, most first: a `cause`; an `effect`, which something else brought about wherever a cause stands
 * beside it; a `wrapper`, which says that something failed and not why; or what is `harmless`.
 */
export const kinds = ['cause', 'effect', 'wrapper', 'harmless'] as const

export type Kind = (typeof kinds)[number]

/** Its phrases (phrase.ts) are what programs print; any of `says` will do. */
export interface Pattern {
  readonly says: readonly string[]
  readonly confidence: Confidence
  /** A cause where absent. */
  readonly kind?: Kind
  /** The surfaces on which it holds; everywhere where absent. */
  readonly surfaces?: readonly Surface[]
  /** The HTTP statuses with which it holds, where the status is known. */
  readonly statuses?: readonly number[]
  /** The versions of Ollama in which it holds, where the version is known: from the first, before the second. */
  readonly versions?: {readonly from?: string; readonly before?: string}
  /** All of these stand somewhere in the text, too. */
  readonly with?: readonly string[]
  /** None of these stands anywhere in the text. */
  readonly unless?: readonly string[]
  /** None of these stands further down in the text: it did not matter in the end. */
  readonly unlessThen?: readonly string[]
  /** Of two numbers that the phrase names, the first is less than the second. */
  readonly less?: readonly [string, string]
}

export interface Example {
  readonly text: string
  readonly surface?: Surface
  readonly status?: number
}

/** A command to paste. `{model}` and its like are filled from the finding, quoted for a shell where they need it. */
export interface Command {
  readonly run: string
  readonly effect: Effect
  /** Everywhere where absent. */
  readonly platform?: Platform
}

export type Effect = 'safe' | 'changes-state' | 'needs-root'

export type Platform = 'linux' | 'docker' | 'kubernetes' | 'macos' | 'windows' | 'wsl'

/** The words for a domain's codes, in one language. Texts are templates, see template.ts. */
export type WordsOf<Domain extends Record<string, Entry>> = {
  readonly [Code in keyof Domain]: CodeWords & {
    readonly fixes: {readonly [Fix in keyof Domain[Code]['fixes']]: string}
  }
}

export interface CodeWords {
  /** One line that holds without arguments and says more with them. */
  readonly title: string
  /** What it means, in one or two sentences. */
  readonly meaning: string
  /** The likeliest first. */
  readonly causes: readonly string[]
  /** How to be sure, for the commands of `confirm`. */
  readonly confirm: string
  readonly fixes: Readonly<Record<string, string>>
}
