import {toJsonSchema} from '@valibot/to-json-schema'
import {Ajv, type AnySchemaObject} from 'ajv'
import {expect, it} from 'vitest'
import {configurationSchema, validate} from '../../src/config/schema.ts'

const schema = toJsonSchema(configurationSchema, {errorMode: 'ignore'})

it('ships as a JSON schema for editors (written by this test with --update)', async () => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../docs/config.schema.json')
})

it.each([
  [{}, true],
  [{models: ['llama3.2'], severity: {'disk-full': 'warning'}, thresholds: {minFreeDisk: '20GB'}}, true],
  [{thresholds: {minFreeDisk: 1_000_000}}, true],
  [{model: []}, false],
  [{severity: {'no-such-code': 'off'}}, false],
  [{thresholds: {maxLoadTime: 30}}, false],
])('%j is the same to an editor as to the doctor', (value, right) => {
  expect('file' in validate(value)).toBe(right)
  expect(new Ajv().compile({...schema} as AnySchemaObject)(value)).toBe(right)
})
