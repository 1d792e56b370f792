import type {BundleReporter} from './index.ts'

export const renderBundleJson: BundleReporter = (bundle) => `${JSON.stringify(bundle, null, 2)}\n`
