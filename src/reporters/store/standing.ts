import type {Language} from '../../catalogue/language.ts'
import {fillTemplate} from '../../catalogue/template.ts'
import type {ModelStatus, StoreReport} from '../../store/store-report.ts'

/** How much was looked at, and how fast. */
export function countsOf({models, blobs, hashedBytes, cachedBytes, readMs}: StoreReport, template: string): string {
  return fillTemplate(template, {
    models: models.length,
    damaged: models.filter(({status}) => status === 'damaged').length,
    blobs,
    ...(hashedBytes > 0 && {hashedBytes}),
    // Of less than a second no rate is worth a word.
    ...(hashedBytes > 0 && readMs >= 1_000 && {rateBytes: (hashedBytes / readMs) * 1_000}),
    ...(cachedBytes > 0 && {cachedBytes}),
  })
}

/** How a model stands: of a quick look that found nothing, that no digest proves it. */
export function statusWord(status: ModelStatus, {quick}: StoreReport, {verify}: Language): string {
  return quick && status === 'good' ? verify.goodQuick : verify.statuses[status]
}

/** What became of a damaged file. */
export function describeRepair(
  {outcome, models, message}: Pick<StoreReport['repairs'][number], 'outcome' | 'models' | 'message'>,
  {repairs}: Language['verify'],
): string {
  return fillTemplate(repairs[outcome], {models: models.join(', '), ...(message !== null && {message})})
}

/** What became of files that no model needs. */
export function describeRemoval(
  {outcome, bytes, message}: Pick<StoreReport['removals'][number], 'outcome' | 'bytes' | 'message'>,
  {removals}: Language['verify'],
): string {
  return fillTemplate(removals[outcome], {sizeBytes: bytes, ...(message !== null && {message})})
}
