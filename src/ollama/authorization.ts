import type {Address} from './address.ts'

/** The header that carries an address's credentials; nothing where it has none. */
export function authorization({credentials}: Address): {authorization?: string} {
  if (credentials === undefined) return {}
  return {authorization: `Basic ${Buffer.from(decodeSafely(credentials)).toString('base64')}`}
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
