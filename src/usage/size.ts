const factors: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
}

/** Bytes of `20GB`, `500 MiB`, `1000000`; undefined where the text is no such size, or none at all. */
export function parseBytes(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s?([kmgt]?i?b?)$/i.exec(text.trim()) ?? []
  const factor = factors[unit.toLowerCase()] ?? factors[`${unit.toLowerCase()}b`]
  const bytes = amount === undefined || factor === undefined ? 0 : Math.round(Number(amount) * factor)
  return bytes > 0 ? bytes : undefined
}
