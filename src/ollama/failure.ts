/** Why a request got no (whole) answer, in the order in which a connection goes through its stages. */
export type FailureKind =
  | 'name-not-found'
  | 'refused'
  | 'unreachable'
  | 'connect-timeout'
  | 'tls-to-plain'
  | 'certificate'
  | 'not-http'
  | 'reset'
  | 'no-answer'
  | 'stalled'
  | 'aborted'
  | 'other'

export interface Failure {
  readonly kind: FailureKind
  /** The system's or Node's code, `ECONNREFUSED`, where there is one. */
  readonly code?: string
  /** One line, as the system put it. Never holds the URL, so never its credentials. */
  readonly message: string
}

const kinds: Readonly<Record<string, FailureKind>> = {
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EAI_NONAME: 'name-not-found',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'connect-timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls-to-plain',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls-to-plain',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  CERT_HAS_EXPIRED: 'certificate',
  CERT_NOT_YET_VALID: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
}

/** got's name for the stage whose timeout ran out. */
const stages: Readonly<Record<string, FailureKind>> = {
  lookup: 'name-not-found',
  connect: 'connect-timeout',
  secureConnect: 'no-answer',
  send: 'no-answer',
  response: 'no-answer',
}

/** Classifies an error of got, of a socket or of an AbortSignal. Only its code and message are read: the rest holds secrets. */
export function toFailure(error: unknown): Failure {
  const {code, message, event, name} = readError(error)
  if (name === 'AbortError' || code === 'ABORT_ERR') return {kind: 'aborted', message: 'aborted'}
  const staged = event === undefined ? undefined : stages[event]
  if (staged !== undefined) return {kind: staged, ...(code !== undefined && {code}), message}
  const kind = kinds[code ?? ''] ?? byMessage(code, message)
  return {kind: kind ?? 'other', ...(code !== undefined && {code}), message}
}

function byMessage(code: string | undefined, message: string): FailureKind | undefined {
  if (code?.startsWith('HPE_')) return 'not-http'
  // OpenSSL's words for an answer that is no TLS.
  if (code === 'EPROTO' && /wrong version number|packet length too long|http request/.test(message))
    return 'tls-to-plain'
  return undefined
}

function readError(error: unknown): {code?: string; message: string; event?: string; name?: string} {
  if (!(error instanceof Error)) return {message: String(error)}
  const {code, event} = error as {code?: unknown; event?: unknown}
  // With several addresses for one name Node throws an AggregateError whose own message is empty.
  const first = error instanceof AggregateError && error.message === '' ? error.errors[0] : undefined
  const message = first instanceof Error ? first.message : error.message
  return {
    ...(typeof code === 'string' && {code}),
    ...(typeof event === 'string' && {event}),
    message: message.split('\n')[0] ?? '',
    name: error.name,
  }
}
