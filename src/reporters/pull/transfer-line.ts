import stringWidth from 'fast-string-width'
import {formatFact} from '../../catalogue/fact-format.ts'
import type {Language, PullWords} from '../../catalogue/language.ts'
import {fillTemplate} from '../../catalogue/template.ts'
import type {PullPhase} from '../../ollama/pull-progress.ts'
import type {Symbols} from '../../terminal/symbols.ts'

/** How far a pull is. */
export interface Transfer {
  /** Safe to print. */
  readonly name: string
  readonly phase: PullPhase
  readonly completedBytes: number
  readonly totalBytes: number
  /** Of bytes that are fetched once more, as the first were damaged: how many there are again. */
  readonly repeatedBytes?: number | undefined
  /** How long nothing has come; absent while something does. */
  readonly stillMs?: number | undefined
  /** Absent before it could be measured, and while nothing comes. */
  readonly bytesPerSecond?: number | undefined
}

const widestBar = 24
const narrowestBar = 4
/** Of the line: a name wider than this is cut. */
const nameShare = 0.4

/** `34 %  1.8 GB of 5.2 GB  45.2 MB/s  1 min 20 s left`, or the step that is no download. */
export function describeTransfer(transfer: Transfer, {pull}: Language): string[] {
  const {completedBytes, totalBytes, bytesPerSecond, stillMs} = transfer
  const step = stepOf(transfer, pull)
  if (step !== undefined) return [step]
  const leftBytes = totalBytes - completedBytes
  const done = [`${percentOf(transfer)} %`, fillTemplate(pull.done, {doneBytes: completedBytes, totalBytes})]
  if (stillMs !== undefined) return [...done, fillTemplate(pull.still, {stillMs: wholeSeconds(stillMs)})]
  return [
    ...done,
    ...(bytesPerSecond === undefined || leftBytes === 0
      ? []
      : [
          `${formatFact('rateBytes', bytesPerSecond)}/s`,
          fillTemplate(pull.left, {leftMs: wholeSeconds((leftBytes / bytesPerSecond) * 1_000)}),
        ]),
  ]
}

/** The same with a bar, in one line of at most so many columns: what does not fit is left out, the last first. */
export function drawTransfer(
  transfer: Transfer,
  {language, symbols, columns}: {language: Language; symbols: Symbols; columns: number},
): string {
  const parts = describeTransfer(transfer, language)
  const withBar = stepOf(transfer, language.pull) === undefined
  for (let count = parts.length; count > 0; count -= 1) {
    const text = parts.slice(0, count).join('  ')
    const room = columns - stringWidth(transfer.name) - stringWidth(text) - 4
    if (!withBar && room >= -2) return `${transfer.name}  ${text}`
    if (withBar && room >= narrowestBar) {
      const width = Math.min(widestBar, room)
      const done = Math.floor((percentOf(transfer) / 100) * width)
      return `${transfer.name}  ${symbols.done.repeat(done)}${symbols.left.repeat(width - done)}  ${text}`
    }
  }
  return `${transfer.name}  ${parts[0]}`
}

/** The names, each in the same number of columns, so that what stands behind them is in line. */
export function alignNames(names: readonly string[], columns: number): string[] {
  const width = Math.min(Math.floor(columns * nameShare), Math.max(0, ...names.map((name) => stringWidth(name))))
  return names.map((name) => {
    const cut = cutTo(name, width)
    return cut + ' '.repeat(width - stringWidth(cut))
  })
}

/** Rounded down: 100 only when all is there. */
export function percentOf({completedBytes, totalBytes}: Pick<Transfer, 'completedBytes' | 'totalBytes'>): number {
  return totalBytes === 0 ? 0 : Math.floor((100 * completedBytes) / totalBytes)
}

function stepOf({phase, totalBytes, repeatedBytes}: Transfer, words: PullWords): string | undefined {
  if (repeatedBytes !== undefined) return fillTemplate(words.repeated, {doneBytes: repeatedBytes, totalBytes})
  if (phase === 'download' && totalBytes > 0) return undefined
  return phase === 'download' ? words.manifest : words[phase]
}

function wholeSeconds(ms: number): number {
  return Math.max(1, Math.round(ms / 1_000)) * 1_000
}

/** The text, or its start and an ellipsis where it is wider than so many columns. */
export function cutTo(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text
  let kept = text
  while (kept !== '' && stringWidth(kept) + 1 > columns) kept = kept.slice(0, -1)
  return `${kept}…`
}
