const hashBits = 16
const hashMask = (1 << hashBits) - 1
/** How far back the hash of a place looks, in characters: each shifts the earlier ones by four bits. */
const window = 4

/**
 * Finds which of a thousand literals stand in a text, in one pass over it. Each is known by a hash of four of its
 * characters, those that the fewest others share.
 */
export class LiteralIndex {
  readonly #byHash = new Map<number, {readonly literal: string; readonly end: number}[]>()
  readonly #known = new Uint8Array(hashMask + 1)
  readonly #short: readonly string[]

  constructor(literals: Iterable<string>) {
    const distinct = [...new Set(literals)]
    this.#short = distinct.filter((literal) => literal.length < window)
    const long = distinct.filter((literal) => literal.length >= window)
    const shared = new Uint32Array(hashMask + 1)
    for (const literal of long) for (const hash of hashes(literal)) shared[hash] = (shared[hash] ?? 0) + 1
    for (const literal of long) {
      const own = hashes(literal)
      const rarest = own.reduce(
        (best, hash, index) => ((shared[hash] ?? 0) < (shared[own[best] ?? 0] ?? 0) ? index : best),
        0,
      )
      const hash = own[rarest] ?? 0
      this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), {literal, end: rarest + window}])
      this.#known[hash] = 1
    }
  }

  /** The literals that the text holds, in its own letter case. */
  in(text: string): Set<string> {
    const found = new Set(this.#short.filter((literal) => text.includes(literal)))
    let hash = 0
    for (let index = 0; index < text.length; index += 1) {
      hash = ((hash << 4) ^ text.charCodeAt(index)) & hashMask
      if (this.#known[hash] === 0) continue
      for (const {literal, end} of this.#byHash.get(hash) ?? []) {
        if (!found.has(literal) && text.startsWith(literal, index + 1 - end)) found.add(literal)
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
