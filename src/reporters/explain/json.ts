import {domainOf} from '../../catalogue/index.ts'
import {printableJson} from '../../terminal/printable.ts'
import type {ExplainReporter} from './index.ts'

export const jsonExplain: ExplainReporter = {
  explanation: (explanation) => document(explanation),
  entry: (advice) => document({schemaVersion: '1.0', entry: {domain: domainOf(advice.code), ...advice}}),
  list: (advices) =>
    document({
      schemaVersion: '1.0',
      codes: advices.map(({code, severity, message}) => ({code, domain: domainOf(code), severity, title: message})),
    }),
}

function document(value: unknown): string {
  return `${printableJson(JSON.stringify(value, null, 2))}\n`
}
