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
