/** Wrong usage or configuration: says what was wrong and what would be right. Nothing was checked. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
