import {printableJson} from '../terminal/printable.ts'
import type {Reporter} from './reporter.ts'

export const renderJson: Reporter = (report) => `${printableJson(JSON.stringify(report, null, 2))}\n`
