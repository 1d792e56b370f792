const hashBits = 16
const hashMask = (1 << hashBits) - 1
/** How far back the hash of a place looks, in characters: each shifts the earlier ones by four bits. */
const window = 4

/**
 * Finds where thousands of literals stand in a text, in one pass over it. Each is known by a hash of four of its
 * characters, those that the fewest others share.
 */
export class LiteralIndex {
  readonly #byHash = new Map<number, {readonly number: number; readonly literal: string; readonly end: number}[]>()
  readonly #known = new Uint8Array(hashMask + 1)
  readonly #short: readonly (readonly [number, string])[]

  constructor(literals: readonly string[]) {
    this.#short = [...literals.entries()].filter(([, literal]) => literal.length < window)
    const shared = new Uint32Array(hashMask + 1)
    for (const literal of literals) for (const hash of hashes(literal)) shared[hash] = (shared[hash] ?? 0) + 1
    for (const [number, literal] of literals.entries()) {
      let rarest: {hash: number; end: number} | undefined
      for (const [start, hash] of hashes(literal).entries()) {
        if (rarest === undefined || (shared[hash] ?? 0) < (shared[rarest.hash] ?? 0))
          rarest = {hash, end: start + window}
      }
      if (rarest === undefined) continue
      const {hash, end} = rarest
      this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), {number, literal, end}])
      this.#known[hash] = 1
    }
  }

  /** Where the literals stand in the text, in this very letter case: rising indices, by the literal's number. */
  in(text: string): Map<number, number[]> {
    const found = new Map<number, number[]>()
    const add = (number: number, at: number): void => {
      const known = found.get(number)
      if (known === undefined) found.set(number, [at])
      else known.push(at)
    }
    for (const [number, literal] of this.#short) {
      // The empty literal is everywhere, and once is enough.
      if (literal === '') add(number, 0)
      else for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) add(number, at)
    }
    let hash = 0
    for (let index = 0; index < text.length; index += 1) {
      hash = ((hash << 4) ^ text.charCodeAt(index)) & hashMask
      if (this.#known[hash] === 0) continue
      for (const {number, literal, end} of this.#byHash.get(hash) ?? []) {
        if (text.startsWith(literal, index + 1 - end)) add(number, index + 1 - end)
      }
    }
    return found
  }
}

/** The hash of each window of a literal, by the window's start. */
function hashes(literal: string): number[] {
  const all: number[] = []
  let hash = 0
  for (let index = 0; index < literal.length; index += 1) {
    hash = ((hash << 4) ^ literal.charCodeAt(index)) & hashMask
    if (index >= window - 1) all.push(hash)
  }
  return all
}
