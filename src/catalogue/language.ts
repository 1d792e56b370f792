import type {CodeWords, Confidence, Effect, Platform, WordsOf} from './entry.ts'
import type {CheckId, Group, Rung, SkipReason} from './ids.ts'
import {type Code, type DomainName, type Domains, domainOf} from './index.ts'
import type {LanguageTag} from './language-tag.ts'

/** Everything that is said to a person, in one language. Texts are templates (template.ts). */
export interface Language {
  readonly domains: {readonly [Domain in keyof Domains]: WordsOf<Domains[Domain]>}
  readonly checks: Readonly<Record<CheckId, CheckWords>>
  readonly groups: Readonly<Record<Group, string>>
  readonly domainTitles: Readonly<Record<DomainName, string>>
  readonly skips: Readonly<Record<SkipReason, string>>
  readonly screen: ScreenWords
  /** What `wait` waits for, by the rung that is not reached yet. */
  readonly wait: Readonly<Record<Rung, string>>
  readonly pull: PullWords
  readonly logs: LogWords
  readonly verify: VerifyWords
}

export interface CheckWords {
  readonly title: string
  /** Behind the title of a passed check, from its facts. */
  readonly summary: string
  /** For each element of the fact `models`, where there is one. */
  readonly each?: string
}

export interface ScreenWords {
  readonly passed: string
  readonly failed: string
  readonly undecided: string
  readonly counts: string
  readonly servers: string
  readonly morePassed: string
  /** Behind a cause that several servers have. */
  readonly alsoOn: string
  readonly alsoOnMany: string
  /** What `--update-baseline` says. */
  readonly baselineWritten: string
  readonly baselineKept: string
  /** What `report --output` says. */
  readonly bundleWritten: string
  readonly bundlePrinted: string
  /** Before what `check --from` tells. */
  readonly replayed: string
  /** In place of evidence that is empty. */
  readonly nothing: string
  /** Behind what stands in the baseline. */
  readonly known: string
  readonly next: string
  readonly simulated: string
  readonly evidence: string
  readonly onLine: string
  readonly onLines: string
  readonly causes: string
  readonly confirm: string
  readonly fixes: string
  readonly retryHelps: string
  readonly retryIsNoUse: string
  readonly notRecognised: string
  readonly whereToLook: string
  readonly alsoInText: string
  readonly more: string
  readonly explainOthers: string
  readonly codesTitle: string
  readonly codesIntroduction: string
  readonly requests: string
  readonly skipped: string
  readonly couldNotCheck: string
  readonly orElse: string
  readonly seeVerbose: string
  readonly moreEvidence: string
  readonly confidences: Readonly<Record<Confidence, string>>
  readonly effects: Readonly<Record<Effect, string>>
  readonly platforms: Readonly<Record<Platform, string>>
}

/** What `pull-missing` says. */
export interface PullWords {
  /** By the status of a model. */
  readonly present: string
  readonly cloud: string
  readonly pulled: string
  readonly missing: string
  /** The same in a dry run. */
  readonly wouldPull: string
  readonly failed: string
  /** Behind why it failed. */
  readonly gaveUp: string
  readonly unverified: string
  /** The server’s steps before and after the download. */
  readonly manifest: string
  readonly verify: string
  readonly finish: string
  readonly done: string
  /** What was damaged is fetched once more. */
  readonly repeated: string
  readonly left: string
  readonly still: string
  readonly again: string
  readonly counts: string
  readonly dryRun: string
  readonly confirm: string
  readonly kept: string
}

/** What `verify` says. */
export interface VerifyWords {
  /** Which store, and why that one. */
  readonly from: Readonly<Record<'named' | 'server' | 'environment' | 'usual', string>>
  /** Why there is none. */
  readonly absent: string
  readonly elsewhere: string
  readonly statuses: Readonly<Record<'good' | 'damaged' | 'undecided' | 'absent', string>>
  readonly goodQuick: string
  readonly empty: string
  readonly orphans: string
  readonly partials: string
  readonly counts: string
  readonly quick: string
  readonly progress: string
  readonly interrupted: string
  readonly servers: string
  readonly notServers: string
  /** Where no server tells. */
  readonly whose: string
  readonly onlyHere: string
  readonly adopt: string
  /** Above the files that a repair is about. */
  readonly plan: string
  /** Above the files that are to be removed. */
  readonly removal: string
  readonly confirm: string
  /** After an interruption. */
  readonly aside: string
  readonly otherStore: string
  /** Where another doctor repairs the store now. */
  readonly locked: string
  /** What is done first where an earlier repair was broken off. */
  readonly recovery: string
  readonly repairs: Readonly<
    Record<
      | 'planned'
      | 'untouched'
      | 'by-hand'
      | 'in-use'
      | 'fixed'
      | 'kept'
      | 'not-in-registry'
      | 'superseded'
      | 'changed'
      | 'unfinished',
      string
    >
  >
  readonly removals: Readonly<Record<'planned' | 'recent' | 'unsure' | 'needed' | 'removed' | 'failed', string>>
}

/** What `logs` says. */
export interface LogWords {
  /** By the kind of the source. */
  readonly reading: Readonly<Record<'journal' | 'file' | 'docker' | 'podman' | 'kubectl' | 'stdin', string>>
  /** Behind it, why that one. */
  readonly reasons: Readonly<Record<'named' | 'piped' | 'newest' | 'only', string>>
  readonly alsoThere: string
  readonly elsewhere: string
  readonly noneFound: string
  readonly places: Readonly<Record<'journal' | 'user-journal' | 'docker' | 'podman' | 'kubectl' | 'file', string>>
  readonly results: Readonly<Record<'found' | 'nothing' | 'absent' | 'forbidden' | 'trouble', string>>
  /** Before the one command that would help. */
  readonly allow: Readonly<Record<'journal' | 'docker' | 'file' | 'none', string>>
  readonly serverStart: string
  readonly gpu: string
  readonly noGpu: string
  readonly notUsed: string
  readonly setting: string
  readonly defaultContext: string
  readonly loaded: string
  readonly loadFailed: string
  readonly loadUnfinished: string
  readonly someModel: string
  readonly requests: string
  readonly times: string
  readonly others: string
  readonly again: string
  readonly unknown: string
  readonly notices: Readonly<Record<'gone' | 'back' | 'truncated' | 'rotated', string>>
  readonly summary: string
  readonly healthy: string
  /** Why nothing can be said. */
  readonly foreign: string
  readonly outside: string
  readonly empty: string
  /** Where a line stands. */
  readonly place: string
  /** Where those stand that say the same. */
  readonly said: string
  readonly cut: string
  readonly reloaded: string
  readonly context: string
  readonly unknownLines: string
  readonly counts: string
  readonly gatePassed: string
  readonly gateFailed: string
  readonly gateOpen: string
}

export async function loadLanguage(tag: LanguageTag): Promise<Language> {
  return tag === 'zh-CN' ? (await import('./zh-CN/index.ts')).zhCN : (await import('./en/index.ts')).en
}

export function wordsOf(code: Code, language: Language): CodeWords {
  return (language.domains[domainOf(code)] as Readonly<Record<string, CodeWords>>)[code] as CodeWords
}
