import type {Pattern} from '../catalogue/entry.ts'
import {codes, entryOf} from '../catalogue/index.ts'
import {runsOf} from '../catalogue/phrase.ts'
import {needleWidth} from './byte-finder.ts'
import {landmarks} from './landmarks.ts'
import {ordinaryLines} from './ordinary-lines.ts'

/** Alternatives of neighbouring parts are joined up to so many texts. */
const maxAlternatives = 32

/** What costs more stands in too many ordinary lines. */
const maxCost = 5

/** How often any four bytes stand in ordinary lines, without regard to letter case. */
const ordinary = new Map<number, number>()
const ordinaryBytes = Buffer.from(ordinaryLines)
for (let at = 0; at <= ordinaryBytes.length - 4; at += 1) {
  const word = wordAt(ordinaryBytes, at)
  ordinary.set(word, (ordinary.get(word) ?? 0) + 1)
}

/** A text by which a line may be known, and how ordinary its rarest bytes are. */
interface Sign {
  readonly text: string
  readonly at: number
  readonly cost: number
}

const signs = new Map<string, Sign>()
for (const text of landmarks) addBest([[text]], Number.MAX_VALUE)
for (const code of codes) {
  for (const {says, with: others = [], unless = [], unlessThen = []} of entryOf(code).patterns.filter(isOfLogs)) {
    for (const phrase of says) addBest(groupsOf(phrase), maxCost)
    for (const phrase of [...others, ...unless, ...unlessThen]) addBest(groupsOf(phrase), 0.5)
  }
}

/**
 * The texts of which one stands in every line that a log is read for, one a line, behind the place of the bytes that tell
 * it: `12 msg="server config"`. It follows from the catalogue, so the build computes it beforehand.
 */
export const logSigns = {
  all: {needles: [...signs.values()].map(({text, at}) => `${at} ${text}`).join('\n')},
}

/** What is harmless need not be found. */
function isOfLogs({kind, surfaces, statuses}: Pattern): boolean {
  return kind !== 'harmless' && statuses === undefined && (surfaces?.includes('log') ?? true)
}

/** Of each group, one text stands wherever the phrase does. */
function groupsOf(phrase: string): string[][] {
  return runsOf(phrase).flatMap((run) =>
    run.flatMap((_, first) => {
      const groups: string[][] = []
      let joined = ['']
      for (const texts of run.slice(first)) {
        joined = joined.flatMap((text) => texts.map((next) => text + next))
        if (joined.length > maxAlternatives) break
        groups.push(joined)
      }
      return groups
    }),
  )
}

/** The group whose most ordinary text is the least ordinary. What has none that is rare is seen beside other signs only. */
function addBest(groups: readonly (readonly string[])[], most: number): void {
  let best: {readonly found: readonly Sign[]; readonly cost: number} | undefined
  for (const group of groups) {
    const found = group.map(signOf)
    const cost = Math.max(...found.map((sign) => sign.cost))
    if (best === undefined || cost < best.cost) best = {found, cost}
  }
  if (best === undefined || best.cost > most) return
  for (const sign of best.found) signs.set(sign.text, sign)
}

function signOf(source: string): Sign {
  const text = source.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  const bytes = Buffer.from(text)
  let best: Sign = {text, at: 0, cost: Number.POSITIVE_INFINITY}
  for (let at = 0; at <= bytes.length - needleWidth; at += 1) {
    const cost = costOf(bytes.subarray(at, at + needleWidth))
    if (cost < best.cost) best = {text, at, cost}
  }
  return best
}

function costOf(bytes: Buffer): number {
  // Blanks and quotes may be written otherwise.
  let cost = /[\s"]/.test(bytes.toString('latin1')) ? 0.5 : 0
  for (let at = 0; at <= needleWidth - 4; at += 1) cost += ordinary.get(wordAt(bytes, at)) ?? 0
  return cost
}

function wordAt(bytes: Buffer, at: number): number {
  return bytes.readInt32LE(at) | 0x20202020
}
