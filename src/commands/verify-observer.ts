import {formatFact} from '../catalogue/fact-format.ts'
import type {Language} from '../catalogue/language.ts'
import {fillTemplate} from '../catalogue/template.ts'
import type {Session} from '../cli/program.ts'
import {standingOf} from '../store/store-findings.ts'
import type {Damage, VerifyObserver} from '../store/verify-store.ts'
import {printableLine} from '../terminal/printable.ts'
import {createProgress, isWatched} from '../terminal/progress.ts'
import {Rate} from '../terminal/rate.ts'

const frameMs = 100

/** How far it is where somebody watches; where not, a line for each model that is done. */
export async function createVerifyObserver(
  {quiet, quick, format}: {readonly quiet?: true; readonly quick?: true; readonly format: string},
  {verify, pull}: Language,
  {io}: Session,
): Promise<VerifyObserver & {stop(): void}> {
  if (quiet || quick) return {stop: () => undefined}
  if (!isWatched(io)) {
    const finished = (model: string, damages: readonly Damage[]): unknown =>
      io.stderr.write(`${printableLine(model)}  ${verify.statuses[standingOf(damages)]}\n`)
    return {...(format === 'human' && {finished}), stop: () => undefined}
  }
  const progress = await createProgress(io, true)
  const rate = new Rate()
  let totalBytes = 0
  let doneBytes = 0
  const draw = (): void => {
    rate.add(doneBytes, performance.now())
    const perSecond = rate.perSecond()
    const leftMs = perSecond === undefined ? undefined : Math.ceil((totalBytes - doneBytes) / perSecond) * 1_000
    progress.show(
      [
        fillTemplate(verify.progress, {doneBytes, totalBytes}),
        ...(perSecond === undefined ? [] : [`${formatFact('rateBytes', perSecond)}/s`]),
        ...(leftMs === undefined ? [] : [fillTemplate(pull.left, {leftMs})]),
      ].join('  '),
    )
  }
  const timer = setInterval(draw, frameMs)
  return {
    planned: (bytes) => {
      totalBytes = bytes
      draw()
    },
    read: (bytes) => {
      doneBytes += bytes
    },
    stop: () => {
      clearInterval(timer)
      progress.stop()
    },
  }
}
