const windowMs = 10_000
const shortestMs = 1_000

/** How fast something grew of late. */
export class Rate {
  readonly #samples: {readonly at: number; readonly amount: number}[] = []

  /** `at` in milliseconds. */
  add(amount: number, at: number): void {
    this.#samples.push({at, amount})
    while (this.#samples.length > 2 && at - (this.#samples[0]?.at ?? at) > windowMs) this.#samples.shift()
  }

  /** Undefined before there is enough to measure, and while nothing grows. */
  perSecond(): number | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)]
    if (first === undefined || last === undefined || last.at - first.at < shortestMs) return undefined
    const rate = ((last.amount - first.amount) * 1_000) / (last.at - first.at)
    return rate > 0 ? rate : undefined
  }
}
