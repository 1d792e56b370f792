import {printableJson} from '../../terminal/printable.ts'
import type {StoreReporter} from './index.ts'

export const renderStoreJson: StoreReporter = (report) => `${printableJson(JSON.stringify(report, null, 2))}\n`
