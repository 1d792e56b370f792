import {fillTemplate} from '../../catalogue/template.ts'
import type {FoundStore} from '../../store/find-stores.ts'
import {printableJson, printableLine} from '../../terminal/printable.ts'
import type {ReporterOptions} from '../reporter.ts'
import {Screen} from '../screen.ts'

const shownModels = 10

/** What `verify --stores` prints. */
export function renderStores(stores: readonly FoundStore[], format: string, options: ReporterOptions): string {
  if (format === 'json') return `${printableJson(JSON.stringify({schemaVersion: '1.0', stores}, null, 2))}\n`
  const screen = new Screen(options)
  const {verify} = options.language
  for (const {path, isServers, models, onlyHere} of stores) {
    const status = isServers ? 'pass' : 'skip'
    const words = isServers === null ? verify.whose : isServers ? verify.servers : verify.notServers
    screen.line(
      `${screen.paint(status, options.symbols[status])} `,
      `${screen.chalk.bold(printableLine(path))}  ${fillTemplate(words, {count: models.length})}`,
    )
    if (onlyHere.length === 0 || isServers === null) continue
    const shown = onlyHere.slice(0, shownModels).map(printableLine).join(', ')
    const more = onlyHere.length > shownModels ? ' …' : ''
    screen.line('    ', fillTemplate(verify.onlyHere, {models: shown + more}))
  }
  if (stores.length === 0) screen.line('', verify.absent)
  else if (stores.some(({isServers, onlyHere}) => isServers !== null && onlyHere.length > 0)) {
    screen.gap()
    screen.line('', screen.chalk.dim(verify.adopt))
  }
  return screen.text()
}
