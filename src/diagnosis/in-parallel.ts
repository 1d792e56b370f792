/** Jobs that wait for something are not work; but each holds memory and a socket. */
const mostWaiting = 512

/**
 * A bounded number of jobs at a time, begun in order; their results in the same order. One that takes longer than
 * `patienceMs` waits for something rather than works: it then counts no more, and the next begins.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<R>,
  patienceMs?: number,
): Promise<R[]> {
  const results: R[] = new Array(items.length)
  const queue = items.entries()
  let waiting = 0
  const failures: unknown[] = []
  const start = (): Promise<void> => lane().catch((error: unknown) => void failures.push(error))
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) {
      let successor: Promise<void> | undefined
      const giveWay = (): void => {
        if (waiting >= mostWaiting) return
        waiting += 1
        successor = start()
      }
      const timer = patienceMs === undefined ? undefined : setTimeout(giveWay, patienceMs)
      try {
        results[index] = await work(item)
      } finally {
        clearTimeout(timer)
        if (successor !== undefined) {
          waiting -= 1
          await successor
        }
      }
      if (successor !== undefined) return
    }
  }
  await Promise.all(Array.from({length: Math.min(most, items.length)}, start))
  if (failures.length > 0) throw failures[0]
  return results
}
