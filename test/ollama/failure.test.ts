import {expect, it} from 'vitest'
import {toFailure} from '../../src/ollama/failure.ts'

function coded(code: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), {code, ...more})
}

it.each([
  [coded('ENOTFOUND', 'getaddrinfo ENOTFOUND x'), 'name-not-found'],
  [coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1'), 'refused'],
  [coded('EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.1:1'), 'unreachable'],
  [coded('ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:1'), 'connect-timeout'],
  [coded('ETIMEDOUT', "Timeout awaiting 'response' for 5ms", {event: 'response'}), 'no-answer'],
  [coded('ETIMEDOUT', "Timeout awaiting 'connect' for 5ms", {event: 'connect'}), 'connect-timeout'],
  [coded('EPROTO', 'write EPROTO 80:error:0A00010B:SSL routines:ssl3_get_record:wrong version number'), 'tls-to-plain'],
  [coded('CERT_HAS_EXPIRED', 'certificate has expired'), 'certificate'],
  [coded('HPE_INVALID_CONSTANT', 'Parse Error: Expected HTTP/'), 'not-http'],
  [coded('ECONNRESET', 'socket hang up'), 'reset'],
  [Object.assign(new Error('aborted'), {name: 'AbortError'}), 'aborted'],
  [new Error('whatever'), 'other'],
  ['a string', 'other'],
])('%s is %s', (error, kind) => {
  expect(toFailure(error).kind).toBe(kind)
})

it('takes the message of the first address where a name has several', () => {
  const refused = coded('ECONNREFUSED', 'connect ECONNREFUSED ::1:1')
  const failure = toFailure(Object.assign(new AggregateError([refused]), {code: 'ECONNREFUSED'}))
  expect(failure).toEqual({kind: 'refused', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED ::1:1'})
})
