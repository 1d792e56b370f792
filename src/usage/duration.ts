const unitMs: Readonly<Record<string, number>> = {ms: 1, s: 1_000, m: 60_000, h: 3_600_000}

/** Milliseconds of `500ms`, `90s`, `2m`, `1h30m`; undefined where the text is no such duration, or none that can be waited. */
export function parseDuration(text: string): number | undefined {
  const total = durationMs(text)
  // Node's timers end at 2^31 - 1 ms.
  return total !== undefined && total <= 2_147_483_647 ? total : undefined
}

/** The same of any length. */
export function durationMs(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)) return undefined
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)]
  return Math.round(parts.reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (unitMs[unit] ?? 0), 0))
}
