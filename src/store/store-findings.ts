import {formatFact} from '../catalogue/fact-format.ts'
import type {Code} from '../catalogue/index.ts'
import type {Finding} from '../checks/check.ts'
import type {Unread} from './file-state.ts'
import type {ManifestDefect} from './manifest.ts'
import type {Store} from './read-store.ts'
import type {Damage, Defect} from './verify-store.ts'

/** Nothing is known of what could not be read, and of what changed meanwhile. */
export function isOpen(defect: Defect): boolean {
  if (defect.kind === 'unreadable') return !['no-file', 'gone', 'io-error'].includes(defect.reason.kind)
  return defect.kind === 'changed'
}

/** How a model stands of which this was found. */
export function standingOf(damages: readonly Damage[]): 'good' | 'damaged' | 'undecided' {
  if (damages.length === 0) return 'good'
  return damages.every(({defect}) => isOpen(defect)) ? 'undecided' : 'damaged'
}

/** A damage as a finding. */
export function findingOf({path, models, defect}: Damage, quick: boolean): Finding {
  const [model = ''] = models
  const also = models.length > 1 ? `; needed by ${models.join(', ')}` : ''
  const about = {
    subject: models.join(', '),
    args: {model},
    evidence: [{source: path, text: describe(defect) + also}],
  }
  if (defect.kind === 'changed') return unreadFinding({path, kind: 'trouble', message: describe(defect)})
  if (defect.kind === 'unreadable' && isOpen(defect)) return unreadFinding({path, ...defect.reason})
  const code: Code =
    defect.kind === 'manifest' ||
    defect.kind === 'misstated' ||
    (defect.kind === 'unreadable' && !path.includes('sha256'))
      ? 'manifest-corrupt'
      : defect.kind === 'missing' || (defect.kind === 'unreadable' && defect.reason.kind === 'gone')
        ? 'blob-missing'
        : 'blob-corrupt'
  // Without its digest, a run of zeros is only what no weights have.
  return {code, confidence: quick && defect.kind === 'zeros' ? 'likely' : 'certain', ...about}
}

/** The very measure that a finding rests on. */
function describe(defect: Defect): string {
  switch (defect.kind) {
    case 'missing':
      return 'is not there'
    case 'wrong-size':
      return `${formatFact('Bytes', defect.sizeBytes)} (${defect.sizeBytes} bytes) instead of ${defect.expectedBytes} bytes`
    case 'misstated':
      return `has ${defect.sizeBytes} bytes, and a manifest says ${defect.expectedBytes}`
    case 'wrong-digest':
      return `its SHA-256 is ${defect.digest}`
    case 'zeros':
      return `nothing but zeros for megabytes, or to its end, from byte ${defect.fromBytes} on`
    case 'manifest':
      return describeManifest(defect.defect)
    case 'unreadable':
      return defect.reason.message
    case 'changed':
      return 'was written while it was read'
  }
}

function describeManifest(defect: ManifestDefect): string {
  if (defect.kind === 'empty') return 'is empty'
  if (defect.kind === 'zeros') return 'holds nothing but zeros'
  return defect.kind === 'not-json'
    ? `is no JSON: ${defect.message}`
    : `${defect.path || 'the whole'} is ${defect.value}`
}

/** What a file system cannot do that Ollama needs of it. */
const shortcomings: Readonly<Record<string, string>> = {
  vfat: 'where no file can have 4 GiB or more',
  msdos: 'where no file can have 4 GiB or more, nor a long name',
  exfat: 'which has no sparse files: a download first writes zeros over its whole length',
}

/** Where models lie on a file system that is not made for them. */
export function fileSystemFinding({root, fileSystem = ''}: Store): Finding[] {
  const shortcoming = shortcomings[fileSystem]
  if (shortcoming === undefined) return []
  return [
    {
      code: 'filesystem-unsupported',
      confidence: 'likely',
      severity: 'warning',
      subject: root,
      args: {path: root},
      evidence: [{source: root, text: `lies on ${fileSystem}, ${shortcoming}`}],
    },
  ]
}

/** A file or a folder of which nothing is known. */
export function unreadFinding({path, message, owner}: Unread): Finding {
  const whose = owner === undefined ? '' : `; it belongs to ${owner.user}, mode ${owner.mode}`
  return {
    code: 'store-not-readable',
    confidence: 'certain',
    subject: path,
    args: {path, ...(owner !== undefined && {owner: owner.user})},
    evidence: [{source: path, text: message + whose}],
  }
}
